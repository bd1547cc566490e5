"""What is kept of one person who signs in, to be handed over or erased.

Questions are not kept with a name; plans and the board programme belong to nobody.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.access.audit import Audit
from assistant.access.people import People
from assistant.access.quota import Quota


def kept_of(home: Path, name: str) -> dict[str, Any]:
    """The account, the lines of the log and the files taken in by somebody, ready for JSON."""
    person = People(home).get(name)
    account = None
    if person:
        groups = sorted(person.groups)
        account = {"name": person.name, "role": person.role, "groups": groups}
    own = {name, person.name if person else name}
    return {
        "name": name,
        "account": account,
        "log": [line for line in Audit(home).lines() if line["who"] in own],
        "files": [list(each) for who in sorted(own) for each in Quota(home).files_of(who)],
    }


def erase_person(home: Path, name: str) -> tuple[str, ...]:
    """Erase what names somebody; returns which of "account", "log" and "owned" there was.

    The lines of the log stay, sealed as they are, and belong to nobody that can be named.
    """
    people = People(home)
    person = people.get(name)
    done = []
    if person:
        people.remove(person.name)
        done.append("account")
    names = {name, person.name if person else name}
    # Each name is forgotten, whether or not the one before it was known.
    if sum(Audit(home).forget(each) for each in names):
        done.append("log")
    if sum(Quota(home).forget(each) for each in names):
        done.append("owned")
    return tuple(done)
