"""Chat, card, script and snippets for other sites, asked for without a browser."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from fiction import ANSWER, PROMPTS, Streaming
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.errors import SettingsError
from assistant.records import Lang
from assistant.render import Labels
from assistant.settings import Settings, load_settings
from assistant.web.embed import embed_routes
from assistant.web.embed.choices import Choices
from assistant.web.embed.component import component_script
from assistant.web.embed.framing import may_frame
from assistant.web.embed.snippets import TARGETS, snippets
from assistant.web.help import help_routes
from assistant.web.help.routes import settings_in_force
from assistant.wording import load_wording

SITES = "https://wiki.example.org https://*.brume.example:8443"
LARGEST_SCRIPT = 30 * 1024
JSON = "application/json"
LONG = b'{"question":"' + b"x" * 2001 + b'"}'


class Reader(HTMLParser):
    """What a browser would find: tags with their attributes, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def configured(origins: str = "") -> Settings:
    return load_settings(embed_origins=origins, prompts=PROMPTS)


@pytest.fixture(scope="module")
def service() -> Streaming:
    return Streaming()


@pytest.fixture(scope="module")
def client(service: Streaming) -> TestClient:
    return TestClient(Starlette(routes=embed_routes(configured(SITES), service)))


def events(body: str) -> list[tuple[str, dict[str, object]]]:
    """(name, data) of each event of a stream."""
    read = []
    for event in body.strip().split("\n\n"):
        name, data = event.split("\n")
        read.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return read


# Framing


@pytest.mark.parametrize("path", ["/embed", "/card", "/card?q=Why", "/card?q=" + "x" * 9000])
def test_only_the_named_sites_may_frame(client: TestClient, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert policy.split("; ")[-1] == f"frame-ancestors 'self' {SITES}"
    assert "unsafe" not in policy


def test_nobody_may_frame_where_no_site_is_named(service: Streaming) -> None:
    alone = TestClient(Starlette(routes=embed_routes(configured(), service)))
    assert alone.get("/embed").headers["content-security-policy"].endswith("frame-ancestors 'self'")


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        pytest.param("https://wiki.example.org", True, id="named"),
        pytest.param("http://wiki.example.org", False, id="other scheme"),
        pytest.param("https://wiki.example.org:8443", False, id="other port"),
        pytest.param("https://a.brume.example:8443", True, id="subdomain"),
        pytest.param("https://brume.example:8443", False, id="the domain itself"),
        pytest.param("https://a.brume.example", False, id="subdomain without its port"),
        pytest.param("https://evilbrume.example:8443", False, id="ends alike"),
        pytest.param("", False, id="none"),
        pytest.param("null", False, id="opaque"),
    ],
)
def test_the_script_speaks_to_allowed_sites_only(origin: str, allowed: bool) -> None:
    assert may_frame(configured(SITES), origin) is allowed


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("wiki.example.org", id="no scheme"),
        pytest.param("https://wiki.example.org/path", id="path"),
        pytest.param("https://a.example; script-src *", id="another directive"),
        pytest.param("*", id="everybody"),
        pytest.param("https://*", id="every host"),
        pytest.param("'self'", id="keyword"),
        pytest.param("javascript:alert(1)", id="script"),
    ],
)
def test_what_is_no_origin_is_refused_by_name(value: str) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_EMBED_ORIGINS"):
        configured(value)


# The chat


def test_the_answer_grows_and_ends_whole(client: TestClient, service: Streaming) -> None:
    body = {"question": "Why?", "history": ["Who?"], "collection": "sales", "turn": 3}
    got = events(client.post("/embed/ask?lang=fr", json=body).text)
    assert [(name, "done" in data) for name, data in got] == [("turn", False)] * 2 + [
        ("turn", True)
    ]
    last = got[-1][1]
    assert (last["sources"], last["kind"], last["question"]) == (2, "answer", "Why?")
    assert 'id="t3-s1"' in str(last["html"])
    assert (service.within, service.histories[-1]) == (("sales",), ("Who?",))


@pytest.mark.parametrize("question", ["broken", "bug"])
def test_a_fault_is_told_without_its_inside(client: TestClient, question: str) -> None:
    got = events(client.post("/embed/ask?lang=en", json={"question": question}).text)
    assert [name for name, _ in got] == ["fault"]
    assert "data-ask" in str(got[0][1]["html"])
    assert "secret" not in json.dumps(got)


