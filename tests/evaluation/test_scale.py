"""What `assistant benchmark scale` measures, and how it tells growth."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli import cli
from assistant.evaluation.scale import Scale, growth, made_up


def timed(size: int, build: float, query: float) -> Scale:
    return Scale(size, build, query, query, 0, 0, 0)


@given(st.floats(0.1, 2), st.floats(0.1, 2), st.floats(1e-4, 10))
def test_the_exponents_of_a_power_law_are_found(build: float, query: float, first: float) -> None:
    scales = [timed(n, first * n**build, first * n**query) for n in (1000, 10_000, 100_000)]
    found = growth(scales)
    assert found is not None
    assert (found.build, found.query) == pytest.approx((build, query), abs=1e-6)


@pytest.mark.parametrize("sizes", [(), (1000,), (1000, 1000)], ids=["none", "one", "twice-one"])
def test_one_size_tells_no_growth(sizes: tuple[int, ...]) -> None:
    assert growth([timed(size, 1, 1) for size in sizes]) is None


def test_generated_passages_are_the_same_each_time() -> None:
    passages = made_up(200)
    assert passages == made_up(200)
    assert len({p.id for p in passages}) == len({p.text for p in passages}) == 200


def test_a_size_is_built_asked_and_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    done = CliRunner().invoke(cli, ["benchmark", "scale", "--passages", "200", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["texts"], told["vectors"], told["store"]) == ("generated", "random", "chroma")
    (size,) = told["sizes"]
    assert size["passages"] == 200
    assert 0 < size["p50"] <= size["p95"]
    # Vectors alone take this much.
    assert size["disk"] > 200 * 384 * 2
    assert min(size["memory"], size["building"], size["build"]) > 0
    assert not list(tmp_path.glob("boardwise-scale-*"))


@pytest.mark.parametrize("given", ["ten", "10", "1000,", "99999999"])
def test_sizes_that_make_no_sense_are_refused(given: str) -> None:
    done = CliRunner().invoke(cli, ["benchmark", "scale", "--passages", given])
    assert done.exit_code == 2
    assert "--passages" in done.output
