"""Whether a quote has the sort of thing that is asked for: plainly, perhaps, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assistant.language.number_units import CURRENCIES, DURATIONS, PERCENT
from assistant.language.numbers import Figure, figures, numbers
from assistant.language.stopwords import STOPWORDS
from assistant.language.words import fold
from assistant.records import Lang
from assistant.retrieve.asked_words import MONTH, QUARTER, RHYTHM, WHEN, WHY, Sort
from assistant.retrieve.told_words import (
    AGENT,
    COLUMNS,
    CONDITION,
    COUNTED,
    ENDING,
    FREE,
    LABELLED,
    LASTING,
    LENGTH,
    LETTERS,
    MARKED,
    MONEY,
    MONEY_TALK,
    NOBODY,
    ON_NAME,
    OPENING_NAME,
    PAST,
    PERSON,
    RATE_ASKED,
    ROLE_ASKED,
    ROLES,
    SIGNED,
    SIZE_ASKED,
    TO_THE_PENNY,
    USED,
    VACANT,
    WHICH,
    WHO,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A quote, the names of its columns, and what stands around it: its passage and the titles
    above."""

    text: str
    header: str
    around: str
    lang: Lang


# A bare figure so large is rather an amount.
_LARGE = 10_000


def has(sort: Sort, question: str, lang: Lang, told: Told) -> float:
    """1 where a quote plainly has what is asked for, 0 where it may have, -1 where it has not."""
    if _PLAIN[sort](question, lang, told):
        return 1.0
    perhaps = _PERHAPS.get(sort)
    return 0.0 if perhaps and perhaps(question, lang, told) else -1.0


def misfit(question: str, lang: Lang, told: Told) -> bool:
    """True where a rate is asked for, and every figure is an amount of money."""
    if not RATE_ASKED.search(fold(question)):
        return False
    units = {each.unit for each in figures(told.text, told.lang)}
    return bool(units) and units <= CURRENCIES


def _new_figures(question: str, lang: Lang, told: Told) -> Iterator[Figure]:
    """The figures that the question does not hold itself."""
    asked = {each.value for each in numbers(question, lang)}
    return (each for each in figures(told.text, told.lang) if each.value not in asked)


def _numbered(question: str, lang: Lang, told: Told) -> bool:
    return any(_new_figures(question, lang, told))


def _priced(question: str, lang: Lang, told: Told) -> bool:
    if FREE.search(fold(told.text)):
        return True
    found = [*_new_figures(question, lang, told)]
    if any(each.unit in CURRENCIES for each in found):
        return True
    # The unit of a cell may stand in the head of its table.
    return bool(found) and bool(MONEY.search(f"{told.header} {told.text}".lower()))


def _perhaps_priced(question: str, lang: Lang, told: Told) -> bool:
    """A share where money is spoken of, or a bare figure that counts no things: there, a large one,
    or one to the penny."""
    if TO_THE_PENNY.search(told.text):
        return True
    around = told.around if told.header else ""
    spoken = bool(MONEY_TALK.search(fold(f"{told.header} {told.text} {around}")))
    return any(
        spoken or each.scale > 1 or each.value >= _LARGE
        for each in _new_figures(question, lang, told)
        if each.unit == PERCENT
        or (not each.unit and not COUNTED.match(fold(told.text[each.end :])))
    )


def _of_column(sort: Sort, question: str, lang: Lang, told: Told) -> bool:
    """True for a row with a cell in a column for what is asked."""
    names, cells = told.header.split("|"), told.text.split("|")
    return any(
        COLUMNS[sort].search(fold(name)) and cell.strip()
        for name, cell in zip(names, cells, strict=False)
    )


def _on_a_day(told: Told) -> bool:
    dates = (each for each in numbers(told.text, told.lang) if each.kind in ("year", "date"))
    return any(dates) or bool(WHEN.search(fold(told.text)))


def _for_a_time(told: Told) -> bool:
    return any(each.unit in DURATIONS for each in figures(told.text, told.lang))


def _dated(question: str, lang: Lang, told: Told) -> bool:
    """A date, or a delay: "when" may be told by either."""
    if _on_a_day(told) or QUARTER.search(fold(told.text)) or _for_a_time(told):
        return True
    return _of_column("time", question, lang, told)


def _perhaps_dated(question: str, lang: Lang, told: Told) -> bool:
    """How often, or on which condition: not of what has been."""
    if PAST.search(fold(question)):
        return False
    folded = fold(told.text)
    return bool(RHYTHM.search(folded) or CONDITION.search(folded) or LASTING.search(folded))


def _lasting(question: str, lang: Lang, told: Told) -> bool:
    folded = fold(told.text)
    if _on_a_day(told) or LASTING.search(folded) or _for_a_time(told):
        return True
    if SIZE_ASKED.search(fold(question)) and LENGTH.search(folded):
        return True
    return _of_column("duration", question, lang, told) and _numbered(question, lang, told)


def _named(question: str, lang: Lang, told: Told) -> bool:
    """A name that the question does not hold itself and that is no month and no network."""
    known = fold(question)
    if VACANT.search(fold(told.text)):
        return True
    found = (fold(each[0]) for each in (*PERSON.finditer(told.text), *MARKED.finditer(told.text)))
    return any(
        each not in known and not MONTH.search(each) and not _nobody(each, told.lang)
        for each in found
    )


def _nobody(name: str, lang: Lang) -> bool:
    """True for a folded name of words such as "The Facebook", no one's."""
    return all(NOBODY.fullmatch(each) or each in STOPWORDS[lang] for each in name.split())


def _perhaps_named(question: str, lang: Lang, told: Told) -> bool:
    """A name that only its place tells, or whoever is told by what they do."""
    known, folded = fold(question), fold(told.text)
    # A contract is full of parties: which of them signed is told where signing is spoken of.
    if SIGNED.search(known) and not SIGNED.search(folded):
        return False
    if _of_column("name", question, lang, told):
        return True
    letters = (fold(each[0]) for each in LETTERS.finditer(told.text))
    if any(each not in known and not NOBODY.fullmatch(each) for each in letters):
        return True
    if WHICH.search(known) and any(
        fold(e["who"]) not in known for e in ON_NAME.finditer(told.text)
    ):
        return True
    placed = (found for each in (AGENT, ENDING, LABELLED, USED) for found in each.finditer(folded))
    if any(each["who"] not in known for each in placed):
        return True
    if ROLE_ASKED.search(known) and any(each[0] not in known for each in WHO.finditer(folded)):
        return True
    first = OPENING_NAME[told.lang].match(told.text)
    name = fold(first["who"]) if first else ""
    return bool(name) and name not in known and name not in STOPWORDS[told.lang]


def _peopled(question: str, lang: Lang, told: Told) -> bool:
    if _named(question, lang, told):
        return True
    known = fold(question)
    return any(each[0] not in known for each in ROLES.finditer(fold(told.text)))


def _often(question: str, lang: Lang, told: Told) -> bool:
    return bool(RHYTHM.search(fold(told.text))) or _for_a_time(told)


def _reasoned(question: str, lang: Lang, told: Told) -> bool:
    return bool(WHY.search(fold(told.text)))


_Test = Callable[[str, Lang, Told], bool]
_PLAIN: Mapping[Sort, _Test] = {
    "name": _named,
    "person": _peopled,
    "time": _dated,
    "duration": _lasting,
    "rhythm": _often,
    "money": _priced,
    "number": _numbered,
    "reason": _reasoned,
}
_PERHAPS: Mapping[Sort, _Test] = {
    "name": _perhaps_named,
    "time": _perhaps_dated,
    "money": _perhaps_priced,
}
