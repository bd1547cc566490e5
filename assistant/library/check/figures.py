"""Figures: each with its citation, and the same in both languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.language.number_units import CURRENCIES, PERCENT
from assistant.language.numbers import Figure, figures, missing
from assistant.library.headings import FACT_ROLES
from assistant.library.problems import Problem
from assistant.library.reading import Reading
from assistant.library.shelf import Library
from assistant.records import Document, Lang

# People phrase a question freely, whatever its figures.
_UNCOMPARED = frozenset({"phrasing"})


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with where it stands."""

    text: str
    line: int


def uncited(library: Library, reading: Reading) -> Iterator[Problem]:
    """A sentence that states a figure about the world carries its own citation."""
    for document in library.documents.values():
        for passage in document.passages:
            if passage.role in FACT_ROLES and not passage.cited:
                yield from _uncited(document.path, passage.line, passage.text, document.lang)
    for (id, lang), lesson in library.lessons.items():
        for question in lesson.quiz:
            if not question.references:
                path = library.documents[id, lang].path
                yield from _uncited(path, question.line, question.explanation, lang)


def _uncited(path: str, line: int, text: str, lang: Lang) -> Iterator[Problem]:
    stated = [each.raw for each in figures(text, lang) if about_the_world(each)]
    if stated:
        yield Problem(
            path,
            line,
            f"states {', '.join(stated)} with no citation: {shortened(text)}",
            "Add the source as [@key] in the same sentence, or remove the figure.",
            "uncited figure",
        )


def about_the_world(figure: Figure) -> bool:
    """True for a figure that needs a source: one in digits, or a share or sum in words.

    "Two ways" is no figure. "A third" and "a quarter" stay out: they are also a third party
    and three months.
    """
    if not figure.worded:
        return True
    if figure.unit == PERCENT or figure.unit in CURRENCIES:
        return True
    return not figure.unit and 0.5 <= figure.value < 1


def differing(library: Library, reading: Reading) -> Iterator[Problem]:
    """Both languages of a section state the same figures."""
    for (id, lang), french in library.documents.items():
        english = library.document(id, "en")
        if lang != "fr" or english is None:
            continue
        texts = {each.lang: _by_role(library, each) for each in (french, english)}
        for role in texts["fr"].keys() | texts["en"].keys():
            yield from _differing(french, english, role, texts["fr"][role], texts["en"][role])


def _by_role(library: Library, document: Document) -> defaultdict[str, list[_Text]]:
    found: defaultdict[str, list[_Text]] = defaultdict(list)
    found["title"].append(_Text(document.title, 1))
    found["summary"].append(_Text(document.summary, 1))
    for passage in document.passages:
        if passage.role not in _UNCOMPARED:
            found[passage.role].append(_Text(passage.text, passage.line))
    lesson = library.lessons.get((document.id, document.lang))
    for question in lesson.quiz if lesson else ():
        whole = " | ".join((question.text, *question.options, question.explanation))
        found["quiz"].append(_Text(whole, question.line))
    return found


def _differing(
    french: Document, english: Document, role: str, in_french: list[_Text], in_english: list[_Text]
) -> Iterator[Problem]:
    sides = (_read(in_french, "fr"), _read(in_english, "en"))
    for here, there, mine, theirs in (
        (french, english, sides[0], sides[1]),
        (english, french, sides[1], sides[0]),
    ):
        odd = _unshared([figure for _, figure in mine], [figure for _, figure in theirs])
        if odd:
            line = next(line for line, figure in mine if figure is odd[0])
            yield Problem(
                here.path,
                line,
                f"states {', '.join(each.raw for each in odd)} under {role}, "
                f"which {there.path} does not.",
                "Make both languages state the same figures.",
                "figures differ",
            )


def _read(texts: Iterable[_Text], lang: Lang) -> list[tuple[int, Figure]]:
    return [(each.line, figure) for each in texts for figure in figures(each.text, lang)]


def _unshared(mine: list[Figure], theirs: list[Figure]) -> list[Figure]:
    """My figures in digits without a counterpart.

    One language may write "deux" or "la moitié" where the other has digits or no number at
    all, an article for 1, and leave out a unit that the sentence has just given.
    """
    odd = [each for each in missing(mine, theirs) if not each.worded and each.value != 1]
    spare = list(missing(theirs, mine))
    kept = []
    for figure in odd:
        twin = next((each for each in spare if _same_but_for_unit(figure, each)), None)
        if twin is None:
            kept.append(figure)
        else:
            spare.remove(twin)
    return kept


def _same_but_for_unit(one: Figure, other: Figure) -> bool:
    return one.value == other.value and not (one.key[1] and other.key[1])


def shortened(text: str, length: int = 80) -> str:
    """The text, cut with an ellipsis where it has more than `length` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
