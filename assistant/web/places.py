"""The places of the web application, in the order of the strip that leads to them."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from assistant.access import in_force
from assistant.records import Lang
from assistant.wording import load_wording

# (key of prompts/frame.*.yaml, path). A place is added when its page exists.
PLACES: tuple[tuple[str, str], ...] = (
    ("ask", "/"),
    ("library", "/library"),
    ("plan", "/plan"),
    ("documents", "/documents"),
    ("returns", "/returns"),
    ("scorecard", "/scorecard"),
    ("mirror", "/mirror"),
    ("briefing", "/briefing"),
    ("programme", "/programme"),
    ("check", "/check"),
    ("help", "/help"),
)


def places_html(prompts: Path, lang: Lang, here: str) -> Markup:
    """Return the strip of links as HTML; `here` is the key of the present place, "" for none.

    Whoever has signed in finds the way out at its end.
    """
    wording = load_wording(prompts, "frame", lang)
    links = [
        Markup('<a href="{path}?lang={lang}"{current}>{name}</a>').format(
            path=path,
            lang=lang,
            current=Markup(' aria-current="page"') if key == here else "",
            name=wording(f"places.{key}"),
        )
        for key, path in PLACES
    ]
    identity = in_force()
    if identity and identity.via == "session":
        away = Markup('<a class="away" href="/sign-out?lang={lang}">{name}</a>')
        links.append(away.format(lang=lang, name=wording("sign_out", name=identity.name)))
    return Markup('<nav class="places" aria-label="{label}">{links}</nav>').format(
        label=wording("places_label"), links=Markup("").join(links)
    )
