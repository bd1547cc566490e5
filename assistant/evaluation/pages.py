"""How fast the pages are in a real browser, on the machine that serves them.

Each visit is that of a new reader: nothing is kept from before. Times are in milliseconds from
the start of the navigation, as the browser itself notes them (Paint Timing, Largest Contentful
Paint, Long Tasks). A page is interactive at the latest of three moments: its document is parsed
and its deferred scripts have run; what it is for is there (in the chat, a question can be
typed); and the last task of more than 50 ms before a second without any has ended.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from assistant.errors import AssistantError
from assistant.records import LANGS, Lang

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPT = "embed/assistant-chat.js"
# Bytes of the embed script, as it is written, without compression.
LARGEST_SCRIPT = 30 * 1024
_TYPED = "#question textarea:enabled"
# Path, what it is for, with what the address adds; {q} is a question.
PAGES: Mapping[str, tuple[str, str]] = {
    "chat": ("/", _TYPED),
    "answer": ("/?q={q}", "[data-action=copy-turn]"),
    "library": ("/library", "h1"),
    "plan": ("/plan", "#wish0"),
    "returns": ("/returns", "form button.primary"),
    "scorecard": ("/scorecard", "form button.primary"),
    "mirror": ("/mirror", "form button.primary"),
    "briefing": ("/briefing", "form button.primary"),
    "programme": ("/programme", "h1"),
    "check": ("/check", "#text"),
    "documents": ("/documents", "#files"),
    "help": ("/help", "h1"),
    "embed": ("/embed", "#q"),
    "card": ("/card?q={q}", ".lead, .notice"),
}
_PATIENCE = 120_000
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
# A second of watching follows: what the page still does in it belongs to its opening.
_WATCHED = """() => new Promise((tell) => {
  const paints = [], tasks = [];
  const keep = (into) => (list) => into.push(...list.getEntries());
  const watch = (type, into) =>
    new PerformanceObserver(keep(into)).observe({ type, buffered: true });
  watch('largest-contentful-paint', paints);
  watch('longtask', tasks);
  setTimeout(() => {
    const [visit] = performance.getEntriesByType('navigation');
    const files = performance.getEntriesByType('resource');
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    tell({
      paint: paint ? paint.startTime : null,
      largest: paints.length ? paints.at(-1).startTime : null,
      interactive: Math.max(visit.domContentLoadedEventEnd,
        ...tasks.map((task) => task.startTime + task.duration)),
      transfer: [visit, ...files].reduce((sum, each) => sum + each.transferSize, 0),
      requests: 1 + files.length,
    });
  }, 1000);
})"""


@dataclass(frozen=True, slots=True)
class PageMeasure:
    """One page in one language, the median of its visits.

    `paint`, `largest` and `interactive` in milliseconds, None where the browser noted none;
    `transfer` in bytes over the wire with headers, in `requests`.
    """

    page: str
    lang: Lang
    paint: float | None
    largest: float | None
    interactive: float
    transfer: int
    requests: int


@dataclass(frozen=True, slots=True)
class ScriptMeasure:
    """Bytes of the script of the web component: as written, and packed by gzip."""

    plain: int
    packed: int

    @property
    def kept(self) -> bool:
        """True where it is as light as promised."""
        return self.plain <= LARGEST_SCRIPT


def measure_pages(
    url: str, questions: Mapping[Lang, str], visits: int, names: tuple[str, ...] = ()
) -> Iterator[PageMeasure]:
    """Visit every page, or those named, in both languages; `questions` are for those that answer.

    Raises AssistantError with code "browser-missing" where there is no browser to measure with.
    """
    chosen = [name for name in PAGES if not names or name in names]
    with _Chromium() as browser:
        for name in chosen:
            for lang in LANGS:
                found = [_visited(browser, url, name, lang, questions) for _ in range(visits)]
                yield _middle(name, lang, found)


def measure_script(url: str) -> ScriptMeasure:
    """Fetch the script of the web component and weigh it."""
    import httpx

    body = httpx.get(f"{url}/{SCRIPT}", timeout=60).raise_for_status().content
    return ScriptMeasure(len(body), len(gzip.compress(body, 9)))


def _visited(
    browser: Browser, url: str, name: str, lang: Lang, questions: Mapping[Lang, str]
) -> dict[str, Any]:
    path, purpose = PAGES[name]
    address = url + path.format(q=quote(questions[lang]))
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale=lang)
    try:
        context.set_default_timeout(_PATIENCE)
        page = context.new_page()
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
        page.wait_for_selector(purpose)
        there = page.evaluate("performance.now()")
        found: dict[str, Any] = page.evaluate(_WATCHED)
    finally:
        context.close()
    # What stands in the document is there as soon as it is parsed: only what a script has to
    # bring is later than that, and only there does our own looking count.
    late = there if purpose in (_TYPED, PAGES["answer"][1]) else 0
    return found | {"interactive": max(found["interactive"], late)}


def _middle(name: str, lang: Lang, found: list[dict[str, Any]]) -> PageMeasure:
    def of(key: str) -> float | None:
        values = [each[key] for each in found if each[key] is not None]
        return median(values) if values else None

    whole = {key: round(of(key) or 0) for key in ("transfer", "requests")}
    return PageMeasure(
        name, lang, of("paint"), of("largest"), of("interactive") or 0,
        whole["transfer"], whole["requests"],
    )  # fmt: skip


class _Chromium:
    """A browser without a window, for as long as the block lasts."""

    def __enter__(self) -> Browser:
        try:
            from playwright.sync_api import sync_playwright
        except ImportError as error:
            raise _missing("playwright") from error
        path = next(filter(None, map(shutil.which, _CHROMIUM)), None)
        if path is None:
            raise _missing("Chromium")
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=path, args=[*_FLAGS])
        return self._browser

    def __exit__(self, *_: object) -> None:
        self._browser.close()
        self._playwright.stop()


def _missing(name: str) -> AssistantError:
    return AssistantError(
        f"{name} is not installed: pages are measured in a real browser.",
        'Install the tools of developers (pip install -e ".[dev]") and the package chromium.',
        "browser-missing",
        name=name,
    )
