"""The chat while a language model words the answer, and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from fiction import ANSWER, PROMPTS, FictionalService

from assistant.records import Answer, Sentence, Withheld
from assistant.render import Labels, load_labels, to_dict
from assistant.render.markdown import to_markdown
from assistant.render.narration import narration_line
from assistant.render.plain import to_plain
from assistant.web.ui.conversation import Conversation, View

TRIPLED = "Acme <b>tripled</b> its sales."
WRITING = replace(ANSWER, narration="writing")
HALF = replace(
    WRITING,
    lead=(Sentence("Acme’s sales grew by 12.5%.", (1,)),),
    composed=ANSWER.lead,
    narrator="some-model",
)
NARRATED = replace(
    HALF,
    narration="narrated",
    withheld=1,
    withheld_sentences=(Withheld(TRIPLED, ("The source does not say this.",)),),
)
KEPT = replace(ANSWER, narration="timeout")


@dataclass
class NarratedService(FictionalService):
    steps: Sequence[Answer] = ()
    closed: list[bool] = field(default_factory=list)

    def ask_stream(self, question: str, *_: Any, **__: Any) -> Iterator[Answer]:
        try:
            yield from (replace(each, question=question) for each in self.steps)
        finally:
            self.closed.append(True)


def chat(*steps: Answer) -> tuple[NarratedService, Iterator[View]]:
    service = NarratedService(steps=steps)
    return service, Conversation(service, PROMPTS, 60, pause=0).ask("Why?", (), "en")


def test_the_composed_answer_is_whole_before_the_model_has_written() -> None:
    _, views = chat(WRITING, HALF, NARRATED)
    whole = next(v for v in views if v.current and "And in B2B?" in v.current)
    assert "Acme sold 12.5% more in 2013." in (whole.current or "")
    assert "A language model is wording the answer" in (whole.current or "")
    assert whole.busy


def test_the_narrated_lead_takes_its_place_and_says_who_wrote_it() -> None:
    last = list(chat(WRITING, HALF, NARRATED)[1])[-1]
    lead = (last.current or "").partition('class="lead">')[2].partition("</p>")[0]
    assert "Acme’s sales grew by 12.5%." in lead
    assert "Worded by some-model" in (last.current or "")
    assert last.busy is False


def test_what_was_withheld_can_be_read_with_its_reason() -> None:
    last = list(chat(WRITING, HALF, NARRATED)[1])[-1].current or ""
    inside = last.partition('<details class="narration">')[2].partition("</details>")[0]
    assert "Acme &lt;b&gt;tripled&lt;/b&gt; its sales." in inside
    assert "The source does not say this." in inside
    assert "Acme sold 12.5% more in 2013." in inside


def test_a_model_that_fails_leaves_one_discreet_line() -> None:
    last = list(chat(WRITING, KEPT)[1])[-1].current or ""
    assert last.count('<p class="narration">The language model took too long') == 1
    assert "Acme sold 12.5% more in 2013." in last


def test_a_reader_who_stops_ends_the_writing() -> None:
    service, views = chat(WRITING, HALF, NARRATED)
    for view in views:
        if view.busy and view.current and "wording the answer" in view.current:
            break
    views.close()  # type: ignore[attr-defined]
    assert service.closed == [True]


def test_the_state_of_a_stopped_page_is_not_writing_for_ever() -> None:
    states = [v.turns[-1].answer for v in chat(WRITING, HALF, NARRATED)[1] if v.turns]
    assert [answer.narration for answer in states if answer] == ["", "", "narrated", "narrated"]


CODES = ("writing", "timeout", "unreachable", "denied", "refused", "busy", "failed")


@pytest.mark.parametrize("code", [*CODES, "unsupported", "empty"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_outcome_has_its_line(code: str, lang: str) -> None:
    labels: Labels = load_labels(PROMPTS, lang)  # type: ignore[arg-type]
    assert narration_line(replace(ANSWER, narration=code), labels)


@pytest.mark.parametrize("form", [to_plain, to_markdown])
def test_text_says_it_too(form: Any, english: Labels) -> None:
    assert "Worded by some" in form(NARRATED, english)
    assert "1 sentence of it was withheld." in form(NARRATED, english)
    assert "model" not in form(ANSWER, english)


def test_json_holds_what_was_withheld() -> None:
    plain = to_dict(NARRATED)
    assert plain["withheld_sentences"] == [
        {"text": "Acme <b>tripled</b> its sales.", "reasons": ["The source does not say this."]}
    ]
    assert plain["composed"][0]["text"] == "Acme sold 12.5% more in 2013."
