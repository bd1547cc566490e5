"""The chat as Gradio blocks: which component shows what, and which event does what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.database import database_of
from assistant.records import Lang
from assistant.settings import Settings
from assistant.web.places import places_html
from assistant.web.tongue import preferred_language
from assistant.web.ui.answering import Service
from assistant.web.ui.conversation import Conversation, Turn, View
from assistant.web.ui.glosses import Glosses
from assistant.web.ui.opinions import Kept, Opinions
from assistant.web.ui.triggers import TRIGGERS
from assistant.web.ui.view import header_html, hints_html, status_html

# Several readers at once; Gradio's default would make them queue up behind one another.
READERS_AT_ONCE = 8


def build_theme() -> Any:
    """Return a theme that takes every colour and measure from `look.css`, light and dark."""
    theme = gr.themes.Base(font=["Inter UI", "system-ui", "sans-serif"])
    ours = {
        "body_background_fill": "var(--paper)",
        "body_text_color": "var(--ink)",
        "background_fill_primary": "var(--paper)",
        "background_fill_secondary": "var(--card)",
        "block_background_fill": "transparent",
        "border_color_primary": "var(--line)",
        "input_background_fill": "var(--card)",
        "input_border_color": "var(--line)",
        "button_primary_background_fill": "var(--accent)",
        "button_primary_background_fill_hover": "var(--accent-strong)",
        "button_primary_text_color": "var(--on-accent)",
        "button_secondary_background_fill": "var(--card)",
        "button_secondary_text_color": "var(--ink)",
    }
    return theme.set(**ours, **{f"{name}_dark": value for name, value in ours.items()})


class Page:
    """The components, and how a View is put on them."""

    def __init__(self, settings: Settings, service: Service) -> None:
        self.settings = settings
        self.conversation = Conversation(
            service, settings.prompts, settings.question_limit, definitions=Glosses(service)
        )
        self.opinions = Opinions(
            settings.home, settings.prompts, settings.keep_questions, database_of(settings)
        )
        self.kept = gr.State({})
        self.turns = gr.State(())
        self.lang = gr.State("en")
        self.header = _html("header")
        self.earlier = _html("earlier")
        self.current = _html("current")
        with gr.Column(elem_id="composer"):
            with gr.Row(elem_id="ask-row"):
                self.question = gr.Textbox(
                    elem_id="question", show_label=False, container=False, lines=1, max_lines=6
                )
                self.send = gr.Button("", elem_id="send", variant="primary", scale=0)
                self.stop = gr.Button("", elem_id="stop", scale=0, visible=False)
            with gr.Row(elem_id="within-row"):
                self.within = gr.Dropdown(
                    [], elem_id="within", container=False, visible=False, filterable=False
                )
            self.hints = _html("hints")
        self.status = _html("status")

    @property
    def shown(self) -> list[Any]:
        """The components that a View writes, in the order of `updates`."""
        return [
            self.turns,
            self.question,
            self.earlier,
            self.current,
            self.status,
            self.hints,
            self.send,
            self.stop,
        ]

    def updates(self, view: View, lang: Lang) -> tuple[Any, ...]:
        """Return a value for each component of `shown`; parts that are None stay."""
        labels = self.conversation.labels(lang)
        keep = gr.skip()
        hints = view.complaint
        return (
            keep if view.turns is None else view.turns,
            keep if view.question is None else view.question,
            keep if view.earlier is None else view.earlier,
            keep if view.current is None else view.current,
            keep if view.status is None else status_html(view.status),
            keep if hints is None else hints_html(labels, self.settings.question_limit, hints),
            keep if view.busy is None else gr.update(visible=not view.busy),
            keep if view.busy is None else gr.update(visible=view.busy),
        )

    def ask(
        self, question: str, turns: tuple[Turn, ...], lang: Lang, within: str | None
    ) -> Iterator[tuple[Any, ...]]:
        """Answer what was typed, from the collection `within` only where one is chosen."""
        view = View()
        for view in self.conversation.ask(question or "", turns, lang, within or ""):
            yield self.updates(view, lang)
        self.opinions.note(view.turns)

    def opined(
        self, turns: tuple[Turn, ...], kept: Kept, lang: Lang, event: gr.EventData
    ) -> tuple[Kept, str]:
        """Keep what a reader says of an answer."""
        said = [str(getattr(event, name) or "") for name in ("anchor", "verdict", "reason")]
        return self.opinions.give(turns, kept, lang, said[0], said[1], said[2])

    def ask_clicked(
        self, turns: tuple[Turn, ...], lang: Lang, within: str | None, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        """Answer the question of the button that was clicked."""
        yield from self.ask(str(event.question), turns, lang, within)

    def ask_linked(
        self, turns: tuple[Turn, ...], lang: Lang, within: str | None, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Answer the question of a link such as /?q=…, once, in a new conversation; where the
        collection that it names is gone, leave it to the reader to ask."""
        query = dict(request.query_params)
        question = query.get("q", "")
        if question and not turns and self._gone(query.get("within", "")):
            yield self.updates(View(question=question), lang)
        elif question and not turns:
            yield from self.ask(question, turns, lang, within)
        else:
            yield tuple(gr.skip() for _ in self.shown)

    def stopped(self, turns: tuple[Turn, ...], lang: Lang) -> tuple[Any, ...]:
        """Show what there is after a stop."""
        return self.updates(self.conversation.stop(turns, lang), lang)

    def fresh(self, lang: Lang) -> tuple[Any, ...]:
        """Begin a new conversation."""
        current = self.conversation.current((), lang)
        return self.updates(View((), "", "", current, "", "", False), lang)

    def opened(self, request: gr.Request) -> tuple[Any, ...]:
        """Show the page in the language that the browser asks for."""
        query = dict(request.query_params)
        lang = preferred_language(
            self.settings.language, request.headers, dict(request.cookies), query
        )
        return self.dressed((), lang, query.get("within", ""))

    def switched(
        self, turns: tuple[Turn, ...], within: str | None, event: gr.EventData
    ) -> tuple[Any, ...]:
        """Show the page in the language that was chosen; answers stay in theirs."""
        return self.dressed(turns, "fr" if event.language == "fr" else "en", within or "")

    def dressed(self, turns: tuple[Turn, ...], lang: Lang, within: str = "") -> tuple[Any, ...]:
        """Return every wording of the page in one language, for the components of `worded`."""
        labels = self.conversation.labels(lang)
        # Answers from everything must not be taken for those of a collection.
        complaint = labels("within_gone") if self._gone(within) else ""
        return (
            lang,
            header_html(
                labels,
                self.conversation.problems(lang),
                places_html(self.settings.prompts, lang, "ask"),
            ),
            self.conversation.current(turns, lang),
            gr.update(placeholder=labels("placeholder"), label=labels("question_label")),
            labels("send"),
            labels("stop"),
            hints_html(labels, self.settings.question_limit, complaint),
            self._choice(lang, within),
        )

    def _gone(self, within: str) -> bool:
        """True for a collection that has been deleted, or may no longer be seen."""
        return bool(within) and within not in {id for id, _ in self.conversation.collections()}

    def _choice(self, lang: Lang, within: str) -> Any:
        """Where answers come from: everything, or one collection of the company's own."""
        labels = self.conversation.labels(lang)
        own = self.conversation.collections()
        return gr.update(
            choices=[(labels("within_all"), ""), *((name, id) for id, name in own)],
            value=within if within in {id for id, _ in own} else "",
            label=labels("within_label"),
            visible=bool(own),
        )

    @property
    def worded(self) -> list[Any]:
        """The components that `dressed` writes."""
        return [
            self.lang,
            self.header,
            self.current,
            self.question,
            self.send,
            self.stop,
            self.hints,
            self.within,
        ]


