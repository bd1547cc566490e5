"""Adds what the company's own documents say to an answer, word for word and marked as such.

What they say is quoted and never followed: to the assistant it is text, whatever it asks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answer.disagree import Disagreement, disagreements
from assistant.answer.numbering import renumbered
from assistant.ingest import locate
from assistant.library import Library
from assistant.records import LANGS, Answer, Citation, Lang, Sentence
from assistant.retrieve import Retriever
from assistant.retrieve.own import OwnDocuments, OwnQuote
from assistant.retrieve.quotes import CELL, Quote
from assistant.tracing import span
from assistant.wording import Wording, load_wording

_TALK = ("greeting", "capabilities", "unclear")


class OwnAnswers:
    """Looks into collections for each question, beside the library or instead of it."""

    def __init__(
        self, documents: OwnDocuments, retriever: Retriever, library: Library, prompts: Path
    ) -> None:
        self.documents = documents
        self._retriever = retriever
        self._library = library
        self._wording: Mapping[Lang, Wording] = {
            lang: load_wording(prompts, "documents", lang) for lang in LANGS
        }
        self._places: Mapping[Lang, Wording] = {
            lang: load_wording(prompts, "ingest", lang) for lang in LANGS
        }

    def complete(self, answer: Answer, within: Sequence[str] = ()) -> Answer:
        """The answer with quotes of the company's own where they clear the bar.

        `within` names collections to which the answer is restricted: the library then says
        nothing. Raises CollectionError for one that is not there.
        """
        if answer.kind in _TALK:
            return answer
        question = answer.interpreted or answer.question
        with span("own documents") as told:
            found = self.documents.quotes(question, answer.lang, within)
            told.tell(quotes=len(found))
        if within:
            return self._restricted(answer, found, within)
        if not found:
            return answer
        if answer.refused:
            return self._alone(answer, found, self._wording[answer.lang]("own.only"))
        return self._beside(answer, found)

    def _beside(self, answer: Answer, found: Sequence[OwnQuote]) -> Answer:
        """The library's answer, the quotes, and where the two give different figures."""
        with_quotes = self._quoted(answer, found)
        differing = [
            (each, number)
            for number, own in enumerate(found, len(answer.citations) + 1)
            for each in disagreements(own.quote, self._retriever, self._library, answer.lang)
        ]
        return renumbered(self._disagreeing(with_quotes, differing[:2]))

    def _alone(self, answer: Answer, found: Sequence[OwnQuote], lead: str) -> Answer:
        """The quotes as the whole answer."""
        bare = Answer(
            kind="answer",
            question=answer.question,
            lang=answer.lang,
            intent=answer.intent,
            lead=(Sentence(lead),),
            confidence=round(found[0].confidence, 3),
            interpreted=answer.interpreted,
            warnings=answer.warnings,
        )
        return self._quoted(bare, found)

    def _restricted(
        self, answer: Answer, found: Sequence[OwnQuote], within: Sequence[str]
    ) -> Answer:
        wording = self._wording[answer.lang]
        folders = [self.documents.store.find(each).name() for each in within]
        names = wording("own.and").join(wording("own.named", name=name) for name in folders)
        if found:
            return self._alone(answer, found, wording("own.restricted", names=names))
        return Answer(
            kind="uncovered",
            question=answer.question,
            lang=answer.lang,
            intent=answer.intent,
            lead=(Sentence(wording("own.nothing", names=names)),),
            interpreted=answer.interpreted,
            warnings=answer.warnings,
        )

    def _quoted(self, answer: Answer, found: Sequence[OwnQuote]) -> Answer:
        citations, sentences = list(answer.citations), []
        for own in found:
            citation = self._citation(own.quote, len(citations) + 1, answer.lang)
            citations.append(citation)
            said = self._said(own.quote, citation, answer.lang)
            sentences.append(Sentence(said, (citation.number,)))
        return replace(answer, own=tuple(sentences), citations=tuple(citations))

    def _said(self, quote: Quote, citation: Citation, lang: Lang) -> str:
        """The quote in quotation marks of its language, a row with its columns' names, and where
        it stands."""
        text = citation.quote
        if quote.header:
            cells = zip(quote.header.split(CELL), quote.text.split(CELL), strict=False)
            text = " · ".join(f"{name}: {cell}" if name else cell for name, cell in cells if cell)
        origin = [citation.title, citation.locator]
        if citation.lang != lang:
            origin.append(self._wording[lang](f"own.in_{citation.lang}"))
        named = ", ".join(part for part in origin if part)
        return self._wording[citation.lang]("own.quote", text=text, origin=named)

    def _citation(self, quote: Quote, number: int, lang: Lang) -> Citation:
        passage, collection = quote.hit.passage, quote.hit.collection
        file = collection.files.get(passage.document)
        title = file.title or file.name if file else passage.document
        locator = exact_locator(quote)
        return Citation(
            number=number,
            passage=passage.id,
            quote=quote.text,
            document=passage.document,
            title=title,
            kind=passage.kind,
            lang=passage.lang,
            role=passage.role,
            years=file.date[:10] if file else "",
            collection=collection.id,
            collection_name=collection.name,
            # A section that is called like the document tells nothing.
            locator="" if locator == f"section:{title}" else locate(locator, self._places[lang]),
            page=passage.page,
        )

    def _disagreeing(self, answer: Answer, differing: Sequence[tuple[Disagreement, int]]) -> Answer:
        wording = self._wording[answer.lang]
        citations, sentences = list(answer.citations), []
        for each, own in differing:
            known = next((c for c in citations if c.passage == each.citation.passage), None)
            if known is None:
                known = replace(each.citation, number=len(citations) + 1)
                citations.append(known)
            told = (each.own, each.shelf)
            if each.opposed:
                told = (wording(f"own.{each.own}"), wording(f"own.{each.shelf}"))
            key = "own.opposed" if each.opposed else "own.disagree"
            text = wording(key, own=told[0], shelf=told[1])
            sentences.append(Sentence(text, (own, known.number)))
        return replace(answer, disagreements=tuple(sentences), citations=tuple(citations))


def exact_locator(quote: Quote) -> str:
    """The passage's locator, narrowed to the row where the quote is one row of a table."""
    locator = quote.hit.passage.locator
    kind, _, rest = locator.partition(":")
    if not quote.header or kind not in ("sheet", "row"):
        return locator
    rows, _, sheet = rest.partition(":")
    first, _, last = rows.partition("-")
    if not (first.isdigit() and last.isdigit()):
        return locator
    # The rows are the last lines of the passage; what stands before them is the header.
    lines = quote.hit.passage.text.count("\n") + 1
    row = int(last) - (lines - 1 - quote.line)
    if not int(first) <= row <= int(last):
        return locator
    return f"{kind}:{row}:{sheet}" if kind == "sheet" else f"{kind}:{row}"
