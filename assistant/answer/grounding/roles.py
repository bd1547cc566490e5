"""Who did what to whom, who said it, and what each figure counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.grounding import cues
from assistant.answer.grounding.align import Alignment, likeness
from assistant.answer.grounding.amounts import Amount
from assistant.answer.grounding.reading import Reading, Token
from assistant.answer.grounding.records import Reason

# Prepositions that give a name its part; a name after one of them is no subject.
_PARTS = {
    "en": {"from": "from", "to": "to", "into": "to", "by": "by", "than": "than", "before": "before",
           "after": "after", "over": "over", "against": "against", "under": "under", "via": "by"},
    "fr": {"depuis": "from", "vers": "to", "par": "by", "que": "than", "qu": "than", "avant": "before",
           "après": "after", "apres": "after", "contre": "against", "sous": "under", "sur": "over",
           "a": "to", "à": "to", "au": "to", "de": "from", "du": "from", "d": "from"},
}  # fmt: skip
_ARTICLES = frozenset(
    [
        "the",
        "le",
        "la",
        "les",
        "l",
        "a",
        "an",
        "un",
        "une",
        "its",
        "sa",
        "son",
        "ses",
        "their",
        "leur",
        "leurs",
    ]
)
_REACH = 60
_SUFFERED = {
    "en": re.compile(r"\b(?:is|are|was|were|been|being)\s$"),
    "fr": re.compile(r"\b(?:est|sont|était|étaient|été|fut|furent|être)\s$"),
}
_BY = re.compile(r"(?:e?s)?\s(?:by|par)\s(?:the\s|la\s|le\s|les\s|l')?")


def attribution(alignment: Alignment) -> Iterator[Reason]:
    """Someone else is said to have said or measured it."""
    sentence, evidence = alignment.sentence, alignment.evidence
    here, there = _speakers(sentence), _speakers(evidence)
    names = [
        t
        for t in here
        if t.name or (t.maybe and t.folded not in ("the", "le", "la", "les", "a", "an"))
    ]
    given = [t for t in there if t.name or t.maybe]
    if names and cues.ATTRIBUTION[sentence.lang].search(sentence.lowered) and not given:
        if not any(_same(a, b, sentence, evidence) for a in names for b in evidence.tokens):
            yield Reason("attribution", {"found": names[0].word, "source": _spoken(evidence)})
        return
    if not here or not there:
        return
    if names and given:
        if not any(_same(a, b, sentence, evidence) for a in names for b in given):
            yield Reason("attribution", {"found": names[0].word, "source": given[0].word})
        return
    if names or given:
        return
    one, other = _classes(sentence), _classes(evidence)
    if one and other and not one & other:
        yield Reason("attribution", {"found": _spoken(sentence), "source": _spoken(evidence)})


def _same(one: Token, other: Token, sentence: Reading, evidence: Reading) -> bool:
    return likeness(one, other, sentence, evidence) >= 0.7 or (
        (one.word.isupper() or other.word.isupper()) and one.folded[0] == other.folded[0]
    )


def _windows(reading: Reading) -> Iterator[tuple[int, int]]:
    """The stretches in which a speaker is named: after "according to", around a verb of speech."""
    lowered = reading.lowered
    for cue in cues.ATTRIBUTION[reading.lang].finditer(lowered):
        end = re.search(r"[,;:.)]", lowered[cue.end() :])
        yield cue.end(), cue.end() + min(_REACH, end.start() if end else _REACH)
    for verb in cues.SPEECH[reading.lang].finditer(lowered):
        if _SUFFERED[reading.lang].search(lowered[: verb.start()]):
            # "Yatsen was warned by the exchange": who speaks stands after "by".
            by = _BY.match(lowered, verb.end())
            if by:
                yield by.end(), by.end() + 25
            continue
        begin = max(
            (m.end() for m in re.finditer(r"[;:.(]|, ", lowered[: verb.start()])), default=0
        )
        yield max(begin, verb.start() - _REACH), verb.start()
        if (
            lowered[max(0, verb.start() - 40) : verb.start()]
            .rstrip()
            .endswith((",", "»", "”", '"'))
        ):
            yield verb.end(), verb.end() + 25


def _speakers(reading: Reading) -> list[Token]:
    spans = list(_windows(reading))
    return [t for t in reading.tokens if any(s <= t.start < e for s, e in spans)]


def _classes(reading: Reading) -> set[int]:
    found = set()
    for start, end in _windows(reading):
        stretch = reading.lowered[start:end]
        found |= {n for n, pattern in enumerate(cues.SPEAKERS) if pattern.search(stretch)}
    return found


def _spoken(reading: Reading) -> str:
    for start, end in _windows(reading):
        for pattern in cues.SPEAKERS:
            if found := pattern.search(reading.lowered[start:end]):
                return found[0]
    return ""


def parts_changed(alignment: Alignment) -> Iterator[Reason]:
    """ "From Paris to London" for "from London to Paris": each has the other's preposition."""
    sentence, evidence = alignment.sentence, alignment.evidence
    table: list[tuple[str, str, int]] = []
    for i, (j, like) in sorted(alignment.links.items()):
        if like < 0.8 or not sentence.tokens[i].content:
            continue
        one = _PARTS[sentence.lang].get(_preceding(sentence, i), "")
        other = _PARTS[evidence.lang].get(_preceding(evidence, j), "")
        if one and other and one != other:
            table.append((one, other, i))
    for one, other, i in table:
        for again, back, k in table:
            if (one, other) == (back, again) and i < k:
                words = f"{sentence.tokens[i].word} … {sentence.tokens[k].word}"
                yield Reason("roles", {"found": words, "source": ""})
                return


