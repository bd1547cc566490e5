"""Does the sentence claim more than its evidence: all for some, is for may, cause for company?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.grounding import cues
from assistant.answer.grounding.align import Alignment
from assistant.answer.grounding.reading import Reading
from assistant.answer.grounding.records import Reason


def overstatements(alignment: Alignment) -> Iterator[Reason]:
    """What the sentence says more strongly than the evidence does."""
    sentence, evidence = alignment.sentence, alignment.evidence
    yield from _quantity(sentence, evidence)
    yield from _certainty(alignment)
    yield from _causation(sentence, evidence)


def _has(pattern: cues.Cues, reading: Reading) -> str:
    found = pattern[reading.lang].search(reading.lowered)
    return found[0] if found else ""


def _quantity(sentence: Reading, evidence: Reading) -> Iterator[Reason]:
    every = _has(cues.UNIVERSAL, sentence)
    if every and (_partial(evidence) or not (_has(cues.ALL, evidence) or _denied_all(evidence))):
        yield Reason(
            "quantifier",
            {"found": every, "source": _has(cues.MOST, evidence) or _has(cues.SOME, evidence)},
        )
        return
    most = _has(cues.MOST, sentence)
    if most and not _has(cues.MOST, evidence) and not _has(cues.ALL, evidence):
        shares = [a.value for a in evidence.amounts if a.unit in ("%", "share")]
        if _has(cues.SOME, evidence) and not any(share > 50 for share in shares):
            yield Reason("quantifier", {"found": most, "source": _has(cues.SOME, evidence)})
            return
    some, none = _has(cues.SOME, sentence), _has(cues.UNIVERSAL, evidence)
    if not some and not every and not most:
        return
    if some and none and not _has(cues.ALL, sentence) and not _has(cues.SOME, evidence):
        yield Reason("quantifier-weaker", {"found": some, "source": none})


def _partial(evidence: Reading) -> bool:
    """True where the evidence tells of a share and of nothing that holds for all."""
    shares = [a.value for a in evidence.amounts if a.unit in ("%", "share") and not a.part]
    return any(share < 100 for share in shares) and not _has(cues.UNIVERSAL, evidence)


_NONE = re.compile(
    r"\b(?:no|none|nobody|no\sone|neither|never|aucune?|nul(?:le)?|personne|jamais)\b"
)


def _denied_all(evidence: Reading) -> bool:
    """ "None" licenses "all … not"."""
    return bool(_NONE.search(evidence.lowered))


def _certainty(alignment: Alignment) -> Iterator[Reason]:
    sentence, evidence = alignment.sentence, alignment.evidence
    if _has(cues.HEDGED, sentence) or (_has(cues.SPEECH, sentence) and _has(cues.SPEECH, evidence)):
        return
    for found in cues.STRONG_HEDGE[evidence.lang].finditer(evidence.lowered):
        if found[0].startswith(_TOLD) and _told(sentence):
            continue
        # The hedge bears on the words after it: are those what the sentence states?
        after = [i for i in evidence.content if evidence.tokens[i].start >= found.end()][:3]
        if len(alignment.used & set(after)) >= min(2, len(after)) and after:
            yield Reason("certainty", {"source": found[0]})
            return


# What is alleged or suggested is said by someone: saying who is no less careful.
_TOLD = ("alleg", "report", "suggest", "suggèr", "présum", "soupçonn", "allégu")
_ACCUSED = re.compile(r"\b(?:accus|reproch|alleg|allégu)\w*")


def _told(sentence: Reading) -> bool:
    return bool(
        _has(cues.SPEECH, sentence) or _has(cues.ATTRIBUTION, sentence)
        or _ACCUSED.search(sentence.lowered)
    )  # fmt: skip


def _causation(sentence: Reading, evidence: Reading) -> Iterator[Reason]:
    cause = _has(cues.CAUSE_FIRM, sentence) or _effect(sentence, evidence)
    if not cause or _has(cues.CAUSE_FIRM, evidence):
        return
    denied = cues.NEGATION[sentence.lang].search(sentence.lowered)
    if denied:
        return
    link = _has(cues.CORRELATION, evidence)
    if link and not _causal_beside(evidence):
        yield Reason("causation", {"found": cause, "source": link})
    elif not _has(cues.CAUSE, evidence):
        yield Reason("causation-unstated", {"found": cause})


def _effect(sentence: Reading, evidence: Reading) -> str:
    """ "Lowers the risk" where the evidence only says that the two go together, or ""."""
    tied = cues.TIED[evidence.lang].search(evidence.lowered)
    if not tied or _has(cues.EFFECT, evidence) or _has(cues.CORRELATION, sentence):
        return ""
    return _has(cues.EFFECT, sentence)


def _causal_beside(evidence: Reading) -> bool:
    strong = ("prouv", "effect of", "contribu", "impact", "influenc", "résult", "result", "attribu")
    return any(word in evidence.lowered for word in strong)
