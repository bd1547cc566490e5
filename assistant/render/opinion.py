"""The question whether an answer helped, below it."""

from __future__ import annotations

from assistant.records import Answer
from assistant.render.inert import escaped
from assistant.render.labels import Labels

_THUMB = (
    '<svg viewBox="0 0 20 20" width="16" height="16" fill="none" stroke="currentColor" '
    'stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
    '<path d="{path}"/></svg>'
)
_PATHS = {
    "up": "M3.5 9h3v7.5h-3zM6.5 9l3-6c1.3 0 2 .8 2 2v2.5h4.2c.8 0 1.3.7 1.1 1.5l-1.2 6c-.1.9"
    "-.8 1.5-1.6 1.5H6.5",
    "down": "M3.5 11h3V3.5h-3zM6.5 11l3 6c1.3 0 2-.8 2-2v-2.5h4.2c.8 0 1.3-.7 1.1-1.5l-1.2-6"
    "c-.1-.9-.8-1.5-1.6-1.5H6.5",
}


def opinion_html(answer: Answer, labels: Labels) -> str:
    """Return two buttons and a place for a reason; shown only where a page takes them.

    What is sent, and that it is kept, stands beside the buttons before anything is sent.
    """
    if answer.kind in ("greeting", "capabilities"):
        return ""
    buttons = "".join(
        f'<button type="button" class="quiet" data-verdict="{verdict}" aria-pressed="false" '
        f'aria-label="{escaped(labels(f"opinion_{verdict}"))}" '
        f'title="{escaped(labels(f"opinion_{verdict}"))}">{_THUMB.format(path=path)}</button>'
        for verdict, path in _PATHS.items()
    )
    reason = escaped(labels("opinion_reason"))
    return (
        f'<div class="opinion" lang="{labels.lang}" hidden>'
        f"<p><span>{escaped(labels('opinion_ask'))}</span>{buttons}"
        f"<small>{escaped(labels('opinion_notice'))}</small></p>"
        f'<p class="why" hidden><label>{reason} '
        f'<textarea rows="2" maxlength="2000"></textarea></label>'
        f'<button type="button" class="quiet" data-reason>{escaped(labels("opinion_send"))}'
        f'</button></p><p class="said" role="status"></p></div>'
    )
