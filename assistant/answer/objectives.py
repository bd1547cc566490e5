"""A request for a plan, answered from the catalogue: objective, KPIs, actions, pitfalls."""

from __future__ import annotations

from assistant.answer.citing import Citer
from assistant.answer.talk import declined
from assistant.library import Library, Objective
from assistant.records import Answer, Document, Hit, Lang, Passage, Sentence
from assistant.retrieve import Search
from assistant.wording import Wording

# Measured on the question set: wrong objectives stay below, right ones above.
_MAPPED = 0.845
# Documents looked at for KPIs, and how many of them are taken beside those of the objective.
_RANKED, _BESIDE = 8, 3


def objective_of(search: Search) -> Hit | None:
    """The catalogue's nearest objective by its names, None where none is near."""
    hits = search.hits(lambda p: p.kind == "objective" and p.role == "phrasing", 1)
    return hits[0] if hits and hits[0].cosine >= _MAPPED else None


def indicators(search: Search, library: Library, lang: Lang, count: int = 5) -> tuple[Passage, ...]:
    """Definitions of the KPIs that follow the objective named in a question, and of those that
    are among the documents that fit it best; () where there are none."""
    ranked = list(search.documents)[:_RANKED]
    ids = [id for id in ranked if id.startswith("kpi:")][:_BESIDE]
    hit = objective_of(search)
    named = (
        hit.passage.document
        if hit
        else next((id for id in ranked[:_BESIDE] if id.startswith("objective:")), "")
    )
    if named:
        objective = library.objectives[named.removeprefix("objective:")]
        ids += [f"kpi:{part.kpi}" for part in objective.kpis]
    documents = (library.document(id, lang) for id in dict.fromkeys(ids))
    found = [p for document in documents if document for p in document.of_role("definition")]
    return tuple(found[:count])


def plan(question: str, search: Search, library: Library, wording: Wording, lang: Lang) -> Answer:
    """KPIs, actions and pitfalls for the objective named in the question."""
    hit = objective_of(search)
    if hit is None:
        return _unmapped(question, search, library, wording, lang)
    document = library.document(hit.passage.document, lang)
    objective = library.objectives[hit.passage.document.removeprefix("objective:")]
    if document is None:
        return _unmapped(question, search, library, wording, lang)
    citer = Citer(library, wording, lang)
    shortest, longest = objective.horizon
    lead = [
        citer.made(wording("plan.lead", objective=objective.names[lang]), hit.passage),
        *(citer.sentence(p) for p in document.of_role("rationale")),
        citer.made(wording("plan.horizon", shortest=shortest, longest=longest), hit.passage),
    ]
    return Answer(
        kind="answer",
        question=question,
        lang=lang,
        intent="plan",
        lead=tuple(lead),
        evidence=tuple(_kpis(objective, library, citer, wording, lang)),
        steps=tuple(citer.sentence(p) for p in document.of_role("actions")),
        limits=tuple(citer.sentence(p) for p in document.of_role("anti-patterns", "risks")),
        board_questions=tuple(_baselines(objective, hit.passage, citer, wording, lang)),
        follow_ups=_follow_ups(objective, library, lang),
        citations=citer.citations,
        confidence=round(search.confidence, 3),
    )


def _kpis(
    objective: Objective, library: Library, citer: Citer, wording: Wording, lang: Lang
) -> list[Sentence]:
    sentences = []
    for part in objective.kpis:
        document = library.document(f"kpi:{part.kpi}", lang)
        definition = document.of_role("definition") if document else ()
        if definition:
            role = wording(f"plan.role.{part.role}")
            text = wording("plan.kpi", role=role, definition=definition[0].text)
            sentences.append(citer.made(text, definition[0]))
    return sentences


def _baselines(
    objective: Objective, passage: Passage, citer: Citer, wording: Wording, lang: Lang
) -> list[Sentence]:
    """A baseline nobody knows is asked for, never invented."""
    return [
        citer.made(wording("plan.baseline", question=question), passage)
        for question in objective.baseline_questions[lang][:3]
    ]


def _follow_ups(objective: Objective, library: Library, lang: Lang) -> tuple[str, ...]:
    questions: list[Document] = [
        document
        for document in library.of_kind("question", lang)
        if objective.id in document.objectives
    ]
    return tuple(document.title for document in questions[:3])


def _unmapped(
    question: str, search: Search, library: Library, wording: Wording, lang: Lang
) -> Answer:
    hits = search.hits(lambda p: p.kind == "objective" and p.role == "phrasing", 12)
    ids = dict.fromkeys(hit.passage.document.removeprefix("objective:") for hit in hits)
    names = [library.objectives[id_].names[lang] for id_ in ids][:3]
    answer = declined(question, "uncovered", wording, lang, names, search.confidence)
    lead = (Sentence(wording("plan.unmapped")),)
    return Answer(
        **{
            **{name: getattr(answer, name) for name in answer.__slots__},
            "lead": lead,
            "intent": "plan",
        }
    )
