"""What the commands of the arithmetic share: files, faults of several fields, output."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from assistant.cli.options import ready
from assistant.errors import AssistantError
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.plan.numbers.desk import Numbers
    from assistant.plan.numbers.tables import Table
    from assistant.render.labels import Labels
    from assistant.render.report import Report
    from assistant.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
_WIDEST = 100
_MARKS = {"comma": ",", "point": "."}


def mark_option(command: F) -> F:
    """Add --decimal, as the argument `decimal`: "", "," or "."."""
    add = click.option(
        "--decimal",
        type=click.Choice(sorted(_MARKS)),
        callback=lambda _, __, value: _MARKS.get(value, ""),
        help="Decimal mark, where a number such as 1,234 leaves it open.",
    )
    return add(command)


def dates_option(command: F) -> F:
    """Add --dates, as the argument `dates`: "", "dmy" or "mdy"."""
    add = click.option(
        "--dates",
        type=click.Choice(["dmy", "mdy"]),
        callback=lambda _, __, value: value or "",
        help="Day or month first, where dates such as 01/02/2026 leave it open.",
    )
    return add(command)


class Desk:
    """The arithmetic with its settings, its language and its wording."""

    def __init__(self, lang: Lang | None) -> None:
        from assistant.plan.numbers.desk import Numbers
        from assistant.render.labels import Labels
        from assistant.terminal import terminal_language
        from assistant.wording import load_wording

        self.settings: Settings = ready()
        self.lang: Lang = lang or terminal_language(self.settings)
        self.numbers: Numbers = Numbers(self.settings.home)
        wording = load_wording(self.settings.prompts, "numbers", self.lang)
        self.labels: Labels = Labels(self.lang, wording)

    def table(self, path: Path) -> Table:
        """Read a file; "-" is standard input."""
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return self.numbers.table(data, path.name)

    @contextmanager
    def told(self, json: bool) -> Iterator[None]:
        """Tell each of several faults in a line of its own, with its field; exit code 2."""
        from assistant.plan.numbers.faults import InputFaults
        from assistant.terminal import as_json
        from assistant.wording import explain

        try:
            yield
        except InputFaults as several:
            fields = []
            for each in several.faults:
                message, remedy = explain(each, self.settings.prompts, self.lang)
                click.echo(f"{each.field}: {message} {remedy}".rstrip(), err=True)
                error = {"code": each.code, "message": message, "remedy": remedy}
                fields.append({"field": each.field} | error)
            if json:
                message, remedy = explain(several, self.settings.prompts, self.lang)
                error = {"code": several.code, "message": message, "remedy": remedy}
                click.echo(as_json({"error": error | {"fields": fields}}))
            sys.exit(2)


def show(report: Report, data: Mapping[str, Any], json: bool, markdown: bool) -> None:
    """Print a result: as JSON with the report in it, as Markdown, or as text."""
    from assistant.render.report import to_markdown, to_plain
    from assistant.terminal import as_json

    if json:
        click.echo(as_json({**data, "text": to_plain(report)}))
    elif markdown:
        click.echo(to_markdown(report), nl=False)
    else:
        columns = min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else 0
        click.echo(to_plain(report, columns), nl=False)


def save_charts(folder: Path | None, drawings: Mapping[str, Any]) -> None:
    """Write each chart as an SVG file of its name."""
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, drawing in drawings.items():
        path = folder / f"{name}.svg"
        path.write_text(drawing.svg, "utf-8")
        click.echo(str(path), err=True)


def charts_option(command: F) -> F:
    """Add --charts, as the argument `charts`: a folder or None."""
    add = click.option(
        "--charts",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder to write the charts to, as SVG.",
    )
    return add(command)


def markdown_option(command: F) -> F:
    """Add --markdown, as the argument `markdown`."""
    return click.option("--markdown", is_flag=True, help="Print Markdown instead of text.")(command)


def written(path: Path, data: bytes) -> None:
    """Write a file and name it on standard error; raises AssistantError where that fails."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise AssistantError(f"{path}: cannot be written.", "Choose another place.", "write",
                             path=path) from error  # fmt: skip
    click.echo(str(path), err=True)
