"""The shape of the code: imports point one way, modules and functions stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "assistant"
MODULES = sorted(PACKAGE.rglob("*.py"))
IDS = [path.relative_to(PACKAGE).as_posix() for path in MODULES]

# Each may import those before it, and itself.
LAYERS = (
    "errors",
    "durable",
    "logs",
    "records",
    "settings_narrator",
    "settings_trust",
    "settings",
    "tracing",
    "database",
    "language",
    "wording",
    "access",
    "library",
    "ingest",
    "models",
    "index",
    "collections",
    "backup",
    "retrieve",
    "answer",
    "feedback",
    "plan",
    "briefing",
    "programme",
    "export",
    "render",
    "notebook",
    "service",
    "watch",
    "runnable",
    "tool",
    "terminal",
    "terminal_ingest",
    "evaluation",
    "web",
    "doctor",
    "cli",
)

MODULE_LINES = 250
FUNCTION_LINES = 40

# Seconds to import each: only inside the function that needs it.
HEAVY = {"torch", "sentence_transformers", "transformers", "chromadb", "langchain_chroma", "gradio"}
# Imported by `web.mount` only, after the first page is served.
MAY_BE_HEAVY = {"web/ui/page.py"}
# What the command line loads before it knows what is asked.
LIGHT = {"errors", "records", "settings", "wording", "terminal", "runnable", "cli"}


def layer(path: Path) -> str:
    """The layer of a file: its folder below the package, or its own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, dotted module) of every import, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: relative import"
            yield node.lineno, node.module or ""


def at_the_top(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The imports that run when the module is imported."""
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            yield from imported(statement)


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from `def` to its end, its docstring left out."""
    first = function.body[0]
    told = ast.get_docstring(function, clean=False) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if told else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_every_layer_is_listed() -> None:
    found = {layer(path) for path in MODULES} - {"__init__"}
    assert sorted(found - set(LAYERS)) == []


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_imports_point_up_the_list(path: Path) -> None:
    if path.parent == PACKAGE and path.name == "__init__.py":
        pytest.skip("re-exports names lazily")
    allowed = set(LAYERS[: LAYERS.index(layer(path)) + 1])
    wrong = [
        f"line {line}: {name}"
        for line, name in imported(parsed(path))
        if name.startswith("assistant.") and name.split(".")[1] not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_module_is_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < MODULE_LINES


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_functions_are_small(path: Path) -> None:
    functions = (
        node
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = [f"{f.name}: {lines(f)} lines" for f in functions if lines(f) >= FUNCTION_LINES]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_nothing_heavy_is_imported_at_the_top(path: Path) -> None:
    if path.relative_to(PACKAGE).as_posix() in MAY_BE_HEAVY:
        pytest.skip("imported late itself")
    heavy = HEAVY | ({"numpy", "langchain_core"} if layer(path) in LIGHT else set())
    found = {name.split(".")[0] for _, name in at_the_top(parsed(path))}
    assert sorted(found & heavy) == []
