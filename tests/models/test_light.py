"""The encoder without PyTorch gives the vectors that sentence-transformers gives."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.models.embedder import BuiltInEmbedder
from assistant.models.light import LightEncoder
from assistant.models.tensors import Floats

_ASKERS = 50


def test_questions_agree_with_sentence_transformers(
    light: LightEncoder, sentence_transformer: Any, mixed: list[str]
) -> None:
    expected = sentence_transformer.encode_query(mixed)
    assert (light.encode(mixed, "query: ") * expected).sum(axis=1).min() >= 0.99999


def test_passages_agree_with_sentence_transformers(
    light: LightEncoder, sentence_transformer: Any, mixed: list[str]
) -> None:
    expected = sentence_transformer.encode_document(mixed)
    assert (light.encode(mixed, "passage: ") * expected).sum(axis=1).min() >= 0.99999


ODD = {
    "empty": "",
    "blank": "  \n\t",
    "emoji": "👩‍👩‍👧 🚀👍🏽",
    "right to left": "مرحبا بالعالم שלום",
    "unknown script": "𓀀𓀁𓀂",
    "longer than the model reads": "La valeur des réseaux sociaux pour le conseil. " * 400,
    "one endless word": "a" * 20_000,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_agree_with_sentence_transformers(
    text: str, light: LightEncoder, sentence_transformer: Any
) -> None:
    expected = sentence_transformer.encode_query(text)
    assert float(light.encode([text], "query: ")[0] @ expected) >= 0.99999


def test_half_a_surrogate_pair_is_taken(light: LightEncoder) -> None:
    assert np.isfinite(light.encode(["broken \ud83d emoji"], "query: ")).all()


def test_token_vectors_are_the_normalised_states_of_sentence_transformers(
    light: LightEncoder, sentence_transformer: Any
) -> None:
    text = "Les réseaux sociaux font-ils vendre ?"
    states = sentence_transformer.encode_query(text, output_value="token_embeddings").numpy()
    states /= np.linalg.norm(states, axis=1, keepdims=True)
    ((_, vectors),) = light.states([text], "query: ")
    assert vectors.shape == states.shape
    assert (vectors * states).sum(axis=1).min() >= 0.9999


def test_a_texts_vector_does_not_depend_on_its_neighbours(
    light: LightEncoder, mixed: list[str]
) -> None:
    together = light.encode(mixed, "passage: ")
    alone = np.concatenate([light.encode([text], "passage: ") for text in mixed])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_fifty_threads_may_share_an_encoder(light: LightEncoder, mixed: list[str]) -> None:
    alone = {text: light.states([text], "query: ")[0] for text in mixed}
    begin = threading.Barrier(_ASKERS)

    def encoded(number: int) -> tuple[str, tuple[Floats, Floats]]:
        text = mixed[number % len(mixed)]
        begin.wait(60)
        return text, light.states([text], "query: ")[0]

    with ThreadPoolExecutor(_ASKERS) as threads:
        for text, (vector, tokens) in threads.map(encoded, range(_ASKERS)):
            np.testing.assert_allclose(vector, alone[text][0], atol=2e-6)
            np.testing.assert_allclose(tokens, alone[text][1], atol=2e-5)


def test_one_question_of_many_askers_has_one_vector(folder: Path, light: LightEncoder) -> None:
    asked, question = BuiltInEmbedder(folder), "Combien rapporte un euro de publicité ?"
    expected = light.states([question], "query: ")[0][0]
    with ThreadPoolExecutor(8) as threads:
        for vector in threads.map(asked.encode_query, [question] * 16):
            np.testing.assert_allclose(vector, expected, atol=2e-6)


def test_neither_pytorch_nor_transformers_is_imported(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from assistant.models.light import LightEncoder;"
        "LightEncoder(Path(sys.argv[1])).encode(['Bonjour'], 'query: ');"
        "print(sorted({'torch', 'transformers', 'tokenizers', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_missing_folder_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere") as caught:
        LightEncoder(tmp_path / "nowhere")
    assert caught.value.remedy


def test_weights_that_are_cut_off_are_named_with_a_remedy(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "short"
    shutil.copytree(folder, copy, copy_function=lambda a, b: Path(b).symlink_to(a))
    weights = copy / "model.safetensors"
    content = weights.read_bytes()
    weights.unlink()
    weights.write_bytes(content[: len(content) // 2])
    with pytest.raises(ModelError, match="cut off") as caught:
        LightEncoder(copy)
    assert caught.value.remedy


def test_no_copy_of_the_model_is_held_beside_the_layers(folder: Path) -> None:
    script = (
        "import sys, resource; from pathlib import Path; import numpy, onnxruntime\n"
        "from assistant.models.bert import Bert\n"
        "def held(): return int(Path('/proc/self/statm').read_text().split()[1]) * 4096\n"
        "before = held(); bert = Bert(Path(sys.argv[1])); print((held() - before) // 2**20)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True
    )
    # 21 million weights in float32 are 81 MiB.
    assert 80 <= int(done.stdout) <= 140
