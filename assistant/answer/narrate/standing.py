"""Whether what is left of a narration can stand as the lead, and the answer with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.numbering import renumbered
from assistant.language.numbers import numbers
from assistant.records import Answer, Sentence, Withheld

_SHORTEST = 40


def stands(kept: Sequence[Sentence], answer: Answer) -> bool:
    """True where sentences say enough to take the place of the composed lead.

    At least one rests on a statement of that lead, and where a figure was asked for and the
    lead gives one, they give one too.
    """
    if sum(len(each.text) for each in kept) < _SHORTEST:
        return False
    led = {number for each in answer.lead for number in each.citations}
    if not any(led.intersection(each.citations) for each in kept):
        return False
    if answer.intent != "figure":
        return True
    return _figures(kept, answer) or not _figures(answer.lead, answer)


def _figures(sentences: Sequence[Sentence], answer: Answer) -> bool:
    return any(numbers(each.text, answer.lang) for each in sentences)


class Narration:
    """What a language model has written of one lead so far: kept and withheld."""

    def __init__(self, answer: Answer, name: str) -> None:
        """`name` is the model's."""
        self._answer = answer
        self._name = name
        self.kept: list[Sentence] = []
        self.withheld: list[Withheld] = []

    @property
    def heard(self) -> int:
        """How many sentences the model has said, kept or not."""
        return len(self.kept) + len(self.withheld)

    def add(self, judged: Sentence | Withheld) -> None:
        """Take in one more sentence, as it was judged."""
        if isinstance(judged, Sentence):
            self.kept.append(judged)
        else:
            self.withheld.append(judged)

    def so_far(self) -> Answer:
        """The answer with the sentences kept so far as its lead."""
        return self._with_lead("writing")

    def final(self) -> Answer:
        """The narrated answer, or the composed one where too little is left."""
        if stands(self.kept, self._answer):
            return self._with_lead("narrated")
        return self._composed("unsupported" if self.withheld or self.kept else "empty")

    def broken(self, code: str) -> Answer:
        """The answer after an exchange that broke off: what was kept where that is enough.

        Each kept sentence is carried by a statement, whatever should have come after it; where
        the model or its endpoint takes the reply back, none of it is shown.
        """
        if code != "refused" and stands(self.kept, self._answer):
            return self._with_lead("narrated")
        return self._composed(code)

    def _with_lead(self, state: str) -> Answer:
        told = renumbered(replace(self._answer, lead=tuple(self.kept), narrator=self._name))
        before = {each.number: each.passage for each in self._answer.citations}
        now = {each.passage: each.number for each in told.citations}
        composed = tuple(
            replace(each, citations=tuple(now[before[number]] for number in each.citations))
            for each in self._answer.lead
        )
        return self._marked(replace(told, composed=composed), state)

    def _composed(self, state: str) -> Answer:
        return self._marked(self._answer, state)

    def _marked(self, answer: Answer, state: str) -> Answer:
        withheld = tuple(self.withheld)
        return replace(answer, narration=state, withheld=len(withheld), withheld_sentences=withheld)
