"""Whether a question asks for a cause, and whether what is quoted could show one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from assistant.answer.draft import Draft
from assistant.language.words import fold
from assistant.library import Library
from assistant.records import LANGS, Lang, Passage

_ASKED: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:caus(?:e|es|ent|er|al|ale)|a cause d|grace a|prouv\w+|preuves?|demontr\w+|"
        r"provoqu\w+|change(?:nt|r)?|entrain\w+|inspire(?:nt)?|ameliore(?:nt|r)?)\b"
    ),
    "en": re.compile(
        r"\b(?:cause[sd]?|causing|because of|thanks to|proofs?|prove[sdn]?|proven|due to|"
        r"lead to|leads to|makes?(?! sense| up| it)|lifts?|improves?|drives?|raises?)\b"
    ),
}
# What an experiment, or a method that comes near to one, is called in either language.
_TRIED: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\bexperiences?\b|\bexperiment\w+|randomis\w+|aleatoire|tir(?:e|ee|es|ees|age) au sort|"
        r"au hasard|groupes? temoins?|controle synthetique|differences? de differences?|\bessais?\b"
    ),
    "en": re.compile(
        r"\bexperiment\w*|randomi[sz]\w+|control groups?|at random|holdouts?|synthetic control|"
        r"differences?[- ]in[- ]differences?|\btrials?\b|natural shock|instrument\w* variable"
    ),
}
# An opening that says itself that nothing is proven.
_SAID: Mapping[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:correl\w+|association|causal\w*|caus(?:e|es|ent|e par)|prouv\w+|demontr\w+|"
        r"isol\w+|imput\w+|n'a montre|rien ne)\b"
    ),
    "en": re.compile(
        r"\b(?:correlat\w+|association|causal\w*|cause[sd]?|prove[sdn]?|proven|shown|isolat\w+|"
        r"attributed|merely|nothing)\b"
    ),
}


class Causes:
    """Knows which publications tell of an experiment, as the library speaks of them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def together_only(self, draft: Draft, lead: Sequence[Passage]) -> bool:
        """True for a question of yes or no about a cause where neither what opens the answer nor
        the documents that it comes from speak of an experiment, and the opening does not say
        so."""
        lang = draft.lang
        if draft.intent != "yes-no" or not _ASKED[lang].search(fold(draft.question)):
            return False
        told = fold(" ".join(passage.text for passage in lead))
        if _SAID[lang].search(told) or _TRIED[lang].search(told):
            return False
        keys = {key for passage in lead for key in passage.references}
        return bool(keys) and keys.isdisjoint(self._tried[lang])

    @cached_property
    def _tried(self) -> Mapping[Lang, frozenset[str]]:
        """Keys of the publications on which a statement about an experiment rests, or any
        statement of a document whose head speaks of one."""
        found: dict[Lang, set[str]] = {lang: set() for lang in LANGS}
        for document in self._library.documents.values():
            tried = _TRIED[document.lang]
            head = tried.search(fold(f"{document.title}\n{document.summary}"))
            for passage in document.passages:
                if passage.references and (head or tried.search(fold(passage.text))):
                    found[document.lang].update(passage.references)
        return {lang: frozenset(keys) for lang, keys in found.items()}
