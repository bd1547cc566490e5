"""Words cut at the end of a line become whole again; compounds keep their hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.ingest.formats.pdf.letters import HYPHEN

_CUT = re.compile(rf"(?P<start>[^\W_]+)(?:{HYPHEN}|[-\u2010])$")
_LONGEST_WORD = 40
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)+")
_FIRST = re.compile(r"[^\W\d_]+")
_STRAY = re.compile(rf"(?<=\w){HYPHEN}(?=\w)|{HYPHEN}")
# First parts that keep their hyphen wherever the line ends.
_ALWAYS = frozenset(
    ("e", "non", "self", "well", "ex", "peut", "est", "celui", "celle", "ceux", "celles", "quasi")
).union(("dit", "fait", "ont", "sont", "demi", "là", "vice", "sous", "au", "vis", "moi", "lui"))
# Numbers in words: "vingt-quatre", "twenty-four".
_ALWAYS |= {"vingt", "trente", "quarante", "cinquante", "soixante", "dix"}
_ALWAYS |= {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}


class Hyphens:
    """Knows the compounds and the words of one document."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._compounds: set[str] = set()
        self._words: set[str] = set()
        for line in lines:
            folded = line.casefold()
            self._compounds.update(_COMPOUND.findall(folded))
            self._words.update(_FIRST.findall(folded))

    def joined(self, lines: Sequence[str]) -> str:
        """The lines of a paragraph as one text."""
        text = ""
        for line in lines:
            cut = _CUT.search(text, max(0, len(text) - _LONGEST_WORD))
            text = self._mended(text, cut, line) if cut else f"{text} {line}" if text else line
        return _STRAY.sub("-", text)

    def _mended(self, text: str, cut: re.Match[str], line: str) -> str:
        bare = text[: cut.end("start")]
        rest = _FIRST.match(line)
        if line[:1].isdigit():
            return f"{bare}-{line}"
        if not rest:
            return f"{bare}- {line}"
        start, end = cut["start"].casefold(), rest[0].casefold()
        compound = f"{start}-{end}" in self._compounds and start + end not in self._words
        if compound or start in _ALWAYS or not line[0].islower():
            return f"{bare}-{line}"
        return bare + line
