"""Files of the access folder that were cut or changed: named, never believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.access import OWNER, People, Sessions
from assistant.access.audit import Audit
from assistant.errors import AccessError


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(b"no line\n", id="no JSON"),
        pytest.param(b'"a text"\n', id="no object"),
        pytest.param(b'{"did":"ask"}\n', id="of nobody"),
        pytest.param(b"\xff\xfe\x80\n", id="no text"),
    ],
)
def test_a_line_of_the_log_that_is_none_is_named(home: Path, bad: bytes) -> None:
    audit = Audit(home)
    for action in ("ask", "ingest"):
        audit.note("ann", action)
    path = home / "access" / "audit-00001.jsonl"
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + bad + second)
    assert audit.verify().fault == "audit-00001.jsonl:2"
    with pytest.raises(AccessError, match=r"audit-00001\.jsonl:2") as caught:
        list(audit.lines())
    assert (caught.value.code, bool(caught.value.remedy)) == ("audit-damaged", True)


@pytest.mark.parametrize("left", [b"", b"0123456789"], ids=["empty", "cut"])
def test_a_secret_that_was_cut_signs_nothing(home: Path, left: bytes) -> None:
    Sessions(home, People(home), 1).begin(OWNER, listed=False)
    (home / "access" / "secret").write_bytes(left)
    with pytest.raises(AccessError, match="damaged") as caught:
        Sessions(home, People(home), 1).begin(OWNER, listed=False)
    assert caught.value.remedy


def test_half_a_character_is_no_password(home: Path) -> None:
    people = People(home)
    people.add("ann", "a long enough password")
    assert people.check("ann", "a long enough \ud83d") is None
