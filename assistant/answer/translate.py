"""An answer in the other language: each statement's twin, each connective's wording."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from assistant.answer.citing import Citer
from assistant.answer.disagree import twin
from assistant.library import Library
from assistant.records import Answer, Lang, Passage, Sentence, Table
from assistant.wording import Wording, variables

_PARTS = ("lead", "evidence", "counter", "limits", "steps", "board_questions")


class Translator:
    """Turns answers over: nothing is translated by machine, every statement exists twice."""

    def __init__(self, library: Library, wording: Mapping[Lang, tuple[Wording, ...]]) -> None:
        self._library = library
        self._wording = wording

    def turned(self, answer: Answer, lang: Lang) -> Answer:
        """The answer in that language; what has no twin there is left out."""
        if answer.lang == lang:
            return answer
        citer = Citer(self._library, self._wording[lang][0], lang)
        parts: dict[str, Any] = {
            name: self._sentences(getattr(answer, name), answer, citer, lang) for name in _PARTS
        }
        table = self._table(answer.table, answer, citer, lang) if answer.table else None
        return replace(
            answer,
            **parts,
            table=table,
            lang=lang,
            notice=self._worded(answer.notice, answer.lang, lang),
            follow_ups=self._titles(answer.follow_ups, answer.lang, lang),
            citations=citer.citations,
        )

    def _sentences(
        self, sentences: tuple[Sentence, ...], answer: Answer, citer: Citer, lang: Lang
    ) -> tuple[Sentence, ...]:
        found = (self._sentence(each, answer, citer, lang) for each in sentences)
        return tuple(each for each in found if each)

    def _sentence(
        self, sentence: Sentence, answer: Answer, citer: Citer, lang: Lang
    ) -> Sentence | None:
        cited = {each.number: each.passage for each in answer.citations}
        passages = [self._passages.get(cited.get(number, "")) for number in sentence.citations]
        known = [twin(each, self._library, lang) for each in passages if each]
        told = [each for each in known if each.lang == lang]
        first = next((each for each in passages if each), None)
        own = Citer(self._library, self._wording[answer.lang][0], answer.lang)
        if first and sentence.text == own.marked(first):
            return citer.sentence(told[0], *told[1:]) if told else None
        titles = [
            reference.title
            for each in answer.citations
            if each.number in sentence.citations
            for reference in each.references
        ]
        if any(sentence.text.startswith(title) for title in titles):
            # A publication keeps its title, whatever words of ours stand in it.
            return citer.made(sentence.text, *told)
        text = self._worded(sentence.text, answer.lang, lang)
        return citer.made(text, *told) if text else None

    def _table(self, table: Table, answer: Answer, citer: Citer, lang: Lang) -> Table:
        rows = tuple(
            replace(
                row,
                label=self._worded(row.label, answer.lang, lang) or row.label,
                cells=tuple(self._sentences(cell, answer, citer, lang) for cell in row.cells),
            )
            for row in table.rows
        )
        return replace(table, rows=rows)

    def _worded(self, text: str, source: Lang, lang: Lang) -> str:
        """Our own words in the other language, with what was filled in; "" for none of ours."""
        for here, there in zip(self._wording[source], self._wording[lang], strict=True):
            for key in sorted(here.keys()):
                template = here.template(key)
                if not isinstance(template, str):
                    continue
                found = _pattern(template).fullmatch(text)
                if found and variables(template) != {"name"}:
                    return there(key, **found.groupdict())
        return ""

    def _titles(self, titles: tuple[str, ...], source: Lang, lang: Lang) -> tuple[str, ...]:
        """Questions of the other language: the title of the document that lists each."""
        found = (self._listed.get((title, source), "") for title in titles)
        documents = (self._library.document(id, lang) for id in found if id)
        return tuple(dict.fromkeys(each.title for each in documents if each))

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {p.id: p for d in self._library.documents.values() for p in d.passages}

    @cached_property
    def _listed(self) -> dict[tuple[str, Lang], str]:
        return {
            (text, document.lang): document.id
            for document in self._library.documents.values()
            if document.kind == "question"
            for text in (document.title, *document.variants)
        }


def _pattern(template: str) -> re.Pattern[str]:
    """What matches the wording of a template, its variables as groups."""
    parts = re.split(r"\{(\w+)\}", template)
    seen: set[str] = set()
    pattern = ""
    for place, part in enumerate(parts):
        if place % 2 == 0:
            pattern += re.escape(part)
        else:
            pattern += rf"(?P={part})" if part in seen else rf"(?P<{part}>.+)"
            seen.add(part)
    return re.compile(pattern, re.DOTALL)
