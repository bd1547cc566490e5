"""Great amounts of text: the same vectors, by the encoder that is done with them first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.models import bulk
from assistant.models.bulk import BulkEncoder, multiplies_bfloat16
from assistant.models.embedder import BuiltInEmbedder

PROCESSORS = {
    "with matrix units": ("flags\t\t: fpu avx512_bf16 amx_bf16 amx_tile\n", True),
    "vectors of bfloat16 only": ("flags\t\t: fpu avx512_bf16\n", False),
    "a longer name that starts alike": ("flags\t\t: fpu amx_bf16x\n", False),
    "another kind of processor": ("Features\t: fp asimd bf16\n", False),
    "nothing said": ("", False),
}


@pytest.mark.parametrize(("text", "expected"), PROCESSORS.values(), ids=PROCESSORS)
def test_what_the_processor_says_decides(tmp_path: Path, text: str, expected: bool) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text(text, "utf-8")
    assert multiplies_bfloat16(told) is expected


def test_a_system_that_says_nothing_has_none(tmp_path: Path) -> None:
    assert multiplies_bfloat16(tmp_path / "missing") is False


@pytest.fixture(scope="module")
def great(folder: Path) -> BulkEncoder:
    return BulkEncoder(folder)


def test_vectors_are_those_of_the_light_encoder_in_the_order_of_the_texts(
    great: BulkEncoder, embedder: BuiltInEmbedder, mixed: list[str]
) -> None:
    texts = [*mixed, "a marker <s> inside", "broken \ud83d emoji"]
    seen: list[int] = []
    vectors = great.encode(texts, seen.append)
    expected = embedder.light.encode(texts, "passage: ")
    assert (vectors * expected).sum(axis=1).min() >= 0.9995
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert seen[-1] == len(texts)


def test_token_vectors_are_those_of_the_light_encoder(
    great: BulkEncoder, embedder: BuiltInEmbedder, mixed: list[str]
) -> None:
    texts = [*mixed[:6], "a marker <s> inside"]
    expected = embedder.light.states(texts, "passage: ")
    for (vector, tokens), (wanted, theirs) in zip(great.each_states(texts), expected, strict=True):
        assert tokens.shape == theirs.shape
        assert float(vector @ wanted) >= 0.9995
        assert (tokens * theirs).sum(axis=1).min() >= 0.998


@pytest.mark.parametrize(
    ("able", "characters", "expected"),
    [(True, 250_000, True), (True, 10_000, False), (False, 1_000_000, False)],
    ids=["a long report", "a note", "no matrix units"],
)
def test_the_import_must_be_worth_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, able: bool, characters: int, expected: bool
) -> None:
    monkeypatch.setattr(bulk, "multiplies_bfloat16", lambda: able)
    assert BulkEncoder(folder).pays(["x" * 1000] * (characters // 1000)) is expected
