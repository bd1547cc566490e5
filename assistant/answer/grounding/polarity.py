"""Does the sentence turn what its evidence says round: negation, direction, contraries?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer.grounding.align import Alignment
from assistant.answer.grounding.cues import EMPHATIC_ONLY, NEGATION, NEGATIVE, ONLY
from assistant.answer.grounding.reading import Reading

_STOP = re.compile(
    r"[;:.!?]|,\s(?:but|mais|and|et|while|whereas|tandis|alors|which|who|qui)\b"
    r"|\b(?:but|mais|whereas|tandis que|alors que)\b"
)
# Words that a denial is about, and those that it may reach over; words of company looked at.
_FOCUS, _REACH, _WINDOW, _CLOSE = 2, 7, 6, 3
_VERB = 30
_DEGREES = frozenset(["plus", "moins", "more", "less", "most", "least", "davantage", "fewer"])
_PREFIX = re.compile(r"^(?:un|in|im|ir|il|non|dis|de|des|mis|mal|anti|a)(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Turn:
    """A place where the two say the contrary: the words of each; `sure` by its neighbours."""

    found: str
    source: str
    sure: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Denial:
    """A negation: the places of the words that it is about, and of all in its reach."""

    focus: tuple[int, ...]
    reach: frozenset[int]


def denials(reading: Reading) -> list[Denial]:
    """Every negation of a sentence; "not only" and "ne … que" deny nothing."""
    emphatic = [m.start() for m in EMPHATIC_ONLY[reading.lang].finditer(reading.lowered)]
    only = [m.span() for m in ONLY[reading.lang].finditer(reading.lowered)]
    found: list[Denial] = []
    for cue in NEGATION[reading.lang].finditer(reading.lowered):
        if any(abs(cue.start() - e) < 5 for e in emphatic):
            continue
        if cue[0] in ("ne", "n'") and any(s <= cue.start() < e for s, e in only):
            continue
        if _goes_on(reading, cue):
            continue
        stop = _STOP.search(reading.text, cue.end())
        limit = stop.start() if stop else len(reading.text)
        after = [i for i in reading.content if cue.end() <= reading.tokens[i].start < limit]
        if cue[0] == "non":
            after = after[:1]
        before = _verb_before(reading, cue)
        places = (*before, *after[: _FOCUS - len(before)])
        if places:
            found.append(Denial(places, frozenset([*before, *after[:_REACH]])))
    return found


def _goes_on(reading: Reading, cue: re.Match[str]) -> bool:
    """True for what denies nothing of its own: "ni" and "nor" after another denial, and "jamais"
    without "ne", as in "le plus fort recul jamais relevé"."""
    before = reading.lowered[: cue.start()]
    if cue[0] in ("ni", "nor"):
        return bool(re.search(r"\bne\b|\bn'|\bni\b|\bsans\b|\bneither\b|\bnor\b|\bnot\b", before))
    if cue[0] != "jamais":
        return False
    return not re.search(r"\b(?:ne\s|n')[^,;:]*$|^\s*$", before)


def _verb_before(reading: Reading, cue: re.Match[str]) -> list[int]:
    """In "ne prouve pas" the verb stands before "pas"."""
    if reading.lang != "fr" or cue[0] in ("ne", "n'"):
        return []
    start = cue.start()
    opened = [m.end() for m in re.finditer(r"\b(?:ne\s|n')", reading.lowered[:start])]
    if not opened or start - opened[-1] > _VERB:
        return []
    before = [i for i in reading.content if opened[-1] <= reading.tokens[i].start < start]
    return before[-1:]


def turns(alignment: Alignment, inverted: bool = False) -> Iterator[Turn]:
    """Every place where the sentence says the contrary of the evidence.

    `inverted` tells that two things compared have changed places, which a contrary undoes.
    """
    sentence, evidence = alignment.sentence, alignment.evidence
    here, there = denials(sentence), denials(evidence)
    reach = frozenset().union(*(d.reach for d in here)) if here else frozenset()
    there_reach = frozenset().union(*(d.reach for d in there)) if there else frozenset()
    opposed = dict(_opposed(alignment))
    forward = {i: j for i, (j, like) in alignment.links.items() if like >= 0.7}
    backward = {j: i for i, j in forward.items()}
    open_here = [
        turn for d in here
        if (turn := _unanswered(d, forward, there_reach, opposed, alignment, back=False))
    ]  # fmt: skip
    flipped = {j: i for i, j in opposed.items()}
    open_there = [
        turn for d in there
        if (turn := _unanswered(d, backward, reach, flipped, alignment, back=True))
    ]  # fmt: skip
    # One denial on each side that the words do not tie together is the same one, said otherwise.
    paired = min(len(open_here), len(open_there))
    yield from open_here[paired:]
    yield from open_there[paired:]
    for i, j in opposed.items():
        # A denial on one side undoes the contrary: "did not fall" and "rose".
        turned = inverted or _changed_sides(i, j, alignment)
        if _denied(i, here, sentence) == _denied(j, there, evidence) and not turned:
            sure = _together(i, j, alignment)
            yield Turn(sentence.tokens[i].word, evidence.tokens[j].word, sure, "opposite")


def _changed_sides(i: int, j: int, alignment: Alignment) -> bool:
    """True where what stood left and right of a word stand right and left of its contrary:
    "Mark is younger than Sophie" and "Sophie is older than Mark"."""
    links = [(a, b) for a, (b, like) in alignment.links.items() if like >= 0.8 and b != j]
    links = [(a, b) for a, b in links if alignment.sentence.tokens[a].content]
    left = max((each for each in links if i - _WINDOW <= each[0] < i), default=None)
    right = min((each for each in links if i < each[0] <= i + _WINDOW), default=None)
    return left is not None and right is not None and right[1] < j < left[1]


def _denied(place: int, found: list[Denial], reading: Reading) -> bool:
    """True where a denial is about this word, or about one right beside it."""
    return any(abs(place - i) <= 1 for d in found for i in d.focus)


def _unanswered(
    denial: Denial, links: dict[int, int], denied: frozenset[int], opposed: dict[int, int],
    alignment: Alignment, back: bool,
) -> Turn | None:  # fmt: skip
    """A denial whose words the other side says, undenied and not as their contrary."""
    if any(links.get(i) in denied for i in denial.reach if i in links):
        return None
    if any(i in opposed or i - 1 in opposed or i + 1 in opposed for i in denial.focus):
        return None
    for i in denial.focus:
        j = links.get(i)
        if j is None:
            continue
        here, there = (j, i) if back else (i, j)
        one, other = alignment.sentence.tokens[here], alignment.evidence.tokens[there]
        if (
            bool(_PREFIX.match(one.folded)) != bool(_PREFIX.match(other.folded))
            and one.stem != other.stem
        ):
            return None
        if any(k in denied for k in range(j - 2, j + 3)):
            continue
        if _negative_near(j, alignment.sentence if back else alignment.evidence, links, back):
            return None
        return Turn(one.word, other.word, _together(here, there, alignment), "negation")
    return None


def _negative_near(j: int, reading: Reading, links: dict[int, int], back: bool) -> bool:
    """True where a word that denies by itself ("unproven", "ignores") stands near, and is not
    one that both sides have."""
    tied = set(links.values())
    for found in NEGATIVE[reading.lang].finditer(reading.lowered):
        places = [k for k, t in enumerate(reading.tokens) if found.start() <= t.start < found.end()]
        if places and abs(places[0] - j) <= _REACH + 1 and places[0] not in tied:
            return True
    return False


def _opposed(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Words of the sentence that stand where the evidence has their contrary."""
    sentence, evidence = alignment.sentence, alignment.evidence
    used = {j for j, like in alignment.links.values() if like >= 0.75}
    for i, token in enumerate(sentence.tokens):
        if not token.sides:
            continue
        contrary = {(number, -sign) for number, sign in token.sides}
        link = alignment.links.get(i)
        rivals = [
            j for j, other in enumerate(evidence.tokens)
            if other.sides & contrary and not other.sides & token.sides and other.stem != token.stem
        ]  # fmt: skip
        there = evidence.tokens[link[0]].sides if link else frozenset()
        if link and there & contrary and not there & token.sides:
            # The same word in two contrary phrases: "voted for", "voted against".
            yield i, link[0]
            continue
        if link and link[1] >= 0.75:
            # The word is said, but of something else: "more" here, "fewer" in this place there.
            own = _nearness(i, link[0], alignment)
            rivals = [j for j in rivals if _nearness(i, j, alignment) > own + 0.5]
        else:
            rivals = [j for j in rivals if j not in used]
        if token.folded in _DEGREES:
            rivals = [j for j in rivals if _same_head(i, j, alignment)]
        if rivals:
            yield i, max(rivals, key=lambda j: (_nearness(i, j, alignment), -abs(i - j)))


