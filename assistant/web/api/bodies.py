"""What callers send; a field that is not listed here is refused."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.briefing import Ask, Audience, Length
from assistant.export import Format
from assistant.records import Lang

Short = Annotated[str, Field(max_length=400)]
Long = Annotated[str, Field(max_length=20_000)]
Name = Annotated[str, Field(max_length=200)]

QUESTION = "Do social media sell?"


class Body(BaseModel):
    """The base of all bodies."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, frozen=True)


class Turn(Body):
    """One earlier turn of a conversation."""

    role: Literal["user", "assistant", "system"]
    content: Annotated[str, Field(max_length=100_000)]


class AskBody(Body):
    """A question, with the conversation before it."""

    question: Long = Field(
        description="In French or English; the answer comes in its language.", examples=[QUESTION]
    )
    history: list[Turn | Long] = Field(
        [],
        max_length=20_000,
        description="Earlier turns, oldest first: questions, or turns with a role. The last ones "
        "count, as many as ASSISTANT_HISTORY_LIMIT says.",
        examples=[["What did Maersk get out of it?"]],
    )
    lang: Lang | None = Field(None, description="Language of the answer.", examples=["en"])
    within: list[Name] = Field(
        [],
        max_length=50,
        description="Names or ids of collections of own documents: answer from these only.",
    )


class AskExportBody(Body):
    """Questions of one conversation whose answers are wanted as one file."""

    questions: list[Long] = Field(min_length=1, max_length=20, examples=[[QUESTION]])
    format: Format = Field("docx", examples=["markdown"])
    lang: Lang | None = Field(None, examples=["en"])
    title: Name = ""
    within: list[Name] = Field([], max_length=50)


class FilterBody(Body):
    """What evidence must fit; an empty list lets everything through."""

    collections: list[Name] = Field([], max_length=50, description='"shelf" is the library.')
    kinds: list[Name] = Field([], max_length=20, examples=[["case-study"]])
    topics: list[Name] = Field([], max_length=50)
    sectors: list[Name] = Field([], max_length=50)
    countries: list[Name] = Field([], max_length=50)
    years: tuple[int, int] | None = Field(None, description="First and last year, inclusive.")
    languages: list[Lang] = Field([], max_length=2)


class RetrieveBody(Body):
    """A question whose evidence alone is wanted."""

    question: Long = Field(examples=[QUESTION])
    lang: Lang | None = Field(None, examples=["en"])
    count: int = Field(10, ge=1, le=50)
    filters: FilterBody = FilterBody.model_validate({})


class SourceBody(Body):
    """A text to check against."""

    id: Name = Field(examples=["1"])
    text: str = Field(max_length=2_000_000, examples=["Sales rose by 12% in 2013."])
    title: Name = ""


class GroundBody(Body):
    """A text of which every sentence is checked."""

    text: str = Field(max_length=200_000, examples=["Sales rose by 12% in 2013 [1]."])
    sources: list[SourceBody] | None = Field(
        None, max_length=200, description="Left out: the library's own statements."
    )
    lang: Lang | None = Field(None, examples=["en"])


class BriefingBody(Body):
    """What a note to the board is wanted on."""

    topic: Long = Field(examples=["social customer service"])
    audience: Audience = "board"
    length: Length = "one-page"
    ask: Ask = "decide"
    lang: Lang | None = Field(None, examples=["en"])
    organisation: Name = ""
    questions: list[Long] = Field([], max_length=60, description="Of a conversation, oldest first.")
    figures: list[Short] = Field(
        [], max_length=50, description="Your own, one each.", examples=[["Annual budget: €120,000"]]
    )
    options: list[Short] = Field(
        [], max_length=20, description="Your own, each as: name | cost | return."
    )
    edits: dict[Name, Long] = Field(
        {}, max_length=400, description="New wording by line id; each is checked."
    )


class BriefingExportBody(BriefingBody):
    """A note that is wanted as a file."""

    format: Format = Field("docx", examples=["docx"])
    accent: Name = Field("", description="Your colour, such as #1F3A5F.")


class FeedbackBody(Body):
    """What a reader says of an answer; sending it keeps the question with it."""

    verdict: Literal["up", "down"]
    question: Long = Field(min_length=1, examples=[QUESTION])
    answer: Long = ""
    reason: Annotated[str, Field(max_length=2_000)] = Field("", examples=["The figure is old."])
    evidence: list[Name] = Field(
        [], max_length=200, description="Ids of the passages cited: citations[].passage."
    )
    lang: Lang = "en"
    kind: Literal["", "answer", "capabilities", "greeting", "uncovered", "off-topic", "unclear"] = (
        Field("", description="`kind` of the answer.", examples=["answer"])
    )


class QuizBody(Body):
    """The options chosen in a quiz, by order of its questions; null: not answered."""

    answers: list[Annotated[int, Field(ge=0, le=20)] | None] = Field(
        max_length=50, examples=[[0, 2, None]]
    )


class NameBody(Body):
    """A new name."""

    name: Name = Field(min_length=1, examples=["Annual reports"])
