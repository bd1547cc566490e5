"""The sentences of a found passage that answer the question, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.language.words import fold, stems
from assistant.library.sentences import split_sentences
from assistant.records import Lang, Passage
from assistant.retrieve.asked import Told, amiss, given, lacking
from assistant.retrieve.collections import OwnHit, OwnSearch
from assistant.retrieve.late import LateInteraction, Nearness, OneVector
from assistant.retrieve.retriever import covered

CELL = " | "
_PASSAGES, _UNITS = 4, 6
_LONGEST, _SHORT = 700, 4
# Words of a cell that is no entry of a table but a text.
_TEXT = 40
# So much worse than the best of its passage may a second stretch of it be.
_SECOND = 1.0
# Weights of one vector a sentence, and of the words shared, beside late interaction.
_DENSE, _WORDS = 0.3, 2.0
# And of having the sort of thing that is asked for: a date, a person, a price.
_ASKED = 0.6
# How near the sentence behind must be to be quoted with the one before it.
_FOLLOWS = 0.0
_DANGLING: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^(il|elle|ils|elles|ce|cela|c'est|celui|celle|ceux|ces|cet|cette|en|y|leur|leurs)\b"
    ),
    "en": re.compile(r"^(it|he|she|they|this|that|these|those|its|their|both|such)\b"),
}


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a passage. `text` stands in it word for word; of a table it is one row, and
    `header` names its columns. `near` is how near it is to the question; `covered` the share,
    0 to 1, of the question's rare words in it; `given`, `lacking` and `amiss` as in `asked`."""

    hit: OwnHit
    text: str
    near: Nearness
    covered: float
    header: str = ""
    line: int = 0
    given: float = 0.0
    lacking: float = 0.0
    amiss: bool = False

    @property
    def score(self) -> float:
        """What orders quotes, in standard deviations of the library's statements."""
        told = _DENSE * self.near.dense + _WORDS * self.covered + _ASKED * self.given
        return self.near.late + told


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a row of a table; `before` is the sentence ahead of it on the same line."""

    text: str
    header: str = ""
    line: int = 0
    before: str = ""


class Quoter:
    """Picks sentences by meaning and words."""

    def __init__(self, late: LateInteraction | OneVector) -> None:
        self._late = late

    def quotes(self, search: OwnSearch) -> tuple[Quote, ...]:
        """The best stretches of the best passages, at most two of each, best first."""
        pairs: list[tuple[OwnHit, Unit]] = []
        for hit in search.hits[:_PASSAGES]:
            pairs += [(hit, unit) for unit in self._likely(hit, search)]
        if not pairs:
            return ()
        texts = [(hit.passage.lang, _readable(unit)) for hit, unit in pairs]
        scored = self._near(search, texts)
        quotes: list[Quote] = []
        for (hit, unit), near in zip(pairs, scored, strict=True):
            shared = covered(search.weights, _terms(unit, search))
            text = _whole(unit, hit.passage)
            quote = _asked(Quote(hit, text, near, shared, unit.header, unit.line), search)
            if quotes and unit.before and near.late >= _FOLLOWS:
                quotes[-1] = _followed(quotes[-1], unit, quote, search)
            quotes.append(quote)
        return _best_of_each(sorted(quotes, key=lambda quote: -quote.score))

    def _near(self, search: OwnSearch, texts: Sequence[tuple[Lang, str]]) -> list[Nearness]:
        """How near each text is to the question, in the mean over its readings."""
        read = [self._late.score(each, search.vector, texts) for each in search.readings]
        return [Nearness.mean(each) for each in zip(*read, strict=True)]

    def _likely(self, hit: OwnHit, search: OwnSearch) -> list[Unit]:
        """The units of a passage that share most words with the question, in their order."""
        all_ = units(hit.passage.text)
        if len(all_) <= _UNITS:
            return all_
        shared = [covered(search.weights, _terms(unit, search)) for unit in all_]
        kept = sorted(range(len(all_)), key=lambda place: -shared[place])[:_UNITS]
        return [all_[place] for place in sorted(kept)]


def _asked(quote: Quote, search: OwnSearch) -> Quote:
    """The quote with what it has of the sort of thing that is asked for."""
    question, lang = search.readings[0], search.query.lang
    passage = quote.hit.passage
    file = quote.hit.collection.files.get(passage.document)
    around = f"{file.title if file else ''} {passage.context} {passage.text}"
    told = Told(quote.text, quote.header, around, passage.lang)
    return replace(
        quote,
        given=given(question, lang, told),
        lacking=lacking(question, lang, told),
        amiss=amiss(question, lang, told),
    )


def _followed(quote: Quote, unit: Unit, next_: Quote, search: OwnSearch) -> Quote:
    """The quote with the sentence behind it, where only that one has what is asked for."""
    joined = f"{quote.text} {unit.text}"
    if quote.given > 0 or next_.given <= 0 or quote.hit is not next_.hit or next_.amiss:
        return quote
    if unit.before != quote.text or joined not in quote.hit.passage.text or len(joined) > _LONGEST:
        return quote
    return _asked(replace(quote, text=joined), search)


def _best_of_each(quotes: list[Quote]) -> tuple[Quote, ...]:
    """Two quotes a passage at most, the second only where it comes close; none inside another."""
    kept: list[Quote] = []
    for quote in quotes:
        same = [each for each in kept if each.hit.passage.id == quote.hit.passage.id]
        if any(quote.text in each.text or each.text in quote.text for each in same):
            continue
        if not same or (len(same) == 1 and quote.score >= same[0].score - _SECOND):
            kept.append(quote)
    return tuple(kept)


def units(text: str) -> list[Unit]:
    """The sentences and rows of a passage, in order; each stands in it word for word. Of a row
    that holds a text, the sentences of the text."""
    found: list[Unit] = []
    lines = text.split("\n")
    header = ""
    for number, line in enumerate(lines):
        if CELL not in line:
            header = ""
            found += _sentences(line, number)
            continue
        told = max(line.split(CELL), key=len)
        alone = not header and not any(CELL in each for each in lines[number + 1 : number + 2])
        if len(told.split()) >= _TEXT and (header or alone):
            found += _sentences(told, number)
        elif header or alone:
            found.append(Unit(line, header, number))
        header = header or line
    return found


def _sentences(line: str, number: int) -> Iterator[Unit]:
    """The sentences of a line; a run-in heading ("Budget.") goes with what it heads."""
    sentences = split_sentences(line)
    # Splitting tidies spaces; a line where that changes anything is quoted whole.
    if " ".join(sentences) not in line:
        sentences = (line.strip(),)
    held = before = ""
    for sentence in sentences:
        joined = f"{held} {sentence}".strip()
        if len(joined.split()) < _SHORT:
            held = joined
            continue
        yield Unit(joined, "", number, before)
        held, before = "", joined
    if held:
        yield Unit(held, "", number, before)


def _whole(unit: Unit, passage: Passage) -> str:
    """The unit, with the sentence before it where it points back at that one."""
    text = unit.text
    if unit.before and _DANGLING[passage.lang].match(fold(text)):
        joined = f"{unit.before} {text}"
        text = joined if joined in passage.text else text
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0]


def _terms(unit: Unit, search: OwnSearch) -> set[str]:
    """The stems of a unit; the names of the columns are of every row, and count only beside one
    that the row itself shares with the question."""
    own = set(stems(unit.text, search.query.lang))
    if not own & search.weights.keys():
        return own
    return own | set(stems(unit.header, search.query.lang))


def _readable(unit: Unit) -> str:
    return f"{unit.header}. {unit.text}" if unit.header else unit.text
