"""What a question asks for."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.answer.intent import recognise
from assistant.records import Lang


@dataclass(frozen=True)
class Case:
    id: str
    lang: Lang
    question: str
    intent: str


CASES = [
    Case("hello", "en", "Hello!", "greeting"),
    Case("bonjour", "fr", "Bonjour", "greeting"),
    Case("ca-va", "fr", "Salut, ça va ?", "greeting"),
    Case("thanks", "en", "thanks a lot", "thanks"),
    Case("can-do", "en", "What can you do?", "capabilities"),
    Case("can-do-fr", "fr", "Que peux-tu faire ?", "capabilities"),
    Case("who-are-you", "fr", "Qui es-tu ?", "capabilities"),
    Case("can-do-about", "fr", "Que peux-tu me dire sur KLM ?", "general"),
    Case("plan", "fr", "fais-moi un plan pour réduire le turnover", "plan"),
    Case("plan-en", "en", "Draft me a KPI plan for lead quality", "plan"),
    Case("plan-figure", "fr", "Combien d'entreprises avaient un plan en 2010 ?", "figure"),
    Case("briefing", "fr", "Prépare une note pour le conseil sur la crise", "briefing"),
    Case("briefing-en", "en", "Write a board paper on influencers", "briefing"),
    Case("definition", "fr", "C'est quoi le CAC ?", "definition"),
    Case("definition-en", "en", "What is share of voice?", "definition"),
    Case("define", "en", "Define reach", "definition"),
    Case("share", "fr", "Quelle part des ventes vient des réseaux ?", "figure"),
    Case("how-much", "en", "How much did Dell sell through Twitter?", "figure"),
    Case("measure", "fr", "Comment mesurer la notoriété ?", "measure"),
    Case("which-kpi", "en", "Which KPI for loyalty?", "measure"),
    Case("why", "fr", "Pourquoi payer pour cela ?", "why"),
    Case("who", "fr", "Quelles entreprises ont échoué ?", "who"),
    Case("example", "en", "Any European example?", "who"),
    Case("yes-no", "fr", "Les réseaux sociaux font-ils vendre ?", "yes-no"),
    Case("yes-no-en", "en", "Do ambassadors work?", "yes-no"),
    Case("how", "fr", "Comment préparer une crise ?", "how"),
    Case("keywords", "en", "linkedin b2b leads", "general"),
    Case("worst-case", "en", "What is our worst-case fine as a platform?", "figure"),
    Case("case-for", "en", "Make the case for a bigger budget", "general"),
    Case("portion", "en", "What portion of staff share the news?", "figure"),
    Case("price-of", "fr", "Prix d'un abonné Facebook ?", "figure"),
    Case("which-retailers", "en", "Which retailers let tweets set a price?", "who"),
    Case("give-companies", "en", "Give me companies that cut support costs", "who"),
    Case("any-bank", "en", "Any bank that learned from listening?", "who"),
    Case("quelle-compagnie", "fr", "Quelle compagnie aérienne a gagné des ventes ?", "who"),
    Case("citez-une-marque", "fr", "Citez-moi une marque qui a échoué", "who"),
    Case("by-tone", "fr", "Les bad buzz, ça finit toujours par coûter cher ?", "yes-no"),
    Case("noun-only", "fr", "La part de voix ?", "general"),
    Case("regarde-quoi", "fr", "Je veux suivre la notoriété, je regarde quoi ?", "measure"),
    Case("will-i-know", "en", "How will I know the page is doing its job?", "measure"),
    Case("where-to-start", "en", "Almost no money: where do we start?", "how"),
    Case("par-ou-commencer", "fr", "Par où commencer avec trois sous ?", "how"),
    Case("by-ear", "fr", "kel kpi pour la fidélité", "measure"),
    Case("by-ear-yes-no", "fr", "es que les réseaux font vendre", "yes-no"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_intent(case: Case) -> None:
    assert recognise(case.question, case.lang) == case.intent
