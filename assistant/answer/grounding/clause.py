"""One clause: its verb, who does it, to whom; and how its parts are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer.grounding.reading import Reading
from assistant.answer.grounding.words import french
from assistant.answer.grounding.words.small import listed

_BY = frozenset(("by", "par"))


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; all are places of words in its sentence.

    `verb` is the head of the verb group, or of its auxiliary where there is nothing else; `agent`
    follows "by" in the passive; `rest` is what follows the verb. `told` is False where the
    subject was taken from another clause. `under` is the verb that this clause completes.
    """

    verb: int
    subject: tuple[int, ...]
    agent: tuple[int, ...]
    rest: tuple[int, ...]
    passive: bool = False
    negated: bool = False
    doubtful: bool = False
    copula: bool = False
    told: bool = True
    finite: bool = True
    under: int = -1

    @property
    def words(self) -> frozenset[int]:
        """Every word of the clause."""
        return frozenset((self.verb, *self.subject, *self.agent, *self.rest))


class ClauseReader:
    """Reads the parts of clauses; `kinds` is what each word of the sentence does."""

    def __init__(self, reading: Reading, kinds: str) -> None:
        self.reading, self.kinds = reading, kinds

    def word(self, place: int) -> str:
        """A word of the sentence in lower case."""
        return self.reading.tokens[place].word.lower()

    def nominal(self, start: int, end: int) -> tuple[int, ...]:
        """Words of weight, figures and names of a stretch."""
        tokens = self.reading.tokens
        return tuple(
            i for i in range(start, end)
            if self.kinds[i] not in "RECODAM"
            and (
                tokens[i].content or tokens[i].word[0].isdigit() or tokens[i].name
                or (self.kinds[i] == "N" and len(tokens[i].word) > 2)
            )
        )  # fmt: skip

    def said(self, start: int, end: int) -> tuple[int, ...]:
        """The same, up to what is only compared: "more than", "against", "plus qu'en"."""
        for place in range(start, end):
            que = self.word(place) in ("que", "qu") and place and self.kinds[place - 1] in "TN"
            if self.word(place) in listed("AGAINST") or (que and place > start):
                return self.nominal(start, place)
        return self.nominal(start, end)

    def clause(
        self, head: int, subject: tuple[int, ...], end: int, group: tuple[int, int],
        finite: bool = True,
    ) -> Clause:  # fmt: skip
        """The clause of a verb group, from its subject to where it ends."""
        first, after = group
        inside = [self.word(i) for i in range(first, after)]
        near = [self.word(i) for i in range(max(0, first - 2), first) if self.kinds[i] in "TO"]
        passive = self.kinds[head] == "P" and self._passive(head, inside, near)
        agent = self._agent(after, end) if passive or not finite else ()
        rest = tuple(i for i in self.said(after, end) if i not in agent)
        conditional = self.reading.lang == "fr" and any(
            "c" in letters for _, letters in french.forms(self.word(first))
        )
        return Clause(
            head,
            tuple(i for i in subject if not first <= i < after),
            agent,
            rest,
            passive,
            self._denied(subject, first, after, end) if finite else bool(_denials(inside)),
            conditional or bool(listed("MAY") & set(inside)),
            self.kinds[head] == "A",
            finite=finite,
        )

    def _agent(self, after: int, end: int) -> tuple[int, ...]:
        """Who did it, after "by"; a figure there is a measure."""
        by = next((i for i in range(after, end) if self.word(i) in _BY), None)
        if by is None or by + 1 >= end or self._number(by + 1):
            return ()
        ends = (i for i in range(by + 2, end) if self.kinds[i] in "EGI")
        return self.nominal(
            by + 1, next((i for i in ends if self.word(i) not in listed("OF")), end)
        )

    def _denied(self, subject: tuple[int, ...], first: int, after: int, end: int) -> bool:
        behind = (i for i in range(after, min(after + 2, end)) if self.kinds[i] == "T")
        inside = [*(self.word(i) for i in range(first, after)), *(self.word(i) for i in behind)]
        opening = max(0, (subject or (0,))[0] - 1)
        none = any(self.word(i) in listed("NONE") for i in range(opening, first))
        return bool(_denials(inside)) or none

    def _number(self, place: int) -> bool:
        token = self.reading.tokens[place]
        return any(a.start <= token.start < a.end for a in self.reading.amounts)

    def _passive(self, head: int, inside: list[str], near: list[str]) -> bool:
        if not listed("BE") & set(inside):
            return False
        if self.reading.lang == "en":
            return True
        reflexive = bool({"s", "se"} & {*near, *inside})
        return french.verb_of(self.word(head)) not in listed("MOVING") and not reflexive


def _denials(words: Iterable[str]) -> frozenset[str]:
    return listed("DENIES") & set(words)
