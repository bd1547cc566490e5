"""A figure that is recorded in English is recognised in either language, and no other is."""

from __future__ import annotations

from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.library.check.recorded import unrecorded
from assistant.library.reading import Reading
from assistant.library.shelf import REFERENCES, Library
from assistant.records import Document, Lang, Passage, Reference

KEY = "foghorn-2013"
AMOUNTS = st.integers(min_value=3000, max_value=10**9)


def faults(recorded: str, stated: str, lang: Lang) -> int:
    """How many faults a statement makes whose only publication has these figures on record."""
    passage = Passage("p", "d", "shelf", "article", lang, "evidence", stated, references=(KEY,))
    document = Document("d", "article", lang, "Foghorns", "", "d.md", (passage,))
    reference = Reference(KEY, "report", "The foghorn study", "Invented Results")
    library = Library({("d", lang): document}, {KEY: reference})
    reading = Reading(Path())
    reading.entries[REFERENCES] = [(1, {"id": KEY, "figures": recorded})]
    return len(list(unrecorded(library, reading)))


@settings(deadline=None)
@given(amount=AMOUNTS)
def test_thousands_may_be_grouped_as_the_language_does(amount: int) -> None:
    french = f"{amount:,}".replace(",", "\u202f")
    assert faults(f"{amount:,} visits", f"On compte {french} visites.", "fr") == 0
    assert faults(f"{amount:,} visits", f"There were {amount:,} visits.", "en") == 0


@settings(deadline=None)
@given(share=st.decimals(min_value=1, max_value=99, places=2))
def test_shares_may_be_written_as_the_language_does(share: object) -> None:
    french = str(share).replace(".", ",")
    assert faults(f"{share}% of visits", f"C’est {french}\u202f% des visites.", "fr") == 0


@settings(deadline=None)
@given(recorded=AMOUNTS, stated=AMOUNTS)
def test_another_figure_is_a_fault(recorded: int, stated: int) -> None:
    assume(recorded != stated)
    assert faults(f"{recorded:,} visits", f"There were {stated:,} visits.", "en") == 1


def test_a_fall_may_be_recorded_as_a_negative_rise() -> None:
    assert faults("sales -7.3%", "Sales fell by 7.3%.", "en") == 0


def test_another_unit_is_another_figure() -> None:
    assert faults("35 million USD", "The fine was 35% of sales.", "en") == 1
