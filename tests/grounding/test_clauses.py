"""A sentence cut into clauses, and set beside its evidence clause by clause."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer.grounding import ground
from assistant.answer.grounding.clauses import clauses
from assistant.answer.grounding.propositions import beside
from assistant.answer.grounding.reading import Reading, read
from assistant.records import Lang

FARES = (
    "Contrairement à Nantes, qui a gelé ses tarifs de transport, Rennes a augmenté les siens de "
    "3 % en janvier."
)
MERGER = (
    "Although the merger was approved by shareholders in March, the competition authority blocked "
    "it in July."
)
WALKING = "The company said it planned to cut 300 jobs, but denied that it would move to Poland."


def cut(text: str, lang: Lang) -> dict[str, tuple[str, str]]:
    """Verb → (who does it, to whom it is done or "")."""
    reading = read(text, lang)
    return {_words(reading, (c.verb,)): (_words(reading, c.agent or c.subject),
                                         _words(reading, c.subject) if c.agent else "")
            for c in clauses(reading)}  # fmt: skip


def _words(reading: Reading, places: tuple[int, ...]) -> str:
    return " ".join(reading.tokens[i].word for i in places)


@pytest.mark.parametrize(("text", "lang", "verb", "who", "whom"), [
    (MERGER, "en", "approved", "shareholders", "merger"),
    (MERGER, "en", "blocked", "competition authority", ""),
    (FARES, "fr", "augmenté", "Rennes", ""),
    ("Ferries were replaced by an ice road.", "en", "replaced", "ice road", "Ferries"),
    ("Patients who walked daily had lower blood pressure.", "en", "had", "Patients", ""),
    ("Le maire a démenti vouloir vendre le stade.", "fr", "vendre", "maire", ""),
    ("Maria, who coached the team, resigned on Monday.", "en", "resigned", "Maria", ""),
], ids=str)  # fmt: skip
def test_each_verb_has_its_own_subject(
    text: str, lang: Lang, verb: str, who: str, whom: str
) -> None:
    assert cut(text, lang)[verb] == (who, whom)


@pytest.mark.parametrize(("text", "source", "lang", "share"), [
    ("Nantes a augmenté ses tarifs de 3 % en janvier.", FARES, "fr", "subject"),
    ("Rennes a gelé ses tarifs de transport.", FARES, "fr", "subject"),
    ("The competition authority approved the merger.", MERGER, "en", "subject"),
    ("The company has cut 300 jobs.", WALKING, "en", "asserted"),
], ids=str)  # fmt: skip
def test_a_clause_put_together_from_two_is_noticed(
    text: str, source: str, lang: Lang, share: str
) -> None:
    assert beside(read(text, lang), read(source, lang)).shares()[share] > 0.5


@pytest.mark.parametrize(("text", "source"), [
    ("Rennes a augmenté ses tarifs de 3 % en janvier.", FARES),
    ("The merger was blocked in July.", MERGER),
    ("Shareholders approved the merger in March.", MERGER),
], ids=str)  # fmt: skip
def test_the_same_words_in_their_own_clause_are_supported(text: str, source: str) -> None:
    assert ground(text, [source]).passed


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["fr", "en"]))
def test_any_text_is_cut_within_its_words(text: str, lang: Lang) -> None:
    reading = read(text, lang)
    places = {i for clause in clauses(reading) for i in clause.words}
    assert places <= set(range(len(reading.tokens)))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([FARES, MERGER, WALKING]))
def test_a_sentence_beside_itself_shows_no_other_subject(text: str) -> None:
    reading = read(text, "fr" if text == FARES else "en")
    shares = beside(reading, reading).shares()
    assert not shares["subject"]
    assert not shares["counter"]
