"""Carries out what is asked of the answer before; that answer is found again, never stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer.commands import Command, command_of
from assistant.answer.conversation import without_courtesy
from assistant.answer.numbering import pruned
from assistant.answer.retell import SHORT, Continued, Retelling
from assistant.answer.strength import Strengths
from assistant.answer.talk import declined
from assistant.answer.translate import Translator
from assistant.library import Library
from assistant.records import (
    LANGS,
    Answer,
    Lang,
    Sentence,
    Table,
    TableRow,
)
from assistant.wording import Wording

# Answers a question of the conversation, given the turns before it.
Again = Callable[[str, Sequence[str]], Answer]
# Answers it with other examples than those of these documents.
Others = Callable[[str, Sequence[str], frozenset[str]], Answer | None]

# Questions of a conversation that a summary tells, the latest ones.
_SUMMED = 8


@dataclass(frozen=True)
class Turn:
    """A turn that asks something of the answer before: the turns so far, and what it asks."""

    text: str
    lang: Lang
    earlier: tuple[str, ...]
    command: Command

    @property
    def place(self) -> int | None:
        """Where the question stands that the answer before was given to; None for nowhere."""
        return next(reversed(self._asked), None)

    @property
    def spoken(self) -> Lang:
        """The language of the reply: the one that was asked for last."""
        return self.command.lang or self.lang

    @property
    def questions(self) -> list[int]:
        """The places of the turns that ask something themselves, the latest ones, in order."""
        return self._asked[-_SUMMED:]

    @property
    def _asked(self) -> list[int]:
        """The places of all turns that ask something themselves; thanks ask nothing."""
        return [
            n
            for n, text in enumerate(self.earlier)
            if not _asks(text) and without_courtesy((text,))
        ]


def _asks(text: str) -> bool:
    return command_of(text) is not None


def without_commands(earlier: Sequence[str]) -> tuple[str, ...]:
    """The turns that ask something themselves."""
    return tuple(text for text in earlier if not _asks(text))


class Dialogue:
    """Replies to what is asked of the answer before."""

    def __init__(
        self,
        library: Library,
        wording: Mapping[Lang, Wording],
        talk: Mapping[Lang, Wording],
        strengths: Strengths,
    ) -> None:
        self._library = library
        self._wording = wording
        self._talk = talk
        self._strengths = strengths
        both = {lang: (wording[lang], talk[lang]) for lang in LANGS}
        self._translator = Translator(library, both)
        self._retelling = Retelling(library, wording, talk)

    def reply(self, turn: Turn, again: Again, others: Others) -> Answer:
        """The reply; where nothing was asked before, one line that says so."""
        lang = turn.spoken
        if turn.place is None:
            return self._nothing(turn, lang)
        if turn.command.kind == "summary":
            return self._finished(self._summary(turn, again), turn)
        base = again(turn.earlier[turn.place], turn.earlier[: turn.place])
        if base.refused or not base.citations:
            return replace(self._translator.turned(base, lang), question=turn.text)
        asked = (*(command_of(text) for text in turn.earlier[turn.place + 1 :]), turn.command)
        found = base
        change: Command | None = None
        shown = {each.document for each in base.citations}
        for command in asked:
            if command and command.kind == "more":
                more = others(
                    turn.earlier[turn.place], turn.earlier[: turn.place], frozenset(shown)
                )
                if more is None:
                    return self._no_more(turn, lang)
                shown |= {each.document for each in more.citations}
                found, change = self._led(more, "more"), None
            elif command and command.kind != "language":
                change = command
        told = self._retelling.changed(found, change) if change else found
        turned = self._translator.turned(told, lang)
        again_of = base.interpreted or base.question
        return self._finished(replace(turned, intent=turn.command.kind, interpreted=again_of), turn)

    def _summary(self, turn: Turn, again: Again) -> Answer:
        """One row a question: what was answered first."""
        lang, talk = turn.spoken, self._talk[turn.spoken]
        citer = Continued(self._library, self._wording[lang], None)
        rows = []
        for place in turn.questions:
            asked = turn.earlier[place]
            answer = self._translator.turned(again(asked, turn.earlier[:place]), lang)
            if answer.refused:
                rows.append(TableRow(asked, ((Sentence(talk("summary.declined")),),)))
            elif answer.citations:
                first = [each for each in answer.lead if each.citations][:SHORT]
                rows.append(TableRow(asked, (tuple(citer.taken(each, answer) for each in first),)))
        table = Table((talk("summary.head"),), tuple(rows))
        return Answer(
            kind="answer",
            question=turn.text,
            lang=lang,
            intent="summary",
            lead=(Sentence(talk("summary.lead")),),
            table=table if rows else None,
            citations=citer.citations,
            confidence=1.0,
        )

    def _led(self, answer: Answer, key: str) -> Answer:
        return replace(answer, lead=(self._retelling.own(key, answer.lang),))

    def _nothing(self, turn: Turn, lang: Lang) -> Answer:
        offers = self._wording[lang].several("examples")[:3]
        answer = declined(turn.text, "unclear", self._wording[lang], lang, offers)
        lead = (Sentence(self._talk[lang]("nothing")), *answer.lead[1:])
        return replace(answer, lead=lead)

    def _no_more(self, turn: Turn, lang: Lang) -> Answer:
        answer = declined(turn.text, "uncovered", self._wording[lang], lang, ())
        return replace(answer, lead=(Sentence(self._talk[lang]("no_more")),))

    def _finished(self, answer: Answer, turn: Turn) -> Answer:
        whole = pruned(replace(answer, question=turn.text))
        strength = self._strengths.told(whole.citations, self._wording[whole.lang], whole.lang)
        return replace(whole, strength=strength)
