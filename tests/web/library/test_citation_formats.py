"""Publications as text, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library import Library
from assistant.library.bibliography import as_text, to_bibtex, to_csl
from assistant.records import Lang, Reference

DATED = Reference("acme-2014", "report", "R&D at 100% {Acme}", "Acme_Press", ("Ann Doe", "others"),
                  (2014, 3), "https://e.org/a_b?c=1%20&d")  # fmt: skip
UNDATED = Reference("acme-nd", "webpage", "About Acme", "Acme")
ENTRY = re.compile(r"@(\w+)\{([^,\s]+),\n((?:  .+,\n)*)\}\n")
FIELD = re.compile(r"  (\w+) = (.+),\n")


def parsed(text: str) -> list[dict[str, str]]:
    """Read BibTeX strictly: whole entries, a field a line, braces that balance."""
    entries = []
    for kind, key, body in ENTRY.findall(text):
        fields = dict(FIELD.findall(body))
        for value in fields.values():
            bare = re.sub(r"\\[\\{}]", "", value)
            assert bare.count("{") == bare.count("}")
        entries.append({"type": kind, "key": key, **fields})
    assert ENTRY.sub("", text).strip() == ""
    return entries


def test_bibtex_holds_every_field() -> None:
    assert parsed(to_bibtex([DATED])) == [
        {
            "type": "techreport",
            "key": "acme-2014",
            "author": "{{Ann Doe} and others}",
            "title": r"{{R\&D at 100\% \{Acme\}}}",
            "institution": r"{Acme\_Press}",
            "year": "{2014}",
            "month": "mar",
            "url": "{https://e.org/a_b?c=1%20&d}",
        }
    ]


def test_undated_bibtex_says_so() -> None:
    assert parsed(to_bibtex([UNDATED])) == [
        {"type": "misc", "key": "acme-nd", "title": "{{About Acme}}", "howpublished": "{Acme}",
         "note": "{undated}"}
    ]  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40))
def test_any_title_is_bibtex(title: str) -> None:
    entry = parsed(to_bibtex([Reference("k", "webpage", title, "P")]))
    assert [each["key"] for each in entry] == ["k"]


def test_csl_is_what_citeproc_reads() -> None:
    assert json.loads(to_csl([DATED, UNDATED])) == [
        {
            "id": "acme-2014",
            "type": "report",
            "title": "R&D at 100% {Acme}",
            "author": [{"literal": "Ann Doe"}, {"literal": "others"}],
            "publisher": "Acme_Press",
            "issued": {"date-parts": [[2014, 3]]},
            "URL": "https://e.org/a_b?c=1%20&d",
        },
        {"id": "acme-nd", "type": "webpage", "title": "About Acme", "publisher": "Acme"},
    ]


@pytest.mark.parametrize(
    ("reference", "lang", "text"),
    [
        pytest.param(DATED, "en", "Ann Doe et al. (2014). R&D at 100% {Acme}. Acme_Press. "
                     "https://e.org/a_b?c=1%20&d", id="dated"),
        pytest.param(UNDATED, "en", "Acme (undated). About Acme.", id="undated"),
        pytest.param(UNDATED, "fr", "Acme (s. d.). About Acme.", id="sans-date"),
    ],
)  # fmt: skip
def test_text(reference: Reference, lang: Lang, text: str) -> None:
    assert as_text(reference, lang) == text


def test_the_whole_fictional_bibliography_parses(shelf: Library) -> None:
    assert len(parsed(to_bibtex(shelf.references.values()))) == len(shelf.references)
