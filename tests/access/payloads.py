"""What attackers type: script, markup, formulas, templates, macros of wikis; and whether a page
that was made of it would act."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html as reader

# Whatever runs sets `window.hit`.
SCRIPTS = (
    "<script>window.hit=1</script>",
    "<ScRiPt >window.hit=1</sCrIpT>",
    "<script src=data:text/javascript,window.hit=1></script>",
    "<script/x>window.hit=1</script/y>",
    "<<script>window.hit=1//<</script>",
    "</title><script>window.hit=1</script>",
    "</textarea><script>window.hit=1</script>",
    "</style><script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<!--><script>window.hit=1</script-->",
    "<![CDATA[><script>window.hit=1</script>]]>",
    "<noscript><p title='</noscript><script>window.hit=1</script>'>",
    "<template><script>window.hit=1</script></template>",
)
HANDLERS = (
    "<img src=x onerror=window.hit=1>",
    "<img/src=x/onerror=window.hit=1>",
    "<img src=x onerror\n=window.hit=1>",
    "<IMG SRC=x OnErRoR=window.hit=1>",
    '<img """><img src=x onerror=window.hit=1>',
    "<svg onload=window.hit=1>",
    "<svg/onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<svg><set onbegin=window.hit=1 attributeName=x>",
    "<svg><style><img src=x onerror=window.hit=1></style></svg>",
    "<math><mtext><img src=x onerror=window.hit=1></mtext></math>",
    "<body onload=window.hit=1>",
    "<details open ontoggle=window.hit=1>",
    "<input autofocus onfocus=window.hit=1>",
    "<select autofocus onfocus=window.hit=1>",
    "<video><source onerror=window.hit=1></video>",
    "<audio src=x onerror=window.hit=1>",
    "<marquee onstart=window.hit=1>",
    "<div style=animation-name:x onanimationstart=window.hit=1>",
    "<style>@keyframes x{}</style><b style='animation:x 1s' onanimationend=window.hit=1>",
    "<x contenteditable onblur=window.hit=1 autofocus>",
    "<object data=x onerror=window.hit=1>",
    "<link rel=stylesheet href=x onerror=window.hit=1>",
)
BREAKING_OUT = (
    '"><script>window.hit=1</script>',
    "'><script>window.hit=1</script>",
    '" onfocus="window.hit=1" autofocus="',
    "' onfocus='window.hit=1' autofocus='",
    '"><img src=x onerror=window.hit=1>',
    "'><svg onload=window.hit=1>",
    "`><img src=x onerror=window.hit=1>",
    '";window.hit=1;//',
    "';window.hit=1;//",
    "\\';window.hit=1;//",
    "${window.hit=1}",
    "{{constructor.constructor('window.hit=1')()}}",
    "{{7*7}}<%= 7*7 %>#{7*7}",
    "{% raw %}{{ config }}{% endraw %}",
)
ADDRESSES = (
    "javascript:window.hit=1",
    "JaVaScRiPt:window.hit=1",
    " \x01javascript:window.hit=1",
    "java\tscript:window.hit=1",
    "data:text/html,<script>window.hit=1</script>",
    "vbscript:window.hit=1",
    "<a href=javascript:window.hit=1>x</a>",
    "<a href='java&#115;cript:window.hit=1'>x</a>",
    "<form action=javascript:window.hit=1><button>x</button></form>",
    "<iframe src=javascript:window.hit=1></iframe>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<meta http-equiv=refresh content='0;url=javascript:window.hit=1'>",
    "<base href=//evil.example/>",
    "<embed src=javascript:window.hit=1>",
    "[x](javascript:window.hit=1)",
    "![x](https://evil.example/p.png)",
    "[x]: javascript:window.hit=1 '[x]'",
    "<https://evil.example/>",
    "//evil.example/x",
)
HIDDEN = (
    "%3Cscript%3Ewindow.hit=1%3C/script%3E",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "&#60;img src=x onerror=window.hit=1&#62;",
    "+ADw-script+AD4-window.hit=1+ADw-/script+AD4-",
    "\u202e<script>window.hit=1</script>",
    "\uff1cscript\uff1ewindow.hit=1\uff1c/script\uff1e",
    "<scr\x00ipt>window.hit=1</scr\x00ipt>",
)
WIKIS = (
    "{{#tag:script|window.hit=1}}",
    "<html><script>window.hit=1</script></html>",
    "<php>phpinfo();</php>",
    "{html}<script>window.hit=1</script>{html}",
    "{{{html}}}<b onclick=window.hit=1>{{{/html}}}",
    "{{html}}<script>window.hit=1</script>{{/html}}",
    "[[javascript:window.hit=1|x]]",
    "{{velocity}}#set($x=1){{/velocity}}",
)
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"https://evil.example/\",\"x\")",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "=WEBSERVICE(\"https://evil.example/\")",
    "=IMPORTXML(\"https://evil.example/\",\"//a\")",
)  # fmt: skip
PAYLOADS = SCRIPTS + HANDLERS + BREAKING_OUT + ADDRESSES + HIDDEN + WIKIS + FORMULAS

_ACTS = re.compile(r"^(javascript|vbscript|data:text|data:image/svg)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"^(https?:)?//evil\.example", re.IGNORECASE)
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "background", "srcset")
# No page of ours holds one of these.
_NEVER = ("object", "embed", "applet", "math", "marquee", "foreignobject")


def chunks(size: int = 20) -> list[tuple[str, ...]]:
    """All payloads, so many at a time."""
    return [PAYLOADS[place : place + size] for place in range(0, len(PAYLOADS), size)]


def acting(page: str) -> list[str]:
    """Everything in a page that would act and is not ours: elements, handlers, addresses."""
    found = [f"verbatim: {each}" for each in PAYLOADS if "<" in each and each in page]
    for element in reader.fromstring(f"<!doctype html><html>{page}").iter():
        if isinstance(element.tag, str):
            found += _acting_element(element)
        elif "hit=1" in (element.text or ""):
            found.append(f"comment: {element.text[:60]}")
    return found


def _acting_element(element: reader.HtmlElement) -> Iterator[str]:
    tag = element.tag.lower()
    if tag in _NEVER:
        yield f"<{tag}>"
    # Data for scripts is read as text, never run.
    runs = element.get("type", "") not in ("application/json", "application/ld+json")
    if tag in ("script", "style") and runs and "hit" in (element.text or ""):
        yield f"<{tag}> {element.text[:60]}"
    for name, value in element.attrib.items():
        plain = re.sub(r"[\x00-\x20]", "", value)
        if name.lower().startswith("on") or name.lower() == "srcdoc":
            yield f"<{tag} {name}={value[:60]}>"
        addressed = name.lower().rpartition(":")[2] in _ADDRESSES
        if addressed and (_ACTS.match(plain) or _ELSEWHERE.match(plain)):
            yield f"<{tag} {name}={value[:60]}>"
        loads = "stylesheet" in element.get("rel", "") or element.get("http-equiv") or tag == "base"
        if tag in ("meta", "link", "base") and loads and "hit=1" in value:
            yield f"<{tag} {name}={value[:60]}>"
