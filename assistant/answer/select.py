"""Which of the ranked passages an answer quotes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.intent import Intent
from assistant.language.words import fold
from assistant.records import Hit, Lang, Passage
from assistant.retrieve import Search

# Roles whose sentences describe a method; they may be quoted without a reference of their own,
# where a method is what is asked for.
_METHOD = frozenset(
    {"structure", "when", "how-to", "recommendations", "definition", "formula", "pitfalls"}
    | {"actions", "rationale"}
)
_METHOD_INTENTS: frozenset[Intent] = frozenset({"definition", "measure", "how", "plan", "general"})
_FACTS = frozenset(
    {"brief", "evidence", "evidence-against", "answer", "context", "argument", "lesson"}
    | {"success", "failure", "benchmark", "limits"}
)
# Roles that speak against a claim or bound it, wherever they were found.
AGAINST = frozenset({"limits", "evidence-against", "pitfalls"})
# What a document gains where it lists a question like the one asked: first, second, third.
_LISTED, _LISTED_BONUS, _NEAR_BONUS = 0.9, (1.2, 0.7, 0.4), 2.0
# What an entry of a catalogue loses where no definition and no measure is asked for.
_ENTRY_MALUS = 0.7
_DIGITS = re.compile(r"\d")
_DANGLING: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"^(il|elle|ils|elles|ce|cet|cette|ces|celui|celle|ceux|cela|c'est|son|sa|ses|leur|leurs|"
        r"l'etude|l'enquete|le cas|le chiffre|les chiffres|l'echantillon|la mesure|l'entreprise|"
        r"le document|la source|les sources|la periode|date|les autres|aucun autre)\b"
    ),
    "en": re.compile(
        r"^(it|he|she|they|this|that|these|those|its|his|her|their|the (study|survey|case|figures?|"
        r"sample|company|source|sources|document|measure|period|numbers)|dated|none|both)\b"
    ),
}


@dataclass(frozen=True, slots=True)
class Pick:
    """A passage chosen for an answer, with those that say the same."""

    hit: Hit
    also: tuple[Passage, ...] = ()

    @property
    def passage(self) -> Passage:
        """The passage that is quoted."""
        return self.hit.passage


def quotable(passage: Passage, intent: Intent) -> bool:
    """True for statements that may stand in an answer of this kind as evidence."""
    if passage.role in _METHOD:
        if passage.kind == "objective":
            return intent in ("how", "plan")
        return intent in _METHOD_INTENTS or passage.cited
    return passage.role in _FACTS and passage.cited


def self_contained(passage: Passage) -> bool:
    """False where the sentence opens by pointing at something outside itself."""
    return not _DANGLING[passage.lang].match(fold(passage.text))


def _boost(passage: Passage, intent: Intent) -> float:
    """What the kind of question adds to a passage's score."""
    value = 0.0
    if not self_contained(passage):
        value -= 0.5
    if passage.role in ("context", "argument", "limits", "evidence-against"):
        value -= 0.15
    if passage.kind in ("term", "kpi", "objective") and intent not in ("definition", "measure"):
        value -= _ENTRY_MALUS
    if passage.kind == "term" and intent == "measure":
        value -= 0.8
    if intent == "figure" and _DIGITS.search(passage.text):
        value += 0.5
    if intent == "who" and passage.kind == "case-study":
        value += 0.8
    if intent == "measure" and passage.kind in ("kpi", "kpi-framework"):
        value += 0.3
    if intent == "definition" and passage.kind in ("kpi", "term", "kpi-framework"):
        value += 0.3
    if intent == "how" and passage.role in ("how-to", "recommendations", "structure"):
        value += 0.2
    return value


def candidates(
    search: Search, intent: Intent, near: frozenset[str] = frozenset(), count: int = 80
) -> list[Hit]:
    """Quotable hits, best first for this kind of question.

    Documents that list a question like this one rise, as do those in `near` (the places
    that the question names).
    """
    listed = {
        hit.passage.document: bonus
        for hit, bonus in zip(search.matches, _LISTED_BONUS, strict=False)
        if hit.score >= _LISTED
    }
    rescored = []
    for hit in search.hits(lambda passage: quotable(passage, intent), count):
        document = hit.passage.document
        score = hit.score + _boost(hit.passage, intent) + listed.get(document, 0.0)
        score += _NEAR_BONUS if document in near else 0.0
        rescored.append(Hit(hit.passage, score, hit.cosine, hit.lexical))
    return sorted(rescored, key=lambda hit: -hit.score)


def fronted(
    hits: Sequence[Hit], documents: Iterable[str], spoken: Container[str], count: int
) -> list[Hit]:
    """The hits, with the best one of each of the first `count` documents in front.

    `documents` come best first; those that can say nothing here do not count, those that
    have `spoken` do. Who opens the first sources finds the best documents there.
    """
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.passage.role not in AGAINST:
            best.setdefault(hit.passage.document, hit)
    telling = [each for each in documents if each in best or each in spoken][:count]
    first = [best[each] for each in telling if each not in spoken]
    return [*first, *(hit for hit in hits if hit not in first)]


def numbers(text: str) -> frozenset[str]:
    """The figures of a text, as they are written, spaces dropped."""
    joined = re.sub(r"(?<=\d)[\u202f\u00a0 ](?=\d)", "", text)
    return frozenset(re.findall(r"\d+(?:[.,]\d+)?", joined))


def says_the_same(one: Passage, other: Passage) -> bool:
    """True where two passages carry the same figures from a common source."""
    if one.text == other.text or _same_entry(one, other):
        return True
    figures = numbers(one.text), numbers(other.text)
    substantial = [{n for n in each if not re.fullmatch(r"(19|20)\d\d", n)} for each in figures]
    if not all(substantial) or not set(one.references) & set(other.references):
        return False
    return substantial[0] == substantial[1]


def _same_entry(one: Passage, other: Passage) -> bool:
    """A KPI's definition holds its formula, so one of the two is enough."""
    entry = one.kind == "kpi" and one.document == other.document
    return entry and {one.role, other.role} <= {"definition", "formula"}


def pick(
    hits: Iterable[Hit], count: int, taken: Sequence[Passage], per_document: int = 2
) -> tuple[list[Pick], dict[str, list[Passage]]]:
    """Choose up to `count` passages, at most so many a document.

    Those that repeat a chosen or a `taken` passage are returned as its twins (by its id),
    to be cited beside it rather than said twice.
    """
    chosen: list[Hit] = []
    twins: dict[str, list[Passage]] = {}
    used: dict[str, int] = {}
    for hit in hits:
        passage = hit.passage
        known = [*taken, *(h.passage for h in chosen)]
        if any(passage.id == p.id for p in known):
            continue
        same = next((p for p in known if says_the_same(passage, p)), None)
        if same is not None:
            twins.setdefault(same.id, []).append(passage)
            continue
        if len(chosen) >= count or used.get(passage.document, 0) >= per_document:
            continue
        used[passage.document] = used.get(passage.document, 0) + 1
        chosen.append(hit)
    picks = [Pick(hit, tuple(twins.get(hit.passage.id, ())[:1])) for hit in chosen]
    return picks, twins
