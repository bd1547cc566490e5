"""The pages of the programme as a browser without script gets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.library import Library, load_library
from assistant.programme import example
from assistant.records import LANGS, Lang
from assistant.settings import load_settings
from assistant.web.programme import programme_routes
from assistant.web.programme.visitor import COOKIE

Visit = Callable[[], TestClient]


@pytest.fixture(scope="module")
def shelf() -> Library:
    return load_library(load_settings().knowledge)


@pytest.fixture
def visit(shelf: Library, home: object) -> Visit:
    """Each call is another reader of the same server."""
    routes = programme_routes(load_settings(), SimpleNamespace(library=shelf))
    application = Starlette(routes=routes)
    return lambda: TestClient(application)


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def ids(shelf: Library) -> list[str]:
    return sorted({id for id, _ in shelf.lessons})


@pytest.mark.parametrize("lang", LANGS)
def test_every_lesson_has_a_page_with_its_parts(visit: Visit, shelf: Library, lang: Lang) -> None:
    reader = visit()
    overview = reader.get(f"/programme?lang={lang}")
    for id in ids(shelf):
        assert f"/programme/{id}?lang={lang}" in overview.text
        page = reader.get(f"/programme/{id}?lang={lang}")
        assert page.status_code == 200
        assert f'<html lang="{lang}">' in page.text
        parts = ("goal", "lesson", "success", "failure", "exercise", "quiz", "meeting", "sources")
        assert [part for part in parts if f'id="{part}"' not in page.text] == []
        assert page.text.count('type="radio"') == 18
        cited = set(re.findall(r'href="#(note-\d+)"', page.text))
        assert cited == set(re.findall(r'id="(note-\d+)"', page.text))


def test_nothing_is_stored_until_something_is_saved(visit: Visit) -> None:
    reader = visit()
    for path in ("", "/kinds-of-value", "/readiness", "/progress.json"):
        assert "set-cookie" not in reader.get(f"/programme{path}").headers
    assert reader.get("/programme/progress.json").json() == {"work": [], "boards": []}


def test_a_quiz_is_marked_explained_and_kept(visit: Visit, shelf: Library) -> None:
    reader = visit()
    quiz = shelf.lessons["returns-and-proof", "fr"].quiz
    chosen = {f"q{place}": str(question.correct) for place, question in enumerate(quiz)}
    chosen["q0"] = "0"
    path = "/programme/returns-and-proof?lang=fr"
    answer = text_of(reader.post(path, data={"do": "quiz", **chosen}).text)
    assert "5 bonnes réponses sur 6" in answer
    assert f"Pas tout à fait. La bonne réponse : {quiz[0].options[quiz[0].correct]}" in answer
    for question in quiz:
        assert question.explanation.replace("\u202f", " ") in answer
    assert "5 bonnes réponses" in text_of(reader.get(path).text)
    assert "5 right answers of 6" in text_of(reader.get(path.replace("fr", "en")).text)
    assert "1 leçon terminée sur 9" in text_of(reader.get("/programme?lang=fr").text)
    assert "Rien n’est encore commencé" in text_of(visit().get("/programme?lang=fr").text)
    again = text_of(reader.post(path, data={"do": "quiz-again"}).text)
    assert "bonnes réponses" not in again


def test_half_a_quiz_keeps_its_half(visit: Visit) -> None:
    reader = visit()
    answer = text_of(
        reader.post("/programme/overseeing?lang=en", data={"do": "quiz", "q1": "2"}).text
    )
    assert "1 right answer of 6" in answer
    assert "5 questions are still without an answer" in answer
    assert "0 lessons" not in text_of(reader.get("/programme?lang=en").text)


@pytest.mark.parametrize("lang", LANGS)
def test_every_example_is_computed(visit: Visit, shelf: Library, lang: Lang) -> None:
    reader = visit()
    for id in ids(shelf):
        page = reader.post(f"/programme/{id}?lang={lang}", data={"do": "example"}).text
        assert 'aria-invalid="true"' not in page
        assert page.count('<dd class="how">') == len(shelf.exercises[id].results)
        assert '<span class="none">' not in page
        assert reader.get("/programme/progress.json").json()["work"] == []


def test_own_figures_are_computed_kept_and_cleared(visit: Visit, shelf: Library) -> None:
    reader = visit()
    path = "/programme/budgets-test-or-commit?lang=fr"
    own = {
        "cost": "90 000",
        "measuring": "0",
        "margin": "37,5 %",
        "usual": "1 200 000",
        "variation": "3",
    }
    page = reader.post(path, data={"do": "exercise", **own}).text
    assert "240 000" in text_of(page)
    assert "20 %" in text_of(page)
    assert "chiffres fournis par l’entreprise" in text_of(page)
    assert 'value="37,5 %"' in reader.get(path).text
    assert "exercice fait" in text_of(reader.get("/programme?lang=fr").text)
    reader.post(path, data={"do": "exercise-clear"})
    assert 'value="37,5 %"' not in reader.get(path).text


def test_a_wrong_entry_is_marked_at_its_field_and_nothing_is_lost(visit: Visit) -> None:
    page = (
        visit()
        .post(
            "/programme/cannot-delegate?lang=fr",
            data={"do": "exercise", "listed": "8", "owner": "neuf<b>", "dated": "12"},
        )
        .text
    )
    assert page.count('aria-invalid="true"') == 2
    assert 'value="neuf&lt;b&gt;"' in page
    assert "plus d’objectifs datés que d’objectifs" in text_of(page)
    assert '<dd class="how">' not in page


def test_readiness_alone(visit: Visit, shelf: Library) -> None:
    assert shelf.readiness is not None
    reader = visit()
    everything = {each.id: "3" for each in shelf.readiness.questions}
    some = dict(list(everything.items())[:10])
    page = text_of(reader.post("/programme/readiness?lang=en", data=some).text)
    assert "2 questions are still without an answer" in page
    low = everything | {"account-keys": "0", "crisis-rehearsed": "1"}
    page = text_of(reader.post("/programme/readiness?lang=en", data=low).text)
    assert "Risk and crisis 17% low" in page
    assert "Risk, crisis and regulation" in page or "What is settled before" in page
    assert "advised by the readiness check" in text_of(reader.get("/programme?lang=en").text)


def test_a_board_reads_its_answers_together(visit: Visit, shelf: Library) -> None:
    assert shelf.readiness is not None
    readers = [visit() for _ in range(3)]
    for score, reader in enumerate(readers, 1):
        answers = {each.id: str(score) for each in shelf.readiness.questions}
        reader.post("/programme/readiness?lang=en", data=answers)
    board = readers[0].post("/programme/boards?lang=en", data={"name": "Acme <b>"})
    path = board.url.path
    assert "Board: Acme <b>" in text_of(board.text) or "Acme &lt;b&gt;" in board.text
    outsider = visit()
    assert "Answer the twelve questions first" in outsider.get(f"{path}?lang=en").text
    outsider.post(f"{path}?lang=en", data={"do": "add"})
    assert "1 person has answered so far" in text_of(outsider.get(f"{path}?lang=en").text)
    for reader in readers[1:]:
        found = reader.get("/programme/boards", params={"code": path.rpartition("/")[2].lower()})
        assert found.url.path == path
        last = text_of(reader.post(f"{path}?lang=en", data={"do": "add"}).text)
    assert "3 people" in last
    assert "Risk and crisis from 33% to 100% · directors differ 67%" in last
    left = text_of(readers[2].post(f"{path}?lang=en", data={"do": "leave"}).text)
    assert "2 people have answered so far" in left


@pytest.mark.parametrize("code", ["ZZZZZ-ZZZZZ", "x", "../../etc", "%00"])
def test_an_unknown_board_is_told(visit: Visit, code: str) -> None:
    answer = visit().get("/programme/boards", params={"code": code, "lang": "en"})
    assert answer.status_code == 404
    assert "There is no board of that code" in text_of(answer.text)


def test_all_is_exported_and_erased(visit: Visit) -> None:
    reader = visit()
    reader.post("/programme/overseeing?lang=en", data={"do": "quiz", "q0": "1"})
    stored = reader.get("/programme/progress.json").json()
    assert [(each["lesson"], each["what"]) for each in stored["work"]] == [("overseeing", "quiz")]
    page = reader.post("/programme/erase?lang=en")
    assert "Everything that was stored about you is erased" in text_of(page.text)
    assert reader.get("/programme/progress.json").json() == {"work": [], "boards": []}


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visit: Visit) -> None:
    reader = visit()
    header = reader.post("/programme/overseeing", data={"do": "quiz", "q0": "1"}).headers[
        "set-cookie"
    ]
    assert header.startswith(f"{COOKIE}=")
    assert "httponly" in header.lower()
    assert "samesite=lax" in header.lower()
    assert "path=/programme" in header.lower()


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
    ids=["origin", "fetch-site", "sandbox"],
)
def test_a_form_of_another_site_changes_nothing(visit: Visit, headers: dict[str, str]) -> None:
    reader = visit()
    reader.post("/programme/overseeing", data={"do": "quiz", "q0": "1"})
    refused = reader.post("/programme/erase", data={}, headers=headers)
    assert refused.status_code == 403
    assert len(reader.get("/programme/progress.json").json()["work"]) == 1


@pytest.mark.parametrize(
    "body",
    [b"a=" + b"x" * 70_000, b"&".join(b"q%d=1" % n for n in range(500))],
    ids=["long", "many"],
)
def test_a_form_larger_than_any_of_ours_is_refused(visit: Visit, body: bytes) -> None:
    answer = visit().post("/programme/overseeing", content=body)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["nothing", "overseeing/slides.exe", "%3Cscript%3E"])
def test_an_address_that_holds_nothing_is_told(visit: Visit, path: str) -> None:
    answer = visit().get(f"/programme/{path}?lang=fr")
    assert answer.status_code == 404
    assert "Il n’y a pas de leçon à cette adresse" in text_of(answer.text)


def test_a_forged_cookie_is_nobody(visit: Visit) -> None:
    reader = visit()
    reader.post("/programme/overseeing", data={"do": "quiz", "q0": "1"})
    token = reader.cookies[COOKIE]
    forged = visit()
    forged.cookies.set(COOKIE, token.partition(".")[0] + ".0000")
    assert forged.get("/programme/progress.json").json() == {"work": [], "boards": []}


@pytest.mark.parametrize("lang", LANGS)
def test_slides_are_taken_away_as_markdown(visit: Visit, lang: Lang) -> None:
    answer = visit().get(f"/programme/risk-and-crisis/slides.md?lang={lang}")
    assert answer.headers["content-disposition"].endswith(f'07-risk-and-crisis.{lang}.md"')
    assert answer.text.count("::: notes") >= 16


def test_example_of_the_page_is_that_of_the_file(shelf: Library) -> None:
    typed = example(shelf.exercises["reading-a-kpi"], "fr")
    assert typed == {"saving": ("90\u202f000",), "avoided": ("60\u202f000",), "cost": ("6",)}
