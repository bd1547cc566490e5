"""The language of a question of a few words, without accents, misspelt or mixed."""

from __future__ import annotations

import pytest

from assistant.language.detect import detect

FRENCH = {
    "plain": "Pourquoi investir dans les réseaux sociaux ?",
    "no-accents": "combien coute une crise",
    "borrowed-terms": "quel est le ROI du social selling ?",
    "texting": "pk investir",
    "spoken": "c quoi le reach",
    "elision": "l'engagement compte ?",
    "follow-up": "et pour le B2B ?",
    "english-name": "Que s'est-il passé chez United Airlines ?",
    "english-title": "Qui a inventé See Think Do Care ?",
    "typo": "coment mesurer lefficacite de nos post",
    "noun-phrase": "taux d’engagement moyen",
}
ENGLISH = {
    "plain": "Why should we invest in social media?",
    "short": "what is CAC",
    "follow-up": "any European example?",
    "typo": "waht is the retrun on social",
    "french-name": "What did La Redoute do after the naked man?",
    "keyword": "is linkedin advertising worth it",
    "contraction": "isn't it just vanity?",
    "borrowed-term": "what does a comex want to see?",
}


@pytest.mark.parametrize("question", FRENCH.values(), ids=FRENCH.keys())
def test_french_is_recognised(question: str) -> None:
    assert detect(question, fallback="en") == "fr"


@pytest.mark.parametrize("question", ENGLISH.values(), ids=ENGLISH.keys())
def test_english_is_recognised(question: str) -> None:
    assert detect(question, fallback="fr") == "en"


@pytest.mark.parametrize("fallback", ["fr", "en"])
@pytest.mark.parametrize("question", ["ROI", "KLM", "NPS 2024", "🤔"])
def test_words_of_no_language_take_the_fallback(question: str, fallback: str) -> None:
    assert detect(question, fallback=fallback) == fallback
