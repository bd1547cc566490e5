"""A clock that jumps an hour, or a month, lets nobody in who was shut out, and stops nobody."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.access import Identity, People, Sessions
from assistant.access.pace import Pace

HOUR = 3600.0
ANN = Identity("ann", "reader", frozenset({"board"}))
Jump = Callable[[float], None]


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Jump:
    """Put the clock of the wall forward or back, as an administrator or NTP does."""
    real, shift = time.time, 0.0

    def jumped(seconds: float) -> None:
        nonlocal shift
        shift += seconds

    monkeypatch.setattr(time, "time", lambda: real() + shift)
    return jumped


@pytest.fixture
def sessions(home: Path) -> Sessions:
    return Sessions(home, People(home), hours=12)


@pytest.mark.parametrize(
    ("hours", "held"),
    [
        pytest.param(1, True, id="an hour on"),
        pytest.param(13, False, id="past its end"),
        # Signed in the future: not believed, whoever signed it.
        pytest.param(-1, False, id="an hour back"),
    ],
)
def test_a_session_over_a_jump(sessions: Sessions, jump: Jump, hours: float, held: bool) -> None:
    cookie = sessions.begin(ANN, listed=False)
    jump(hours * HOUR)
    assert (sessions.read(cookie, listed=False) is not None) is held
    again = sessions.begin(ANN, listed=False)
    assert sessions.read(again, listed=False) is not None


@pytest.mark.parametrize("hours", [1, 24, 24 * 20])
def test_a_session_that_was_ended_stays_so_when_the_clock_comes_back(
    sessions: Sessions, jump: Jump, hours: float
) -> None:
    cookie = sessions.begin(ANN, listed=False)
    session = sessions.read(cookie, listed=False)
    assert session is not None
    sessions.end(session)
    jump(hours * HOUR)
    other = sessions.read(sessions.begin(ANN, listed=False), listed=False)
    assert other is not None
    # Ending one clears out those that are over.
    sessions.end(other)
    jump(-hours * HOUR)
    assert sessions.read(cookie, listed=False) is None


@pytest.mark.parametrize(("hours", "held"), [(0.5, True), (2, False), (-1, True)])
def test_a_token_for_embedding_over_a_jump(
    sessions: Sessions, jump: Jump, hours: float, held: bool
) -> None:
    token = sessions.embed_token("wiki", frozenset(), int(HOUR))
    jump(hours * HOUR)
    assert (sessions.embedded(token) is not None) is held


@pytest.mark.parametrize("hours", [1, -1])
def test_rates_know_nothing_of_the_clock_on_the_wall(jump: Jump, hours: float) -> None:
    pace = Pace(3)
    assert pace.wait("ann") == 0.0
    jump(hours * HOUR)
    assert 19.0 < pace.wait("ann") <= 20.0
