"""The command and the page."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.testclient import TestClient

from assistant.answer.grounding import Report, Sources, Watcher, check_draft, silent
from assistant.cli import cli
from assistant.records import Lang
from assistant.render.grounding import reason_text
from assistant.settings import load_settings
from assistant.web.check import check_routes
from assistant.web.check.progress import told_as_it_goes
from assistant.wording import load_wording, variables

SOURCE = "P&G removed $200 million of digital spend in 2017."


class FromOneSource:
    """The check as the application offers it, with one sentence for a shelf."""

    def ground(
        self, text: str, sources: Sources | None = None, lang: Lang | None = None,
        watch: Watcher = silent,
    ) -> Report:  # fmt: skip
        return check_draft(text, [SOURCE] if sources is None else sources, lang, watch=watch)


@pytest.fixture
def page() -> TestClient:
    return TestClient(Starlette(routes=check_routes(load_settings(), FromOneSource())))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "good.md").write_text(f"{SOURCE} [1]", "utf-8")
    (tmp_path / "bad.md").write_text(SOURCE.replace("200", "300"), "utf-8")
    (tmp_path / "source.txt").write_text(SOURCE, "utf-8")
    (tmp_path / "list.jsonl").write_text(json.dumps({"id": "a", "text": SOURCE}) + "\n", "utf-8")
    (tmp_path / "broken.json").write_text("{", "utf-8")
    return tmp_path


@pytest.mark.parametrize(("answer", "source", "status"), [
    ("good.md", "source.txt", 0), ("bad.md", "source.txt", 1), ("bad.md", "list.jsonl", 1),
    ("bad.md", "broken.json", 2), ("none.md", "source.txt", 2),
])  # fmt: skip
def test_the_command_tells_by_its_exit_code(
    files: Path, answer: str, source: str, status: int
) -> None:
    arguments = ["ground", "--answer", str(files / answer), "--sources", str(files / source)]
    assert CliRunner().invoke(cli, arguments).exit_code == status


def test_the_command_gives_json_with_a_reason_in_words(files: Path) -> None:
    arguments = ["ground", "--answer", "-", "--sources", str(files / "source.txt"), "--json"]
    result = CliRunner().invoke(
        cli, arguments, input="P&G a retiré 300 millions de dollars en 2017."
    )
    reason = json.loads(result.stdout)["sentences"][0]["reasons"][0]
    assert (reason["code"], "300" in reason["text"]) == ("figure", True)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_shows_each_sentence_and_keeps_the_draft(page: TestClient, lang: str) -> None:
    draft = "P&G removed $300 million of digital spend in 2017.\n<script>alert(1)</script>"
    response = page.post(f"/check?lang={lang}", data={"text": draft, "sources": ""})
    assert 'data-status="withheld"' in response.text
    assert "<script>alert" not in response.text
    assert "&lt;script&gt;alert(1)" in response.text


@pytest.mark.parametrize("text", ["", "x" * 20_001], ids=["empty", "too-long"])
def test_a_refused_draft_loses_nothing(page: TestClient, text: str) -> None:
    response = page.post("/check?lang=en", data={"text": text, "sources": "my own source"})
    assert (response.status_code, "my own source" in response.text) == (422, True)


def test_twenty_thousand_characters_are_taken(page: TestClient) -> None:
    draft = (SOURCE + " ") * (20_000 // (len(SOURCE) + 1))
    assert page.post("/check", data={"text": draft, "sources": ""}).status_code == 200


def test_the_script_hears_how_far_the_check_is_and_gets_the_same_page(page: TestClient) -> None:
    sent = {"text": f"{SOURCE} {SOURCE.replace('200', '300')}", "sources": ""}
    told = page.post("/check?lang=en", data=sent, headers={"accept": "text/event-stream"})
    assert told.headers["content-type"].startswith("text/event-stream")
    events = [each.split("\ndata: ") for each in told.text.strip().split("\n\n")]
    assert [name for name, _ in events] == ["event: step", "event: step", "event: page"]
    assert [json.loads(data) for _, data in events[:2]] == [
        {"done": 0, "total": 2}, {"done": 1, "total": 2},
    ]  # fmt: skip
    assert json.loads(events[2][1])["html"] == page.post("/check?lang=en", data=sent).text


def test_a_check_that_nobody_waits_for_ends_at_its_next_sentence() -> None:
    reached, gone, ended = [], threading.Event(), threading.Event()

    def work(watch: Watcher) -> Response:
        try:
            for done in range(3):
                watch(done, 3)
                reached.append(done)
                # Whoever asked leaves after the first sentence.
                assert gone.wait(30)
        finally:
            ended.set()
        return Response("never")

    async def play() -> None:
        events = told_as_it_goes(work)
        await anext(events)
        await events.aclose()
        gone.set()

    asyncio.run(play())
    assert ended.wait(30)
    assert reached == [0]


def test_every_reason_has_its_wording_in_both_languages() -> None:
    prompts = load_settings().prompts
    french, english = (load_wording(prompts, "grounding", lang) for lang in ("fr", "en"))
    assert french.keys() == english.keys()
    for key in (each for each in sorted(french.keys()) if each.startswith("reason.")):
        assert variables(str(french.template(key))) == variables(str(english.template(key)))
    assert reason_text.__doc__
