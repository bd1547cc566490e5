"""Whether a question asks for a cause, and whether what is quoted could show one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer.draft import Draft
from assistant.language.words import fold
from assistant.library import Library
from assistant.records import Lang, Passage

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


def together_only(draft: Draft, lead: Sequence[Passage], library: Library) -> bool:
    """True for a question of yes or no about a cause where neither what opens the answer nor the
    documents that it comes from speak of an experiment, and the opening does not say so."""
    lang = draft.lang
    if draft.intent != "yes-no" or not _ASKED[lang].search(fold(draft.question)):
        return False
    told = fold(" ".join(passage.text for passage in lead))
    if _SAID[lang].search(told) or _TRIED[lang].search(told):
        return False
    keys = {key for passage in lead for key in passage.references}
    return bool(keys) and not any(_TRIED[lang].search(text) for text in _of(keys, lang, library))


def _of(keys: set[str], lang: Lang, library: Library) -> list[str]:
    """All statements of a language that rest on one of these publications, and the heads of the
    documents in which they stand, folded."""
    found: list[str] = []
    for document in library.documents.values():
        if document.lang != lang:
            continue
        own = [p.text for p in document.passages if keys & set(p.references)]
        if own:
            found += [fold(text) for text in (document.title, document.summary, *own)]
    return found
