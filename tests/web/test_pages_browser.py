"""Every page in a real Chromium: axe-core finds nothing serious, and each does its main job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest
from browsing import SIZES, Browser, chromium, served
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# The success criteria of WCAG 2.2, levels A and AA.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Path, and what is on the page once it is whole.
PAGES = {
    "chat": ("/", ".hero h1"),
    "answer": ("/?q=Do+foghorns+sell+visits%3F", "[data-action=copy-turn]"),
    "library": ("/library", "h1"),
    "document": ("/library/foghorn-study", "h1"),
    "documents": ("/documents", "h1"),
    "plan": ("/plan", "h1"),
    "returns": ("/returns?example=1", "#result"),
    "holdout": ("/returns/holdout?example=1", "#result"),
    "budget": ("/returns/budget?example=1", "h1"),
    "scorecard": ("/scorecard?example=1", "#result"),
    "mirror": ("/mirror?example=1", "#result"),
    "briefing": ("/briefing?topic=zeppelins", "h1"),
    "programme": ("/programme", "h1"),
    "lesson": ("/programme/hearing", "h1"),
    "check": ("/check", "h1"),
    "help": ("/help", "h1"),
    "embedding": ("/embedding", "h1"),
    "embed": ("/embed?q=Do+foghorns+sell+visits%3F", "[data-action=copy-turn]"),
    "card": ("/card?q=Do+foghorns+sell+visits%3F", ".lead, .notice"),
}
# A busy machine is slow, not wrong.
expect.set_options(timeout=30_000)
LANGS, SCHEMES = ("en", "fr"), ("light", "dark")
BOTH = [("fr", "phone"), ("en", "wide")]
WISH = {"en": "Reduce churn from 12% to 9%", "fr": "Ramener le taux de résiliation de 12 % à 9 %"}
TICKETS = {
    "en": "How many tickets did the lighthouse on the cape sell in May 2024?",
    "fr": "Combien de billets le phare du cap a-t-il vendus en mai 2024 ?",
}
TOPIC = {"en": "foghorn visits", "fr": "visites et cornes de brume"}
EDIT = {"en": "The board hears the foghorn.", "fr": "Le conseil entend la corne de brume."}
# A month: half of 10,000 comes back for 3,000 spent, two thirds more than it cost.
CASE = {"people": "3000", "incremental_revenue": "10000", "margin": "50 %"}
RETURN = {"fr": "un retour de 67 %, soit 24 000 net", "en": "67% return, 24,000 net"}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home, shelf = tmp_path_factory.mktemp("home"), ROOT / "tests" / "knowledge"
    with served(ROOT / "app.py", home, ASSISTANT_KNOWLEDGE=str(shelf)) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@contextmanager
def looking(browser: Browser, address: str, size: str = "wide") -> Iterator[Page]:
    """Open a page; no script of it may fail, and none asks another host for anything."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        # A colour that is still changing is not the colour that people read.
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert faults == []


