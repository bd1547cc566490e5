"""The shelf is read into records; a malformed file is left out, named, and harms no other."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.errors import KnowledgeError
from assistant.library import check_library, content_fingerprint, fingerprint, load_library, stats
from assistant.library.bilingual import as_text, lists
from assistant.library.headings import FACT_ROLES, ROLES
from assistant.records import LANGS, SECONDARY, SELF_REPORTED, Lang

FICTION = Path(__file__).parents[1] / "knowledge"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FICTION, tmp_path / "knowledge"))


def test_every_kind_is_read_in_both_languages() -> None:
    kinds = {(each.kind, each.lang) for each in load_library(FICTION).documents.values()}
    names = ("article", "case-study", "question", "lesson", "kpi", "objective", "term")
    assert kinds == {(kind, lang) for kind in names for lang in LANGS}


def test_fiction_has_no_problem() -> None:
    assert load_library(FICTION).problems == ()


def test_bullet_is_one_passage_with_its_own_citations_and_flags() -> None:
    document = load_library(FICTION).document("brume-lighthouses", "en")
    assert document is not None
    first = document.of_role("evidence")[0]
    assert first.text == "Brume Lighthouses sold 1,200 tickets through its page in 2012."
    assert first.references == ("brume-2012", "harbour-nd")
    assert first.flags == (SELF_REPORTED, SECONDARY)


def test_paragraph_gives_one_passage_a_sentence() -> None:
    document = load_library(FICTION).document("brume-lighthouses", "en")
    assert document is not None
    assert [p.cited for p in document.of_role("brief")] == [True, False, False]


@pytest.mark.parametrize(
    ("lang", "context"),
    [
        ("en", "Brume Lighthouses: 1,200 tickets credited to a page (fictional) (2011-2012)"),
        ("fr", "Phares Brume\u202f: 1\u202f200 billets attribués à une page (fiction) (2011-2012)"),
    ],
)
def test_context_adds_what_the_title_lacks(lang: Lang, context: str) -> None:
    document = load_library(FICTION).document("brume-lighthouses", lang)
    assert document is not None
    assert document.passages[0].context == context


def test_question_gives_its_title_and_variants_as_phrasings() -> None:
    document = load_library(FICTION).document("q-do-foghorns-sell", "en")
    assert document is not None
    assert [p.text for p in document.of_role("phrasing")] == [document.title, *document.variants]


def test_kpi_speaks_french() -> None:
    document = load_library(FICTION).document("kpi:visits", "fr")
    assert document is not None
    assert document.of_role("definition")[0].text == (
        "Visites de phare — Nombre de billets contrôlés à la porte en un mois "
        "(visites = billets contrôlés ÷ jours × 30)."
    )


def test_term_is_defined_under_its_head_word() -> None:
    document = load_library(FICTION).document("term:foghorn", "en")
    assert document is not None
    assert document.passages[0].text == "Foghorn: A horn that warns ships in fog."


def test_quiz_is_kept_apart_from_the_passages() -> None:
    library = load_library(FICTION)
    lesson = library.lessons["hearing", "en"]
    assert lesson.quiz[0].options[lesson.quiz[0].correct] == "Visits"
    assert not library.documents["hearing", "en"].of_role("quiz")


def test_undated_reference_has_no_year() -> None:
    assert load_library(FICTION).references["harbour-nd"].year is None


def test_author_is_named_given_name_first() -> None:
    assert load_library(FICTION).references["foghorn-2013"].authors == ("Flora Foghorn",)


def test_passage_keeps_its_id_when_another_is_edited(shelf: Path) -> None:
    before = {p.text: p.id for p in load_library(shelf).passages()}
    path = shelf / "case-studies/brume-lighthouses.en.md"
    path.write_text(path.read_text("utf-8").replace("Was it worth it?", "Worth it?"), "utf-8")
    after = {p.text: p.id for p in load_library(shelf).passages()}
    assert {text for text in before if before[text] != after.get(text)} == {"Was it worth it?"}


def test_ids_are_unique_on_the_shelf() -> None:
    ids = [p.id for p in load_library(FICTION).passages()]
    assert len(ids) == len(set(ids))


def test_repeated_sentence_is_one_passage(shelf: Path) -> None:
    path = shelf / "articles/foghorn-study.en.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("It lasted two years.", "It lasted. It lasted."), "utf-8")
    document = load_library(shelf).documents["foghorn-study", "en"]
    assert [p.text for p in document.of_role("argument")][1:] == ["It lasted."]


def test_windows_line_ends_and_byte_order_mark_change_nothing(shelf: Path) -> None:
    before = [p.id for p in load_library(shelf).passages()]
    path = shelf / "articles/foghorn-study.fr.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [p.id for p in load_library(shelf).passages()] == before


def test_malformed_file_is_left_out_and_the_rest_loads(shelf: Path) -> None:
    whole = load_library(shelf)
    (shelf / "articles/foghorn-study.fr.md").write_bytes(b"---\nid: x\n---\n\xff\xfe")
    library = load_library(shelf)
    assert whole.documents.keys() - library.documents.keys() == {("foghorn-study", "fr")}


FRONT = "---\nid: {0}\nkind: article\nlang: en\ntitle: {0}\n---\n"


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_file_is_read_or_named(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        (articles / "a.en.md").write_bytes(content)
        (articles / "b.en.md").write_bytes(FRONT.format("b").encode() + content)
        library = load_library(Path(folder))
        named = {each.path for each in library.problems}
        assert "articles/a.en.md" in named
        assert ("b", "en") in library.documents or "articles/b.en.md" in named


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "kpis", "title", "en", "fr"]), inner, max_size=4
            )
        ),
        max_leaves=8,
    )
)
@example([{"id": ""}])
def test_any_yaml_is_read_or_named(content: object) -> None:
    names = ("references.yaml", "glossary.yaml", "kpi-frameworks/kpis.yaml")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kpi-frameworks").mkdir()
        for name in names:
            (Path(folder) / name).write_text(yaml.safe_dump(content), "utf-8")
        assert {each.path for each in check_library(Path(folder))} >= set(names)


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="nowhere"):
        load_library(tmp_path / "nowhere")


def test_empty_folder_gives_an_empty_library(tmp_path: Path) -> None:
    assert load_library(tmp_path).passages() == ()


def test_fingerprint_sees_a_touched_file(shelf: Path) -> None:
    before = fingerprint(shelf)
    os.utime(shelf / "glossary.yaml", ns=(1, 1))
    assert fingerprint(shelf) != before


def test_content_fingerprint_sees_only_content(shelf: Path) -> None:
    before = content_fingerprint(shelf)
    os.utime(shelf / "glossary.yaml", ns=(1, 1))
    assert content_fingerprint(shelf) == before


def test_content_fingerprint_sees_an_edit(shelf: Path) -> None:
    before = content_fingerprint(shelf)
    path = shelf / "glossary.yaml"
    path.write_text(path.read_text("utf-8") + "# more\n", "utf-8")
    assert content_fingerprint(shelf) != before


def test_stats_count_a_document_once() -> None:
    counted = stats(load_library(FICTION))
    assert counted["documents"]["kind"] == {
        "article": 1,
        "case-study": 1,
        "lesson": 1,
        "question": 1,
    }


def test_stats_split_the_cases() -> None:
    assert stats(load_library(FICTION))["documents"]["case type"] == {"success": 1}


def test_roles_are_the_same_in_both_languages() -> None:
    assert set(ROLES["fr"].values()) == set(ROLES["en"].values())


def test_roles_that_state_facts_are_roles() -> None:
    assert set(ROLES["en"].values()) >= FACT_ROLES


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("one\n  and\ttwo ", "one and two", id="lines and spaces"),
        pytest.param("12\u202f% de\u00a0plus", "12\u202f% de\u00a0plus", id="no-break spaces"),
        pytest.param(2012, "2012", id="number"),
        pytest.param(None, "", id="nothing"),
    ],
)
def test_a_text_of_the_catalogue_keeps_the_spaces_of_french(value: object, text: str) -> None:
    assert as_text(value) == text


def test_lists_of_the_catalogue_keep_the_spaces_of_french() -> None:
    entry = {"risks": [{"en": "20% lost", "fr": "20\u202f% perdus"}]}
    assert lists(entry, "risks") == {"en": ("20% lost",), "fr": ("20\u202f% perdus",)}
