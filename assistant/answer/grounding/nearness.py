"""How near the words of a sentence are to those of its evidence, in the sense they have there.

A word's vector holds its company too: "rose" said of profit is not "rose" said of revenue, though
the word is the same. So two words that stand on each other are compared in their places.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from assistant.answer.grounding.evidence import Support
from assistant.answer.grounding.meaning import Meaning
from assistant.answer.grounding.reading import Reading

# Any two words are about this alike to the model, at most; what exceeds it counts.
_ANY = 0.85
_LINKED, _NEAR = 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Nearness:
    """Each 0 to 1, where 0 is two words taken at random; all 0 without vectors of words.

    nearest    mean over the words of the sentence of the nearest word of the evidence
    farthest   the same of the word that is farthest from any, and of the two farthest
    opened     mean and least of the words that stand on no word of the evidence; 1 without any
    placed     least and mean likeness of two words that stand on each other, in their places
    back       mean over the words of the evidence of the nearest word of the sentence
    inverted   share of pairs of words whose nearest ones stand in the other order
    whole      cosine of the sentence and the nearest sentence of its evidence
    """

    nearest: float = 0.0
    farthest: float = 0.0
    farthest_two: float = 0.0
    opened: float = 0.0
    opened_least: float = 0.0
    placed_least: float = 0.0
    placed: float = 0.0
    back_near: float = 0.0
    inverted: float = 0.0
    whole: float = 0.0

    def shares(self) -> dict[str, float]:
        """The signals by name."""
        return asdict(self)


def nearness(sentence: Reading, support: Support, meaning: Meaning | None) -> Nearness:
    """Compare the words of a sentence with those of its evidence, by their vectors."""
    here, there = sentence.content, support.reading.content
    if meaning is None or not meaning.tells_words or not here or not there:
        return Nearness()
    near = _near(meaning.words(sentence)[list(here)], _evidence(support, meaning)[list(there)])
    best = near.max(axis=1)
    weights = np.array([sentence.tokens[i].weight for i in here])
    links, places = support.alignment.links, {j: n for n, j in enumerate(there)}
    open_ = [n for n, i in enumerate(here) if links.get(i, (0, 0.0))[1] < _LINKED]
    placed = [
        near[n, places[links[i][0]]] for n, i in enumerate(here)
        if n not in open_ and links[i][0] in places
    ]  # fmt: skip
    farthest = np.sort(best)
    one, *others = meaning.sentences([sentence.text, *(said.text for said in support.said)])
    return Nearness(
        nearest=float((best * weights).sum() / weights.sum()),
        farthest=float(farthest[0]),
        farthest_two=float(farthest[:2].mean()),
        opened=float(best[open_].mean()) if open_ else 1.0,
        opened_least=float(best[open_].min()) if open_ else 1.0,
        placed_least=float(min(placed, default=0.0)),
        placed=float(np.mean(placed)) if placed else 0.0,
        back_near=float(near.max(axis=0).mean()),
        inverted=_inverted(near),
        whole=max(float(other @ one) for other in others),
    )


def _evidence(support: Support, meaning: Meaning) -> np.ndarray:
    """The vectors of the words of the evidence, each sentence read by itself."""
    said = sorted(support.said, key=lambda each: each.order)
    vectors = np.vstack([meaning.words(each.reading) for each in said])
    whole = len(vectors) == len(support.reading.tokens)
    return vectors if whole else meaning.words(support.reading)


def _near(here: np.ndarray, there: np.ndarray) -> np.ndarray:
    """Two lists of word vectors → (words, words), their likeness above that of any two."""
    alike = here @ there.T
    usual = min(_ANY, float(alike.mean()))
    near: np.ndarray = np.clip((alike - usual) / (1 - usual), -1, 1)
    return near


def _inverted(near: np.ndarray) -> float:
    """Share of pairs of near words whose counterparts stand in the other order."""
    sure = np.flatnonzero(near.max(axis=1) > _NEAR)
    places = near.argmax(axis=1)[sure]
    first, second = np.triu_indices(len(places), 1)
    told = places[first] != places[second]
    return float((places[first] > places[second])[told].mean()) if told.any() else 0.0
