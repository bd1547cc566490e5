"""The pages as they are served, over the fictional shelf and the real service."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "%00\u202e",
)


def titles(html: str) -> list[str]:
    return re.findall(r"<h2 lang=\"..\"><a[^>]*>([^<]+)</a></h2>", html)


def test_everything_is_listed(client: TestClient) -> None:
    assert "8 documents" in client.get("/library?lang=en").text


def test_filters_of_the_address_narrow_the_list(client: TestClient) -> None:
    html = client.get("/library?lang=fr&kind=article&evidence=independent").text
    assert titles(html) == ["La moitié des cornes de brume sont entendues (étude fictive)"]


def test_words_of_the_address_are_searched(client: TestClient) -> None:
    assert "Brume" in titles(client.get("/library?lang=en&q=brume").text)[0]


def test_nothing_found_has_ways_out(client: TestClient) -> None:
    html = client.get("/library?lang=en&q=zzzqqq&kind=article").text
    assert "Nothing on the shelf fits" in html
    assert 'href="/library?lang=en&amp;q=zzzqqq"' in html
    assert 'href="/?q=zzzqqq&amp;lang=en"' in html


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", ["q", "kind", "topic", "page", "lang"])
def test_no_query_becomes_markup(client: TestClient, name: str, payload: str) -> None:
    answer = client.get("/library", params={name: payload})
    assert answer.status_code == 200
    for harmful in ("<script>alert", "<img src=x", ">49<", "\u202e"):
        assert harmful not in answer.text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_id_becomes_markup(client: TestClient, payload: str) -> None:
    answer = client.get(f"/library/{payload}?lang=en")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "Cette page n’est pas dans la bibliothèque"),
        ("en", "That page is not in the library"),
    ],
)
def test_an_unknown_document_is_a_page_in_the_readers_language(
    client: TestClient, lang: str, words: str
) -> None:
    answer = client.get("/library/brume-lighthouse", headers={"Accept-Language": lang})
    assert answer.status_code == 404
    assert words in answer.text
    assert f"/library/brume-lighthouses?lang={lang}" in answer.text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("brume-lighthouses", ["Preuves", "chiffre déclaré", "source secondaire",
                     "s. d.", "historique", "Documents liés",
                     "Attirer davantage de visiteurs"], id="case"),
        pytest.param("kpi:visits", ["billets contrôlés ÷ jours × 30", "le portillon", "Production",
                     "Un mois de pluie", "300 visites par mois", "Mensuelle", "LV"], id="kpi"),
        pytest.param("objective:more-visitors", ["Visites de phare", "C’est le compte à la porte.",
                     "corrélation", "3 à 9 mois", "Compter les mouettes"], id="objective"),
        pytest.param("term:foghorn", ["Corne qui avertit", "foghorn"], id="term"),
        pytest.param("q-do-foghorns-sell", ["Preuves pour", "Preuves contre ou absentes",
                     "Autres formulations"], id="question"),
    ],
)  # fmt: skip
def test_a_document_shows_what_it_holds(client: TestClient, path: str, expected: list[str]) -> None:
    html = unescape(client.get(f"/library/{path}?lang=fr").text)
    assert [words for words in expected if words not in html] == []


def test_every_note_number_has_its_source(client: TestClient) -> None:
    html = client.get("/library/brume-lighthouses?lang=en").text
    cited = set(re.findall(r'href="#(note-\d+)"', html))
    assert cited == set(re.findall(r'id="(note-\d+)"', html))
    assert set(re.findall(r'href="#(cite-\d+)"', html)) == set(re.findall(r'id="(cite-\d+)"', html))


def test_a_document_asks_the_chat_in_its_language(client: TestClient) -> None:
    html = unescape(client.get("/library/brume-lighthouses?lang=fr").text)
    query = parse_qs(urlsplit(re.findall(r'class="primary" href="([^"]+)"', html)[0]).query)
    assert query["lang"] == ["fr"]
    assert "Phares Brume" in query["q"][0]


def test_the_switch_leads_to_the_twin(client: TestClient) -> None:
    html = client.get("/library/kpi:visits?lang=fr").text
    assert '<a href="/library/kpi:visits?lang=en" lang="en"' in html


def test_the_switch_keeps_the_filters(client: TestClient) -> None:
    html = client.get("/library?lang=fr&sector=lighthouses&q=brume").text
    assert 'href="/library?lang=en&amp;q=brume&amp;sector=lighthouses"' in html


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("bib", "application/x-bibtex"), ("json", "application/vnd.citationstyles.csl+json"),
     ("txt", "text/plain")],
)  # fmt: skip
def test_sources_are_files(client: TestClient, ending: str, kind: str) -> None:
    answer = client.get(f"/library/kpi:visits/citations.{ending}?lang=en")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"] == f'attachment; filename="kpi-visits.{ending}"'
    assert "example.org/brume-2012" in answer.text


def test_files_hold_the_sources_in_the_order_of_the_page(client: TestClient) -> None:
    items = json.loads(client.get("/library/brume-lighthouses/citations.json?lang=en").text)
    assert [item["id"] for item in items] == ["brume-2012", "harbour-nd"]


@pytest.mark.parametrize("path", ["nothing/citations.bib", "kpi:visits/citations.exe"])
def test_no_such_file_is_a_page(client: TestClient, path: str) -> None:
    assert client.get(f"/library/{path}?lang=en").status_code == 404


def test_chart_has_its_figures_in_a_table(client: TestClient) -> None:
    html = client.get("/library?lang=en&kind=article").text
    assert 'role="img" aria-labelledby="chart-title chart-summary"' in html
    assert re.search(r'<th scope="row">2013</th><td>1</td>', html)
