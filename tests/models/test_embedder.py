"""The embedder: LangChain's face, identity, other models, faults, and no network."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from assistant.errors import ModelError
from assistant.models.embedder import BuiltInEmbedder, OtherEmbedder, build_embedder
from assistant.settings import load_settings

_OTHER_PROMPTS = {"query": "passage: ", "document": ""}


def _variant(folder: Path, to: Path, **prompts: str) -> Path:
    """A copy of the model with other prompts; the large files are linked."""
    shutil.copytree(folder, to, copy_function=lambda a, b: Path(b).symlink_to(a))
    settings = to / "config_sentence_transformers.json"
    content = json.loads(settings.read_text()) | {"prompts": prompts}
    settings.unlink()
    settings.write_text(json.dumps(content))
    return to


def test_it_is_a_langchain_embedding(embedder: BuiltInEmbedder) -> None:
    assert isinstance(embedder, Embeddings)


def test_langchain_gets_plain_floats(embedder: BuiltInEmbedder) -> None:
    rows = embedder.embed_documents(["Bonjour", "Hello"])
    assert [len(row) for row in rows] == [embedder.dimension] * 2
    assert {type(x) for row in rows for x in row} == {float}


def test_a_question_finds_its_passage_across_languages(embedder: BuiltInEmbedder) -> None:
    passages = embedder.encode_documents(
        [
            "Le service client répond plus vite sur les réseaux sociaux.",
            "La capitale de l’Australie est Canberra.",
            "Recette de la tarte aux pommes.",
        ]
    )
    query = embedder.encode_query("Does social media make customer support faster?")
    assert int((passages @ query).argmax()) == 0


def test_no_texts_give_no_rows(embedder: BuiltInEmbedder) -> None:
    assert embedder.encode_documents([]).shape == (0, embedder.dimension)


def test_progress_ends_at_the_number_of_texts(embedder: BuiltInEmbedder, mixed: list[str]) -> None:
    seen: list[int] = []
    embedder.encode_documents(mixed, seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == len(mixed)


@pytest.fixture(scope="module")
def other(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> OtherEmbedder:
    """The same weights with questions prefixed as passages, and passages bare."""
    path = _variant(folder, tmp_path_factory.mktemp("other") / folder.name, **_OTHER_PROMPTS)
    built = build_embedder(load_settings(embedder=str(path), embedder_batch=4))
    assert isinstance(built, OtherEmbedder)
    return built


class TestOtherModels:
    """Any other sentence-transformers model is used as it describes itself."""

    def test_its_own_question_prompt_is_used(
        self, other: OtherEmbedder, embedder: BuiltInEmbedder
    ) -> None:
        expected = embedder.encode_documents(["Bonjour"])[0]
        assert float(other.encode_query("Bonjour") @ expected) >= 0.99999

    def test_its_own_document_prompt_is_used(
        self, other: OtherEmbedder, embedder: BuiltInEmbedder
    ) -> None:
        expected = embedder.light.encode(["Bonjour"], "")[0]
        assert float(other.encode_documents(["Bonjour"])[0] @ expected) >= 0.99999

    def test_rows_stay_in_the_order_of_the_texts(
        self, other: OtherEmbedder, embedder: BuiltInEmbedder, mixed: list[str]
    ) -> None:
        expected = embedder.light.encode(mixed, "")
        assert (other.encode_documents(mixed) * expected).sum(axis=1).min() >= 0.99999

    def test_progress_counts_the_texts(self, other: OtherEmbedder) -> None:
        seen: list[int] = []
        other.encode_documents(["a"] * 10, seen.append)
        assert seen == [4, 8, 10]

    def test_half_a_surrogate_pair_is_taken(self, other: OtherEmbedder) -> None:
        assert np.isfinite(other.encode_query("broken \ud83d emoji")).all()

    def test_it_knows_its_dimension(self, other: OtherEmbedder) -> None:
        assert other.dimension == 384


class TestIdentity:
    """A model change shows in the identity, and nothing else does."""

    def test_it_is_the_same_for_the_same_model(
        self, embedder: BuiltInEmbedder, model_home: Path
    ) -> None:
        assert (
            build_embedder(load_settings(home=model_home, threads=1)).identity == embedder.identity
        )

    def test_it_names_the_model(self, embedder: BuiltInEmbedder) -> None:
        assert embedder.identity.startswith("multilingual-e5-small@")

    def test_it_changes_with_the_prompts(self, folder: Path, other: OtherEmbedder) -> None:
        assert other.identity != OtherEmbedder(str(folder)).identity

    def test_it_changes_with_a_single_weight(
        self, folder: Path, other: OtherEmbedder, tmp_path: Path
    ) -> None:
        changed = _variant(folder, tmp_path / folder.name, **_OTHER_PROMPTS)
        weights = changed / "model.safetensors"
        content = bytearray(weights.read_bytes())
        content[-2000:-1998] = b"\x00\x3c"
        weights.unlink()
        weights.write_bytes(content)
        assert other.identity != OtherEmbedder(str(changed)).identity


class TestFaults:
    """A model that cannot be loaded is named, with a remedy."""

    @pytest.mark.parametrize(
        "name",
        ["/nowhere/at/all", "no-such-organisation/no-such-model", "{empty}", "{broken}"],
        ids=["no such folder", "no such name", "empty folder", "broken folder"],
    )
    def test_a_model_that_cannot_be_loaded(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from huggingface_hub import constants

        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
        for kind in ("empty", "broken"):
            (tmp_path / kind).mkdir()
        (tmp_path / "broken" / "modules.json").write_text("[{")
        name = name.format(empty=tmp_path / "empty", broken=tmp_path / "broken")
        with pytest.raises(ModelError, match=name) as caught:
            OtherEmbedder(name).encode_query("Bonjour")
        assert "ASSISTANT_EMBEDDER" in caught.value.remedy


_NO_NETWORK = """
import socket, sys
def refuse(*arguments, **options):
    raise SystemExit("a connection was tried")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
import huggingface_hub
from pathlib import Path
from assistant.models.embedder import OtherEmbedder
print(OtherEmbedder(sys.argv[1]).encode_query("Bonjour").shape)
"""


def test_a_local_folder_needs_no_network(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _NO_NETWORK, str(folder)], capture_output=True, text=True
    )
    assert done.stdout.strip() == "(384,)", done.stderr


def test_vectors_are_of_length_one(embedder: BuiltInEmbedder, mixed: list[str]) -> None:
    vectors: Any = embedder.encode_documents(mixed)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
