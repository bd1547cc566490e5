"""Answers and plans as notebooks draw them: Jupyter looks for `_repr_html_` and its like.

The records know nothing of how they look; `draw_in_notebooks` teaches their classes, once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.plan.records import Plan
from assistant.records import Answer

if TYPE_CHECKING:
    from pathlib import Path


def draw_in_notebooks(prompts: Path) -> None:
    """Give Answer and Plan the methods by which notebooks draw; `prompts` words them."""

    def answer_markdown(answer: Answer) -> str:
        from assistant.render import load_labels, to_markdown

        return to_markdown(answer, load_labels(prompts, answer.lang))

    def plan_markdown(plan: Plan) -> str:
        from assistant.render.plan_markdown import plan_markdown

        return plan_markdown(plan, prompts)

    def answer_html(answer: Answer) -> str:
        return page_of(answer_markdown(answer), answer.lang)

    def plan_html(plan: Plan) -> str:
        return page_of(plan_markdown(plan), plan.lang)

    for record, markdown, html in (
        (Answer, answer_markdown, answer_html),
        (Plan, plan_markdown, plan_html),
    ):
        type.__setattr__(record, "_repr_markdown_", markdown)
        type.__setattr__(record, "_repr_html_", html)


def page_of(markdown: str, lang: str) -> str:
    """Markdown of ours as HTML that needs no style sheet; raw HTML in it stays text.

    Addresses that could run a script are left out, as markdown-it does.
    """
    from markdown_it import MarkdownIt

    written = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    return f'<article lang="{lang}" class="boardwise">{written}</article>'
