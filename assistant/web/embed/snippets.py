"""The lines that put the assistant into a page of another site, for each kind of site."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from assistant.web.embed.choices import Choices

TARGETS = ("html", "dokuwiki", "mediawiki", "confluence", "sharepoint")
_HEIGHT = 640


@dataclass(frozen=True)
class Snippet:
    """One text to copy; `key` names what is said about it, `lines` how high its field is."""

    key: str
    text: str

    @property
    def lines(self) -> int:
        """Lines of the text, at least two."""
        return max(2, self.text.count("\n") + 1)


def snippets(
    target: str, server: str, choices: Choices, question: str, title: str
) -> tuple[Snippet, ...]:
    """What to paste where, best first; with a question the cited card instead of the chat.

    `server` is the address of the assistant without a closing slash.
    """
    if question:
        return _cards(target, server, choices, question, title)
    component, frame = _component(server, choices), chat_frame(server, choices, title)
    link = f"{server}/?{urlencode(_lang(choices))}" if choices.lang else f"{server}/"
    match target:
        case "dokuwiki":
            plugin = f"$conf['plugin']['assistant']['server'] = {_php(server)};"
            tag = f"{{{{assistant{_words(choices)}}}}}"
            return Snippet("plugin", tag), Snippet("dokuwiki_setting", plugin)
        case "mediawiki":
            setting = f"wfLoadExtension( 'Assistant' );\n$wgAssistantServer = {_php(server)};"
            tag = f"<assistant{_attributes(choices)} />"
            return Snippet("extension", tag), Snippet("mediawiki_setting", setting)
        case "confluence":
            return Snippet("confluence", frame), Snippet("link", link)
        case "sharepoint":
            return Snippet("sharepoint", frame), Snippet("link", link)
        case _:
            return Snippet("component", component), Snippet("frame", frame), Snippet("link", link)


def _cards(
    target: str, server: str, choices: Choices, question: str, title: str
) -> tuple[Snippet, ...]:
    address = f"{server}/card?{choices.query(q=question)}"
    frame = _iframe(address, f"{title} — {question}")
    match target:
        case "dokuwiki":
            # The plugin ends at the first pair of braces, and its attributes at a quotation mark.
            plain = question.replace('"', "”").replace("}}", "} }")
            return (
                Snippet("plugin", f'{{{{assistant{_words(choices)} q="{plain}"}}}}'),
                Snippet("card_link", address),
            )
        case "mediawiki":
            tag = f'<assistant{_attributes(choices)} q="{escape(question)}" />'
            return Snippet("extension", tag), Snippet("card_link", address)
        case "confluence" | "sharepoint":
            return Snippet(target, frame), Snippet("card_link", address)
        case _:
            return Snippet("card", frame), Snippet("card_link", address)


def chat_frame(server: str, choices: Choices, title: str) -> str:
    """The chat as an iframe, for sites that take no script."""
    query = choices.query()
    return _iframe(f"{server}/embed?{query}" if query else f"{server}/embed", title)


def _iframe(address: str, title: str) -> str:
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" '
        f'height="{_HEIGHT}" style="border:0" allow="clipboard-write"></iframe>'
    )


def _component(server: str, choices: Choices) -> str:
    script = f'<script src="{escape(server)}/embed/assistant-chat.js" defer></script>'
    return f"{script}\n<assistant-chat{_attributes(choices)}></assistant-chat>"


def _attributes(choices: Choices) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in choices.chosen().items())


def _words(choices: Choices) -> str:
    return "".join(f" {name}={value}" for name, value in choices.chosen().items())


def _lang(choices: Choices) -> dict[str, str]:
    return {"lang": choices.lang}


def _php(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{quoted}'"
