"""Answers that state no fact: greetings, what the assistant can do, and honest refusals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.closing import quoted_names
from assistant.answer.fit import Fit
from assistant.answer.wishes import Wish
from assistant.library import Library
from assistant.records import Answer, AnswerKind, Lang, Sentence
from assistant.retrieve import Search
from assistant.wording import Wording

_OFFERS = 3
# Below this cosine to the nearest vetted question the offer falls back to fixed examples.
_NEAR = 0.86


def small_talk(question: str, intent: str, wording: Wording, lang: Lang) -> Answer:
    """A greeting, thanks, or what the assistant can do."""
    kind: AnswerKind = "capabilities" if intent == "capabilities" else "greeting"
    points = wording.several("capabilities.points") if kind == "capabilities" else ()
    return Answer(
        kind=kind,
        question=question,
        lang=lang,
        intent=intent,
        lead=(Sentence(wording(f"{intent}.lead")),),
        evidence=tuple(Sentence(point) for point in points),
        follow_ups=wording.several("examples")[:4],
        confidence=1.0,
    )


def refusal(
    question: str,
    search: Search,
    library: Library,
    wording: Wording,
    lang: Lang,
    fit: Fit | None = None,
    unsaid: Sequence[Wish] = (),
) -> Answer:
    """One honest line, and questions that the shelf does answer.

    `fit` tells what the question names and the shelf does not have, or not together; `unsaid`
    what it has, but says nothing of that answers.
    """
    key = "unsaid" if unsaid else "missing" if fit and fit.missing else "apart"
    absent = unsaid or ((fit.missing or fit.apart) if fit else ())
    near = [hit for hit in search.matches if hit.cosine >= _NEAR]
    titles = [library.document(hit.passage.document, lang) for hit in near]
    known = bool(search.query.terms) or search.signals.covered > 0.6 or bool(absent)
    offers = [document.title for document in titles if document] if known else []
    offers += [text for text in wording.several("examples") if text not in offers]
    kind: AnswerKind = "uncovered" if known else "off-topic"
    answer = declined(question, kind, wording, lang, offers[:_OFFERS], search.confidence)
    if not absent:
        return answer
    said = wording(f"refusal.{key}", names=quoted_names(absent, wording))
    return replace(answer, lead=(Sentence(said), *answer.lead[1:]))


def declined(
    question: str,
    kind: AnswerKind,
    wording: Wording,
    lang: Lang,
    offers: Sequence[str],
    confidence: float = 0.0,
) -> Answer:
    """A refusal of this kind with these offers."""
    lead = (Sentence(wording(f"refusal.{kind}")), Sentence(wording("refusal.offer")))
    return Answer(
        kind=kind,
        question=question,
        lang=lang,
        lead=lead,
        follow_ups=tuple(offers),
        confidence=round(confidence, 3),
    )
