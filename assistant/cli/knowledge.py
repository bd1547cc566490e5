"""`assistant knowledge check`, `stats` and `new`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.options import json_option, lang_option, ready
from assistant.records import Lang

if TYPE_CHECKING:
    from assistant.library import Report
    from assistant.wording import Wording

FAULTS_FOUND = 1


@click.group(short_help="Check the library, count it, add to it.")
def knowledge() -> None:
    """The vetted library of ASSISTANT_KNOWLEDGE."""


@knowledge.command(short_help="Find what is wrong in the library.")
@click.option("--notices", is_flag=True, help="List the notices too; they are no faults.")
@lang_option("Language of the summary.")
@json_option
def check(notices: bool, lang: Lang | None, json: bool) -> None:
    """Name every fault with its file, line and remedy; exit code 1 where there is one.

    A notice is worth an editor's while, such as an old figure without its year.
    """
    from assistant.library import examine_library
    from assistant.terminal import as_json, terminal_language, terminal_wording

    settings = ready()
    report = examine_library(settings.knowledge)
    if json:
        click.echo(as_json(_listed(report)))
    else:
        lang = lang or terminal_language(settings)
        wording = terminal_wording(settings.prompts, lang)
        for problem in (*report.problems, *(report.notices if notices else ())):
            click.echo(str(problem))
        _summarise(report, wording, lang)
    if report.problems:
        raise SystemExit(FAULTS_FOUND)


def _listed(report: Report) -> dict[str, Any]:
    return {
        "count": len(report.problems),
        "problems": [asdict(problem) for problem in report.problems],
        "notices": [asdict(notice) for notice in report.notices],
    }


def _summarise(report: Report, wording: Wording, lang: Lang) -> None:
    """The notices in one line, then the last line: the faults, or what is in order."""
    from assistant.terminal import grouped

    if report.notices:
        click.echo(wording("knowledge.notices", n=grouped(len(report.notices), lang)))
    if report.problems:
        click.echo(wording("knowledge.faults", n=grouped(len(report.problems), lang)))
        return
    documents = report.library.documents.values()
    files = sum(document.path.endswith(".md") for document in documents)
    figures = {"files": files, "passages": len(report.library.passages())}
    told = {name: grouped(number, lang) for name, number in figures.items()}
    click.echo(wording("knowledge.sound", **told))


@knowledge.command(short_help="Count what the library holds.")
@json_option
def stats(json: bool) -> None:
    """Count the library by kind, topic, sector, country, decade and strength of evidence."""
    from assistant.library import load_library
    from assistant.library import stats as count
    from assistant.terminal import as_json

    counted = count(load_library(ready().knowledge))
    click.echo(as_json(counted) if json else "\n".join(_outline(counted)))


@knowledge.command(short_help="Start a document in both languages.")
@click.argument("kind")
@click.argument("id")
@lang_option("Language of the messages.")
@json_option
def new(kind: str, id: str, lang: Lang | None, json: bool) -> None:
    """Write the skeleton of a document, ID.en.md and ID.fr.md; nothing is overwritten.

    KIND is article, case-study, kpi-framework or question.
    """
    from assistant.library.scaffold import scaffold
    from assistant.terminal import as_json, terminal_language, terminal_wording

    settings = ready()
    paths = scaffold(settings.knowledge, kind, id)
    if json:
        click.echo(as_json({"created": [str(path) for path in paths]}))
        return
    wording = terminal_wording(settings.prompts, lang or terminal_language(settings))
    for path in paths:
        click.echo(wording("knowledge.created", path=path))
    click.echo(wording("knowledge.next"))


def _outline(tree: Mapping[str, Any], indent: str = "") -> list[str]:
    """Nested counts as indented lines."""
    lines = []
    for name, value in tree.items():
        if isinstance(value, Mapping):
            lines += [f"{indent}{name}", *_outline(value, f"{indent}  ")]
        else:
            lines.append(f"{indent}{name}: {value}")
    return lines
