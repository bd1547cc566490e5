"""The oath: a sentence of a language model is shown where a statement carries it, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answer.grounding import Checked, Grounder, Source
from assistant.answer.grounding.ground import Encoder
from assistant.answer.grounding.segments import Segment, segments
from assistant.answer.grounding.telling import reason_text
from assistant.language.detect import detect, leaning
from assistant.language.typography import typeset
from assistant.language.words import fold, stems
from assistant.records import SECONDARY, SELF_REPORTED, Citation, Lang, Sentence, Withheld
from assistant.wording import Wording

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# Addresses, images and marks of a page, which carry what was read away: statements have none.
_LEADS_AWAY = re.compile(r"\w+://|\bwww\.|\]\(|!\[|<\s*[a-z/!]|\bjavascript:", re.IGNORECASE)
# From here on the words leave no doubt about their language.
_CERTAIN = 3.0
# Share of a sentence's stems that its statement holds as well.
_SHARED = 0.35


class Oath:
    """Judges the sentences of one narration against the statements that it was given."""

    def __init__(
        self,
        statements: Sequence[Citation],
        lang: Lang,
        embedder: Encoder | None,
        wordings: Mapping[str, Wording],
    ) -> None:
        """`wordings` are those of the tasks answers, grounding and narrator, in `lang`."""
        self._statements = {str(each.number): each for each in statements}
        self._lang: Lang = lang
        self._wordings = wordings
        sources = [Source(str(c.number), c.quote, c.title) for c in statements]
        self._grounder = Grounder(sources, embedder, lang)
        self._said: set[str] = set()

    def judge(self, raw: str) -> Iterator[Sentence | Withheld]:
        """Each sentence of the model's words: cited by us, or withheld with its reasons."""
        for segment in segments(raw):
            # Its own marks and numbers count for nothing: code assigns citations.
            text = typeset(segment.text.strip(' "“”'), self._lang)
            if any(letter.isalnum() for letter in text):
                yield self._judged(replace(segment, text=text, citations=(), heading=False))

    def _judged(self, segment: Segment) -> Sentence | Withheld:
        text = segment.text
        if detect(text, self._lang) != self._lang and abs(leaning(text)) >= _CERTAIN:
            return self._withheld(text, "language")
        if fold(text) in self._said:
            return self._withheld(text, "repeated")
        if text[-1] not in ".!?…»”)":
            return self._withheld(text, "unfinished")
        if _LEADS_AWAY.search(text):
            return self._withheld(text, "leads-away")
        checked = self._grounder.check_segment(segment, self._lang)
        if checked.status == "no-claim" and (same := self._copied(text)):
            # "Perhaps." claims nothing by itself, yet a statement says just that.
            return self._sworn(text, same)
        if checked.status == "no-claim":
            return self._withheld(text, "no-claim")
        if checked.status == "withheld":
            told = (reason_text(each, self._wordings["grounding"]) for each in checked.reasons)
            return Withheld(text, tuple(dict.fromkeys(told)))
        carrier = self._carrier(segment, checked)
        if not carrier:
            return self._withheld(text, "mixed")
        if not self._familiar(text, carrier):
            return self._withheld(text, "unfamiliar")
        return self._sworn(text, carrier)

    def _sworn(self, text: str, carrier: str) -> Sentence:
        """The sentence with its citation; said once, it will not be said again."""
        self._said.add(fold(text))
        return Sentence(self._marked(text, carrier), (int(carrier),))

    def _copied(self, text: str) -> str:
        """The id of the statement that a sentence repeats word for word, "" where none is."""
        return next((k for k, c in self._statements.items() if fold(c.quote) == fold(text)), "")

    def _carrier(self, segment: Segment, checked: Checked) -> str:
        """The id of the one statement that carries a sentence; "" where several would have to.

        What a small model joins from several statements says what none of them said: two
        examples under a heading that only one of them deserves, a figure beside another subject.
        """
        examined = self._grounder.examine(segment.text, self._lang)
        said = [each.source.id for each in examined.support.said] if examined else []
        for id_ in dict.fromkeys([checked.source, *said]):
            alone = self._grounder.check_segment(replace(segment, citations=(id_,)), self._lang)
            if alone.status == "supported":
                return id_
        return ""

    def _familiar(self, text: str, carrier: str) -> bool:
        """True where a sentence is in the words of its statement for a good part.

        The check of meaning is made for claims on the same subject; what a model says about
        itself ("I cannot help with this request") has no word of it.
        """
        own = set(stems(text, self._lang))
        theirs = set(stems(self._statements[carrier].quote, self._lang))
        return len(own & theirs) >= _SHARED * len(own)

    def _marked(self, text: str, carrier: str) -> str:
        """The sentence with "(self-reported)" and the like before its stop, as composed ones."""
        flags = self._statements[carrier].flags
        answers = self._wordings["answers"]
        marks = [answers(f"marker.{f}") for f in (SELF_REPORTED, SECONDARY) if f in flags]
        marks = [mark for mark in marks if mark not in text]
        if not marks:
            return text
        body, stop = (text[:-1], text[-1]) if text[-1] in ".!?…" else (text, "")
        return f"{body} ({', '.join(marks)}){stop}"

    def _withheld(self, text: str, code: str) -> Withheld:
        return Withheld(text, (self._wordings["narrator"](f"reason.{code}"),))