def flaws(page: Page) -> list[str]:
    """What axe-core finds that keeps people out, light or dark: rule, element and reason."""
    page.evaluate(AXE)
    told = []
    for scheme in SCHEMES:
        # The same page in the other look: opening it once more would show nothing else.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
        told += [
            f"{scheme}: {each['id']} ({each['impact']}): {node['target']} {node['failureSummary']}"
            for each in found
            if each["impact"] in ("serious", "critical")
            for node in each["nodes"]
        ]
    return told


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_kept_out(browser: Browser, url: str, name: str, lang: str) -> None:
    path, whole = PAGES[name]
    address = f"{url}{path}{'&' if '?' in path else '?'}lang={lang}"
    with looking(browser, address) as page:
        page.wait_for_selector(whole)
        assert page.get_attribute("html", "lang") == lang
        assert flaws(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_drafted_plan_keeps_nobody_out(browser: Browser, url: str, lang: str) -> None:
    with looking(browser, f"{url}/plan?lang={lang}") as page:
        page.fill("#wish0", WISH[lang])
        page.click("button[value=draft]")
        expect(page.locator("#result, #choice0").first).to_be_visible()
        assert flaws(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_readiness_result_keeps_nobody_out(browser: Browser, url: str, lang: str) -> None:
    with looking(browser, f"{url}/programme/readiness?lang={lang}") as page:
        for group in page.locator("form.quiz fieldset").all():
            group.locator("input[type=radio]").first.check()
        page.locator("form.quiz button[type=submit]").click()
        page.wait_for_load_state()
        assert flaws(page) == []


def test_high_contrast_is_chosen_kept_and_readable(browser: Browser, url: str) -> None:
    with looking(browser, f"{url}/help?lang=fr") as page:
        page.get_by_role("button", name="Contraste élevé").click()
        page.goto(f"{url}{PAGES['answer'][0]}&lang=fr")
        page.wait_for_selector(PAGES["answer"][1])
        assert page.get_attribute("html", "data-theme") == "contrast"
        assert flaws(page) == []
        assert [each["name"] for each in page.context.cookies()] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone(browser: Browser, url: str, name: str) -> None:
    path, whole = PAGES[name]
    with looking(browser, url + path, "phone") as page:
        page.wait_for_selector(whole)
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"][0]


def test_a_link_asks_its_question_and_back_returns_to_the_one_before(
    browser: Browser, url: str
) -> None:
    with looking(browser, f"{url}/?q=Do+foghorns+sell+visits%3F&lang=en") as page:
        page.wait_for_selector("#current #t1 [data-action=copy-turn]")
        page.fill("#question textarea", "Is a foghorn worth its cost?")
        page.press("#question textarea", "Enter")
        page.wait_for_selector("#current #t2 [data-action=copy-turn]")
        assert "worth+its+cost" in page.url
        page.go_back()
        assert "sell+visits" in page.url
        expect(page.locator("#t1 .question")).to_be_in_viewport()
        page.reload()
        expect(page.locator("#current #t1 .question")).to_have_text("Do foghorns sell visits?")


@pytest.mark.parametrize(("lang", "size"), BOTH)
def test_a_file_is_added_read_asked_and_deleted(
    browser: Browser, url: str, lang: str, size: str, tmp_path: Path
) -> None:
    file = tmp_path / f"minutes-{lang}.md"
    file.write_text("# Minutes\n\nThe lighthouse on the cape sold 812 tickets in May 2024.\n")
    with looking(browser, f"{url}/documents?lang={lang}", size) as page:
        page.set_input_files("#files", file)
        page.fill("#collection", f"Board {lang}")
        page.locator("form[data-upload] button.primary").click()
        # The job's own page says when it is over, and leads on.
        expect(page.locator(".outcomes .added")).to_contain_text(file.name)
        page.locator("main a.primary").click()
        assert flaws(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        page.locator("table.files a").first.click()
        expect(page.locator("main")).to_contain_text("812 tickets")
        page.go_back()
        page.locator("main form[action='/'] button").click()
        page.fill("#question textarea", TICKETS[lang])
        page.press("#question textarea", "Enter")
        expect(page.locator("#current #t1 .answer")).to_contain_text("812")
        page.goto(f"{url}/documents?lang={lang}")
        page.locator("ul.shelves h3 a", has_text=f"Board {lang}").click()
        page.locator("main a.danger").click()
        page.locator("main button.danger").click()
        expect(page.locator("main")).not_to_contain_text(f"Board {lang}")


def test_a_folder_that_is_dropped_is_sent_file_by_file(
    browser: Browser, url: str, tmp_path: Path
) -> None:
    for name in ("pack/one.md", "pack/minutes/two.md", "pack/.hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"# {name}\n\nThe buoy rang {len(name)} times.\n")
    with looking(browser, f"{url}/documents?lang=en", "wide") as page:
        box = page.locator("[data-drop]").bounding_box()
        assert box
        place = {"x": box["x"] + 9, "y": box["y"] + 9}
        given = {"items": [], "files": [str(tmp_path / "pack")], "dragOperationsMask": 1}
        session = page.context.new_cdp_session(page)
        for kind in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": kind, "data": given, **place})
        expect(page.locator("[data-chosen]")).to_contain_text("two.md")
        page.fill("#collection", "Buoys")
        page.locator("form[data-upload] button.primary").click()
        expect(page.locator(".outcomes .added .name")).to_have_text(["one.md", "two.md"])


@pytest.mark.parametrize(("lang", "size"), BOTH)
def test_a_draft_is_checked_against_its_source(
    browser: Browser, url: str, lang: str, size: str
) -> None:
    with looking(browser, f"{url}/check?lang={lang}", size) as page:
        page.fill("#text", "The lighthouse sold 812 tickets. The lighthouse sold 999 tickets.")
        page.fill("#sources", "In May 2024 the lighthouse sold 812 tickets.")
        page.locator("main button.primary").click()
        expect(page.locator("[data-status=supported]")).to_contain_text("812")
        withheld = page.locator("[data-status=withheld]")
        expect(withheld).to_contain_text("999")
        assert withheld.locator(".fault-note li").count() > 0
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        assert flaws(page) == []


def test_a_long_check_shows_its_progress_stops_and_loses_nothing(
    browser: Browser, url: str
) -> None:
    draft = " ".join(f"The lighthouse sold {n} tickets in May 2024." for n in range(300))
    with looking(browser, f"{url}/check?lang=en") as page:
        page.fill("#text", draft)
        page.locator("main button.primary").click()
        expect(page.locator("#progress progress")).to_be_visible()
        page.locator("#progress button").click()
        expect(page.locator("#progress [role=status]")).to_contain_text("Stopped")
        page.reload()
        expect(page.locator("#text")).to_have_value(draft)


@pytest.mark.parametrize(("lang", "size"), BOTH)
def test_a_note_is_drafted_edited_and_taken_away(
    browser: Browser, url: str, lang: str, size: str
) -> None:
    with looking(browser, f"{url}/briefing?lang={lang}", size) as page:
        page.fill("#topic", TOPIC[lang])
        page.locator("form.request-form button.primary").click()
        # The address holds the request: sent to a colleague it drafts the same note.
        expect(page.locator("article.paper")).to_be_visible()
        assert "topic=" in page.url
        first = page.locator("article.paper ul.lines > li").first
        first.locator("summary").click()
        first.locator("textarea").fill(EDIT[lang])
        page.reload()
        kept = page.locator("article.paper ul.lines > li").first.locator("textarea")
        expect(kept).to_have_value(EDIT[lang])
        page.locator("form.draft > .actions button").click()
        expect(page.locator("form.draft [role=status]")).to_be_visible()
        assert EDIT[lang] in (page.text_content("article.paper") or "")
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        assert flaws(page) == []
        with page.expect_download() as taken:
            page.locator("button[name=format][value=docx]").click()
        assert taken.value.path().read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(("lang", "size"), BOTH)
def test_two_series_are_held_against_each_other(
    browser: Browser, url: str, lang: str, size: str
) -> None:
    months = [f"2023-{month:02d}-01" for month in range(1, 13)]
    first = "\n".join(f"{day};{10 + n}" for n, day in enumerate(months))
    second = "\n".join(f"{day};{100 + 7 * n + n % 3}" for n, day in enumerate(months))
    with looking(browser, f"{url}/mirror?lang={lang}", size) as page:
        page.fill("#f-first", f"date;posts\n{first}")
        page.fill("#f-second", f"date;sales\n{second}")
        page.locator("main button.primary").click()
        expect(page.locator("#result figure svg").first).to_be_visible()
        expect(page.locator("#result")).to_contain_text("posts")


@pytest.mark.parametrize(("lang", "size"), BOTH)
def test_a_return_is_computed_from_typed_figures(
    browser: Browser, url: str, lang: str, size: str
) -> None:
    with looking(browser, f"{url}/returns?lang={lang}", size) as page:
        for name, value in CASE.items():
            page.locator(f"details:has(#f-{name})").evaluate("each => { each.open = true; }")
            page.fill(f"#f-{name}", value)
        # What was typed and not yet sent is there when the page is opened again.
        page.goto(f"{url}/returns?lang={lang}")
        assert [page.input_value(f"#f-{name}") for name in CASE] == [*CASE.values()]
        page.locator("main button.primary").click()
        shown = page.locator("#result").inner_text().replace("\u202f", " ").replace("\u00a0", " ")
        assert RETURN[lang] in shown
