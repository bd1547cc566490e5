"""Edits of a draft, checked again: what its source no longer carries loses the citation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.briefing.draft import numbered
from assistant.briefing.records import Briefing, Line, Section
from assistant.language.numbers import figures, missing, years
from assistant.language.typography import clean_question, plain, typeset
from assistant.language.words import content_words, fold, stem
from assistant.library import Library
from assistant.records import Citation, Lang
from assistant.wording import Wording

# The field of a line that was added to a section.
ADDED = "add:"
_LONGEST = 2_000
_MOST_ADDED = 10
# Below this share of its own words in the source, a sentence says something else.
_KEPT = 0.6
_DENIALS: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:ne|n'\w+|pas|jamais|aucune?|rien|non|sans|ni)\b"),
    "en": re.compile(r"\b(?:not|no|never|none|without|nor|cannot|\w+n't)\b"),
}
_RISES = re.compile(
    r"\b(?:augment\w*|hauss\w*|accr\w+|progress\w*|gagn\w+|plus|rose|rise\w*|raised?|grew|grow\w*|"
    r"increas\w*|more|higher|gain\w*)\b"
)
_FALLS = re.compile(
    r"\b(?:baiss\w*|dimin\w*|chut\w*|recul\w*|perd\w*|moins|fell|fall\w*|dropp?\w*|declin\w*|"
    r"decreas\w*|less|lower|fewer|lost|los\w+)\b"
)


def edited(
    briefing: Briefing, edits: Mapping[str, str], library: Library, wording: Wording
) -> Briefing:
    """The draft with edits by line id; an empty text removes the line.

    A cited line whose new text its sources still carry keeps its citation; any other becomes
    the organisation's own, without citation, and its `faults` say why. `ADDED` and the key of
    a section hold lines to add.
    """
    changed = _Editor(briefing, edits, wording)
    sections = tuple(changed.section(section) for section in briefing.sections)
    kept = tuple(section for section in sections if not section.empty)
    flagged = sum(bool(line.faults) for section in kept for line in _lines(section))
    return numbered(replace(briefing, sections=kept, withheld=flagged), library)


def faults(text: str, sources: Sequence[Citation], lang: Lang, wording: Wording) -> tuple[str, ...]:
    """Why these sources do not carry a text; () where they do."""
    quotes = [source.quote for source in sources]
    if plain(text) in (plain(" ".join(quotes)), *map(plain, quotes)):
        return ()
    known = [figure for quote in quotes for figure in figures(quote, lang)]
    unmet = [figure.raw for figure in missing(figures(text, lang), known)]
    dated = {year for quote in quotes for year in years(quote, lang)}
    unmet += [str(year) for year in sorted(years(text, lang) - dated)]
    if unmet:
        return (wording("fault.figure", figures=", ".join(unmet)),)
    return () if _says_so(text, " ".join(quotes), lang) else (wording("fault.wording"),)


def _says_so(text: str, source: str, lang: Lang) -> bool:
    """True where the text keeps to the words of its source, its denials and its directions."""
    own, theirs = fold(text), fold(source)
    if len(_DENIALS[lang].findall(own)) != len(_DENIALS[lang].findall(theirs)):
        # A shortened sentence may drop a denial with its clause, not turn one round.
        return False
    for direction in (_RISES, _FALLS):
        if len(direction.findall(own)) > len(direction.findall(theirs)):
            return False
    mine = {stem(word, lang) for word in content_words(text, lang)}
    have = {stem(word, lang) for word in content_words(source, lang)}
    return not mine or len(mine & have) / len(mine) >= _KEPT


def _lines(section: Section) -> list[Line]:
    cells = [cell for row in section.table.rows for cell in row] if section.table else []
    return [*section.lines, *cells]


class _Editor:
    """Applies the edits of one form to one draft."""

    def __init__(self, briefing: Briefing, edits: Mapping[str, str], wording: Wording) -> None:
        self._lang: Lang = briefing.lang
        self._citations = {each.number: each for each in briefing.citations}
        self._edits = edits
        self._wording = wording

    def section(self, section: Section) -> Section:
        """The section with its edits and its added lines; an emptied row goes as a whole."""
        lines = [line for line in map(self.line, section.lines) if line.text]
        added = self._edits.get(f"{ADDED}{section.key}", "").split("\n")[:_MOST_ADDED]
        for place, text in enumerate(filter(None, map(self._clean, added))):
            lines.append(Line(f"{ADDED}{section.key}:{place}", text, origin="edited"))
        table = section.table
        if table:
            rows = [tuple(self.line(cell) for cell in row) for row in table.rows]
            kept = tuple(row for row in rows if any(cell.text for cell in row))
            table = replace(table, rows=kept) if kept else None
        return replace(section, lines=tuple(lines), table=table)

    def line(self, line: Line) -> Line:
        """The line as edited; the same where the form does not change it."""
        if line.id not in self._edits:
            return line
        text = self._clean(self._edits[line.id])
        if plain(text) == plain(line.text):
            return line
        if not text:
            return replace(line, text="", citations=())
        sources = [self._citations[number] for number in line.citations]
        found = faults(text, sources, self._lang, self._wording) if sources else ()
        if sources and not found:
            return replace(line, text=text)
        return replace(line, text=text, citations=(), strengths=(), origin="edited", faults=found)

    def _clean(self, text: str) -> str:
        return typeset(clean_question(text[:_LONGEST]), self._lang)
