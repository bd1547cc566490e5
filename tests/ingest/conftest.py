"""Reading one made file at a time, all tests of a module through one confined process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.ingest import Outcome, read_files


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Outcome]:
    """Write a file of these bytes and read it: the outcome of the file itself."""

    def one(name: str, data: bytes, **options: Any) -> Outcome:
        path = tmp_path / name
        path.write_bytes(data)
        return next(iter(read_files([path], **options)))

    return one
