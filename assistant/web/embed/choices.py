"""What the address of an embedded page chooses: language, theme, collection, topic, mode, token."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

THEMES = ("auto", "light", "dark", "contrast")
MODES = ("inline", "floating")
# Ids of collections and topics are short; anything longer is none of them.
_LONGEST_ID = 200
# As sessions write and read them.
_LONGEST_TOKEN = 4000
_TOKEN = re.compile(r"[\w.~-]*", re.ASCII)


@dataclass(frozen=True)
class Choices:
    """Choices as an address or an attribute writes them; "" and the first of a list are defaults.

    `lang` "" follows the page or the browser. `collection` is the id of a collection of own
    documents to which answers are restricted, `topic` a key of `library.topics` whose questions
    are offered to begin with, `token` what opens the page where people must sign in.
    """

    lang: str = ""
    theme: str = "auto"
    mode: str = "inline"
    collection: str = ""
    topic: str = ""
    token: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choices:
        """The choices of an address; what is not one of ours falls back to the default."""
        return cls(
            lang=_one_of(query.get("lang", ""), ("", "fr", "en")),
            theme=_one_of(query.get("theme", ""), THEMES),
            mode=_one_of(query.get("mode", ""), MODES),
            collection=_id(query.get("collection", "")),
            topic=_id(query.get("topic", "")),
            token=_token(query.get("token", "")),
        )

    def chosen(self) -> dict[str, str]:
        """Only what differs from the defaults, in a fixed order."""
        plain = Choices()
        names = ("lang", "theme", "mode", "collection", "topic", "token")
        return {n: getattr(self, n) for n in names if getattr(self, n) != getattr(plain, n)}

    def query(self, **more: str) -> str:
        """The choices as the query of an address, with `more` added where it is not empty."""
        return urlencode(self.chosen() | {name: value for name, value in more.items() if value})


def _one_of(value: str, known: tuple[str, ...]) -> str:
    return value if value in known else known[0]


def _token(value: str) -> str:
    return value if len(value) <= _LONGEST_TOKEN and _TOKEN.fullmatch(value) else ""


def _id(value: str) -> str:
    return value if len(value) <= _LONGEST_ID and value.isprintable() else ""
