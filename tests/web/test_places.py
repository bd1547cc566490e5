"""Every place of the strip is served by the application as `make run` starts it."""

from __future__ import annotations

import inspect
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pytest
from browsing import served
from fiction import PROMPTS

from assistant.service import Assistant
from assistant.watch import LivingAssistant
from assistant.web.places import PLACES
from assistant.wording import load_wording

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home, shelf = tmp_path_factory.mktemp("home"), ROOT / "tests" / "knowledge"
    with served(ROOT / "app.py", home, ASSISTANT_KNOWLEDGE=str(shelf)) as address:
        yield address


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("place", "path"), [each for each in PLACES if each[0] != "ask"])
def test_place_is_served_and_marked(url: str, place: str, path: str, lang: str) -> None:
    with urllib.request.urlopen(f"{url}{path}?lang={lang}", timeout=60) as response:
        page = response.read().decode()
    name = load_wording(PROMPTS, "frame", lang)(f"places.{place}")
    assert f'aria-current="page">{name}<' in page


@pytest.mark.parametrize("path", ["/plan", "/plan/import", "/briefing", "/check", "/documents"])
def test_form_of_another_site_is_refused(url: str, path: str) -> None:
    request = urllib.request.Request(f"{url}{path}", b"x=1", {"Sec-Fetch-Site": "cross-site"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=60)
    assert refused.value.code == 403
    refused.value.close()


def _public(name: str, member: object) -> bool:
    kinds = (property, cached_property)
    return not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, kinds))


def test_what_can_be_exchanged_offers_all_that_the_assistant_does() -> None:
    def offered(kind: type) -> set[str]:
        return {name for name, member in vars(kind).items() if _public(name, member)}

    # The catalogue serves filtering only, from within.
    assert offered(Assistant) - offered(LivingAssistant) - {"catalogue"} == set()
