"""Plain text in whatever encoding it came."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# One-byte encodings that French and English texts come in; the first wins a tie.
_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
_COMMON = re.compile(r"[a-zàâçéèêëîïôùûüœ]['’]?[éèêàçùîôûâëïœ’](?=[a-z\s.,;:!?)]|$)|[’«»€–—…°]")
_ODD = re.compile(r"[\x80-\x9f¤¦¨¬¯±¶·¸¹¾¿ÐÞðþ†‡‰‹›Œ√∫≈∆◊ˆ˜˘˙˚˝˛ˇ╔-╬│┤░▒▓]")
_LETTERS = re.compile(r"[a-z][ÀÂÇÉÈÊÎÔÛŽŠ][a-z]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 200_000


def decoded(data: bytes, cut: bool = True) -> str | None:
    """The text of these bytes, None where they are none.

    `cut` says that the bytes may end within a letter. UTF-8, -16 and -32 are known by their mark
    or their pattern; of the one-byte encodings the one that makes the likeliest French is taken.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, cut) or data.decode(name, "replace")
    for name in _unmarked(data):
        text = _strict(data, name, cut)
        if text is not None:
            return None if _binary(text) else text
    if _binary(data[:_SAMPLE].decode("latin-1")):
        return None
    if _nearly_utf8(data[:_SAMPLE]):
        return data.decode("utf-8", "replace")
    best = max(_ONE_BYTE, key=lambda name: _likelihood(data[:_SAMPLE].decode(name, "replace")))
    return data.decode(best, "replace")


def _unmarked(data: bytes) -> tuple[str, ...]:
    """Encodings worth trying without a mark: two-byte text has its zeros on one side."""
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) / 5:
        odd = sample[1::2].count(0)
        return ("utf-16-le",) if odd > sample[::2].count(0) else ("utf-16-be",)
    return ("utf-8",)


def _strict(data: bytes, name: str, cut: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(name)().decode(data, final=not cut)
    except UnicodeDecodeError:
        return None


def _nearly_utf8(data: bytes) -> bool:
    """True where a few bytes are spoilt in a text that is UTF-8 otherwise."""
    text = data.decode("utf-8", "replace")
    return sum(letter > "\x7f" and letter != "\ufffd" for letter in text) > 4 * text.count("\ufffd")


def _binary(text: str) -> bool:
    return len(_CONTROL.findall(text)) > len(text) / 50


def _likelihood(text: str) -> float:
    return (
        len(_COMMON.findall(text)) - 2 * len(_ODD.findall(text)) - 2 * len(_LETTERS.findall(text))
    )
