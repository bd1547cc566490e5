"""An answer told again in another form: shorter, its sources and their years, its reasons, what
speaks against it, its terms explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.answer.citing import Citer
from assistant.answer.commands import Command
from assistant.answer.lead import opening
from assistant.library import Library
from assistant.library.definitions import TermFinder
from assistant.records import LANGS, Answer, Citation, Lang, Passage, Sentence
from assistant.wording import Wording

_TERMS, SHORT, _BOUNDS = 3, 2, 4


class Retelling:
    """Tells answers again, in the language that they are in."""

    def __init__(
        self, library: Library, wording: Mapping[Lang, Wording], talk: Mapping[Lang, Wording]
    ) -> None:
        self._library = library
        self._wording = wording
        self._talk = talk
        self._finders = {lang: TermFinder(library.terms, lang) for lang in LANGS}

    def changed(self, answer: Answer, command: Command) -> Answer:
        """The answer in the form that is asked for."""
        match command.kind:
            case "shorter":
                return self._shorter(answer)
            case "source":
                return self._sourced(answer)
            case "why":
                return self._reasons(answer)
            case "dated":
                return self._dated(answer)
            case "against":
                return self._bounded(answer)
            case "simply":
                return self._simply(answer)
            case _:
                return answer

    def _shorter(self, answer: Answer) -> Answer:
        """Its first sentences and one caveat."""
        table = replace(answer.table, rows=answer.table.rows[:1]) if answer.table else None
        caveats = (*answer.counter, *answer.limits)[:1]
        most = 1 if len(answer.lead) <= SHORT else SHORT
        return replace(
            _bare(answer), lead=answer.lead[:most], limits=caveats, table=table, intent="shorter"
        )

    def _sourced(self, answer: Answer) -> Answer:
        """What the answer said first, and the publications behind all of it."""
        listed: dict[str, Sentence] = {}
        for citation in answer.citations:
            for text in _publications(citation, self._talk[answer.lang]):
                listed.setdefault(text, Sentence(text, (citation.number,)))
        evidence = tuple(listed.values())
        return replace(_bare(answer), lead=answer.lead[:SHORT], evidence=evidence)

    def _reasons(self, answer: Answer) -> Answer:
        """The evidence under what was said first, for and against."""
        lead = (self.own("why", answer.lang), *answer.lead[1:2])
        return replace(
            _bare(answer),
            lead=lead,
            evidence=answer.evidence,
            counter=answer.counter,
            limits=answer.limits,
            board_questions=answer.board_questions,
        )

    def _dated(self, answer: Answer) -> Answer:
        """The years of the publications behind it, the newest first."""
        talk = self._talk[answer.lang]
        years: dict[str, int] = {}
        listed: dict[str, Sentence] = {}
        for citation in answer.citations:
            for each, text in zip(citation.references, _publications(citation, talk), strict=True):
                listed.setdefault(text, Sentence(text, (citation.number,)))
                years[text] = each.year or 0
        newest = sorted(listed, key=lambda text: -years[text])
        wording = self._wording[answer.lang]
        latest = max(years.values(), default=0)
        notice = wording("notice.newest", year=latest) if latest else wording("notice.undated")
        return replace(
            _bare(answer),
            lead=(self.own("dated", answer.lang),),
            evidence=tuple(listed[text] for text in newest),
            notice=notice,
        )

    def _bounded(self, answer: Answer) -> Answer:
        """What speaks against it and what it does not prove; where it has said nothing of the
        kind, what the documents that it cites say."""
        lang = answer.lang
        if answer.counter or answer.limits:
            told = replace(_bare(answer), counter=answer.counter, limits=answer.limits)
            return replace(told, lead=(self.own("against", lang),))
        citer = Continued(self._library, self._wording[lang], answer)
        cited = dict.fromkeys(citation.document for citation in answer.citations)
        documents = [d for id in cited if (d := self._library.document(id, lang))]
        bounds = [p for d in documents for p in d.of_role("evidence-against", "limits", "pitfalls")]
        key = "against" if bounds else "no_against"
        return replace(
            _bare(answer),
            lead=(self.own(key, lang),),
            limits=tuple(citer.sentence(each) for each in bounds[:_BOUNDS]),
            citations=citer.citations,
        )

    def _simply(self, answer: Answer) -> Answer:
        """What was said first, and its terms explained."""
        lead = answer.lead[:SHORT]
        citer = Continued(self._library, self._wording[answer.lang], answer)
        text = " ".join((answer.question, *(each.text for each in lead)))
        defined = [citer.sentence(passage) for passage in self._terms(text, answer.lang)[:_TERMS]]
        key = "simply" if defined else "no_terms"
        return replace(
            _bare(answer),
            lead=(self.own(key, answer.lang), *lead, *defined),
            citations=citer.citations,
        )

    def _terms(self, text: str, lang: Lang) -> list[Passage]:
        found: dict[str, Passage] = {}
        for mention in self._finders[lang].mentions(text):
            for term in mention.terms:
                document = self._library.document(f"term:{term.id}", lang)
                if document is None and term.kpi:
                    document = self._library.document(f"kpi:{term.kpi}", lang)
                if document and (told := opening(document)):
                    found.setdefault(term.id, told[0])
        return list(found.values())

    def own(self, key: str, lang: Lang) -> Sentence:
        """Our own opening words, which claim nothing and need no source."""
        return Sentence(self._talk[lang](f"{key}.lead"))


class Continued(Citer):
    """A citer that goes on from the citations of an answer, and takes over those of others."""

    def __init__(self, library: Library, wording: Wording, answer: Answer | None) -> None:
        super().__init__(library, wording, answer.lang if answer else "en")
        for citation in answer.citations if answer else ():
            self._add(citation)

    def taken(self, sentence: Sentence, answer: Answer) -> Sentence:
        """A sentence of another answer, with its citations under numbers of this one."""
        by_number = {each.number: each for each in answer.citations}
        return Sentence(sentence.text, tuple(self._add(by_number[n]) for n in sentence.citations))

    def _add(self, citation: Citation) -> int:
        if citation.passage not in self._numbers:
            self._numbers[citation.passage] = len(self._citations) + 1
            self._citations.append(replace(citation, number=len(self._citations) + 1))
        return self._numbers[citation.passage]


def _bare(answer: Answer) -> Answer:
    """The answer without what stands below its opening."""
    return replace(
        answer,
        evidence=(),
        counter=(),
        limits=(),
        steps=(),
        board_questions=(),
        table=None,
        notice="",
        asked="",
        links=(),
    )


def _publications(citation: Citation, talk: Wording) -> list[str]:
    """Title, publisher and year of the publications of a citation."""
    found = []
    for each in citation.references:
        year = str(each.year) if each.year else talk("undated")
        found.append(talk("publication", title=each.title, publisher=each.publisher, year=year))
    return found
