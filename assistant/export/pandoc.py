"""Runs pandoc: confined to the files it is named, without network, and against the clock."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from shutil import copyfile

from assistant.errors import ExportError
from assistant.export.tree import Node
from assistant.library.bibliography import to_csl
from assistant.records import Reference

STYLES = Path(__file__).resolve().parent / "styles"
FONTS = Path(__file__).resolve().parent / "fonts"
SECONDS = 30


@cache
def _program() -> str:
    import pypandoc  # type: ignore[import-untyped]

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise ExportError(
            "pandoc is not installed.",
            "Install the package pypandoc-binary.",
            code="export-tool",
            tool="pandoc",
        ) from error


def convert(
    tree: Node,
    writer: str,
    references: Iterable[Reference] = (),
    options: Sequence[str] = (),
    seconds: float = SECONDS,
    cited: bool = True,
) -> bytes:
    """The tree in one of pandoc's formats, citations and bibliography resolved.

    With `cited` False they already are, and a fragment without head is made. Raises ExportError
    where pandoc is missing, fails, leaves a citation unresolved, or takes over `seconds`.
    """
    with tempfile.TemporaryDirectory(prefix="boardwise-") as name:
        folder = Path(name)
        # Named without their folder: pandoc writes these names into some documents.
        (folder / "references.json").write_text(to_csl(references), encoding="utf-8")
        copyfile(STYLES / "boardwise.csl", folder / "boardwise.csl")
        resolving = ["--citeproc", "--csl=boardwise.csl", "--bibliography=references.json"]
        command = [
            _program(),
            "--from=json",
            f"--to={writer}",
            "--sandbox",
            "--output=out",
            *(["--standalone", *resolving] if cited else []),
            *options,
            # Memory of pandoc's own runtime: a hostile template must not take the machine's.
            "+RTS",
            "-M1g",
            "-RTS",
        ]
        complaint = _run(command, json.dumps(tree).encode(), seconds, folder)
        if "citeproc" in complaint.lower() or "not found" in complaint.lower():
            raise _failed(complaint)
        return (folder / "out").read_bytes()


def default_file(name: str) -> bytes:
    """One of pandoc's own data files, such as "reference.pptx"."""
    command = [_program(), "--print-default-data-file", name]
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise _failed(str(error)) from error
    return done.stdout


def _run(command: Sequence[str], given: bytes, seconds: float, folder: Path) -> str:
    try:
        done = subprocess.run(  # noqa: S603
            command, input=given, capture_output=True, timeout=seconds, check=False, cwd=folder
        )
    except subprocess.TimeoutExpired as error:
        raise ExportError(
            f"The document took longer than {seconds:.0f} seconds to make.",
            "Export a shorter text, or without your own template.",
            code="export-slow",
            seconds=round(seconds),
        ) from error
    except OSError as error:
        raise _failed(str(error)) from error
    complaint = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode:
        raise _failed(complaint)
    return complaint


def _failed(complaint: str) -> ExportError:
    reason = complaint.splitlines()[-1][:200] if complaint else "no reason given"
    return ExportError(
        f"pandoc could not make the document ({reason}).",
        "Try another format, or without your own template.",
        code="export-failed",
        reason=reason,
    )
