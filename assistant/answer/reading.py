"""A question as it is searched: completed from its conversation, or by the library's subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer.conversation import brief, complete, says_itself, standalone
from assistant.answer.core import core
from assistant.answer.intent import Intent
from assistant.answer.organisations import Organisations
from assistant.language.words import content_words, words
from assistant.records import Lang
from assistant.retrieve import Retriever, Search
from assistant.wording import Wording

# How much better the evidence must fit a question together with the one before it.
_CLEARLY = 0.3
# A question this sure to be answered is the library’s; of fewer words it only names a thing.
_OURS, _SENTENCE = 0.8, 2


class Reading:
    """Searches what a question means rather than what it says."""

    def __init__(
        self, retriever: Retriever, organisations: Organisations, talk: Mapping[Lang, Wording]
    ) -> None:
        self._retriever = retriever
        self._organisations = organisations
        self._talk = talk

    def search(
        self, text: str, lang: Lang, past: Sequence[str], intent: Intent
    ) -> tuple[str, Search]:
        """The question as it was searched, completed from the conversation where it leans on it.

        A short question may be a follow-up without saying so ("did the price recover?"), and
        one that points back none: it is what the evidence fits better.
        """
        whole = standalone(text, lang, past, self._organisations)
        search = self._retriever.search(core(whole, lang), lang)
        if whole != text and says_itself(text, lang):
            alone = self._retriever.search(core(text, lang), lang)
            return (text, alone) if alone.strength > search.strength + _CLEARLY else (whole, search)
        if not past:
            return self._first(whole, search, intent)
        if whole != text or intent == "definition" or not brief(text, lang):
            return whole, search
        completed = complete(text, lang, past, self._organisations)
        together = self._retriever.search(completed, lang)
        if together.strength > search.strength + _CLEARLY:
            return completed, together
        return text, search

    def _first(self, text: str, search: Search, intent: Intent) -> tuple[str, Search]:
        """A first question that names no subject ("is it worth it?") is about social media.

        One that may be about anything else ("how tall is it?") stays as it is.
        """
        lang = search.query.lang
        sure = search.confidence >= _OURS
        named = intent == "definition" or len(content_words(text, lang)) > 1
        # A single word ("NPS?") names what is asked about.
        named = named or len(words(text, lang)) < _SENTENCE
        if named or not sure:
            return text, search
        placed = self._talk[lang]("first", question=text[:1].lower() + text[1:])
        return placed, self._retriever.search(core(placed, lang), lang)
