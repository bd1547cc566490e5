"""How much, how often, how many at once, how long; and what is written down of it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assistant.access import Identity, acting_as
from assistant.access.audit import Audit
from assistant.access.pace import Pace
from assistant.access.privacy import erase_person, kept_of
from assistant.access.quota import Quota
from assistant.errors import AccessError, SettingsError
from assistant.settings import Settings, load_settings
from assistant.web.access.crowd import Crowd
from assistant.web.access.doorman import Doorman
from assistant.web.access.gate import Gate
from assistant.web.access.metrics import Metrics
from assistant.web.access.names import NamedOnly, checked_address

ANN = Identity("ann", "author", frozenset({"board"}))


class Slow:
    """An application whose /card waits until it is told to answer."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.began = 0
        routes = [Route("/card", self.card), Route("/check", self.check, methods=["POST"])]
        self.application = Starlette(routes=routes)

    async def card(self, request: Request) -> Response:
        self.began += 1
        await self.go.wait()
        return PlainTextResponse("answered")

    async def check(self, request: Request) -> Response:
        return PlainTextResponse(str(len(await request.body())))


def gated(inner: Slow, **settings: Any) -> tuple[Gate, Crowd, Settings]:
    configured = load_settings(open_to_all=True, **settings)
    crowd = Crowd(configured.requests_at_once, configured.requests_waiting)
    doorman = Doorman(configured)
    gate = Gate(inner.application, configured, doorman, crowd, Metrics(crowd))
    return gate, crowd, configured


def caller(gate: Any) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(gate, client=("192.0.2.3", 1))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")


def test_more_than_may_wait_are_told_so_at_once_and_nobody_is_lost() -> None:
    async def play() -> list[httpx.Response]:
        inner = Slow()
        gate, crowd, _ = gated(inner, requests_at_once=2, requests_waiting=3, requests_per_minute=0)
        async with caller(gate) as client:
            asked = [asyncio.create_task(client.get("/card")) for _ in range(9)]
            done, _ = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
            while len(done) < 4:
                done, _ = await asyncio.wait(asked, timeout=0.05)
            assert (inner.began, crowd.working, crowd.waiting) == (2, 2, 3)
            inner.go.set()
            return list(await asyncio.gather(*asked))

    answers = asyncio.run(play())
    assert sorted(each.status_code for each in answers) == [200] * 5 + [503] * 4
    busy = next(each for each in answers if each.status_code == 503)
    assert int(busy.headers["retry-after"]) >= 1
    assert busy.json()["error"]["code"] == "too-busy"


def test_what_does_not_begin_in_time_is_told_so_and_keeps_its_place_until_it_ends() -> None:
    async def play() -> tuple[httpx.Response, int, int]:
        inner = Slow()
        gate, crowd, _ = gated(inner, request_seconds=5)
        object.__setattr__(
            gate._settings, "__dict__", {**gate._settings.__dict__, "request_seconds": 0.2}
        )
        async with caller(gate) as client:
            answer = await client.get("/card")
            held = crowd.working
            inner.go.set()
            await asyncio.sleep(0.1)
            return answer, held, crowd.working

    answer, held, after = asyncio.run(play())
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "too-slow")
    assert (held, after) == (1, 0)


def test_answers_on_their_way_end_before_a_stop_and_new_ones_are_refused() -> None:
    async def play() -> tuple[httpx.Response, httpx.Response, bool]:
        inner = Slow()
        gate, crowd, _ = gated(inner)
        async with caller(gate) as client:
            first = asyncio.create_task(client.get("/card"))
            while not inner.began:
                await asyncio.sleep(0)
            stop = asyncio.create_task(crowd.finish(20))
            await asyncio.sleep(0)
            late = await client.get("/card")
            inner.go.set()
            return await first, late, await stop

    first, late, whole = asyncio.run(play())
    assert (first.text, late.status_code, whole) == ("answered", 503, True)


