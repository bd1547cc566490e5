"""What is limited to a group is not there for others: not in an answer, a count, a name, an error.

Real documents, the real library, the real application: rita is of the board, otto is not.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from applications import built, signed_in
from starlette.testclient import TestClient

from assistant.access import OWNER, Identity, acting_as
from assistant.retrieve.filters import Filters
from assistant.service import Assistant, start
from assistant.settings import load_settings

pytestmark = pytest.mark.shelf

SECRET = """# Project Kestrel

Monthly churn of the Kestrel contracts fell from 2.9 % in the second quarter to 2.3 % in the third.
The Kestrel contracts bring 4,321,000 euros a year.
"""
PLAIN = "# Canteen\n\nThe canteen served 18,400 meals in the third quarter.\n"
QUESTION = "What was the monthly churn of the Kestrel contracts in the third quarter?"
NAME = "Board papers"
# Anything of the limited document or its collection, in any form that an answer might take.
TELLING = re.compile(
    r"2[.,]3\s*%|2[.,]9\s*%|4[,.\s]321|board papers|project kestrel", re.IGNORECASE
)

RITA = Identity("rita", "reader", frozenset({"board"}))
OTTO = Identity("otto", "author", frozenset({"marketing"}))


@pytest.fixture(scope="module")
def service(shelf_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The whole library, an open collection and one that is limited to the board."""
    home, files = tmp_path_factory.mktemp("leaks") / "home", tmp_path_factory.mktemp("files")
    shutil.copytree(shelf_home / "index", home / "index")
    (home / "models").symlink_to(shelf_home / "models")
    (files / "kestrel.md").write_text(SECRET, "utf-8")
    (files / "canteen.md").write_text(PLAIN, "utf-8")
    assistant = start(load_settings(home=home))
    with acting_as(OWNER):
        assistant.collections.ingest([files / "kestrel.md"], NAME)
        assistant.collections.ingest([files / "canteen.md"], "Canteen")
        store = assistant.collections.store
        store.limited.limit(store.find(NAME).id, ["board"])
    return assistant


@pytest.fixture(scope="module")
def limited(service: Assistant) -> str:
    """The id of the limited collection."""
    with acting_as(OWNER):
        return service.collections.store.find(NAME).id


@pytest.fixture(scope="module")
def application(service: Assistant, people_file: Path) -> Any:
    home = service.settings.home
    (home / "access" / "people.json").write_bytes(people_file.read_bytes())
    return built(home, service, {"sign_in": "users", "requests_per_minute": 0})


@pytest.fixture(scope="module")
def running(application: Any, service: Assistant) -> Iterator[TestClient]:
    """The application as it lives: Gradio's queue and the sessions of MCP begin once."""
    client = TestClient(application, "http://127.0.0.1", follow_redirects=False)
    client.headers.update({"x-home": str(service.settings.home), "accept": "text/html, */*"})
    with client:
        yield client


@pytest.fixture
def browser(running: TestClient) -> Callable[[str], TestClient]:
    """Somebody's browser, signed in; the one before is gone."""

    def opened(name: str) -> TestClient:
        running.cookies.clear()
        return signed_in(running, name)

    return opened


def test_the_board_is_answered_from_it_and_others_are_not(service: Assistant) -> None:
    for _ in range(2):
        # In turns: nothing that was found for the one may be kept for the other.
        with acting_as(RITA):
            assert "2.3 %" in str(service.ask(QUESTION))
        for stranger in (OTTO, None):
            with acting_as(stranger):
                assert not TELLING.search(str(service.ask(QUESTION)).replace(QUESTION, ""))


def test_evidence_and_its_confidence_are_those_of_a_world_without_it(
    service: Assistant, limited: str
) -> None:
    with acting_as(OTTO):
        before = service.retrieve(QUESTION, "en")
        with acting_as(OWNER):
            service.collections.store.limited.limit(limited, [])
        opened = service.retrieve(QUESTION, "en")
        with acting_as(OWNER):
            service.collections.store.limited.limit(limited, ["board"])
        after = service.retrieve(QUESTION, "en")
    assert any("Kestrel" in hit.passage.text for hit in opened.hits)
    assert before == after
    assert not any("Kestrel" in hit.passage.text for hit in (*before.hits, *before.near_misses))


