"""Great amounts of text: the same vectors, by the encoder that is done with them first."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.models import bulk
from assistant.models.bulk import BulkEncoder, multiplies_bfloat16
from assistant.models.embedder import BuiltInEmbedder
from assistant.models.folder import PASSAGE_PREFIX
from assistant.models.light import LightEncoder

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
def great(folder: Path, light: LightEncoder) -> BulkEncoder:
    return BulkEncoder(folder, lambda text: light.numbers(text, PASSAGE_PREFIX))


def _none(_: str) -> list[int]:
    return []


def test_vectors_are_those_of_the_light_encoder_in_the_order_of_the_texts(
    great: BulkEncoder, embedder: BuiltInEmbedder, mixed: list[str]
) -> None:
    texts = [*mixed, "a marker <s> inside", "broken \ud83d emoji"]
    seen: list[int] = []
    vectors = great.encode(texts, seen.append)
    expected = embedder.light.encode(texts, "passage: ")
    assert (vectors * expected).sum(axis=1).min() >= 0.9999
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert seen[-1] == len(texts)


def test_token_vectors_are_those_of_the_light_encoder(
    great: BulkEncoder, embedder: BuiltInEmbedder, mixed: list[str]
) -> None:
    texts = [*mixed[:6], "a marker <s> inside"]
    expected = embedder.light.states(texts, "passage: ")
    for (vector, tokens), (wanted, theirs) in zip(great.each_states(texts), expected, strict=True):
        assert tokens.shape == theirs.shape
        assert float(vector @ wanted) >= 0.9999
        assert (tokens * theirs).sum(axis=1).min() >= 0.9995


@pytest.mark.parametrize(
    ("able", "characters", "expected"),
    [(True, 60_000, True), (True, 10_000, False), (False, 1_000_000, False)],
    ids=["a long report", "a note", "no matrix units"],
)
def test_the_import_must_be_worth_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, able: bool, characters: int, expected: bool
) -> None:
    monkeypatch.setattr(bulk, "multiplies_bfloat16", lambda: able)
    assert BulkEncoder(folder, _none).pays(["x" * 1000] * (characters // 1000)) is expected


def test_loading_ahead_makes_less_text_worth_it(
    folder: Path, light: LightEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "multiplies_bfloat16", lambda: True)
    encoder = BulkEncoder(folder, lambda text: light.numbers(text, PASSAGE_PREFIX))
    texts = ["Un rapport annuel. " * 10] * 150
    assert not encoder.pays(texts)
    encoder.prepare()
    encoder.prepare()
    assert encoder.pays(texts)
    assert sum(thread.name == "bulk-encoder" for thread in threading.enumerate()) <= 1
    assert encoder.encode(texts[:2]).shape == (2, light.dimension)


def test_a_processor_without_matrix_units_loads_nothing_ahead(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "multiplies_bfloat16", lambda: False)
    encoder = BulkEncoder(folder, _none)
    before = threading.active_count()
    encoder.prepare()
    assert threading.active_count() == before
    assert not encoder.pays(["x" * 1000] * 1000)


def test_a_model_that_is_gone_is_named_once_it_is_needed(tmp_path: Path) -> None:
    encoder = BulkEncoder(tmp_path / "nowhere", _none)
    encoder.prepare()
    with pytest.raises(ModelError, match="nowhere") as caught:
        encoder.encode(["Bonjour"])
    assert caught.value.remedy
