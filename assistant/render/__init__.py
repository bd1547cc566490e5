"""The only place where an Answer becomes Markdown, HTML or JSON-ready data."""

from assistant.render.data import to_dict
from assistant.render.html import Surroundings, sources_html, turn_html
from assistant.render.inert import inert
from assistant.render.labels import Labels, load_labels
from assistant.render.markdown import body_markdown, to_markdown

__all__ = [
    "Labels",
    "Surroundings",
    "body_markdown",
    "inert",
    "load_labels",
    "sources_html",
    "to_dict",
    "to_markdown",
    "turn_html",
]