@pytest.mark.parametrize("by", ["name", "id"])
def test_naming_it_is_answered_as_naming_nothing(service: Assistant, limited: str, by: str) -> None:
    wanted = NAME if by == "name" else limited
    told = []
    for each in (wanted, "x" * len(wanted)):
        with acting_as(OTTO), pytest.raises(Exception) as caught:
            service.ask(QUESTION, within=(each,))
        told.append((type(caught.value), str(caught.value).replace(each, "…")))
        with acting_as(OTTO), pytest.raises(type(caught.value)):
            service.retrieve(QUESTION, "en", filters=Filters(collections=(each,)))
    assert told[0] == told[1]


def asked(path: str) -> Callable[[TestClient, str], Any]:
    return lambda client, limited: client.get(path.format(id=limited, q=QUESTION))


def sent(path: str, **body: Any) -> Callable[[TestClient, str], Any]:
    def send(client: TestClient, limited: str) -> Any:
        filled = json.loads(json.dumps(body).replace("ID-OF-IT", limited))
        return client.post(
            path, json=filled, headers={"accept": "application/json, text/event-stream"}
        )

    return send


def mcp(tool: str, **arguments: Any) -> Callable[[TestClient, str], Any]:
    call = {"name": tool, "arguments": arguments}
    return sent("/mcp", jsonrpc="2.0", id=1, method="tools/call", params=call)


WAYS = {
    "own documents": asked("/documents"),
    "one collection": asked("/documents/{id}"),
    "its deletion": asked("/documents/{id}/delete"),
    "answer card": asked("/card?q={q}"),
    "answer card within": asked("/card?q={q}&collection={id}"),
    "embedded": asked("/embed?collection={id}"),
    "library search": asked("/library?q={q}"),
    "briefing": asked("/briefing?topic={q}"),
    "plan": asked("/plan?objective=Reduce churn of the Kestrel contracts"),
    "api collections": asked("/api/v1/collections"),
    "api collection": asked("/api/v1/collections/{id}"),
    "api ask": sent("/api/v1/ask", question=QUESTION),
    "api retrieve": sent("/api/v1/retrieve", question=QUESTION),
    "api check": sent("/api/v1/ground", text="Monthly churn of the contracts fell to 2 %."),
    "chat model": sent(
        "/v1/chat/completions", model="boardwise", messages=[{"role": "user", "content": QUESTION}]
    ),
    "mcp ask": mcp("ask", question=QUESTION),
    "mcp evidence": mcp("find_evidence", question=QUESTION),
}


# Answered, gone, or what the card says of a collection that is not there; never a fault.
STATUS = (200, 404, 503)


@pytest.mark.parametrize("way", WAYS)
def test_no_address_tells_others_of_it(
    way: str, browser: Callable[[str], TestClient], limited: str
) -> None:
    answer = WAYS[way](browser("otto"), limited)
    assert answer.status_code in STATUS, answer.text[:2000]
    told = answer.text
    for own in (QUESTION, limited):
        told = told.replace(own, "")
    assert not TELLING.search(told)


@pytest.mark.parametrize(
    "way", ["api ask", "api retrieve", "chat model", "own documents", "api collections"]
)
def test_the_same_addresses_tell_the_board(
    way: str, browser: Callable[[str], TestClient], limited: str
) -> None:
    assert TELLING.search(WAYS[way](browser("rita"), limited).text)


def test_the_chat_answers_in_the_name_of_whoever_asks(
    browser: Callable[[str], TestClient],
) -> None:
    found = {}
    for name in ("rita", "otto"):
        client = browser(name)
        functions = client.get("/config").json()["dependencies"]
        at = next(each["id"] for each in functions if each["api_name"] == "ask")
        asked = {"fn_index": at, "session_hash": f"s-{name}", "data": [QUESTION, None, None, None]}
        joined = client.post("/gradio_api/queue/join", json=asked)
        assert joined.status_code == 200, joined.text
        told = []
        with client.stream("GET", f"/gradio_api/queue/data?session_hash=s-{name}") as lines:
            for line in lines.iter_lines():
                told.append(line)
                if "process_completed" in line:
                    break
        found[name] = "".join(told).replace(QUESTION, "")
    assert TELLING.search(found["rita"])
    assert not TELLING.search(found["otto"])
