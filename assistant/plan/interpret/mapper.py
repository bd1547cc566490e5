"""Reads a typed objective against the catalogue, and says what it made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import get_args

from assistant.language.words import fold
from assistant.library import Library
from assistant.plan.interpret.essence import essence
from assistant.plan.interpret.features import QueryEncoder
from assistant.plan.interpret.model import OBJECTIVE, ReadingModel
from assistant.plan.interpret.signs import NAMES, complains, counts_applause, signs
from assistant.plan.records import Candidate, Interpretation, NotObjective, Reading
from assistant.records import LANGS, Lang

Knows = Callable[[str], bool]

# Chosen on tests/evaluation/objectives.yaml.
_NONE, _NONE_WHEN_CLEAR = 0.5, 0.72
_CLEAR = 0.9
# A tactic shows in its verb: without one, only near certainty makes a text a tactic.
_ACTION_WHEN_CLEAR = 0.98
# Below the first, the catalogue has nothing near; below the second, the person is asked.
_MAPPED, _SURE = 0.3, 0.55
_SHOWN = 4
CUSTOM = "custom"


class Mapper:
    """Holds the fitted reading, the catalogue's names, and the words that the shelf knows."""

    def __init__(
        self,
        library: Library,
        encoder: QueryEncoder | None,
        embedder: str,
        knows: Knows | None = None,
        model: ReadingModel | None = None,
    ) -> None:
        """`embedder` is the identity of `encoder`'s model: where it is not that of the fit,
        or `encoder` is None, letters alone are read."""
        self._library = library
        self._encoder = encoder
        self._embedder = embedder
        self._knows = knows
        self._model = model or ReadingModel.load()
        self._names = {
            _key(name): objective.id
            for objective in library.objectives.values()
            for lang in LANGS
            for name in (objective.names[lang], *objective.aliases[lang])
        }

    def read(self, text: str, lang: Lang, choice: str = "") -> Interpretation:
        """The objective meant by a text; `choice` is the person's own, which stands."""
        if choice == CUSTOM:
            return Interpretation(text, "custom", confidence=1.0)
        if choice in self._library.objectives:
            return self._taken(text, "chosen", choice, 1.0, self.candidates(text, lang), lang)
        if not re.search(r"[^\W\d_]{2,}", text) or self._gibberish(text):
            return Interpretation(text, "not-an-objective", not_objective="other")
        if exact := self._names.get(_key(text)) or self._names.get(_key(essence(text))):
            only = (Candidate(exact, self._library.objectives[exact].names[lang], 1.0),)
            return self._taken(text, "mapped", exact, 1.0, only, lang)
        kinds, which = self._model.read(text, self._encoder, self._embedder)
        candidates = self._ranked(which, lang)
        sort = self._sort(text, kinds, candidates)
        if sort:
            return Interpretation(
                text, "not-an-objective", candidates=candidates, not_objective=sort
            )
        return self._weighed(text, kinds, candidates, lang)

    def candidates(self, text: str, lang: Lang) -> tuple[Candidate, ...]:
        """The objectives nearest to a text, best first, whatever the text is."""
        return self._ranked(self._model.read(text, self._encoder, self._embedder)[1], lang)

    def _weighed(
        self,
        text: str,
        kinds: Mapping[str, float],
        candidates: tuple[Candidate, ...],
        lang: Lang,
    ) -> Interpretation:
        if not candidates:
            return Interpretation(text, "unmapped")
        best = candidates[0]
        far = kinds.get("other", 0.0) > 0.25 and best.confidence < _CLEAR
        if best.confidence < _MAPPED or far:
            return Interpretation(text, "unmapped", candidates=candidates)
        reading: Reading = "mapped" if best.confidence >= _SURE else "unsure"
        return self._taken(text, reading, best.objective, best.confidence, candidates, lang)

    def _taken(
        self,
        text: str,
        reading: Reading,
        objective: str,
        confidence: float,
        candidates: tuple[Candidate, ...],
        lang: Lang,
    ) -> Interpretation:
        name = self._library.objectives[objective].names[lang]
        return Interpretation(text, reading, objective, name, round(confidence, 3), candidates)

    def _ranked(self, which: Mapping[str, float], lang: Lang) -> tuple[Candidate, ...]:
        known = [(id, chance) for id, chance in which.items() if id in self._library.objectives]
        known.sort(key=lambda pair: -pair[1])
        return tuple(
            Candidate(id, self._library.objectives[id].names[lang], round(chance, 3))
            for id, chance in known[:_SHOWN]
        )

    def _sort(
        self, text: str, kinds: Mapping[str, float], candidates: tuple[Candidate, ...]
    ) -> NotObjective:
        """What the text is instead of an objective, "" where it may be one."""
        seen = dict(zip(NAMES, signs(text), strict=False))
        none: dict[NotObjective, float] = {
            sort: kinds.get(sort, 0.0) for sort in get_args(NotObjective) if sort
        }
        if seen["how can we"]:
            none["question"] = 0.0
        elif seen["asks"] or (seen["question word"] and not seen["want"]):
            return "question"
        if complains(text):
            none["statement"] = 0.0
        clear = bool(candidates) and candidates[0].confidence >= _CLEAR
        bar = _NONE_WHEN_CLEAR if clear else _NONE
        total = sum(none.values()) / max(sum(none.values()) + kinds.get(OBJECTIVE, 0.0), 1e-9)
        worst = max(none, key=lambda sort: none[sort])
        # "Reduce our taxes" is an objective, though none of the catalogue's.
        if worst == "other" and seen["outcome verb"] and total > bar:
            return "" if len(text.split()) > 2 else "other"
        told = bool(seen["fact"] and not seen["want"] and not complains(text) and total > 0.15)
        if told and (worst == "statement" or none["statement"] > 0.1):
            return "statement"
        if counts_applause(text) and not seen["business"]:
            return "vanity"
        if seen["applause"] and not seen["business"] and total > (0.5 if clear else 0.3):
            return "vanity"
        tactical = bool(seen["tactic verb"] or seen["rhythm"])
        if worst == "action" and not tactical:
            bar = _ACTION_WHEN_CLEAR if clear else _NONE_WHEN_CLEAR
        elif tactical and worst in ("action", "other"):
            bar = 0.2 if candidates and candidates[0].confidence >= _SURE else 0.05
        return worst if total > bar else ""

    def _gibberish(self, text: str) -> bool:
        """True where the shelf knows none of the words."""
        if self._knows is None:
            return False
        words = re.findall(r"[^\W\d_]{3,}", fold(text))
        return not any(self._knows(word) for word in words)


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