@pytest.mark.parametrize(
    ("status", "code", "body", "kind"),
    [
        pytest.param(415, "content-type", b"question=x", "text/plain", id="form"),
        pytest.param(400, "malformed", b"{", JSON, id="not JSON"),
        pytest.param(400, "malformed", b"[" * 60_000, JSON, id="deep"),
        pytest.param(400, "malformed", b"\xff\xfe", JSON, id="not text"),
        pytest.param(422, "fields", b"[]", JSON, id="a list"),
        pytest.param(422, "fields", b'{"question":"x","admin":true}', JSON, id="unknown"),
        pytest.param(422, "field", b'{"question":1}', JSON, id="a number"),
        pytest.param(422, "field", b'{"question":"x","turn":true}', JSON, id="true"),
        pytest.param(422, "field", b'{"question":"x","history":[1]}', JSON, id="history"),
        pytest.param(422, "question-empty", b'{"question":" "}', JSON, id="empty"),
        pytest.param(422, "question-too-long", LONG, JSON, id="long"),
        pytest.param(413, "too-large", b'"' + b"x" * 70_000 + b'"', JSON, id="large"),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(
    client: TestClient, status: int, code: str, body: bytes, kind: str
) -> None:
    answer = client.post("/embed/ask?lang=en", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"].keys() == {"code", "message", "remedy"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_choices_of_the_address_are_kept_and_nonsense_is_dropped(
    client: TestClient, lang: Lang
) -> None:
    query = f"lang={lang}&theme=dark&mode=floating&topic=budget&collection=sales&token=a.b"
    page = Reader(client.get(f"/embed?{query}").text)
    chosen = {each["name"]: each["value"] for each in page.named("input")}
    assert chosen == {name: values[0] for name, values in parse_qs(query).items()}
    assert page.named("html")[0]["data-theme"] == "dark"
    odd = Reader(client.get('/embed?theme="><script>&mode=x&host=https://evil.example').text)
    assert (odd.named("input"), odd.named("main")[0]["data-host"]) == ([], "")


def test_without_a_script_the_question_of_the_address_is_answered(client: TestClient) -> None:
    page = client.get("/embed?q=Did+Acme+sell+more%3F&lang=en").text
    assert ANSWER.lead[0].text in page
    assert 'href="/library/acme?lang=en" target="_blank"' in page


# The card


def test_the_card_is_plain_and_cited(client: TestClient) -> None:
    answer = client.get("/card?q=Did+Acme+sell+more%3F&lang=en")
    page = Reader(answer.text)
    assert ANSWER.lead[0].text in page.text
    cited = {each["href"] for each in page.named("a") if each.get("class") == "cite"}
    cards = {f"#{each['id']}" for each in page.named("li") if each.get("class") == "source"}
    assert cited == cards != set()
    assert (page.named("script"), page.named("button"), answer.cookies) == ([], [], {})


@given(question=st.text(max_size=60) | st.sampled_from(["<img onerror=x>", '"><script>', "'"]))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_question_leaves_markup_in_the_card(client: TestClient, question: str) -> None:
    answer = client.get("/card", params={"q": question, "lang": "en"})
    seen = [tag for tag, _ in Reader(answer.text).tags]
    harmless = client.get("/card", params={"q": "x" if "turn" in answer.text else "", "lang": "en"})
    assert answer.status_code in (200, 422)
    assert not {"script", "img", "svg", "iframe"} & set(seen)
    if answer.status_code == 200:
        assert seen == [tag for tag, _ in Reader(harmless.text).tags]


@pytest.mark.parametrize(
    ("question", "status"), [("x" * 2001, 422), ("broken", 503), ("bug", 503), ("", 200)]
)
def test_what_cannot_be_answered_says_so_above_the_form(
    client: TestClient, question: str, status: int
) -> None:
    answer = client.get("/card", params={"q": question, "lang": "fr"})
    page = Reader(answer.text)
    assert answer.status_code == status
    assert bool([a for _, a in page.tags if a.get("role") == "alert"]) is (status != 200)
    assert len(page.named("textarea")) == 1
    assert "secret" not in answer.text


# The script and the snippets


def test_the_script_is_small_whole_and_kept_until_it_changes(client: TestClient) -> None:
    answer = client.get("/embed/assistant-chat.js")
    words = load_wording(PROMPTS, "embed", "fr")
    assert len(answer.content) <= LARGEST_SCRIPT
    assert words("open") in answer.text
    assert "%words%" not in component_script(configured())
    again = client.get(
        "/embed/assistant-chat.js", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


HOSTILE = "'\"><script>alert(1)</script> }} $x \\"


@pytest.mark.parametrize("question", ["", "Does it pay?", HOSTILE], ids=["chat", "card", "hostile"])
@pytest.mark.parametrize("target", TARGETS)
def test_a_snippet_says_what_was_chosen_and_nothing_else(target: str, question: str) -> None:
    chosen = Choices("fr", "dark", "floating", "sales", "budget")
    made = snippets(target, "https://a.example", chosen, question, "Assistant")
    assert all(load_wording(PROMPTS, "embed", "fr")(f"hows.{each.key}") for each in made)
    # What DokuWiki reads is no HTML; the next test is about it.
    read = Reader("".join(each.text for each in made if each.key != "plugin"))
    assert {tag for tag, _ in read.tags} <= {"iframe", "script", "assistant", "assistant-chat"}
    assert [a["src"] for a in read.named("script")] in (
        [],
        ["https://a.example/embed/assistant-chat.js"],
    )
    for frame in read.named("iframe"):
        asked = parse_qs(urlsplit(frame["src"]).query)
        assert asked["theme"] == ["dark"]
        assert asked.get("q", [""]) == [question]
    for tag in (*read.named("assistant"), *read.named("assistant-chat")):
        assert (tag["lang"], tag.get("q", "")) == ("fr", question)


def test_what_is_written_for_dokuwiki_ends_where_its_plugin_stops_reading() -> None:
    tag = snippets("dokuwiki", "https://a.example", Choices(), HOSTILE, "x")[0].text
    assert tag.index("}}") == len(tag) - 2
    assert tag.count('"') == 2


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("target", TARGETS)
def test_the_page_shows_the_snippets_and_a_preview(
    client: TestClient, target: str, lang: Lang
) -> None:
    query = f"lang={lang}&target={target}&language=fr&theme=dark&server=https://a.example"
    page = Reader(client.get(f"/embedding?{query}").text)
    assert "https://a.example" in page.text
    assert "https://wiki.example.org" in page.text
    assert page.named("iframe")[0]["src"] == "/embed?lang=fr&theme=dark"


@pytest.mark.parametrize("server", ["javascript:alert(1)", "https://a b", "x" * 400, "https://"])
def test_an_address_that_is_none_is_not_written_into_a_snippet(
    client: TestClient, server: str
) -> None:
    page = Reader(client.get("/embedding", params={"server": server, "lang": "en"}).text)
    assert [a["id"] for _, a in page.tags if a.get("role") == "alert"] == ["fault"]
    assert page.named("textarea")
    assert "javascript:" not in page.text


# Help


def test_help_shows_the_settings_but_no_secret() -> None:
    known = load_settings(prompts=PROMPTS, oidc_secret="hush-hush-hush", question_limit=321)
    page = TestClient(Starlette(routes=help_routes(known))).get("/help?lang=en").text
    assert "hush" not in page
    assert "321" in page


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_help_leads_to_the_reference_of_the_interface(lang: str) -> None:
    page = TestClient(Starlette(routes=help_routes(load_settings()))).get(f"/help?lang={lang}")
    assert f'href="/api/v1/docs?lang={lang}"' in page.text


def test_help_says_what_the_settings_make_it_keep() -> None:
    words = load_wording(PROMPTS, "help", "en")
    for keep in (True, False):
        routes = help_routes(load_settings(prompts=PROMPTS, keep_questions=keep))
        page = TestClient(Starlette(routes=routes)).get("/help?lang=en").text
        assert (words("privacy.declined") in page) is keep


def test_where_people_sign_in_readers_see_what_concerns_them() -> None:
    known = load_settings(prompts=PROMPTS, sign_in="users")
    words = Labels("en", load_wording(PROMPTS, "help", "en"))
    names = {name for name, _, _ in settings_in_force(known, words)}
    assert "ASSISTANT_QUESTION_LIMIT" in names
    assert {"ASSISTANT_HOME", "ASSISTANT_TRUSTED_PROXIES"} & names == set()
