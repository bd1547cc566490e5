"""A graph written here is computed by ONNX Runtime as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.models.graph import Graph
from assistant.models.tensors import Tensors

SIZES = {"one token": 1, "several tokens": 7, "more than a byte of them": 300}


def _run(model: bytes, folder: Path, x: np.ndarray) -> np.ndarray:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.add_session_config_entry(
        "session.model_external_initializers_file_folder_path", str(folder)
    )
    session: Any = onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])
    found: np.ndarray = session.run(None, {"x": x})[0]
    return found


@pytest.fixture
def weights(tmp_path: Path) -> np.ndarray:
    from safetensors.numpy import save_file

    values = np.linspace(-2, 2, 24).astype(np.float16).reshape(8, 3)
    others = np.arange(5, dtype=np.float16)
    save_file({"before": others, "layer.weight": values}, tmp_path / "model.safetensors")
    return values.astype(np.float32)


@pytest.mark.parametrize("tokens", SIZES.values(), ids=SIZES)
def test_a_product_with_weights_that_stay_in_their_file(
    tokens: int, weights: np.ndarray, tmp_path: Path
) -> None:
    tensors = Tensors(tmp_path / "model.safetensors")
    graph, bias = Graph(), np.arange(8, dtype=np.float32)
    weight = graph.stored("layer", "model.safetensors", tensors.place("layer.weight"))
    shift = graph.constant("bias", bias)
    model = graph.model("x", graph.add("Gemm", ["x", weight, shift], "y", transB=1), 3)
    x = np.random.default_rng(tokens).standard_normal((tokens, 3)).astype(np.float32)
    np.testing.assert_allclose(_run(model, tmp_path, x), x @ weights.T + bias, rtol=1e-5, atol=1e-5)


def test_a_fused_operation_with_a_fraction_among_its_settings(tmp_path: Path) -> None:
    graph = Graph()
    scale = graph.constant("scale", np.full(3, 2, np.float32))
    zero = graph.constant("zero", np.zeros(3, np.float32))
    inputs = ["x", "x", scale, zero, zero]
    model = graph.model("x", graph.add("SkipLayerNormalization", inputs, "y", epsilon=0.5), 3)
    x = np.asarray([[1, 2, 4]], np.float32)
    doubled = 2 * x - (2 * x).mean()
    expected = 2 * doubled / np.sqrt((doubled**2).mean() + 0.5)
    np.testing.assert_allclose(_run(model, tmp_path, x), expected, rtol=1e-5)


def test_tensors_are_read_by_name(weights: np.ndarray, tmp_path: Path) -> None:
    tensors = Tensors(tmp_path / "model.safetensors")
    np.testing.assert_array_equal(tensors.single("layer.weight"), weights)
    assert tensors.place("layer.weight").shape == (8, 3)
    with pytest.raises(KeyError):
        tensors.place("nowhere")


def test_a_file_that_is_cut_off_is_refused(weights: np.ndarray, tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ValueError, match="cut off"):
        Tensors(path)
