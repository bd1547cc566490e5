"""The MCP server: tools that answer, find, plan, compute, check and draft; resources to read."""

from __future__ import annotations

import json
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from mcp_types import ToolAnnotations

from assistant.records import LANGS, Lang
from assistant.settings import Settings
from assistant.web.api.application import product_version
from assistant.web.api.results import plain
from assistant.web.api.room import ApiService
from assistant.web.api.shelf import document_data
from assistant.web.mcp.tools import Tools
from assistant.wording import load_wording

DOCUMENTS, KPIS = "boardwise://documents", "boardwise://kpis"
_JSON = "application/json"
TOOLS = (
    "ask", "find_evidence", "draft_plan", "compute_returns", "check_draft", "draft_briefing"
)  # fmt: skip
# Nothing is changed by any of them, and the world outside is not looked at.
_HARMLESS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


def build_mcp(settings: Settings, service: ApiService) -> MCPServer[Any]:
    """The server over one assistant; its tools are described in English, as models expect."""
    words = load_wording(settings.prompts, "mcp", "en")
    server: MCPServer[Any] = MCPServer(
        "boardwise",
        title="Boardwise",
        instructions=words("instructions"),
        version=product_version(),
        log_level="WARNING",
        subscriptions=False,
    )
    tools = Tools(settings, service)
    for name in TOOLS:
        server.add_tool(
            getattr(tools, name),
            name=name,
            title=words(f"tools.{name}.title"),
            description=words(f"tools.{name}.text"),
            annotations=_HARMLESS,
        )
    _add_resources(server, service, words)
    return server


def _add_resources(server: MCPServer[Any], service: ApiService, words: Any) -> None:
    """Lists of documents and KPIs, and one resource for each of them."""

    def documents() -> str:
        found = {each.id: each for each in service.library.documents.values() if each.lang == "en"}
        return _as_json([_entry(found[id]) for id in sorted(found)])

    def document(lang: str, id: str) -> str:
        found = service.library.document(id, _lang(lang))
        if found is None:
            raise ResourceNotFoundError(words("missing", id=id[:60]))
        return _as_json(document_data(service.library, found))

    def kpis() -> str:
        return _as_json(
            [{"id": id, "names": plain(each.names)} for id, each in service.library.kpis.items()]
        )

    def kpi(id: str) -> str:
        if id not in service.library.kpis:
            raise ResourceNotFoundError(words("missing", id=id[:60]))
        return _as_json(plain(service.library.kpis[id]))

    for uri, name, read in (
        (DOCUMENTS, "documents", documents),
        (f"{DOCUMENTS}/{{lang}}/{{id}}", "document", document),
        (KPIS, "kpis", kpis),
        (f"{KPIS}/{{id}}", "kpi", kpi),
    ):
        text = words(f"resources.{name}")
        server.resource(uri, name=name, description=text, mime_type=_JSON)(read)


def _entry(document: Any) -> dict[str, Any]:
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "uris": [f"{DOCUMENTS}/{lang}/{document.id}" for lang in LANGS],
    }


def _lang(text: str) -> Lang:
    return "fr" if text == "fr" else "en"


def _as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def serve_stdio(settings: Settings, service: ApiService) -> None:
    """Serve one client over standard input and output, until it closes them."""
    build_mcp(settings, service).run("stdio")