def test_a_rate_holds_for_one_address_and_says_when_to_come_back() -> None:
    async def play() -> list[httpx.Response]:
        inner = Slow()
        inner.go.set()
        gate, *_ = gated(inner, requests_per_minute=9)
        async with caller(gate) as client:
            return [await client.get("/card", headers={"accept-language": "fr"}) for _ in range(5)]

    answers = asyncio.run(play())
    assert [each.status_code for each in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["retry-after"]) in range(6, 9)
    assert answers[-1].json()["error"]["message"] == "Vous avez beaucoup demandé en peu de temps."


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "found out"])
def test_a_body_over_the_bound_is_not_taken(announced: bool) -> None:
    async def parts() -> Any:
        for _ in range(5):
            yield b"x" * 500_000

    async def play() -> httpx.Response:
        gate, *_ = gated(Slow())
        async with caller(gate) as client:
            body: Any = b"x" * 2_500_000 if announced else parts()
            return await client.post("/check", content=body)

    assert asyncio.run(play()).status_code == 413


def test_every_answer_names_its_request() -> None:
    async def play() -> tuple[str, str]:
        gate, *_ = gated(Slow())
        async with caller(gate) as client:
            own = await client.get("/nothing", headers={"x-request-id": "a1b2c3d4-e5"})
            forged = await client.get("/nothing", headers={"x-request-id": 'a" onload=1'})
            return own.headers["x-request-id"], forged.headers["x-request-id"]

    own, forged = asyncio.run(play())
    assert own == "a1b2c3d4-e5"
    assert forged.isalnum()


@given(st.lists(st.floats(0, 30), max_size=40), st.integers(1, 600))
def test_no_more_pass_than_the_rate_and_the_burst_allow(gaps: list[float], rate: int) -> None:
    now = 0.0
    pace = Pace(rate, clock=lambda: now)
    passed = 0
    for gap in gaps:
        now += gap
        passed += pace.wait("a") == 0.0
    assert passed <= max(1, rate / 3) + now * rate / 60 + 1e-6


def test_one_caller_does_not_slow_another() -> None:
    pace = Pace(3, clock=lambda: 0.0)
    assert [pace.wait("a") > 0, pace.wait("a") > 0, pace.wait("b") > 0] == [False, True, False]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        pytest.param({"host": "0.0.0.0"}, "open-address", id="open, no sign-in"),
        pytest.param({"host": "::"}, "open-address", id="open v6, no sign-in"),
        pytest.param({"host": "0.0.0.0", "open_to_all": True}, "", id="open, as wanted"),
        pytest.param({"host": "0.0.0.0", "sign_in": "users"}, "", id="open, sign-in"),
        pytest.param({"sign_in": "proxy"}, "no-proxy", id="no proxy named"),
        pytest.param({}, "", id="this machine"),
        pytest.param({"host": "::1"}, "", id="this machine v6"),
    ],
)
def test_nobody_is_let_in_by_oversight(settings: dict[str, Any], code: str) -> None:
    if not code:
        checked_address(load_settings(**settings))
        return
    with pytest.raises(SettingsError) as caught:
        checked_address(load_settings(**settings))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("settings", "host", "status"),
    [
        pytest.param({}, "127.0.0.1:7860", 404, id="own address"),
        pytest.param({}, "localhost", 404, id="own name"),
        pytest.param({}, "[::1]:7860", 404, id="own v6 address"),
        pytest.param({}, "evil.example", 421, id="a name that leads here"),
        pytest.param({}, "", 421, id="none"),
        pytest.param({"hosts": "wiki.example"}, "WIKI.example:443", 404, id="named"),
        pytest.param({"hosts": "wiki.example"}, "other.example", 421, id="not named"),
        pytest.param({"host": "0.0.0.0", "sign_in": "users"}, "any.example", 404, id="open"),
    ],
)
def test_other_names_are_not_answered(settings: dict[str, Any], host: str, status: int) -> None:
    async def play() -> int:
        application = NamedOnly(Starlette(), load_settings(**settings))
        async with caller(application) as client:
            return (await client.get("/x", headers={"host": host})).status_code

    assert asyncio.run(play()) == status


