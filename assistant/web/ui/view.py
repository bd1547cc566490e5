"""The parts of the page that are not an answer: welcome, waiting, faults, header, hints."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import AssistantError, PromptError
from assistant.records import LANGS
from assistant.render import Labels
from assistant.render.html import ask_button
from assistant.render.inert import escaped


def header_html(labels: Labels, problems: str = "", places: str = "") -> str:
    """Return the bar at the top: name, language, theme, what can be done with the talk; then
    the strip that leads to the other places."""
    switch = "".join(
        f'<button type="button" data-language="{lang}" lang="{lang}" '
        f'aria-pressed="{str(lang == labels.lang).lower()}" '
        f'aria-label="{escaped(labels(f"language_{lang}"))}">{lang.upper()}</button>'
        for lang in LANGS
    )
    actions = "".join(
        f'<button type="button" class="quiet" data-action="{action}" '
        f'aria-label="{escaped(labels(key))}">{_ICONS[action]}'
        f"<span>{escaped(labels(key))}</span></button>"
        for action, key in (
            ("copy", "copy_conversation"),
            ("download", "download_conversation"),
            ("new", "new_conversation"),
        )
    )
    notice = f'<p class="warning page-warning" role="note"><strong>{escaped(labels("warning"))}'
    notice += f"</strong> {escaped(problems)}</p>"
    return (
        f'<a class="skip" href="#question">{escaped(labels("skip"))}</a>'
        f'<header id="bar" lang="{labels.lang}"{_page_wording(labels)}><p class="brand">'
        f"<strong>{escaped(labels('product'))}</strong><span>{escaped(labels('tagline'))}</span></p>"
        f'<nav><div class="talk">{actions}</div>'
        f'<div class="switch" role="group" '
        f'aria-label="{escaped(labels("language_switch"))}">{switch}</div>'
        f'<button type="button" class="quiet theme" data-action="theme" '
        f'aria-label="{escaped(labels("theme_switch"))}">{_ICONS["theme"]}</button></nav></header>'
        f"{places}{notice if problems else ''}"
    )


def _page_wording(labels: Labels) -> str:
    """What the script of the page says by itself, as data attributes."""
    return "".join(
        f' data-{name}="{escaped(labels(key, **values))}"'
        for name, key, values in (
            ("page-title", "page_title", {}),
            ("copied", "copied", {}),
            ("copy-failed", "copy_failed", {}),
            ("file-name", "file_name", {}),
            ("conversation-title", "conversation_title", {"date": "{date}"}),
        )
    )


def hero_html(labels: Labels, examples: Sequence[str]) -> str:
    """Return the welcome: what this is, questions to start with, how to read an answer."""
    buttons = "".join(ask_button(question) for question in examples)
    guide = "".join(
        f"<li>{escaped(labels(key))}</li>"
        for key in ("guide_numbers", "guide_flags", "guide_limits")
    )
    asked = f"<h2>{escaped(labels('examples'))}</h2>{buttons}" if buttons else ""
    return (
        f'<section class="hero" lang="{labels.lang}"><div class="welcome">'
        f"<h1>{escaped(labels('hero_title'))}</h1><p>{escaped(labels('hero_text'))}</p>"
        f'<div class="next">{asked}</div></div>'
        f'<aside class="guide"><h2>{escaped(labels("guide_title"))}</h2><ul>{guide}</ul></aside>'
        f"</section>"
    )


def hints_html(labels: Labels, limit: int, complaint: str = "") -> str:
    """Return the line below the question: what is wrong with it, the keys, the count."""
    return (
        f'<div class="hints" lang="{labels.lang}">'
        f'<p class="complaint" role="alert">{escaped(complaint)}</p>'
        f'<p class="keys">{escaped(labels("keys"))}</p>'
        f'<p class="count" data-limit="{limit}" '
        f'data-left="{escaped(labels("characters_left", left="{left}"))}" data-over="'
        f'{escaped(labels("characters_over", over="{over}", limit=limit))}"></p></div>'
    )


def status_html(text: str) -> str:
    """Return what a screen reader announces."""
    return f'<p class="hidden" role="status" aria-live="polite">{escaped(text)}</p>'


def pending_html(question: str, labels: Labels, anchor: str) -> str:
    """Return a turn that waits for its answer."""
    body = f'<p class="searching"><span class="pulse"></span>{escaped(labels("searching"))}</p>'
    return _plain_turn("pending", question, body, anchor)


def stopped_html(question: str, labels: Labels, anchor: str) -> str:
    """Return a turn that the reader stopped."""
    body = f'<p class="notice">{escaped(labels("stopped"))}</p>{_retry(question, labels)}'
    return _plain_turn("stopped", question, body, anchor)


def fault_html(question: str, fault: AssistantError, labels: Labels, anchor: str) -> str:
    """Return a turn that failed: what happened, what to do, and a button that asks again."""
    message, remedy = fault_wording(fault, labels)
    body = (
        f'<div class="fault" role="alert"><h3>{escaped(labels("error_title"))}</h3>'
        f"<p>{escaped(message)}</p><p>{escaped(remedy)}</p></div>{_retry(question, labels)}"
    )
    return _plain_turn("failed", question, body, anchor)


def fault_wording(fault: AssistantError, labels: Labels) -> tuple[str, str]:
    """Return message and remedy of a fault in the reader's language.

    A code that the catalogue does not know falls back to the family of the error, and an
    error that the catalogue cannot word with the details given to "internal".
    """
    for code in (fault.code, type(fault).code, "internal"):
        try:
            message = labels.of_fault(f"error_{code}", fault.details)
            remedy = labels.of_fault(f"error_{code}_remedy", fault.details)
        except PromptError:
            continue
        if message:
            return message, remedy
    return fault.message, fault.remedy


def complaint(fault: AssistantError, labels: Labels) -> str:
    """Return message and remedy of a fault in one line."""
    return " ".join(part for part in fault_wording(fault, labels) if part)


def _retry(question: str, labels: Labels) -> str:
    return (
        f'<p class="tools"><button type="button" class="quiet" data-ask="{escaped(question)}">'
        f"{escaped(labels('retry'))}</button></p>"
    )


def _plain_turn(kind: str, question: str, body: str, anchor: str) -> str:
    return (
        f'<article class="turn is-{kind}" id="{anchor}"><div class="answer">'
        f'<h2 class="question" dir="auto">{escaped(question)}</h2>{body}</div></article>'
    )


def _icon(path: str) -> str:
    return (
        '<svg viewBox="0 0 20 20" width="16" height="16" fill="none" stroke="currentColor" '
        f'stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true"><path d="{path}"/></svg>'
    )


_ICONS = {
    "copy": _icon("M7 7V3.5h9.5V13H13M3.5 7H13v9.5H3.5z"),
    "download": _icon("M10 3v10m-4-4 4 4 4-4M3.5 16.5h13"),
    "new": _icon("M10 4v12M4 10h12"),
    "theme": _icon("M10 3.5a6.5 6.5 0 1 0 0 13zm0 0a6.5 6.5 0 0 1 0 13"),
}