def _preceding(reading: Reading, place: int) -> str:
    """The word before a noun or name, its article and its other words left out."""
    tokens = reading.tokens
    at = place - 1
    while at >= 0 and (tokens[at].name or tokens[at].folded in _ARTICLES):
        at -= 1
    return tokens[at].folded if at >= 0 else ""


def crossed(alignment: Alignment) -> float:
    """How much better two names of the sentence would stand if they changed places, 0 and more."""
    sentence, evidence = alignment.sentence, alignment.evidence
    groups = list(_groups(alignment))
    worst = 0.0
    for n, (i, j) in enumerate(groups):
        for k, m in groups[n + 1 :]:
            if j == m:
                continue
            one, other = sentence.tokens[i], sentence.tokens[k]
            here, there = evidence.tokens[j], evidence.tokens[m]
            kept = company(one, here, alignment) + company(other, there, alignment)
            changed = company(one, there, alignment) + company(other, here, alignment)
            worst = max(worst, changed - kept)
    return worst


def _groups(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """The last word of each run of names, with its counterpart."""
    tokens = alignment.sentence.tokens
    for i, (j, like) in sorted(alignment.links.items()):
        followed = i + 1 < len(tokens) and tokens[i + 1].name and i + 1 in alignment.links
        if tokens[i].name and like >= 0.8 and not followed:
            yield i, j


def company(amount: Amount | Token, given: Amount | Token, alignment: Alignment) -> float:
    """How far the words around a place of the sentence stand around one of the evidence, 0 to 1."""
    sentence, evidence = alignment.sentence, alignment.evidence
    total = shared = 0.0
    for i in sentence.content:
        if sentence.tokens[i] is amount:
            continue
        away = _distance(sentence, amount, i)
        weight = sentence.tokens[i].weight * 0.75**away
        if weight < 0.1:
            continue
        total += weight
        best = 0.0
        for j in evidence.content:
            like = likeness(sentence.tokens[i], evidence.tokens[j], sentence, evidence)
            if like:
                best = max(best, like * 0.85 ** _distance(evidence, given, j))
        shared += weight * best
    return shared / total if total else 0.0


def _distance(reading: Reading, amount: Amount | Token, place: int) -> int:
    """Words between a figure or name and a word, with two more for each clause between them."""
    token = reading.tokens[place]
    between = [
        t for t in reading.tokens
        if min(amount.start, token.start) < t.start < max(amount.start, token.start)
    ]  # fmt: skip
    at = next((t for t in reading.tokens if t.start >= amount.start), token)
    return len([t for t in between if t.content]) + 2 * abs(at.clause - token.clause)
