"""The HTML document around Gradio's application, made ours."""

from __future__ import annotations

import re
from pathlib import Path

# First in the head, so that colours, type and theme hold from the first paint.
HEAD = """<head>
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/boardwise/look.css">
<link rel="preload" as="font" href="/boardwise/fonts/source-serif-4.woff2" crossorigin>
<link rel="preload" as="font" href="/boardwise/fonts/inter.woff2" crossorigin>
<script src="/boardwise/boardwise.js"></script>
<script src="/boardwise/terms.js"></script>
<script src="/boardwise/opinion.js"></script>
"""
# After Gradio's own styles, which it would otherwise override.
LATE = """<link rel="stylesheet" href="/boardwise/page.css">
<link rel="stylesheet" href="/boardwise/terms.css">
<link rel="stylesheet" href="/boardwise/opinion.css">
</head>"""
_TEMPLATE = "frontend/index.html"
# Names Gradio, its picture on another host and its account: nothing a board's tool should say.
_SOCIAL = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>')
# The document's own colours until Gradio's script runs would flash before ours.
_BODY_RULE = re.compile(r"<style>\s*:root \{.*?</style>", re.DOTALL)


def dress_gradio() -> None:
    """Make Gradio serve its page with our head: there is no setting that writes it in time.

    Gradio's `head` and `css` are added by its script, after the first paint.
    """
    from gradio import routes
    from jinja2 import ChoiceLoader, DictLoader

    environment = routes.templates.env
    source = Path(routes.STATIC_TEMPLATE_LIB, _TEMPLATE).read_text(encoding="utf-8")
    ours = DictLoader({_TEMPLATE: dressed(source)})
    environment.loader = ChoiceLoader([ours, environment.loader])


def dressed(template: str) -> str:
    """Return Gradio's page template with our head and without its own marks."""
    template = _SOCIAL.sub("", template)
    template = _BODY_RULE.sub("", template, count=1)
    template = template.replace("<head>", HEAD, 1)
    return template.replace("</head>", LATE, 1)
