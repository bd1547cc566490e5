"""Words that may be two things, decided by the stretch of the sentence that they stand in."""

from __future__ import annotations

from assistant.answer.grounding.words import english
from assistant.answer.grounding.words.small import listed
from assistant.records import Lang


def settled(
    found: list[str], tokens: tuple[str, ...], marks: frozenset[int], lang: Lang
) -> list[str]:
    """Decide the doubtful: p past or participle, v w verb or noun, q participle or adjective."""
    stretches = _stretches(found, marks, tokens)
    for number, (start, end) in enumerate(stretches):
        sure = any(found[i] in "VAM" for i in range(start, end))
        for i in range(start, end):
            kind = found[i]
            if kind == "p":
                later = any(found[k] in "VAMp" for k in range(i + 1, end))
                opens = i == start and i in marks | {0}
                told = tokens[i].lower() in listed("PAST_ONLY") or (i and found[i - 1] in "RO")
                told = told or (i + 1 < len(found) and found[i + 1] in "OR")
                told = told or (opens and _interrupted(found, stretches, number))
                suffered = _by_someone(tokens, i)
                found[i] = "V" if not suffered and (told or not (later or opens)) else "P"
                if found[i] == "V":
                    sure = True
            elif kind in "vw":
                at = i - 1
                while at >= start and found[at] == "T":
                    at -= 1
                named = at >= 0 and found[at] in "NORC"
                later = any(c in "VAMp" for c in found[i + 1 : end])
                singular = tokens[i].lower().endswith("s") and lang == "en"
                if at >= 0 and found[at] == "N" and lang == "en":
                    named = _agrees(tokens[at], singular)
                rival = not singular and any(c in "vw" for c in found[i + 1 : end])
                verb = not sure and named and not later and (kind == "v" or not rival)
                goes_on = i + 1 < len(found) and (kind == "v" or _object_ahead(found, tokens, i))
                found[i] = "V" if verb and (goes_on or (kind == "v" and singular)) else "N"
                sure = sure or found[i] == "V"
            elif kind == "q":
                found[i] = "P"
            elif kind == "x":
                after = found[end : end + 1]
                found[i] = "P" if sure or (i == start and after and after[0] in "VAM") else "V"
                sure = sure or found[i] == "V"
    return found


def _by_someone(tokens: tuple[str, ...], place: int) -> bool:
    """True before "by" and no figure: "published by the seller"."""
    after = [token.lower() for token in tokens[place + 1 : place + 3]]
    return len(after) == 2 and after[0] == "by" and not after[1][0].isdigit()


def _object_ahead(found: list[str], tokens: tuple[str, ...], place: int) -> bool:
    """True where an object or a clause follows, as it seldom does after a noun."""
    following = tokens[place + 1].lower()
    return (found[place + 1] in "DOR" and following not in listed("OF")) or following[0].isdigit()


def _interrupted(found: list[str], stretches: list[tuple[int, int]], number: int) -> bool:
    """True after "Maria, who coached the team, …", whose verb is still to come."""
    if number < 2 or found[stretches[number - 1][0]] != "R":
        return False
    start, end = stretches[number - 2]
    return not any(kind in "VAM" for kind in found[start:end])


def _agrees(subject: str, singular: bool) -> bool:
    """True where a noun may be the subject of a form in "-s", or of one without."""
    if subject[0].isupper():
        return True
    kinds = {key[0] for key in english.keys(subject)}
    noun = not kinds or ("n" in kinds and "a" not in kinds)
    plural = subject.lower().endswith("s") and not subject.lower().endswith("ss")
    plural = plural or subject.lower() in ("people", "women", "men", "children")
    return noun and plural != singular


def _stretches(
    found: list[str], marks: frozenset[int], tokens: tuple[str, ...]
) -> list[tuple[int, int]]:
    """Runs of words between marks and words that open a clause."""
    cuts = [0]
    for place in range(1, len(found)):
        if place in marks or found[place] in "RC" or tokens[place].lower() in listed("TIMES"):
            cuts.append(place)
    return list(zip(cuts, [*cuts[1:], len(found)], strict=True))
