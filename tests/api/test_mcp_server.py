"""The official MCP client, over HTTP and over stdio."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client, MCPError
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import TextResourceContents

from assistant.settings import load_settings
from assistant.web.mcp.mounted import security
from assistant.web.mcp.server import TOOLS

pytestmark = pytest.mark.shelf

ASK = "Do social media sell?"


def spoken(server: Any, talk: Callable[[Client], Awaitable[Any]]) -> Any:
    async def session() -> Any:
        async with Client(server) as client:
            return await talk(client)

    return asyncio.run(session())


CALLS: list[tuple[str, dict[str, Any], str]] = [
    ("ask", {"question": ASK}, "[1]"),
    ("find_evidence", {"question": ASK, "count": 3}, "- ["),
    ("draft_plan", {"objectives": ["reduce staff turnover from 18% to 12%"]}, "12%"),
    (
        "compute_returns",
        {"inputs": {"media": "5000", "incremental_revenue": "30000", "margin": "40%"}},
        "140%",
    ),
    ("check_draft", {"text": "Sales rose by 13%.", "sources": ["Sales rose by 12%."]}, "13%"),
    ("draft_briefing", {"topic": "social customer service"}, "# "),
]


@pytest.mark.parametrize(("tool", "given", "said"), CALLS, ids=[each[0] for each in CALLS])
def test_a_tool_says_it_in_words_and_as_data(
    address: str, tool: str, given: dict[str, Any], said: str
) -> None:
    made = spoken(f"{address}/mcp", lambda client: client.call_tool(tool, given))
    assert not made.is_error, made.content
    assert said in made.content[0].text
    assert made.structured_content


def test_the_tools_are_described(address: str) -> None:
    tools = spoken(f"{address}/mcp", lambda client: client.list_tools()).tools
    assert tuple(each.name for each in tools) == TOOLS
    assert all(each.title and each.description for each in tools)
    assert all(each.annotations.read_only_hint for each in tools)


@pytest.mark.parametrize(
    ("tool", "given", "said"),
    [
        ("ask", {"question": ""}, "no question"),
        ("compute_returns", {"inputs": {"media": "x"}}, "“x” is not a number"),
        ("draft_plan", {"objectives": ["grow"], "budget": "-5", "lang": "fr"}, "budget"),
        ("check_draft", {"text": "   "}, "text"),
        ("nothing", {}, "nothing"),
    ],
    ids=["empty", "no-number", "negative", "blank", "unknown-tool"],
)
def test_a_fault_is_told_to_the_model(
    address: str, tool: str, given: dict[str, Any], said: str
) -> None:
    async def talk(client: Client) -> Any:
        try:
            return await client.call_tool(tool, given)
        except MCPError as error:
            return error

    made = spoken(f"{address}/mcp", talk)
    text = str(made) if isinstance(made, MCPError) else made.content[0].text
    assert isinstance(made, MCPError) or made.is_error
    assert said in text
    assert "Traceback" not in text


def test_documents_and_kpis_can_be_read(address: str) -> None:
    async def read(client: Client, uri: str) -> Any:
        (content,) = (await client.read_resource(uri)).contents
        assert isinstance(content, TextResourceContents)
        return json.loads(content.text)

    async def talk(client: Client) -> Any:
        first = (await read(client, "boardwise://documents"))[0]
        document = await read(client, first["uris"][0])
        id = (await read(client, "boardwise://kpis"))[0]["id"]
        with pytest.raises(MCPError, match="nothing-of-that-name"):
            await read(client, "boardwise://kpis/nothing-of-that-name")
        return first, document, await read(client, f"boardwise://kpis/{id}")

    first, document, kpi = spoken(f"{address}/mcp", talk)
    assert (document["id"], document["lang"]) == (first["id"], "fr")
    assert document["references"]
    assert set(kpi["names"]) == {"fr", "en"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"host": "evil.example"}, 421), ({"origin": "https://evil.example"}, 403)],
    ids=["rebinding", "foreign-page"],
)
def test_another_sites_page_does_not_reach_it(
    address: str, headers: dict[str, str], status: int
) -> None:
    assert httpx.post(f"{address}/mcp", json={}, headers=headers).status_code == status


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_there_is_no_stream_and_no_session(address: str, method: str) -> None:
    response = httpx.request(method, f"{address}/mcp")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


def test_names_that_are_set_are_let_in() -> None:
    named = security(load_settings(hosts="board.example", host="0.0.0.0"))
    assert named.enable_dns_rebinding_protection
    assert "board.example:*" in named.allowed_hosts
    assert "https://board.example" in named.allowed_origins


def test_the_command_serves_a_client_over_stdio(shelf_home: Path) -> None:
    environment = os.environ | {"ASSISTANT_HOME": str(shelf_home)}
    command = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from assistant.cli import main; main(['mcp'])"],
        env=environment,
    )

    async def talk(client: Client) -> Any:
        assert len((await client.list_tools()).tools) == len(TOOLS)
        return await client.call_tool("ask", {"question": ASK})

    made = spoken(stdio_client(command), talk)
    assert "[1]" in made.content[0].text
