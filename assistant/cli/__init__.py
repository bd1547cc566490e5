"""The command `assistant`: argv in, results on standard output, all else on standard error."""

from assistant.cli.root import cli, main

__all__ = ["cli", "main"]
