"""`assistant plan`: from objectives to a plan of KPIs, and the plans that are kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.cli.plan_kept import KEPT, tell_kept
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.plan.planning import Planning
    from assistant.plan.store import PlanStore
    from assistant.settings import Settings

_MAKE = "make"
_LANG = "Language of the plan; that of its first objective by default."


class PlanGroup(click.Group):
    """`assistant plan "objective"` makes a plan; a known word names a subcommand."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that is named, else `make` with all arguments."""
        if args and args[0] not in self.commands:
            args = [_MAKE, *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options before the objective belong to `make`."""
        if args and args[0].startswith("-") and args[0] not in ("-h", "--help"):
            args = [_MAKE, *args]
        return super().parse_args(ctx, args)


@click.group(cls=PlanGroup, short_help="Turn objectives into a plan of KPIs.")
def plan() -> None:
    """Draft a plan from OBJECTIVES in free text, or work with the plans that are kept.

    `assistant plan "reduce staff turnover from 18% to 12%" --budget 50000` drafts one;
    `assistant plan make --help` lists its options.
    """


@plan.command(_MAKE, short_help="Draft a plan (the default).")
@click.argument("objectives", nargs=-1, required=True)
@click.option("--choose", multiple=True, metavar="ID", help="What the objectives mean, in order.")
@click.option("--sector", default="", help="Sector of the organisation.")
@click.option("--size", default="", help="Number of employees.")
@click.option("--model", type=click.Choice(["b2b", "b2c", "both"]), help="Who buys.")
@click.option("--country", default="", help="Main country.")
@click.option("--channels", default="", help="Channels in use, with commas.")
@click.option("--maturity", type=click.Choice(["starting", "regular", "advanced"]))
@click.option("--budget", default="", help="Such as 50000, 50 k€ or $1.2m; euros by default.")
@click.option("--horizon", default="", help="In months, or years such as 2y.")
@click.option("--start", default="", help="First month, such as 2027-01.")
@click.option("--baseline", multiple=True, metavar="KPI=VALUE", help="Where a KPI stands.")
@click.option("--content-share", default="", help="Percent of the money for content.")
@click.option("--measurement-share", default="", help="Percent of the money for measuring.")
@click.option("--title", default="", help="Title of the plan.")
@click.option("--save", is_flag=True, help="Keep the plan, and print its id on standard error.")
@click.option("--markdown", is_flag=True, help="Print Markdown (the default).")
@lang_option(_LANG)
@json_option
def make(
    objectives: tuple[str, ...],
    choose: tuple[str, ...],
    baseline: tuple[str, ...],
    save: bool,
    markdown: bool,
    lang: Lang | None,
    json: bool,
    **typed: str | None,
) -> None:
    """Draft a plan from OBJECTIVES, each in its own quotes."""
    from assistant.terminal import open_assistant, terminal_language

    settings = ready()
    spoken = lang or terminal_language(settings)
    assistant = open_assistant(settings, spoken)
    lang = lang or assistant.answerer.language(objectives[0], (), spoken)
    fields = {name: value or "" for name, value in typed.items()}
    fields |= {f"wish.{place}": text for place, text in enumerate(objectives)}
    fields |= {f"choice.{place}": text for place, text in enumerate(choose)}
    for each in baseline:
        name, _, value = each.partition("=")
        fields[f"known.{name.strip()}"] = value
    made = assistant.planning.draft(fields, lang)
    if save:
        saved = assistant.planning.save(made)
        click.echo(saved.id, err=True)
    _show(made, settings, json)


@plan.command("list", short_help="The plans that are kept.")
@json_option
def list_(json: bool) -> None:
    """Every plan that is kept, the one saved last first."""
    tell_kept([(each, each.title) for each in _store(ready()).list()], json)


@plan.command("show", short_help="A plan that is kept.")
@click.argument("id")
@click.option("--version", type=int, help="Another version than the latest.")
@click.option("--history", is_flag=True, help="List its versions instead.")
@json_option
def show(id: str, version: int | None, history: bool, json: bool) -> None:
    """The plan ID, as Markdown or JSON."""
    settings = ready()
    if not history:
        _show(_store(settings).get(id, version).plan, settings, json)
        return
    for each in _store(settings).history(id):
        click.echo(f"{each.version:>3}  {each.at[:16]}  {each.reason}")


@plan.command("export", short_help="A plan as a file: JSON, DOCX, PDF, XLSX and more.")
@click.argument("id")
@click.option("--version", type=int, help="Another version than the latest.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file; its ending decides: json, docx, pdf, xlsx, pptx, odt, html, md, csv…",
)
@click.option("--format", "format", default="", help="Format, where the ending does not say.")
@json_option
def export(id: str, version: int | None, output: Path | None, format: str, json: bool) -> None:
    """The plan ID as JSON (the default, which `import` takes back) or as a document.

    To standard output or to a file; --json tells faults as JSON too.
    """
    from assistant.cli.numbers_options import written

    settings = ready()
    data = _as_file(settings, id, version, format or (output.name if output else "json"))
    if output is None:
        click.echo(data, nl=False)
    else:
        written(output, data)


def _as_file(settings: Settings, id: str, version: int | None, wanted: str) -> bytes:
    kept = _store(settings).get(id, version).plan
    if wanted.lower().rpartition(".")[2] == "json":
        from assistant.plan.exchange import exported

        return exported(kept).encode()
    from assistant.export.plan_files import plan_file

    return plan_file(kept, settings.prompts, wanted).data


@plan.command("import", short_help="Keep a plan from a JSON file.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@lang_option("Language of what is said meanwhile.")
@json_option
def import_(file: Path, lang: Lang | None, json: bool) -> None:
    """Keep the plan of an exported FILE ("-" reads standard input), and print its id."""
    from assistant.terminal import as_json, open_assistant, terminal_language

    settings = ready()
    text = _read(file)
    planning: Planning = open_assistant(settings, lang or terminal_language(settings)).planning
    saved = planning.take(text, "import")
    result: dict[str, Any] = {"id": saved.id, "version": saved.version, "title": saved.plan.title}
    click.echo(as_json(result) if json else saved.id)


@plan.command("schema", short_help="The JSON schema of exported plans.")
@json_option
def schema(json: bool) -> None:
    """The JSON schema (2020-12) that exported plans follow."""
    from assistant.plan.exchange import plan_schema
    from assistant.terminal import as_json

    click.echo(as_json(plan_schema()))


for kept in KEPT:
    plan.add_command(kept)


def _store(settings: Settings) -> PlanStore:
    from assistant.plan.store import PlanStore

    return PlanStore(settings.home)


def _read(file: Path) -> str:
    from assistant.plan.codec import PlanFileError
    from assistant.plan.exchange import LARGEST_FILE

    try:
        raw = (
            sys.stdin.buffer.read(LARGEST_FILE + 1)
            if str(file) == "-"
            else file.open("rb").read(LARGEST_FILE + 1)
        )
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PlanFileError(file.name, f"cannot be read ({type(error).__name__})") from error


def _show(made: Any, settings: Settings, json: bool) -> None:
    from assistant.plan import to_dict
    from assistant.render.plan_markdown import plan_markdown
    from assistant.terminal import as_json

    if json:
        click.echo(as_json(to_dict(made)))
    else:
        click.echo(plan_markdown(made, settings.prompts), nl=False)