@pytest.fixture
def audit(home: Path) -> Audit:
    audit = Audit(home)
    for who, did in (("ann", "asked"), ("bob", "changed"), ("ann", "exported")):
        audit.note(who, did, path="/card", status=200)
    return audit


def test_the_log_says_who_did_what_and_is_sound(audit: Audit) -> None:
    assert [(line["who"], line["did"]) for line in audit.lines()] == [
        ("ann", "asked"), ("bob", "changed"), ("ann", "exported"),
    ]  # fmt: skip
    verdict = audit.verify()
    assert (verdict.lines, verdict.fault) == (3, "")


@pytest.mark.parametrize(
    ("alter", "place"),
    [
        pytest.param(lambda lines: [lines[0], *lines[2:]], 2, id="line taken out"),
        pytest.param(lambda lines: [lines[1], lines[0], lines[2]], 2, id="order changed"),
        pytest.param(
            lambda lines: [lines[0], lines[1].replace("changed", "asked"), lines[2]],
            2,
            id="changed",
        ),
        pytest.param(lambda lines: [*lines[:2], lines[1], lines[2]], 3, id="line added"),
        pytest.param(lambda lines: ["{}", *lines], 1, id="nonsense"),
    ],
)
def test_a_change_of_the_log_is_noticed(audit: Audit, home: Path, alter: Any, place: int) -> None:
    path = home / "access" / "audit-00001.jsonl"
    path.write_text("\n".join(alter(path.read_text().splitlines())) + "\n")
    assert audit.verify().fault == f"audit-00001.jsonl:{place}"


def test_half_a_line_left_by_a_full_disk_is_cut_off(audit: Audit, home: Path) -> None:
    path = home / "access" / "audit-00001.jsonl"
    with path.open("a") as handle:
        handle.write('{"at":"2026')
    assert len(list(audit.lines())) == 3
    audit.note("ann", "asked")
    assert (audit.verify().lines, audit.verify().fault) == (4, "")


def test_files_of_the_log_follow_one_another_and_old_ones_go(home: Path) -> None:
    audit = Audit(home, days=1, largest=300)
    for _ in range(6):
        audit.note("ann", "asked")
    assert audit.verify().files > 2
    first = home / "access" / "audit-00001.jsonl"
    lines = [json.loads(text) for text in first.read_text().splitlines()]
    first.write_text(
        "".join(json.dumps({**line, "at": "2020-01-01T00:00:00+00:00"}) + "\n" for line in lines)
    )
    assert audit.clear_out() == 1
    assert audit.verify().fault == ""


def test_a_person_is_erased_from_the_log_without_a_line_being_changed(
    audit: Audit, home: Path
) -> None:
    before = (home / "access" / "audit-00001.jsonl").read_bytes()
    assert [line["did"] for line in kept_of(home, "ann")["log"]] == ["asked", "exported"]
    assert erase_person(home, "ann") == ("log",)
    assert (home / "access" / "audit-00001.jsonl").read_bytes() == before
    assert kept_of(home, "ann")["log"] == []
    audit.note("carl", "asked")
    # The number of somebody erased is never another's.
    assert [line["who"] for line in audit.lines()] == ["#1", "bob", "#1", "carl"]
    assert erase_person(home, "ann") == ()


def test_nobody_keeps_more_than_their_room(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"x" * 600_000)
    quota = Quota(home, megabytes=1)
    with acting_as(ANN):
        quota.demand([file], {})
        quota.note("c-1", ["s1"])
        with pytest.raises(AccessError) as caught:
            quota.demand([file], {"c-1": {"s1": 600_000}})
        quota.demand([file], {"c-1": {}})
    assert caught.value.code == "quota"
    with acting_as(Identity("bob")):
        quota.demand([file], {"c-1": {"s1": 600_000}})
