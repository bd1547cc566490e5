"""In a real Chromium, with the pages' own policy switched off, nothing that was typed runs."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import chromium, served
from playwright.sync_api import Page, expect

sys.path.insert(0, str(Path(__file__).parents[1] / "access"))
from payloads import PAYLOADS, chunks

pytestmark = pytest.mark.browser
# What each address takes from whoever sends a link, and shows again.
PLACES = (
    "/plan?wish.0={text}&name={text}&budget={text}",
    "/returns?people={text}&incremental_revenue={text}",
    "/returns/holdout?method={text}&test_customers={text}",
)


def ran(page: Page) -> object:
    return page.evaluate("window.hit")


def test_nothing_that_was_typed_runs(home: Path) -> None:
    script = Path(__file__).with_name("serve_desks.py")
    with served(script, home) as url, chromium() as browser:
        # Without the policy, so that only the escaping stands in the way.
        page = browser.new_context(bypass_csp=True, locale="en-GB").new_page()
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.goto(f"{url}/plan")
        page.set_content(PAYLOADS[13])
        expect(page.locator("img")).to_have_count(1)
        page.wait_for_timeout(200)
        assert ran(page) == 1, "the payloads would run, were they not escaped"
        for texts in chunks(25):
            text = quote(" ".join(texts), safe="")
            for place in PLACES:
                page.goto(url + place.format(text=text))
                expect(page.locator("main")).to_be_visible()
                page.wait_for_timeout(100)
                assert ran(page) is None, place
        page.goto(f"{url}/scorecard?lang=en")
        page.locator("textarea").first.fill(f"KPI;Unit;Baseline;Target\n{PAYLOADS[13]};%;1;2\n")
        page.locator("main form.numbers button[type=submit]").first.click()
        expect(page.locator("main")).to_be_visible()
        page.wait_for_timeout(100)
        assert ran(page) is None