def build_page(settings: Settings, service: Service) -> Any:
    """Return the Blocks of the chat; its state lives in the reader's session only."""
    with gr.Blocks(title="Boardwise", analytics_enabled=False, fill_width=True) as blocks:
        page = Page(settings, service)
        _connect(blocks, page)
    return blocks


def _connect(blocks: Any, page: Page) -> None:
    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    answering = {**quiet, "concurrency_limit": READERS_AT_ONCE, "concurrency_id": "ask"}
    held = [page.turns, page.lang, page.within]
    typed = [page.question, *held]
    asked = [
        page.question.submit(page.ask, typed, page.shown, **answering),
        page.send.click(page.ask, typed, page.shown, **answering),
        page.current.ask(page.ask_clicked, held, page.shown, **answering),
        page.earlier.ask(page.ask_clicked, held, page.shown, **answering),
    ]
    opened = blocks.load(page.opened, None, page.worded, **quiet)
    asked.append(opened.then(page.ask_linked, held, page.shown, **answering))
    page.stop.click(page.stopped, [page.turns, page.lang], page.shown, cancels=asked, **quiet)
    page.header.fresh(page.fresh, [page.lang], page.shown, cancels=asked, **quiet)
    said = [page.turns, page.kept, page.lang]
    page.current.opinion(page.opined, said, [page.kept, page.status], **quiet)
    page.earlier.opinion(page.opined, said, [page.kept, page.status], **quiet)
    page.header.language(page.switched, [page.turns, page.within], page.worded, **quiet)


def _html(name: str) -> Any:
    return gr.HTML("", elem_id=name, js_on_load=TRIGGERS, apply_default_css=False)
