"""The type of the `run` fixture: arguments in; exit code, standard output and error out."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]
