"""What a learner asks the tutor: a lesson, a quiz, an explanation for somebody; what they reply."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.language.words import content_words, fold
from assistant.records import Lang

Kind = Literal["teach", "quiz", "explain"]

_KINDS: Mapping[Lang, tuple[tuple[Kind, str], ...]] = {
    "fr": (
        (
            "quiz",
            r"\b(interroge[rz]?|teste[rz]?|questionne[rz]?)[- ](moi|nous)\b|^quiz\b|"
            r"\b(fai(s|tes)|pose[rz]?|donne[rz]?|propose[rz]?)[- ](moi|nous) (passer )?(un|"
            r"le) quiz\b|"
            r"\bpose[rz]?[- ](moi|nous) des questions\b|\b(je veux|commence[rz]?|"
            r"lance[rz]?) (un|le) quiz\b",
        ),
        (
            "explain",
            r"\bexpli(que[rz]?|quer)\b(?=.*\b(comme (a|pour|si)|pour un|a un|en tant que)\b)"
            r"([- ](moi|nous|le|la|les|ca|cela)\b)*",
        ),
        (
            "teach",
            r"\b(apprend[sz]?|apprenez|enseigne[rz]?|forme[rz]?)[- ](moi|nous)\b|"
            r"\bme(t|ts|ttez)[- ]moi a niveau\b|\bje (veux|voudrais|souhaite) (apprendre|"
            r"me former)\b|"
            r"\b(donne[rz]?|fai(s|tes))[- ]moi (une|la) lecon\b|\bcommence[rz]? (la lecon|"
            r"le programme)\b",
        ),
    ),
    "en": (
        (
            "quiz",
            r"\b(quiz|test|question) me\b|^quiz\b|\btest my knowledge\b|"
            r"\b(give me|start|take|i want|do) (a|the) quiz\b",
        ),
        (
            "explain",
            r"\bexplain\b(?=.*\b(like|as if|as though|as to|to an?|for an?)\b)"
            r"( (me|us|it|this|that|these|them))*",
        ),
        (
            "teach",
            r"\b(teach|train|school) (me|us)\b|\bbring (me|us) up to speed\b|"
            r"\bi('d like| want| would like) to learn\b|\bgive (me|us) (a|the) lesson\b|"
            r"\bstart (the|a) (lesson|course|programme|program)\b",
        ),
    ),
}
# Who an explanation is for, by words that follow "like I'm", « comme à ».
_AUDIENCES = (
    ("finance", r"cfo|finance\w*|financier\w*|daf|controller|accountant|"
     r"comptable|treasurer|auditor"),
    ("hr", r"hr|chro|human resources|drh|rh|ressources humaines"),
    ("it", r"cio|cto|it director|dsi|informatique|engineer|ingenieur"),
    ("risk", r"lawyer|legal|risk|juriste|juridique|avocat\w*|risques?|compliance|conformite"),
    ("chief", r"ceo|chief executive|pdg|dg|directeur general|directrice generale|board member|"
     r"director|chairman|president\w*|administrat\w+"),
    ("beginner", r"beginner|newbie|novice|child|five|5|ten|grandmother|debutante?|enfant|"
     r"grand[- ]mere|profane|neophyte"),
)  # fmt: skip
_FOR_WHOM: Mapping[Lang, str] = {
    "fr": r"\b(comme (a|pour|si (j'etais|j'|je suis|nous etions))|en tant que|pour|a)\b"
    r"[ ']*(un|une|mon|ma|le|la|des|les)?\b.*$",
    "en": r"\b(like|as if|as though|as|to|for)\b( to)?( i'm| im| i am| i were| i was| we're|"
    r" we are)?"
    r"( an?| my| the)?\b.*$",
}
_LINKS: Mapping[Lang, str] = {
    "fr": r"^\W*((sur|a propos d[eu']?|concernant|en|a|aux?|le|la|les|l'|d[eu']|au|aux|s'il (te|"
    r"vous) plait)\b\W*)+",
    "en": r"^\W*((about|on|in|regarding|the|please|how|something)\b\W*)+",
}
_CHOICE = re.compile(
    r"\W*(?:(?:reponse|answer|option|la|le|je dis|i say|it's)\s+)*([a-f]|"
    r"[1-6])\s*(?:[.):,]\s*(.*)|)$"
)
_SKIP = re.compile(
    r"\W*(je ne sais pas|jsp|aucune idee|passe|suivante?|i don'?t know|no idea|skip|next|pass)\W*$"
)
_STOP = re.compile(
    r"\W*(stop|arrete[rz]?|fin|quit|enough|ca suffit|terminer?)\W*(le quiz|the quiz)?\W*$"
)
_COMPILED = {
    lang: tuple((kind, re.compile(pattern)) for kind, pattern in rows)
    for lang, rows in _KINDS.items()
}


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for; `subject` and `audience` are "" where none was named."""

    kind: Kind
    subject: str
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply to a quiz question: the index of an option, None for "I do not know"."""

    chosen: int | None
    stop: bool = False


def request_of(text: str, lang: Lang) -> Request | None:
    """What a learner asks for, None where the text is no such request."""
    folded = fold(text).replace("’", "'").strip()
    for kind, pattern in _COMPILED[lang]:
        found = pattern.search(folded)
        if not found:
            continue
        rest, audience = folded[found.end() :], ""
        if kind == "explain":
            audience = _audience(rest, lang)
            if not audience:
                continue
            rest = re.sub(_FOR_WHOM[lang], "", rest)
        return Request(kind, _subject(rest, lang), audience)
    return None


def reply_of(text: str) -> Reply | None:
    """A reply by letter, by number, or of somebody who does not know; None for anything else."""
    folded = fold(text).strip()
    if _STOP.fullmatch(folded):
        return Reply(None, stop=True)
    if _SKIP.fullmatch(folded):
        return Reply(None)
    found = _CHOICE.fullmatch(folded)
    if not found:
        return None
    mark = found[1]
    return Reply(int(mark) - 1 if mark.isdigit() else ord(mark) - ord("a"))


def topics_of(earlier: Sequence[str], lang: Lang) -> list[str]:
    """What was talked of in earlier turns: of a request its subject, of a reply nothing."""
    found = []
    for text in earlier:
        request = request_of(text, lang)
        if request is None and reply_of(text) is None:
            found.append(text)
        elif request and request.subject:
            found.append(request.subject)
    return found


def _audience(rest: str, lang: Lang) -> str:
    found = re.search(_FOR_WHOM[lang], rest)
    said = found[0] if found else ""
    return next((name for name, words in _AUDIENCES if re.search(rf"\b({words})\b", said)), "")


def _subject(rest: str, lang: Lang) -> str:
    rest = re.sub(_LINKS[lang], "", rest.strip(" .?!:-"))
    return rest.strip(" .?!:-\u202f«»“”") if content_words(rest, lang) else ""