def _same_head(i: int, j: int, alignment: Alignment) -> bool:
    """True where "more" and "less" stand before the same word; "plus faible" is no "more"."""
    sentence, evidence = alignment.sentence, alignment.evidence
    heads = [[k for k in r.content if k > place][:1] for r, place in ((sentence, i), (evidence, j))]
    if not heads[0] or not heads[1]:
        return not heads[0] and not heads[1]
    if sentence.tokens[heads[0][0]].sides and sentence.lang == "fr" and evidence.lang == "en":
        return False
    link = alignment.links.get(heads[0][0])
    figure = any(a.start >= sentence.tokens[i].end for a in sentence.amounts)
    return link is not None and (link[0] == heads[1][0] or (figure and abs(link[0] - j) <= _CLOSE))


def _nearness(i: int, j: int, alignment: Alignment) -> float:
    """How many of the neighbours of two words stand on each other, the nearest counting most."""
    total = 0.0
    for k in range(i - _CLOSE, i + _CLOSE + 1):
        link = alignment.links.get(k) if k != i else None
        if link and abs(link[0] - j) <= _CLOSE and link[0] != j:
            total += 1 / (abs(k - i) + abs(abs(link[0] - j) - abs(k - i)))
    return total


def _together(i: int, j: int, alignment: Alignment) -> bool:
    """True where two words keep the same company: a neighbour of one stands on one of the other."""
    near = set(range(j - _WINDOW, j + _WINDOW + 1))
    return any(
        k != i and k in alignment.links and alignment.links[k][0] in near
        and alignment.links[k][0] != j and alignment.sentence.tokens[k].content
        for k in range(i - _WINDOW, i + _WINDOW + 1)
    )  # fmt: skip
