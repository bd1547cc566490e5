"""A sentence in stretches: between marks, and from a word that opens a clause."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.grounding.words.small import listed


@dataclass(slots=True)
class Chunk:
    """A stretch between marks and words that open a clause."""

    start: int
    end: int
    marked: bool
    groups: list[tuple[int, int, int]]


def chunks_of(kinds: str, marks: frozenset[int], words: list[str]) -> list[Chunk]:
    """The stretches of a sentence; `kinds` and `words` are of its words, `marks` their places."""
    cuts = [0]
    for place in range(1, len(kinds)):
        before = kinds[cuts[-1] : place]
        # "And" parts two clauses only where each has its verb.
        opens = kinds[place] == "C" or (kinds[place] == "E" and words[place] in listed("TIMES"))
        joined = opens and _finite(before) and _finite(_ahead(kinds, place, marks))
        if place in marks or (kinds[place] == "R" and kinds[place - 1] != "R") or joined:
            cuts.append(place)
    found = []
    for start, end in zip(cuts, [*cuts[1:], len(kinds)], strict=True):
        found.append(Chunk(start, end, start in marks or not start, _groups(kinds, start, end)))
    return found


def _finite(kinds: str) -> bool:
    return any(kind in kinds for kind in "VAM")


def _ahead(kinds: str, place: int, marks: frozenset[int]) -> str:
    end = place + 1
    while end < len(kinds) and end not in marks and kinds[end] not in "RC":
        end += 1
    return kinds[place:end]


def _groups(kinds: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """(first, after last, head) of every finite verb group of a stretch."""
    found, place = [], start
    while place < end:
        if kinds[place] not in "VAM":
            place += 1
            continue
        last = place
        at = place + 1
        if kinds[place] in "AM":
            while at < end and kinds[at] in "AMTOPIG":
                if kinds[at] in "PIGA":
                    last = at
                at += 1
                if kinds[last] in "PIG":
                    break
        found.append((place, last + 1, last))
        place = last + 1
    return found
