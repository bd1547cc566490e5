"""A plan asked for in the chat: the short form, with the way to the whole."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from assistant.language.typography import typeset
from assistant.plan.drafting import Planner
from assistant.plan.intake import Intake
from assistant.plan.numbers.faults import InputFaults, NumberFault
from assistant.plan.records import KpiLine, Plan
from assistant.plan.request import Request, Wish
from assistant.plan.told import told
from assistant.plan.values import money, number
from assistant.records import Answer, Citation, Lang, Link, Sentence
from assistant.wording import Wording

_ASKED = re.compile(
    r"^.*?\bplan\b(?:\s+(?:d['’]actions?|de\s+kpis?|marketing|social(?:\s+media)?))?\s*"
    r"(?:(?:pour|afin\s+de?|for|to|that\s+(?:will|would)|de|d['’]|qui|:)\s*)+",
    re.IGNORECASE | re.DOTALL,
)
_KPIS, _ACTIONS, _OTHERS = 5, 4, 3
INTENT = "plan"


def wish_of(question: str) -> str:
    """The objective in a request such as "make me a plan to reduce turnover"."""
    rest = _ASKED.sub("", question, count=1).strip(" ?!.")
    return rest if len(rest) > 2 else question.strip()


def in_chat(answer: Answer, planner: Planner, words: Wording) -> Answer:
    """The answer to a request for a plan: read, SMART, main indicators, first actions, what the
    plan would not count; any other answer as it is."""
    if answer.intent != INTENT:
        return answer
    wish = wish_of(answer.interpreted or answer.question)
    plan = planner.draft(_request(wish, answer.lang, planner, words))
    link = Link(words("chat.more"), f"/plan?{urlencode({'objective': wish, 'lang': answer.lang})}")
    read = plan.interpretations[0]
    if not plan.strategies:
        offers = tuple(each.name for each in read.candidates[:_OTHERS])
        return replace(
            answer,
            kind="unclear",
            lead=(Sentence(read.why),),
            follow_ups=tuple(words("chat.offer", name=name) for name in offers),
            evidence=(),
            steps=(),
            limits=(),
            board_questions=(),
            citations=(),
            links=(link,),
            confidence=0.0,
        )
    return _short(answer, plan, words, link)


def _request(wish: str, lang: Lang, planner: Planner, words: Wording) -> Request:
    """The objective with the facts told beside it; the sentence whole where a fact is faulty, for
    its page says at which field."""
    objective, fields = told(wish)
    try:
        typed = {"wish.0": objective, **fields}
        return Intake(typed, lang, planner.library, words, date.today()).request()
    except (NumberFault, InputFaults):
        return Request((Wish(wish),), lang)


def _facts(plan: Plan, words: Wording) -> list[Sentence]:
    """What was read beside the objective, and the split of a budget that was told."""
    facts, lang = plan.request.organisation, plan.lang
    budget = plan.budget
    read = [money(budget.total, budget.currency, lang)] if budget.total else []
    read += [words("chat.people", count=number(facts.size, lang, 0))] if facts.size else []
    read += [each for each in (facts.model.upper(), facts.country, *facts.channels) if each]
    if not read:
        return []
    found = [Sentence(typeset(words("chat.read", facts=", ".join(read)), lang))]
    if budget.total:
        lines = "; " if lang == "en" else " ; "
        split = lines.join(
            f"{_head(each.label)} {money(each.amount or 0.0, budget.currency, lang)}"
            for each in budget.lines
        )
        cited = tuple(dict.fromkeys(n for each in budget.lines for n in each.citations))
        found.append(Sentence(typeset(words("chat.budget", lines=split), lang), cited))
    return found


def _head(label: str) -> str:
    """A line of the budget without the objective or the detail after its colon."""
    return label.partition(":")[0].rstrip()


def _short(answer: Answer, plan: Plan, words: Wording, link: Link) -> Answer:
    strategy = plan.strategies[0]
    main = strategy.kpis[0].citations if strategy.kpis else ()
    lead = [Sentence(plan.interpretations[0].why), Sentence(strategy.smart, main)]
    if strategy.rationale:
        lead.append(strategy.rationale)
    lead += _facts(plan, words)
    made = replace(
        answer,
        kind="answer",
        lead=tuple(lead),
        evidence=tuple(_indicator(each, words) for each in strategy.kpis[:_KPIS]),
        steps=tuple(Sentence(each.text, each.citations) for each in strategy.actions[:_ACTIONS]),
        limits=(
            *(Sentence(each.text, each.citations) for each in strategy.refused),
            *strategy.risks[:1],
        ),
        board_questions=tuple(Sentence(each.text) for each in plan.questions),
        citations=plan.citations,
        links=(link,),
        confidence=plan.interpretations[0].confidence,
    )
    return _renumbered(made)


def _indicator(line: KpiLine, words: Wording) -> Sentence:
    text = words(
        "chat.kpi",
        role=words(f"role.{line.role}"),
        kpi=line.name,
        baseline=line.baseline.text,
        target=line.target.text,
    )
    return Sentence(text, (*line.citations, *line.target.citations))


def _renumbered(answer: Answer) -> Answer:
    """Citations as numbered by first appearance in what is shown."""
    numbers: dict[int, int] = {}
    # The order in which every medium shows the parts of an answer.
    for part in ("lead", "evidence", "limits", "steps", "board_questions"):
        for sentence in getattr(answer, part):
            for cited in sentence.citations:
                numbers.setdefault(cited, len(numbers) + 1)
    by_number: dict[int, Citation] = {each.number: each for each in answer.citations}

    def shown(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(each.text, tuple(numbers[n] for n in each.citations)) for each in sentences
        )

    return replace(
        answer,
        lead=shown(answer.lead),
        evidence=shown(answer.evidence),
        limits=shown(answer.limits),
        steps=shown(answer.steps),
        board_questions=shown(answer.board_questions),
        citations=tuple(replace(by_number[old], number=new) for old, new in numbers.items()),
    )
