"""The OpenAPI description: complete, and kept by every response to whatever is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, assume, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.web.api.application import described
from assistant.web.api.scopes import CHAT_ROOT, MCP_ROOT, ROOT, SCOPES, scope_of
from assistant.wording import load_wording

pytestmark = pytest.mark.shelf

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]


_WORDS = load_wording(PROMPTS, "api", "en")
PREFIX = "operations."
OPERATIONS = sorted(key[len(PREFIX) :] for key in set(_WORDS.keys()) if key.startswith(PREFIX))
# What is wrong about an address alone is in test_api_faults.
WITH_BODY = (
    "ask", "retrieve", "ground", "returns", "mirror", "brief", "draft-plan", "edit-plan",
    "rename-collection", "mark-quiz", "give-feedback",
)  # fmt: skip
EXAMPLES = 2


@pytest.fixture(scope="module")
def fuzzed(application: Starlette) -> schemathesis.BaseSchema:
    # The life of the MCP server begins but once, and not with each request.
    alone = Starlette(routes=application.routes[:1])
    return schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", alone)


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        *((name, GenerationMode.POSITIVE) for name in OPERATIONS),
        *((name, GenerationMode.NEGATIVE) for name in WITH_BODY),
    ],
    ids=lambda value: getattr(value, "value", value),
)
def test_whatever_is_sent_gets_a_response_that_is_described(
    fuzzed: Any, name: str, mode: GenerationMode
) -> None:
    operation = fuzzed.find_operation_by_id(name)

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    def sent(case: schemathesis.Case[Any]) -> None:
        # "." and ".." name another address, by the rules of addresses.
        assume(not any(not str(part).strip(".") for part in case.path_parameters.values()))
        case.call_and_validate(checks=CHECKS)

    sent()


def routes(api: FastAPI) -> set[tuple[str, str]]:
    paths = described(api)["paths"]
    return {(method.upper(), ROOT + path) for path, each in paths.items() for method in each}


def test_every_route_has_a_scope_and_every_scope_a_route(api: FastAPI) -> None:
    documented = {("GET", f"{ROOT}/openapi.json"), ("GET", f"{ROOT}/docs")}
    beside = {key for key in SCOPES if key[1].startswith((f"{CHAT_ROOT}/", MCP_ROOT))}
    assert routes(api) | documented | beside == set(SCOPES)


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("POST", "/api/v1/ask", "ask"),
        ("GET", "/api/v1/plans/x-7", "plans:read"),
        ("HEAD", "/api/v1/plans/x-7", "plans:read"),
        ("DELETE", "/api/v1/plans/x-7", "plans:write"),
        ("GET", "/api/v1/plans/x/y", None),
        ("POST", "/mcp", "ask"),
        ("GET", "/library", None),
    ],
    ids=lambda value: str(value),
)
def test_the_scope_of_a_request(method: str, path: str, scope: str | None) -> None:
    assert scope_of(method, path) == scope


def test_every_route_says_what_it_does_and_every_body_has_an_example(client: TestClient) -> None:
    schema = client.get(f"{ROOT}/openapi.json").json()
    operations = [each for path in schema["paths"].values() for each in path.values()]
    assert all(each["summary"] and each["description"] for each in operations)
    for lang in ("fr", "en"):
        page = client.get(f"{ROOT}/docs", params={"lang": lang})
        assert page.status_code == 200
        assert "http://" not in page.text
        assert "https://" not in page.text
        assert all(f'id="{each["operationId"]}"' in page.text for each in operations)
