"""A follow-up made whole from the conversation by a language model, and checked against it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer.narrate.exchange import Exchanges
from assistant.answer.narrate.material import as_data
from assistant.language.detect import detect, leaning
from assistant.language.numbers import missing, numbers
from assistant.language.typography import clean_question
from assistant.language.words import content_words, stems, words
from assistant.records import Lang
from assistant.wording import Wording

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_TURNS, _LONGEST = 4, 300
# Words that neither the question nor the conversation holds: small words of the new sentence.
_NEW_WORDS = 2
# Of the time that a narration may take, what completing the question may use.
_SHARE = 0.4


def completed(
    question: str,
    earlier: Sequence[str],
    lang: Lang,
    exchanges: Exchanges,
    wording: Wording,
    until: float,
) -> str:
    """The question as it stands alone, "" where the model's is not one that was asked.

    Raises Broken where the model does not answer in time.
    """
    now = time.monotonic()
    messages = _messages(question, earlier[-_TURNS:], wording)
    pieces: list[str] = []
    for piece in exchanges.stream(messages, now + (until - now) * _SHARE):
        pieces.append(piece)
        if sum(map(len, pieces)) > _LONGEST:
            break
    text = clean_question("".join(pieces).strip().strip('"“”«»').partition("\n")[0])
    return text if faithful(text, question, earlier[-_TURNS:], lang) else ""


def _messages(question: str, earlier: Sequence[str], wording: Wording) -> list[BaseMessage]:
    """LangChain's history-aware form: instructions, the conversation, the question to complete."""
    from langchain_core.messages import HumanMessage
    from langchain_core.prompts import ChatPromptTemplate, MessagesPlaceholder

    template = ChatPromptTemplate.from_messages(
        [
            ("system", "{instructions}"),
            MessagesPlaceholder("history"),
            ("human", "{request}"),
        ]
    )
    return template.format_messages(
        instructions=wording("rewrite.system"),
        history=[HumanMessage(as_data(turn)) for turn in earlier],
        request=wording("rewrite.user", question=as_data(question)),
    )


def faithful(text: str, question: str, earlier: Sequence[str], lang: Lang) -> bool:
    """True where a completed question asks nothing that the conversation does not hold.

    Its figures and names come from the question or the turns before it, its other words too but
    for a few; it keeps the question's own words, its language, and is one sentence.
    """
    if not text or len(text) > _LONGEST or text == question:
        return False
    if detect(text, lang) != lang and abs(leaning(text)) >= 2:
        return False
    said = " ".join((question, *earlier))
    if missing(numbers(text, lang), numbers(said, lang)):
        return False
    known, own = set(stems(said, lang)), set(stems(question, lang))
    asked = set(stems(text, lang))
    spoken = set(words(said, lang))
    names = (word for word in text.split()[1:] if word[:1].isupper())
    if any(not spoken.issuperset(words(name, lang)) for name in names):
        return False
    return own <= asked and len(asked - known) <= _NEW_WORDS and bool(content_words(text, lang))
