"""The assistant inside pages of other sites, wikis among them, in a real Chromium."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest
from browsing import SIZES, Browser, chromium, served
from hosts import page as hosted
from hosts import site
from playwright.sync_api import FrameLocator, Page, expect
from small_shelf import FIGURES, ROOT, maersk_shelf
from wikis import dokuwiki, free_port, mediawiki, missing

pytestmark = pytest.mark.browser
WAIT = 30_000
expect.set_options(timeout=WAIT)
HEARD = """<script>window.heard = [];
for (const name of ['assistant-open', 'assistant-answer', 'assistant-close'])
  addEventListener(name, (event) => heard.push([name, event.detail.sources || 0]));</script>"""


@dataclass(frozen=True)
class World:
    """The assistant, a site that may frame it, one that may not, and the ports of the wikis."""

    server: str
    friend: str
    stranger: str
    dokuwiki: int
    mediawiki: int


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    friend, stranger, doku, media = (free_port() for _ in range(4))
    origins = " ".join(f"http://localhost:{port}" for port in (friend, doku, media))
    shelf = maersk_shelf(tmp_path_factory.mktemp("shelf"))
    settings = {"ASSISTANT_KNOWLEDGE": str(shelf), "ASSISTANT_EMBED_ORIGINS": origins}
    with ExitStack() as stack:
        home = tmp_path_factory.mktemp("home")
        server = stack.enter_context(served(ROOT / "app.py", home, **settings))
        script = f'{HEARD}<script src="{server}/embed/assistant-chat.js" defer></script>'
        pages = {
            "/inline": hosted(f"{script}<assistant-chat></assistant-chat>", "fr"),
            "/floating": hosted(f'{script}<assistant-chat mode="floating"></assistant-chat>'),
            "/app": hosted(f'<iframe src="{server}/"></iframe>'),
            "/library": hosted(f'<iframe src="{server}/library"></iframe>'),
        }
        yield World(
            server,
            stack.enter_context(site(pages, friend)),
            stack.enter_context(site(pages, stranger)),
            doku,
            media,
        )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@contextmanager
def looking(
    browser: Browser, address: str, locale: str = "fr-FR", size: str = "wide"
) -> Iterator[Page]:
    """Open a page; no script of it may fail."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
    context.set_default_timeout(WAIT)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert faults == []


def ask(frame: FrameLocator, question: str) -> str:
    """Type a question into the embedded chat and return its whole answer."""
    frame.locator("#q").fill(question)
    frame.locator("#q").press("Enter")
    expect(frame.locator("[data-action=copy-turn]").last).to_be_visible(timeout=WAIT)
    return frame.locator(".turn .answer").last.inner_text().replace("\u00a0", "\u202f")


def frame_of(page: Page) -> FrameLocator:
    return page.frame_locator("assistant-chat iframe")


@pytest.mark.parametrize("size", SIZES)
def test_another_site_shows_the_chat_which_answers_with_its_sources(
    browser: Browser, world: World, size: str
) -> None:
    question, figure = FIGURES["fr-FR"]
    with looking(browser, f"{world.friend}/inline", size=size) as page:
        frame = frame_of(page)
        assert figure in ask(frame, question)
        assert page.evaluate("heard")[0][0] == "assistant-answer"
        assert page.evaluate("heard")[0][1] > 0
        # As high as its content, and no wider than the page.
        height = page.evaluate(
            "document.querySelector('assistant-chat').shadowRoot.querySelector('iframe').clientHeight"
        )
        assert height > 700
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        frame.locator("a.cite").first.click()
        expect(frame.locator(".source.chosen")).to_be_focused()
        href = frame.locator(".source.chosen .title a").get_attribute("href") or ""
        with urllib.request.urlopen(world.server + href, timeout=60) as document:
            assert document.status == 200
        assert page.context.cookies() == []


def test_keys_open_ask_and_close_the_floating_chat(browser: Browser, world: World) -> None:
    with looking(browser, f"{world.friend}/floating", "en-GB") as page:
        page.get_by_role("button", name="Ask Boardwise").press("Enter")
        frame = frame_of(page)
        expect(frame.locator("#q")).to_be_focused()
        page.keyboard.type(FIGURES["en-GB"][0])
        page.keyboard.press("Enter")
        expect(frame.locator("#told")).to_contain_text("Answer ready", timeout=WAIT)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(page.get_by_role("button", name="Ask Boardwise")).to_be_focused()
        names = [name for name, _ in page.evaluate("heard")]
        assert names == ["assistant-open", "assistant-answer", "assistant-close"]


def test_a_draft_outlives_a_reload_of_the_page_around_it(browser: Browser, world: World) -> None:
    with looking(browser, f"{world.friend}/inline") as page:
        frame_of(page).locator("#q").fill("Et pour nos salariés")
        page.reload()
        expect(frame_of(page).locator("#q")).to_have_value("Et pour nos salariés")


