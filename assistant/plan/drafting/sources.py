"""What a plan quotes from the library, numbered in the order in which it is first quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer.citing import Citer
from assistant.language.words import stems
from assistant.library import Library, Objective
from assistant.plan.records import EvidenceLine
from assistant.plan.request import Organisation
from assistant.records import LANGS, Citation, Document, Lang, Passage, Sentence
from assistant.wording import Wording

_EVIDENCE_KINDS = ("case-study", "article")
_STORIES = 3
# Words of an objective that a story must speak of, over both languages, to stand behind it.
_TELLING = 2


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage that the plan's own wording leans on: where it stands and what it mentions."""

    document: str
    role: str
    mentions: str


ANCHORS = {
    "segment": Anchor("seed-markentive-kpi-2014", "evidence", r"10\s?%"),
    "content_ads": Anchor("seed-traackr-pourquoi-influence", "limits", r"20\s?%"),
    "inventory": Anchor("seed-markentive-kpi-2014", "recommendations", r"inventor|inventaire"),
    "measurement": Anchor(
        "seed-traackr-pourquoi-influence", "recommendations", r"measurement line|mesure"
    ),
    "roadmap": Anchor(
        "seed-duperrin-marketing-digital-2013", "recommendations", r"roadmap|feuille de route"
    ),
    "reserve": Anchor("kpi:cost-per-outcome", "benchmark", r"5"),
    "long_short": Anchor("long-and-short-60-40", "structure", r"60\s?%"),
}  # fmt: skip


class Sources:
    """Numbers citations for one plan in one language."""

    def __init__(self, library: Library, marks: Wording, lang: Lang) -> None:
        """`marks` words the markers of self-reported and second-hand figures."""
        self.library = library
        self.lang: Lang = lang
        self._citer = Citer(library, marks, lang)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations given so far, in the order of their numbers."""
        return self._citer.citations

    def sentence(self, passage: Passage) -> Sentence:
        """A passage's own words with its citation."""
        return self._citer.sentence(passage)

    def of_role(self, document: str, role: str) -> tuple[Passage, ...]:
        """The passages of a document that have a role, () where there is no such document."""
        found = self.library.document(document, self.lang)
        return found.of_role(role) if found else ()

    def cite(self, passage: Passage) -> tuple[int, ...]:
        """The number of a passage."""
        return (self._citer.number(passage),)

    def definition(self, kpi: str) -> tuple[int, ...]:
        """The citation of a KPI's definition."""
        passages = self.of_role(f"kpi:{kpi}", "definition")
        return self.cite(passages[0]) if passages else ()

    def anchor(self, name: str) -> tuple[int, ...]:
        """The citation of an anchor, () where the shelf does not hold it."""
        anchor = ANCHORS[name]
        for passage in self.of_role(anchor.document, anchor.role):
            plain = re.sub(r"[\u202f\u00a0]", " ", passage.text)
            if re.search(anchor.mentions, plain, re.IGNORECASE):
                return self.cite(passage)
        return ()

    def findings(self, objective: Objective) -> tuple[EvidenceLine, ...]:
        """What the catalogue holds on an objective, with its strength and its publication."""
        lines = []
        for number, finding in enumerate(objective.evidence):
            passage = Passage(
                id=f"objective:{objective.id}:{self.lang}:finding-{number}",
                document=f"objective:{objective.id}",
                collection="shelf",
                kind="objective",
                lang=self.lang,
                role="evidence",
                text=finding.texts[self.lang],
                references=(finding.source.reference,),
            )
            if finding.source.reference in self.library.references:
                lines.append(EvidenceLine(self.sentence(passage), finding.strengths[self.lang]))
        return tuple(lines)

    def _about(self, objective: Objective, lang: Lang) -> frozenset[str]:
        """The stems of an objective's names and of its KPIs."""
        texts = [objective.names[lang], *objective.aliases[lang]]
        texts += [self.library.kpis[part.kpi].names[lang] for part in objective.kpis]
        return frozenset(each for text in texts for each in _stems(text, lang))

    def _telling(self, document: Document, objective: Objective) -> int:
        """How much of an objective the evidence of a document speaks of: words of both
        languages, so that readers of either are told the same stories."""
        shared = 0
        for lang in LANGS:
            about = self._about(objective, lang)
            found = self.library.document(document.id, lang)
            cited = [p for p in found.of_role("evidence") if p.cited] if found else []
            shared += max((len(about & _stems(p.text, lang)) for p in cited), default=0)
        return shared

    def stories(
        self, objective: Objective, organisation: Organisation, strengths: tuple[str, str]
    ) -> tuple[EvidenceLine, ...]:
        """One cited statement each from the documents nearest to the organisation, and one
        limit; `strengths` says what the first ones and the limit are."""
        near = {
            document.id: (document, telling)
            for document in self.library.documents.values()
            if document.lang == self.lang
            and document.kind in _EVIDENCE_KINDS
            and objective.id in document.objectives
            and (telling := self._telling(document, objective)) >= _TELLING
        }
        ranked = sorted(
            near.values(),
            key=lambda each: (-_nearness(each[0], organisation), -each[1], each[0].id),
        )
        best = [document for document, _ in ranked[:_STORIES]]
        about = self._about(objective, self.lang)
        lines = [
            EvidenceLine(self.sentence(_closest(cited, about)), strengths[0])
            for document in best
            if (cited := [p for p in document.of_role("evidence") if p.cited])
        ]
        limits = [p for document in best for p in document.of_role("limits") if p.cited]
        if limits:
            lines.append(EvidenceLine(self.sentence(_closest(limits, about)), strengths[1]))
        return tuple(lines)


def _closest(passages: list[Passage], about: frozenset[str]) -> Passage:
    """The passage with most words of a subject; the first of equals."""
    return max(passages, key=lambda each: len(about & _stems(each.text, each.lang)))


@lru_cache(maxsize=20_000)
def _stems(text: str, lang: Lang) -> frozenset[str]:
    """The stems of a text, kept: every plan weighs the same stories again."""
    return frozenset(stems(text, lang))


def _nearness(document: Document, organisation: Organisation) -> int:
    """Points for the same sector, country and kind of customer."""
    score = 0
    sector, country = organisation.sector.casefold(), organisation.country.casefold()
    if sector and (sector in document.sector.casefold() or document.sector.casefold() in sector):
        score += 3 if document.sector else 0
    if country and country in document.country.casefold():
        score += 2
    if organisation.model in ("b2b", "b2c"):
        wanted = "true" if organisation.model == "b2b" else "false"
        score += 1 if str(document.b2b).casefold() in (wanted, organisation.model) else 0
    return score
