"""The root command: loads a subcommand when it is named, and tells faults in one line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from assistant.errors import AssistantError

FAULT = 2
_COMMANDS = {
    "ask": "assistant.cli.ask:ask",
    "audit": "assistant.cli.access:audit",
    "backup": "assistant.cli.backup:backup",
    "benchmark": "assistant.cli.benchmark:benchmark",
    "brief": "assistant.cli.brief:brief",
    "collections": "assistant.cli.collections:collections",
    "doctor": "assistant.cli.doctor:doctor",
    "embed": "assistant.cli.embed:embed",
    "evaluate": "assistant.cli.evaluate:evaluate",
    "feedback": "assistant.cli.feedback:feedback",
    "ground": "assistant.cli.ground:ground",
    "groups": "assistant.cli.access:groups",
    "holdout": "assistant.cli.holdout:holdout",
    "index": "assistant.cli.index:index",
    "ingest": "assistant.cli.ingest:ingest",
    "keys": "assistant.cli.keys:keys",
    "knowledge": "assistant.cli.knowledge:knowledge",
    "licences": "assistant.cli.licences:licences",
    "mcp": "assistant.cli.mcp:mcp",
    "mirror": "assistant.cli.scorecard:mirror",
    "plan": "assistant.cli.plan:plan",
    "privacy": "assistant.cli.access:privacy",
    "programme": "assistant.cli.programme:programme",
    "reallocate": "assistant.cli.holdout:reallocate",
    "restore": "assistant.cli.backup:restore",
    "roi": "assistant.cli.roi:roi",
    "scorecard": "assistant.cli.scorecard:scorecard",
    "scorecards": "assistant.cli.scorecards:scorecards",
    "serve": "assistant.cli.serve:serve",
    "settings": "assistant.cli.settings:settings",
    "users": "assistant.cli.users:users",
}


class Commands(click.Group):
    """Subcommands by name, imported when used; an AssistantError ends with one line and 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, in the alphabet's order."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand as whoever has the machine."""
        from assistant.access.identity import OWNER, acting_as

        try:
            with acting_as(OWNER):
                return super().invoke(ctx)
        except AssistantError as fault:
            from assistant.cli.faults import tell

            tell(fault, ctx.meta)
            ctx.exit(FAULT)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="boardwise-assistant", prog_name="assistant")
def cli() -> None:
    """Boardwise: cited answers about what social media is worth, in French and English.

    Results go to standard output, progress to standard error. Exit codes: 0 done, 1 faults
    found in the library, 2 could not be done. Every setting is an ASSISTANT_* variable:
    see `assistant settings`.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter must not cost the answer.
        if callable(reconfigure := getattr(stream, "reconfigure", None)):
            reconfigure(errors="replace")
    cli(arguments, prog_name="assistant")
