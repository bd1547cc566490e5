"""The commands of an administrator."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from applications import PASSWORD
from click.testing import CliRunner, Result

from assistant.access import Keys, People
from assistant.access.audit import Audit
from assistant.cli import cli
from assistant.collections import Store
from assistant.feedback import Feedback, Opinion


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, arguments, input=typed)


def test_the_life_of_a_user(home: Path) -> None:
    added = run("users", "add", "Ann", "--role", "author", "--group", "board", "--password-stdin",
                typed=f"{PASSWORD}\n")  # fmt: skip
    assert (added.exit_code, added.output) == (0, "ann can sign in: role author.\n")
    run("users", "role", "ann", "admin")
    run("users", "groups", "ann", "it", "board")
    rows = json.loads(run("users", "list", "--json").output)
    assert rows == [{"name": "ann", "role": "admin", "groups": ["board", "it"]}]
    assert run("users", "passwd", "ann", typed=f"{PASSWORD}2\n{PASSWORD}2\n").exit_code == 0
    assert People(home).check("ann", f"{PASSWORD}2") is not None
    assert PASSWORD not in run("users", "list").output
    assert run("users", "remove", "ann", "--lang", "fr").exit_code == 0
    assert People(home).all() == ()


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("users", "remove", "nobody"), "`assistant users list` names them."),
        (("keys", "revoke", "x"), "`assistant keys list` names them."),
        (("groups", "limit", "Nothing", "board"), "Choose one of those that there are."),
    ],
)
def test_a_fault_is_told_with_its_remedy(arguments: tuple[str, ...], remedy: str) -> None:
    told = run(*arguments)
    assert told.exit_code == 2
    assert remedy in told.output


def test_the_life_of_a_key(home: Path) -> None:
    made = json.loads(
        run("keys", "create", "wiki", "--scope", "ask", "--days", "3", "--json").output
    )
    assert Keys(home).identify(made["key"]) is not None
    listed = run("keys", "list", "--json").output
    # The secret is what follows the id; it may itself hold the mark between the parts.
    secret = made["key"].partition(f"{made['id']}_")[2]
    assert len(secret) > 30
    assert secret not in listed
    assert run("keys", "create", "wiki", "--scope", "anything").exit_code == 2
    assert run("keys", "revoke", made["id"]).exit_code == 0
    assert Keys(home).identify(made["key"]) is None


def test_a_collection_is_limited_and_opened_again(home: Path) -> None:
    store = Store(home)
    id = store.create("Board papers").id
    assert run("groups", "limit", "board papers", "board").exit_code == 0
    assert store.limited.groups(id) == {"board"}
    assert "Board papers: board" in run("groups", "list").output
    assert run("groups", "open", "Board papers").exit_code == 0
    assert store.limited.groups(id) == frozenset()


def test_an_altered_log_ends_with_a_fault(home: Path) -> None:
    Audit(home).note("ann", "asked", path="/card", status=200)
    assert run("audit", "verify").exit_code == 0
    assert "ann  asked  /card" in run("audit", "show").output
    path = home / "access" / "audit-00001.jsonl"
    path.write_text(path.read_text().replace("asked", "slept"))
    assert run("audit", "verify").exit_code == 1


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        pytest.param({}, "", id="as installed"),
        pytest.param({"ASSISTANT_KNOWLEDGE": "/nowhere"}, "library", id="no library"),
        pytest.param({"ASSISTANT_SIGN_IN": "users"}, "people", id="nobody on the list"),
        pytest.param({"ASSISTANT_SIGN_IN": "oidc"}, "provider", id="no provider"),
        pytest.param({"ASSISTANT_SIGN_IN": "proxy"}, "sign_in", id="no proxy"),
        pytest.param({"ASSISTANT_HOST": "0.0.0.0"}, "sign_in", id="open to all"),
        pytest.param({"ASSISTANT_HOME": "/proc/nowhere"}, "home", id="home not writable"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_doctor_names_what_is_wrong(
    settings: dict[str, str], fault: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    done = run("doctor", "--json", "--lang", lang)
    found = json.loads(done.output)
    assert [each["what"] for each in found["findings"] if each["state"] == "fault"] == [
        fault
    ] * bool(fault)
    assert done.exit_code == (1 if fault else 0)


def test_the_doctor_sees_keys_that_others_may_read(home: Path) -> None:
    Keys(home).create("wiki", ["ask"])
    (home / "access" / "keys.json").chmod(0o644)
    assert "keys.json" in run("doctor").output


def test_opinions_that_mention_a_person_are_exported_and_named_when_they_are_erased(
    home: Path,
) -> None:
    kept = Feedback(home).keep(Opinion("down", "Why pay?", "For reach.", "Rita knows better."))
    told = json.loads(run("privacy", "export", "--user", "rita").output)
    assert [each["id"] for each in told["mentions"]["opinions"]] == [kept.id]
    erased = run("privacy", "erase", "--user", "rita", "--lang", "fr")
    assert kept.id in erased.output
    assert "feedback erase" in erased.output
    assert Feedback(home).all() == (kept,)
