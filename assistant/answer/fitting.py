"""When what a question names decides whether it is answered at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer.fit import Fit
from assistant.answer.wishes import Wish
from assistant.language.words import content_words
from assistant.records import Citation, Lang

# The confidence below which the shelf probably answers something else than what was asked, and
# that above which it answers, whatever names it leaves out; set on the development questions.
_FAIR, _CLEAR = 0.6, 0.92
# Words by which examples or evidence are asked for, folded; what else a question says is its
# subject.
_FRENCH = """
exemple exemples cas concret concrets donne donnez donner moi citer cite citez montre montrez bon
bons vrai vrais entreprise entreprises marque marques societe societes deux trois quatre cinq avoir
auriez existe reussite reussites reseau reseaux social sociaux secteur preuve preuves resultats
chiffres etudes savez sait connait connaissez t il y a
"""
_ENGLISH = """
example examples case cases study studies give show name cite got good real company companies brand
brands firm firms two three four five any have there success successes stories story social media
sector industry tell evidence proof results figures known know anything
"""
_ASKING: Mapping[Lang, frozenset[str]] = {
    "fr": frozenset(_FRENCH.split()) | frozenset("2345"),
    "en": frozenset(_ENGLISH.split()) | frozenset("2345"),
}


def only_named(question: str, fit: Fit, lang: Lang) -> bool:
    """True for a question that wants evidence on a place, a sector or a market of which the shelf
    has some, and nothing more precise: whatever of the kind is there answers it."""
    known = [each for each in fit.wishes.items if fit.bodies.about(each)]
    if not known or any(each.kind == "name" for each in fit.missing):
        return False
    named = {word for wish in fit.wishes.items for word in content_words(wish.label, lang)}
    return set(content_words(question, lang)) <= named | _ASKING[lang]


def unanswerable(fit: Fit, confidence: float) -> tuple[Wish, ...]:
    """What the shelf does not have of what a question is about, so that it is declined: names and
    platforms that stand nowhere, and below a fair `confidence` any other wish that is missing, or
    a name that is spoken of, but not together with the rest.

    Nothing where the question is about the reader's own company or a rival.
    """
    if fit.wishes.ours:
        return ()
    missing = tuple(each for each in fit.missing if each.kind in ("name", "platform"))
    if missing or confidence >= _FAIR:
        return missing
    return fit.missing or fit.apart


def out_of_reach(fit: Fit, citations: Sequence[Citation], confidence: float) -> tuple[Wish, ...]:
    """The names and platforms a question is about of which nothing that was quoted speaks."""
    if fit.wishes.ours or confidence >= _CLEAR:
        return ()
    documents = {each.document for each in citations}
    unsaid = fit.unsaid(documents, " ".join(each.quote for each in citations))
    if confidence < _FAIR:
        return tuple(each for each in unsaid if each.kind in ("name", "platform", "place"))
    named = fit.wishes.of("name", "platform")
    # Of two names one is enough: the other may go by another word in the source.
    return named if all(each in unsaid for each in named) else ()
