"""Plan and scorecard in a real Chromium: made, changed, followed, extended, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import SIZES, chromium, served
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).with_name("serve_desks.py")
WORDS = {
    "en": {
        "wish": "Reduce churn from 12% to 9%",
        "target": "8%",
        "follow": "Follow it in a scorecard",
        "kpi": "Churn rate",
        "kept": "reason for the change",
    },
    "fr": {
        "wish": "Ramener le taux de résiliation de 12 % à 9 %",
        "target": "8 %",
        "follow": "Le suivre dans un tableau de bord",
        "kpi": "Taux d’attrition",
        "kept": "motif du changement",
    },
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(SCRIPT, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def reader(browser: Browser, size: str) -> tuple[Page, list[str]]:
    width, height = SIZES[size]
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page, errors


def fits(page: Page, size: str) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0])


@pytest.mark.parametrize(("lang", "size"), [("fr", "phone"), ("en", "wide")])
def test_from_an_objective_to_a_followed_scorecard(
    browser: Browser, url: str, lang: str, size: str
) -> None:
    words = WORDS[lang]
    page, errors = reader(browser, size)
    page.goto(f"{url}/plan?lang={lang}")
    page.fill("#wish0", words["wish"])
    page.fill("#start", "2027-01")
    page.click("button[value=draft]")
    page.select_option("#choice0", "customer-retention")
    page.locator("button[value=draft]").first.click()
    # Edited in place: the target of the main indicator, with the reason.
    edit = page.locator("#result details.edit:has(input[name='edit.kpi/churn-rate/target'])").first
    edit.locator("summary").click()
    edit.locator("input[name='edit.kpi/churn-rate/target']").fill(words["target"])
    edit.locator("input[name='reason.kpi/churn-rate/target']").fill(words["kept"])
    page.click("button[value=save]")
    assert words["kept"] in (page.text_content("#result") or "")
    assert fits(page, size)
    with page.expect_download() as taken:
        page.click("#versions a[href*='format=xlsx']")
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.click(f"text={words['follow']}")
    assert words["kpi"] in page.inner_text("#result")
    rows = "\n".join(f"2027-0{month};{12 - month / 10} %" for month in range(1, 7))
    page.fill(
        "#f-actuals", f"Date;{name_of(page)}\n{rows}".replace(".", "," if lang == "fr" else ".")
    )
    page.locator("form.numbers button.primary").click()
    assert page.locator("#result figure").count() == 1
    assert page.input_value("#f-actuals") == ""
    assert fits(page, size)
    assert errors == []


def name_of(page: Page) -> str:
    """The first indicator, as the targets of the scorecard name it."""
    lines = page.input_value("#f-targets").strip().splitlines()
    return next(line for line in lines if "12" in line and "%" in line).partition(";")[0]
