"""Token vectors come back as they were kept, or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.collections.tokens import Packer, TokenFolder
from assistant.models.embedder import TokenStates

SHA = "a" * 64


def states(tokens: int, seed: int) -> TokenStates:
    values = np.random.default_rng(seed).normal(size=(tokens, 16)).astype(np.float32)
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    return TokenStates(values[0], values, 0.5)


def kept(folder: Path, passages: list[TokenStates]) -> TokenFolder:
    packer = Packer()
    for each in passages:
        packer.add(each)
    tokens = TokenFolder(folder)
    tokens.write(SHA, "model@1", packer)
    return tokens


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_they_come_back(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]) -> None:
    passages = [states(size, seed) for seed, size in enumerate(sizes)]
    held = kept(tmp_path_factory.mktemp("tokens"), passages).read(SHA, "model@1", len(sizes))
    assert held is not None
    for place, each in enumerate(passages):
        start, stop = held.span(place)
        read = held.codes[start:stop] * held.scales[start:stop, None].astype(np.float32)
        assert np.abs(read - each.tokens).max() < 0.005


@pytest.mark.parametrize(
    ("identity", "passages", "cut"),
    [("other@1", 2, 0), ("model@1", 3, 0), ("model@1", 2, 7), ("model@1", 2, 10_000)],
    ids=["another model", "another count", "cut", "empty"],
)
def test_others_and_damaged_ones_are_not_read(
    tmp_path: Path, identity: str, passages: int, cut: int
) -> None:
    tokens = kept(tmp_path, [states(5, 1), states(6, 2)])
    path = next((tmp_path / "tokens").iterdir())
    path.write_bytes(path.read_bytes()[: -cut or None])
    assert tokens.read(SHA, identity, passages) is None
