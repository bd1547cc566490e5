"""The tools: each answers in Markdown for the model that reads it, and as data beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Literal, ParamSpec, TypeVar

from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, TextContent
from pydantic import Field

from assistant.answer.grounding import Source
from assistant.briefing import Ask, Audience, Length, typed_request
from assistant.database import database_of
from assistant.errors import AssistantError
from assistant.feedback import Feedback
from assistant.plan import to_dict as plan_dict
from assistant.plan.numbers.faults import faults_of
from assistant.plan.numbers.simulate import SEED
from assistant.records import Lang
from assistant.render import Labels, load_labels, to_dict, to_markdown
from assistant.render.grounding import report_plain
from assistant.render.numbers_data import returns_data
from assistant.render.plan_markdown import plan_markdown
from assistant.render.report import to_markdown as report_markdown
from assistant.render.returns_report import returns_report
from assistant.settings import Settings
from assistant.web.api.asking import evidence_data
from assistant.web.api.room import ApiService
from assistant.wording import explain, load_wording

P = ParamSpec("P")
R = TypeVar("R")

Text = Annotated[str, Field(max_length=20_000)]
Language = Annotated[Lang | None, Field(description="fr or en; that of the text by default.")]
_DRAWS = 20_000


def told(tool: Callable[P, R]) -> Callable[P, R]:
    """A fault with a remedy is told to the model, which can then do better."""

    @wraps(tool)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return tool(*args, **kwargs)
        except AssistantError as fault:
            settings: Settings = args[0].settings  # type: ignore[attr-defined]
            lang: Lang = "fr" if kwargs.get("lang") == "fr" else "en"
            lines = [" ".join(explain(fault, settings.prompts, lang))]
            for each in faults_of(fault):
                lines.append(f"{each.field}: {' '.join(explain(each, settings.prompts, lang))}")
            raise ToolError("\n".join(lines)) from fault

    return guarded


def result(text: str, data: dict[str, Any]) -> CallToolResult:
    """Markdown for the model, data for its program."""
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=data)


def _line(hit: dict[str, Any]) -> str:
    """A statement with its id, its document and its publications."""
    sources = [hit["title"], *(each["title"] for each in hit["references"])]
    named = "; ".join(dict.fromkeys(each for each in sources if each))
    return f"- [{hit['passage']['id']}] {hit['passage']['text']} ({named})"


class Tools:
    """What can be done, over one assistant."""

    def __init__(self, settings: Settings, service: ApiService) -> None:
        self.settings = settings
        self._service = service
        self._feedback = Feedback(settings.home, settings.keep_questions, database_of(settings))

    @told
    def ask(
        self,
        question: Annotated[Text, Field(description="In French or English.")],
        history: Annotated[list[Text], Field(description="Earlier questions.")] = [],  # noqa: B006
        lang: Language = None,
        collections: Annotated[
            list[str], Field(description="Own collections to answer from only.")
        ] = [],  # noqa: B006
    ) -> CallToolResult:
        """An answer of the library, cited."""
        answer = self._service.ask(question, history, lang, within=collections)
        self._feedback.note(answer)
        labels = load_labels(self.settings.prompts, answer.lang)
        return result(to_markdown(answer, labels), to_dict(answer))

    @told
    def find_evidence(
        self,
        question: Text,
        lang: Language = None,
        count: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> CallToolResult:
        """Ranked statements, word for word."""
        found = self._service.retrieve(question, lang, count)
        data = evidence_data(self._service.library, found)
        lines = [_line(hit) for hit in data["hits"]]
        words = load_wording(self.settings.prompts, "mcp", found.lang)
        return result("\n".join(lines) or words("nothing"), data)

    @told
    def draft_plan(
        self,
        objectives: Annotated[list[Text], Field(min_length=1, max_length=6)],
        lang: Language = None,
        budget: Annotated[str, Field(description="Such as 50000 or 50 k€.")] = "",
        horizon: Annotated[str, Field(description="In months.")] = "",
        sector: str = "",
        size: Annotated[str, Field(description="Number of employees.")] = "",
    ) -> CallToolResult:
        """A plan of KPIs; nothing is kept."""
        typed = {"budget": budget, "horizon": horizon, "sector": sector, "size": size}
        typed |= {f"wish.{place}": text for place, text in enumerate(objectives)}
        plan = self._service.planning.draft(typed, lang or "en")
        return result(plan_markdown(plan, self.settings.prompts), plan_dict(plan))

    @told
    def compute_returns(
        self,
        inputs: Annotated[
            dict[str, str],
            Field(description="Values by input, or ranges low:likely:high, as people type them."),
        ],
        lang: Language = None,
        decimal: Annotated[Literal["", ",", "."], Field(description="Where 1,234 is open.")] = "",
    ) -> CallToolResult:
        """What social media brings back."""
        found = self._service.numbers.returns(inputs, decimal, "pert", _DRAWS, SEED)
        spoken: Lang = lang or "en"
        words = load_wording(self.settings.prompts, "numbers", spoken)
        report = returns_report(found, Labels(spoken, words))
        return result(report_markdown(report), returns_data(found))

    @told
    def check_draft(
        self,
        text: Text,
        sources: Annotated[
            list[Text] | None, Field(description="Numbered from 1; the library without them.")
        ] = None,
        lang: Language = None,
    ) -> CallToolResult:
        """Every sentence with its verdict."""
        given = None
        if sources is not None:
            given = [Source(str(place), each) for place, each in enumerate(sources, 1)]
        report = self._service.ground(text, given, lang)
        words = load_wording(self.settings.prompts, "grounding", lang or report.lang)
        return result(report_plain(report, words), report.to_dict())

    @told
    def draft_briefing(
        self,
        topic: Text,
        audience: Audience = "board",
        length: Length = "one-page",
        ask: Ask = "decide",
        lang: Language = None,
        figures: Annotated[
            list[str], Field(description='Own, as in "Annual budget: €120,000".')
        ] = [],  # noqa: B006
    ) -> CallToolResult:
        """A cited note to the board."""
        request = typed_request(topic, audience, length, ask, lang, lang or "en", "", figures)
        briefing = self._service.brief(request, lang or "en")
        made = self._service.export_brief(briefing, "markdown")
        return result(made.data.decode("utf-8"), briefing.to_dict())
