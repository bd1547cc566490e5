"""A sentence cut into clauses: who or what, does what, to whom, when; by rules, without a parser.

Where a rule is unsure of a subject it takes in more words rather than fewer: what is looked for
is a subject that a clause cannot have.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from assistant.answer.grounding.chunks import Chunk, chunks_of
from assistant.answer.grounding.clause import Clause, ClauseReader
from assistant.answer.grounding.cues import SPEECH
from assistant.answer.grounding.reading import Reading
from assistant.answer.grounding.tagging import breaks, tag
from assistant.answer.grounding.words.small import listed


@lru_cache(maxsize=4096)
def clauses(reading: Reading) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order; empty where no verb is found."""
    if not reading.tokens:
        return ()
    kinds = tag(reading)
    chunks = chunks_of(kinds, breaks(reading), [t.word.lower() for t in reading.tokens])
    return tuple(_Builder(reading, kinds, chunks).build())


class _Builder(ClauseReader):
    """Builds the clauses of one sentence, keeping what a later clause may refer to."""

    def __init__(self, reading: Reading, kinds: str, chunks: list[Chunk]) -> None:
        super().__init__(reading, kinds)
        self.chunks = chunks
        self.found: list[Clause] = []
        self.pending: list[int] = []
        self.topic: list[int] = []
        self.main: tuple[int, ...] = ()
        self.waiting: list[int] = []

    def build(self) -> list[Clause]:
        """Chunk by chunk, then what stood waiting for its subject."""
        for chunk in self.chunks:
            if not chunk.groups:
                self._bare(chunk)
            for number, group in enumerate(chunk.groups):
                self._finite(chunk, number, group)
        return self.found

    def _bare(self, chunk: Chunk) -> None:
        """A stretch without a finite verb: a name in apposition, a participle, a complement."""
        words = self.said(chunk.start, chunk.end)
        if self.word(chunk.start) in listed("DENIES") | {"non"}:
            return
        head = next((i for i in range(chunk.start, chunk.end) if self.kinds[i] in "PG"), None)
        opening = head is not None and not any(
            self.kinds[i] in "NE" for i in range(chunk.start, head)
        )
        if head is not None and opening:
            before = tuple(self.pending) or (self.found[-1].subject if self.found else ())
            if self.kinds[head] == "P" and not self.pending and self.found:
                before = (*before, *self.found[-1].rest)
            clause = self.clause(head, before, chunk.end, (head, head + 1), finite=False)
            self.found.append(replace(clause, passive=self.kinds[head] == "P", told=bool(before)))
            if not before:
                self.waiting.append(len(self.found) - 1)
            return
        if self.found and not self._new_topic(chunk) and not self._topic(chunk):
            last = self.found[-1]
            self.found[-1] = replace(last, rest=(*last.rest, *words))
        after = chunk.end < len(self.kinds) and self.kinds[chunk.end] == "R"
        # "According to Insee, …" is no subject; "unlike Nantes, which …" tells what "which" is.
        if self.kinds[chunk.start] != "E" or after:
            self.pending.extend(words)

    def _topic(self, chunk: Chunk) -> bool:
        """True where what follows is said of this stretch: "whereas its rival, which …"."""
        after = next((c for c in self.chunks if c.start == chunk.end), None)
        if self.kinds[chunk.start] == "R":
            return True
        if after is None or not after.groups or self.kinds[after.start] == "C":
            return False
        return not self.nominal(after.start, after.groups[0][0])

    def _new_topic(self, chunk: Chunk) -> bool:
        """True where the stretch opens what follows: it comes before any verb, or after ";"."""
        gap = ""
        if chunk.start:
            tokens = self.reading.tokens
            gap = self.reading.text[tokens[chunk.start - 1].end : tokens[chunk.start].start]
        return any(mark in gap for mark in ";.")

    def _finite(self, chunk: Chunk, number: int, group: tuple[int, int, int]) -> None:
        first, after, head = group
        begin = chunk.groups[number - 1][1] if number else chunk.start
        end = chunk.groups[number + 1][0] if number + 1 < len(chunk.groups) else chunk.end
        subject, told = self._subject(chunk, begin, first, number)
        clause = self.clause(head, subject, end, (first, after))
        supposed = clause.doubtful or self.word(chunk.start) in listed("IF")
        rest = (*clause.rest, *self._stood_for(begin, first, after, end))
        clause = replace(clause, rest=rest, doubtful=supposed)
        self._reduced(begin, first)
        self.found.append(replace(clause, told=told, under=self._under(chunk)))
        if self.kinds[chunk.start] != "R" and not number:
            self.main = subject
        for place in self.waiting:
            self.found[place] = replace(self.found[place], subject=subject)
        self.waiting.clear()
        self.pending.clear()
        self._infinitives(self.found[-1], after, end)

    def _subject(
        self, chunk: Chunk, begin: int, first: int, number: int
    ) -> tuple[tuple[int, ...], bool]:
        relative = self.kinds[chunk.start] == "R" and self.word(chunk.start) in listed("RELATIVE")
        if number and relative and self.found and not self.nominal(chunk.start, chunk.groups[0][0]):
            # "Patients who walked had …": the second verb is of what the first is of.
            return self.found[-1].subject, True
        if first == chunk.start and chunk.marked and number == 0 and self._spoken(first):
            # "…, said the minister": who speaks stands after the verb.
            return self.nominal(first + 1, chunk.end), True
        opener = self.word(chunk.start) if self.kinds[chunk.start] == "R" and not number else ""
        words = self.nominal(self._after_opening(begin, first), first)
        if words:
            return words, True
        pronoun = any(self.word(i) in listed("PRONOUNS") for i in range(begin, first))
        if pronoun and self.found:
            return (self.main or self.found[-1].subject), False
        if opener in ("que", "qu", "dont", "où"):
            after = next((g[1] for g in chunk.groups if g[0] == first), first)
            behind = self.nominal(after, chunk.end)
            if behind and self.kinds[after] == "D":
                # "Ce que contestent plusieurs associations".
                return behind, True
        if opener in listed("RELATIVE") or (opener and not words and opener in ("que", "qu")):
            return self._antecedent(chunk), True
        if self.topic and chunk.marked and not number and self.kinds[chunk.start] not in "RC":
            topic, self.topic = tuple(self.topic), []
            return topic, True
        if self.pending and not number:
            return tuple(self.pending), True
        if chunk.marked and self.kinds[chunk.start] in "CO" and self.main:
            return self.main, False
        if self.found:
            return self.found[-1].subject, False
        return (), False

    def _spoken(self, place: int) -> bool:
        speech = SPEECH[self.reading.lang].fullmatch(self.word(place))
        if not speech or self.pending or self.topic or place + 1 >= len(self.kinds):
            return False
        return self.kinds[place + 1] in "DN" and not self._number(place + 1)

    def _stood_for(self, begin: int, first: int, after: int, end: int) -> tuple[int, ...]:
        """What "it" after a verb, or "l'" before one, may stand for: the subject before."""
        english = after < end and self.word(after) in listed("IT")
        french = self.reading.lang == "fr" and first > begin
        clitic = french and self.word(first - 1) in listed("CLITIC")
        return self.found[-1].subject if self.found and (english or clitic) else ()

    def _after_opening(self, begin: int, first: int) -> int:
        """Past a complement of time or place before the subject: "In 2022 sales fell"."""
        if begin >= first or self.kinds[begin] != "E":
            return begin
        if begin + 1 < first and self.word(begin + 1).isdigit():
            return begin + 2
        for place in range(begin + 1, first):
            if self.kinds[place] == "D" and self.kinds[place - 1] == "N" and (
                self.word(place) not in listed("OF")
            ):  # fmt: skip
                return place
        return begin

    def _antecedent(self, chunk: Chunk) -> tuple[int, ...]:
        """What a relative clause is about: the words right before it, back to a verb."""
        if self.pending:
            self.topic = list(self.pending)
            return tuple(self.pending)
        at = chunk.start - 1
        words: list[int] = []
        while at >= 0 and self.kinds[at] not in "VAMRCO":
            if (
                self.kinds[at] == "E"
                and self.word(at) not in listed("OF")
                and words
                and not chunk.marked
            ):
                break
            words.append(at)
            at -= 1
        kept = [i for i in self.nominal(at + 1, chunk.start) if i in words]
        return tuple(kept) or (self.found[-1].subject if self.found else ())

    def _under(self, chunk: Chunk) -> int:
        """The verb that a clause with "that" or "que" completes."""
        if self.kinds[chunk.start] != "R" or self.word(chunk.start) not in ("that", "que", "qu"):
            return -1
        last = self.found[-1] if self.found else None
        return last.verb if last and chunk.start - last.verb <= 3 else -1

    def _reduced(self, begin: int, first: int) -> None:
        """ "Homes built before 1975 use …": the participle makes a clause of its own."""
        for place in range(begin, first):
            if self.kinds[place] == "P" and place > begin:
                subject = self.nominal(begin, place)
                clause = self.clause(place, subject, first, (place, place + 1), finite=False)
                self.found.append(replace(clause, passive=True))

    def _infinitives(self, clause: Clause, after: int, end: int) -> None:
        """What the subject wants, plans or may do is a clause under that verb."""
        for place in range(after, end):
            kind = self.kinds[place]
            if kind == "I" or (kind == "P" and place > after):
                stop = next((i for i in range(place + 1, end) if self.kinds[i] in "IP"), end)
                between = self.nominal(after, place)
                subject = (*clause.subject, *between) if kind == "I" else between
                made = self.clause(place, subject, stop, (place, place + 1), finite=False)
                under = clause.verb if kind == "I" else -1
                self.found.append(replace(made, passive=kind == "P", under=under))
