"""A write that is sent twice is done once."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.web.api import replays
from assistant.web.api.faults import ApiFault
from assistant.web.api.replays import Kept, Replays, key_of
from assistant.web.api.scopes import ROOT

OPINION = {"verdict": "up", "question": "Why pay?"}


@pytest.mark.shelf
def test_the_same_key_gives_the_same_response_once(client: TestClient) -> None:
    headers = {"Idempotency-Key": "k1"}
    before = client.get(f"{ROOT}/feedback").json()["total"]
    first = client.post(f"{ROOT}/feedback", json=OPINION, headers=headers)
    second = client.post(f"{ROOT}/feedback", json=OPINION, headers=headers)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert second.headers["idempotent-replayed"] == "true"
    assert client.get(f"{ROOT}/feedback").json()["total"] == before + 1


@pytest.mark.shelf
def test_the_same_key_with_another_body_is_refused(client: TestClient) -> None:
    headers = {"Idempotency-Key": "k2"}
    assert client.post(f"{ROOT}/feedback", json=OPINION, headers=headers).status_code == 201
    other = client.post(f"{ROOT}/feedback", json=OPINION | {"reason": "x"}, headers=headers)
    assert other.status_code == 422
    assert other.json()["error"]["code"] == "idempotency-other"


@pytest.mark.shelf
def test_a_refused_write_can_be_corrected_under_its_key(client: TestClient) -> None:
    headers = {"Idempotency-Key": "k3"}
    bad = client.post(f"{ROOT}/feedback", json={"verdict": "sideways"}, headers=headers)
    good = client.post(f"{ROOT}/feedback", json=OPINION, headers=headers)
    assert (bad.status_code, good.status_code) == (422, 201)


@pytest.mark.shelf
@pytest.mark.parametrize("key", ["x" * 201, "a\tb"], ids=["long", "control"])
def test_a_malformed_key_is_refused(client: TestClient, key: str) -> None:
    headers = {"Idempotency-Key": key}
    response = client.post(f"{ROOT}/feedback", json=OPINION, headers=headers)
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "idempotency-key"


def test_callers_and_routes_do_not_share_keys() -> None:
    keys = {
        key_of({"idempotency-key": "k", "authorization": who}, "POST", path)
        for who in ("Bearer a", "Bearer b")
        for path in ("/x", "/y")
    }
    assert len(keys) == 4
    assert key_of({}, "POST", "/x") == ""


def test_a_request_at_work_is_not_begun_again(home: Path) -> None:
    store = Replays(home)
    assert store.claim("k", "d") is None
    with pytest.raises(ApiFault) as caught:
        store.claim("k", "d")
    assert (caught.value.status, caught.value.code) == (409, "idempotency-running")
    store.release("k")
    assert store.claim("k", "d") is None


def test_one_that_died_with_its_process_is_free_after_a_while(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Replays(home)
    store.claim("k", "d")
    monkeypatch.setattr(replays, "RUNNING_SECONDS", -1)
    assert store.claim("k", "d") is None


def test_responses_are_kept_within_bounds(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replays, "MOST_KEPT", 3)
    store = Replays(home)
    for name in "abcde":
        store.claim(name, "d")
        store.keep(name, Kept(201, "application/json", name.encode()))
    assert store.claim("e", "d") == Kept(201, "application/json", b"e")
    assert store.claim("a", "d") is None
