"""A composed answer over made-up statements, figures fictional, and a narrator to retell it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from assistant.answer.narrate import Narrator
from assistant.records import Answer, Citation, Lang, Sentence

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"

BACK = "Letters to members bring visits back rather than new visitors."
MORE = (
    "In a trial of 2012, members of the Brume lighthouse who were sent letters came 12% more often."
)
COST = "Foghorn repairs cost the Brume lighthouse 3,400 crowns in 2014."
UNKNOWN = "Nobody asked the visitors of Brume why they came."

RAMENE = "Les lettres aux membres ramènent des visites plutôt que de nouveaux visiteurs."
DAVANTAGE = (
    "Lors d’un essai de 2012, les membres du phare de Brume qui recevaient des lettres sont venus "
    "12\u202f% plus souvent."
)


def citation(number: int, quote: str, lang: Lang = "en", **fields: object) -> Citation:
    return Citation(
        number, f"p{number}", quote, "brume", "Brume", "case-study", lang, "evidence",
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


ENGLISH = Answer(
    "answer",
    "Do letters bring visitors?",
    "en",
    intent="yes-no",
    lead=(Sentence(BACK, (1,)), Sentence(MORE, (2,))),
    evidence=(Sentence(COST, (3,)),),
    limits=(Sentence(UNKNOWN, (4,)),),
    citations=tuple(citation(n, text) for n, text in enumerate((BACK, MORE, COST, UNKNOWN), 1)),
    confidence=0.9,
)
FRENCH = Answer(
    "answer",
    "Les lettres font-elles venir des visiteurs\u202f?",
    "fr",
    intent="yes-no",
    lead=(Sentence(RAMENE, (1,)), Sentence(DAVANTAGE, (2,))),
    citations=(citation(1, RAMENE, "fr"), citation(2, DAVANTAGE, "fr")),
    confidence=0.9,
)
DECLINED = Answer(
    "off-topic",
    "What is the capital of Australia?",
    "en",
    lead=(Sentence("That is outside my field."),),
)


def narrator(build: Callable[[], BaseChatModel], seconds: float = 20, at_once: int = 4) -> Narrator:
    """A narrator without an embedding model: words and figures settle these sentences."""
    return Narrator(build, PROMPTS, None, seconds, at_once)


def saying(*replies: str) -> Narrator:
    """A narrator whose model gives these replies, one after the other."""
    return narrator(lambda: FakeListChatModel(responses=list(replies)))


def never(question: str) -> Answer:
    raise AssertionError(f"nobody should ask {question!r}")


def told(
    by: Narrator,
    answer: Answer = ENGLISH,
    history: Iterable[object] = (),
    ask: Callable[[str], Answer] = never,
) -> list[Answer]:
    return list(by.tell(answer, tuple(history), ask))


def words(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.lead]


def flagged(answer: Answer) -> Answer:
    """The answer with its second statement self-reported."""
    first, second, *rest = answer.citations
    return replace(answer, citations=(first, replace(second, flags=("self-reported",)), *rest))