def test_a_site_that_is_not_named_is_refused_and_says_so(browser: Browser, world: World) -> None:
    with looking(browser, f"{world.stranger}/inline") as page:
        note = page.locator("assistant-chat .refused a")
        expect(note).to_have_attribute("href", f"{world.server}/?lang=fr", timeout=WAIT)
        assert [frame.url for frame in page.frames[1:] if frame.url.startswith(world.server)] == []


@pytest.mark.parametrize("path", ["/app", "/library"])
def test_even_an_allowed_site_frames_nothing_but_chat_and_card(
    browser: Browser, world: World, path: str
) -> None:
    with looking(browser, world.friend + path) as page:
        page.wait_for_timeout(500)
        assert [f.url for f in page.frames[1:]] == ["chrome-error://chromewebdata/"]


def test_a_stopped_or_lost_question_can_be_asked_again(browser: Browser, world: World) -> None:
    with looking(browser, f"{world.server}/embed?lang=en") as page:
        page.route("**/embed/ask*", lambda route: route.abort())
        page.locator("#q").fill("Why?")
        page.locator("#send").click()
        expect(page.locator(".turn.is-failed .fault")).to_be_visible()
        page.unroute("**/embed/ask*")
        page.get_by_role("button", name="Ask again").click()
        expect(page.locator("[data-action=copy-turn], .turn .notice").first).to_be_visible()


# In the wikis


def note(server: str, form: str) -> str:
    """A note for the board, exported by the application in a wiki's own markup."""
    fields = f"topic=Maersk+Line+Facebook&ask=decide&length=one-page&format={form}"
    request = urllib.request.Request(f"{server}/briefing/export?lang=en", fields.encode())
    with urllib.request.urlopen(request, timeout=120) as answer:
        text: str = answer.read().decode()
        return text


@dataclass(frozen=True)
class Wiki:
    """Addresses of the pages of a wiki: chat, card, note, and how it frames a table."""

    chat: str
    card: str
    note: str


@pytest.fixture(scope="module")
def wikis(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Wiki]]:
    if reason := missing():
        pytest.skip(f"No wiki: {reason} (.ci/run installs them).")
    folder, question = tmp_path_factory.mktemp("wikis"), FIGURES["en-GB"][0]
    doku = {
        "chat": "====== Chat ======\n\n{{assistant lang=fr}}\n",
        "card": f'====== Card ======\n\n{{{{assistant q="{question}"}}}}\n',
        "note": note(world.server, "dokuwiki"),
    }
    media = {
        "Chat": '<assistant lang="fr" mode="floating" />',
        "Card": f'<assistant q="{question}" />',
        "Note": note(world.server, "mediawiki"),
    }
    with (
        dokuwiki(folder / "dokuwiki", world.dokuwiki, world.server, doku) as first,
        mediawiki(folder / "mediawiki", world.mediawiki, world.server, media) as second,
    ):
        yield {
            "dokuwiki": Wiki(*(f"{first}/doku.php?id={name}" for name in doku)),
            "mediawiki": Wiki(*(f"{second}/index.php?title={name}" for name in media)),
        }


@pytest.mark.parametrize("name", ["dokuwiki", "mediawiki"])
def test_the_assistant_answers_inside_a_real_wiki(
    browser: Browser, wikis: dict[str, Wiki], name: str
) -> None:
    question, figure = FIGURES["fr-FR"]
    with looking(browser, wikis[name].chat) as page:
        if name == "mediawiki":
            page.get_by_role("button", name="Interroger Boardwise").click()
        assert figure in ask(frame_of(page), question)


@pytest.mark.parametrize("name", ["dokuwiki", "mediawiki"])
def test_a_card_stands_in_a_real_wiki(browser: Browser, wikis: dict[str, Wiki], name: str) -> None:
    with looking(browser, wikis[name].card, "en-GB") as page:
        card = page.frame_locator('iframe[src*="/card"]')
        expect(card.locator(".lead")).to_contain_text(FIGURES["en-GB"][1], timeout=WAIT)
        assert card.locator("script").count() == 0


@pytest.mark.parametrize("name", ["dokuwiki", "mediawiki"])
def test_an_exported_note_reads_as_a_page_of_a_real_wiki(
    browser: Browser, wikis: dict[str, Wiki], name: str
) -> None:
    body = {"dokuwiki": "main .page, #dokuwiki__content .page", "mediawiki": ".mw-parser-output"}
    with looking(browser, wikis[name].note) as page:
        note = page.locator(body[name]).first
        text = note.inner_text()
        assert note.locator("h2").count() >= 5
        assert note.locator("table th").count() >= 3
        sources = note.locator("ol li a[href^='http']")
        assert sources.count() >= 1
        assert [mark for mark in ("======", "{|", "|-", "'''", "[[", "**") if mark in text] == []


def test_the_script_is_light(world: World) -> None:
    with urllib.request.urlopen(f"{world.server}/embed/assistant-chat.js", timeout=60) as script:
        assert len(script.read()) <= 30 * 1024
