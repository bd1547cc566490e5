"""Hard checks: figures, units, dates, ranks and names must be in the sources as they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.grounding.agreement import carries, comparable, derived, lasted
from assistant.answer.grounding.amounts import CURRENCIES, SHARE, Amount
from assistant.answer.grounding.cues import MOST
from assistant.answer.grounding.evidence import Pool, Support
from assistant.answer.grounding.periods import bounds, rates, single
from assistant.answer.grounding.reading import Reading
from assistant.answer.grounding.records import Reason

# Plural scale words without a number: "tens of thousands of people".
_VAGUE = {
    "en": re.compile(r"(?<![\d.,])(?<!\d )\b(tens|dozens|hundreds|thousands|millions|billions)\b(?:\sof\s(thousands|millions|billions))?(?=\sof|[.,]|$)", re.I),
    "fr": re.compile(r"(?<!\d)(?<!\d[\s\u202f])\b(dizaines|centaines|milliers|millions|milliards)\b(?:\sde\s(milliers|millions|milliards))?(?=\s(?:de|d['’]))", re.I),
}  # fmt: skip
_ORDER = {"tens": 1, "dozens": 1, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9,
          "dizaines": 1, "centaines": 2, "milliers": 3, "milliards": 9}  # fmt: skip


# "First" and "second" are turns of phrase where the source ranks nothing.
_COMMON_RANK = 2


def figure_reasons(sentence: Reading, support: Support, pool: Pool) -> Iterator[Reason]:
    """Figures, orders of magnitude, years, dates and ranks that the evidence does not have."""
    unmet = list(_unmet(sentence, support.reading))
    for amount in unmet:
        yield _figure_reason(amount, support, pool)
    yield from _vague(sentence, support)
    yield from _rates(sentence, support.reading)
    yield from _dates(sentence, support, pool)
    ranks = sentence.ordinals - support.reading.ordinals
    if max(ranks, default=0) <= _COMMON_RANK and not support.reading.ordinals:
        ranks = frozenset()
    ranks = frozenset(rank for rank in ranks if not _century(rank, sentence, support.reading))
    if ranks and not (ranks == {1} or _ranked_otherwise(ranks, support)):
        yield Reason("rank", {"found": ", ".join(str(r) for r in sorted(ranks))})


_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_CENTURY = re.compile(r"\b(?:century|siècle)\b")
_YEARS_BACK = re.compile(r"\b(?:years?\s(?:earlier|before)|ans?\s(?:plus\stôt|auparavant))\b")
_YEARS_ON = re.compile(r"\b(?:years?\s(?:later|after)|ans?\s(?:plus\stard|après))\b")


def _century(rank: int, sentence: Reading, evidence: Reading) -> bool:
    """ "The twentieth century" for 1901: a rank that a year of the evidence gives."""
    years = [value for kind, value in evidence.days if kind == "year"]
    return bool(_CENTURY.search(sentence.lowered)) and any(
        (year - 1) // 100 + 1 == rank for year in years
    )


def _counted_on(year: int, evidence: Reading) -> bool:
    """1874 for "in 1870 … four years later", 1866 for "four years earlier"."""
    signs = [1] * bool(_YEARS_ON.search(evidence.lowered))
    signs += [-1] * bool(_YEARS_BACK.search(evidence.lowered))
    spans = [int(a.value) for a in evidence.amounts if a.unit == "year" and a.value < 200]
    starts = [start for kind, start in evidence.days if kind == "year"]
    return any(start + sign * span == year for start in starts for span in spans for sign in signs)


def _unmet(sentence: Reading, evidence: Reading) -> Iterator[Amount]:
    """Each figure of the evidence serves once, exact ones first; a share tells its parts."""
    left = [*evidence.amounts, *single(evidence.text, evidence.lang)]
    wanted = [amount for amount in sentence.amounts if not amount.part]
    for exact in (True, False):
        for amount in list(wanted):
            match = next(
                (g for g in left if carries(g, amount) and (not exact or _same(g, amount))), None
            )
            if match is not None:
                left.remove(match)
                wanted.remove(amount)
    for amount in wanted:
        if amount.worded and any(carries(g, amount) for g in evidence.amounts):
            continue
        if _understood(amount, evidence):
            continue
        if _idle(amount, sentence, evidence) or derived(amount, evidence.amounts):
            continue
        if lasted(amount, [int(m[0]) for m in _YEAR.finditer(evidence.text)]):
            continue
        yield amount


def _understood(amount: Amount, evidence: Reading) -> bool:
    """A currency or a percent sign that the evidence says once for several figures."""
    return any(
        not g.unit
        and g.value == amount.value
        and any(o.unit == amount.unit for o in evidence.amounts)
        for g in evidence.amounts
    ) and (amount.unit in CURRENCIES)


def _same(given: Amount, wanted: Amount) -> bool:
    return given.value == wanted.value and given.unit == wanted.unit


def _idle(amount: Amount, sentence: Reading, evidence: Reading) -> bool:
    """Counts that are turns of phrase: "the two companies" of a sentence that names two; a
    majority for 50 % and more."""
    if amount.unit == SHARE and amount.value == 50 and amount.hedge == "over":
        return bool(MOST[evidence.lang].search(evidence.lowered))
    if not amount.worded or amount.unit or amount.value > 3:
        return False
    before = sentence.lowered[max(0, amount.start - 12) : amount.start]
    return bool(
        re.search(r"\b(?:the|these|those|both|les|ces|des|tous|toutes|ou|l'un|one)\s$", before)
    )


def _figure_reason(amount: Amount, support: Support, pool: Pool) -> Reason:
    details = {"found": amount.raw}
    given = support.reading.amounts
    near = [g for g in given if g.value == amount.value and comparable(g, amount) is None]
    if near:
        return Reason("unit", details | {"source": near[0].raw})
    if any(carries(g, amount) for said in pool.said for g in said.reading.amounts):
        return Reason("figure-elsewhere", details)
    alike = [g for g in given if comparable(g, amount) is not None]
    scaled = [g for g in alike if _magnitude(g, amount)]
    if scaled:
        return Reason("magnitude", details | {"source": scaled[0].raw})
    if alike:
        nearest = min(alike, key=lambda g: abs(g.value - amount.value))
        return Reason("figure", details | {"source": nearest.raw})
    return Reason("figure-absent", details)


def _magnitude(given: Amount, wanted: Amount) -> bool:
    if not given.value or not wanted.value:
        return False
    ratio = max(given.value, wanted.value) / min(given.value, wanted.value)
    return ratio in (10, 100, 1000, 10**6)


def _vague(sentence: Reading, support: Support) -> Iterator[Reason]:
    """Hundreds where the source has thousands."""
    evidence = support.reading
    there = {_order(m) for m in _VAGUE[evidence.lang].finditer(evidence.text)}
    there |= {len(str(int(a.value))) - 1 for a in evidence.amounts if not a.unit and a.value >= 10}
    for match in _VAGUE[sentence.lang].finditer(sentence.text):
        order = _order(match)
        # "Thousands" may be tens of thousands; "hundreds of thousands" are no tens of millions.
        width = 2 if match[2] else 3
        if there and not any(order <= each < order + width for each in there):
            yield Reason("magnitude", {"found": match[1], "source": ""})


def _order(match: re.Match[str]) -> int:
    return _ORDER[match[1].lower()] + (_ORDER[match[2].lower()] if match[2] else 0)


def _rates(sentence: Reading, evidence: Reading) -> Iterator[Reason]:
    """A month where the source has a year."""
    here, there = rates(sentence.text, sentence.lang), rates(evidence.text, evidence.lang)
    if here and there and sentence.amounts and not here & there:
        yield Reason("unit", {"found": ", ".join(sorted(here)), "source": ", ".join(sorted(there))})


def _dates(sentence: Reading, support: Support, pool: Pool) -> Iterator[Reason]:
    missing = sentence.days - support.reading.days
    yield from _repeated_year(sentence, support.reading)
    titled = (
        frozenset().union(*(title.days for title in pool.titles)) if pool.titles else frozenset()
    )
    for kind, value in sorted(missing):
        if kind == "decade" and any(
            k == "year" and value <= y < value + 10 for k, y in support.reading.days
        ):
            continue
        if (kind, value) in titled or (kind == "year" and _counted_on(value, support.reading)):
            continue
        if kind == "year" and bounds(value, sentence, support.reading):
            continue
        near = [said for said in pool.said if (kind, value) in said.reading.days]
        if (
            kind == "year"
            and any(
                abs(s.order - t.order) <= 2 and s.source is t.source
                for s in near
                for t in support.said
            )
            and not any(k == "year" for k, _ in support.reading.days)
        ):
            # The year stands beside the sentence that carries the rest.
            continue
        yield Reason("year" if kind in ("year", "decade") else "date", {"found": str(value)})


def _repeated_year(sentence: Reading, evidence: Reading) -> Iterator[Reason]:
    """A year said more often than in the source, which has another that is not said."""
    here, there = (_YEAR.findall(r.text) for r in (sentence, evidence))
    if set(there) - set(here):
        for year in set(here) & set(there):
            if here.count(year) > there.count(year):
                yield Reason("year", {"found": year})


def _ranked_otherwise(ranks: frozenset[int], support: Support) -> bool:
    """ "Second" for "two": a rank that the evidence states as a number."""
    return all(
        any(a.value == rank and not a.unit for a in support.reading.amounts) for rank in ranks
    )
