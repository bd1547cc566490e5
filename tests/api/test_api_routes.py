"""What each route gives, over the real library."""

from __future__ import annotations

import io
import json
import time
import zipfile
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.service import Assistant
from assistant.web.api.bodies_numbers import ACTUALS, REVENUE, TARGETS
from assistant.web.api.scopes import ROOT

pytestmark = pytest.mark.shelf

ASK = "Do social media sell?"

TURNOVER = {"objectives": [{"text": "reduce staff turnover from 18% to 12%"}]}


def post(client: TestClient, path: str, body: Any, status: int = 200) -> Any:
    response = client.post(ROOT + path, json=body)
    assert response.status_code == status, response.text
    return response.json()


def get(client: TestClient, path: str, **query: Any) -> Any:
    response = client.get(ROOT + path, params=query)
    assert response.status_code == 200, response.text
    return response.json()


def test_an_answer_has_numbered_citations_with_their_publications(client: TestClient) -> None:
    answer = post(client, "/ask", {"question": ASK})
    assert answer["kind"] == "answer"
    assert answer["lang"] == "en"
    cited = {number for sentence in answer["lead"] for number in sentence["citations"]}
    assert cited
    assert cited <= {each["number"] for each in answer["citations"]}
    assert all(each["references"] for each in answer["citations"] if each["role"] == "evidence")
    assert "[1]" in answer["markdown"]


def test_a_question_in_french_is_answered_in_french(client: TestClient) -> None:
    answer = post(client, "/ask", {"question": "Les réseaux sociaux font-ils vendre ?"})
    assert answer["lang"] == "fr"


def test_a_follow_up_is_understood_from_ten_thousand_messages(client: TestClient) -> None:
    pair = [{"role": "user", "content": ASK}, {"role": "assistant", "content": "It depends [1]."}]
    answer = post(client, "/ask", {"question": "And in B2B?", "history": pair * 5000})
    assert answer["interpreted"].startswith("Do social media sell")


def test_a_stream_ends_with_the_whole_answer(client: TestClient) -> None:
    headers = {"accept": "text/event-stream"}
    response = client.post(f"{ROOT}/ask", json={"question": ASK}, headers=headers)
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [block.split("\n", 1) for block in response.text.strip().split("\n\n")]
    assert events[0][0] == "event: partial"
    assert events[-1][0] == "event: answer"
    whole = json.loads(events[-1][1].removeprefix("data: "))
    assert whole["lead"] == post(client, "/ask", {"question": ASK})["lead"]


def test_a_stream_of_a_question_that_cannot_be_taken_never_begins(client: TestClient) -> None:
    headers = {"accept": "text/event-stream"}
    response = client.post(f"{ROOT}/ask", json={"question": " "}, headers=headers)
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "question-empty"


def test_evidence_is_filtered(client: TestClient) -> None:
    body = {"question": ASK, "count": 3, "filters": {"kinds": ["case-study"]}}
    found = post(client, "/retrieve", body)
    assert 1 <= len(found["hits"]) <= 3
    ids = {hit["passage"]["document"] for hit in found["hits"]}
    assert {get(client, f"/library/documents/{id}")["kind"] for id in ids} == {"case-study"}


@pytest.mark.parametrize(
    ("text", "passed"),
    [("Sales rose by 12% in 2013 [1].", True), ("Sales rose by 13% in 2013 [1].", False)],
    ids=["faithful", "one-digit-off"],
)
def test_a_text_is_checked_against_its_sources(client: TestClient, text: str, passed: bool) -> None:
    sources = [{"id": "1", "text": "Sales rose by 12% in 2013."}]
    assert post(client, "/ground", {"text": text, "sources": sources})["passed"] is passed


def test_returns_are_computed(client: TestClient) -> None:
    inputs = {"media": "5000", "incremental_revenue": "30000", "margin": "40%"}
    found = post(client, "/returns", {"inputs": inputs})
    # 12 months: 12 × 30,000 × 40 % = 144,000 of margin for 60,000 spent.
    assert found["results"]["roi"] == pytest.approx((144_000 - 60_000) / 60_000)
    assert "140%" in found["markdown"]


def test_a_scorecard_and_a_mirror_are_computed(client: TestClient) -> None:
    body = {"targets": {"csv": TARGETS}, "actuals": [{"csv": ACTUALS}]}
    card = post(client, "/scorecard", body)
    assert [(each["name"], each["latest"]) for each in card["indicators"]] == [("Leads", 119.0)]
    mirror = post(client, "/mirror", {"first": {"csv": ACTUALS}, "second": {"csv": REVENUE}})
    assert mirror["days"] == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert mirror["verdict"] == "cannot_say"


def test_a_plan_from_draft_to_export_and_end(client: TestClient) -> None:
    assert post(client, "/plans/draft", TURNOVER)["strategies"]
    plan = post(client, "/plans", TURNOVER | {"reason": "first"}, 201)
    one = f"/plans/{plan['id']}"
    edit = {"base": 1, "changes": [{"path": "title", "text": "Ours"}], "reason": "renamed"}
    assert post(client, f"{one}/versions", edit, 201)["version"] == 2
    assert post(client, f"{one}/versions", edit, 409)["error"]["code"] == "plan-stale"
    history = get(client, f"{one}/versions")["items"]
    assert [each["reason"] for each in history] == ["renamed", "first"]
    changed = get(client, f"{one}/diff", first=1, second=2)["differences"]
    assert [(each["kind"], each["after"]) for each in changed] == [("title", "Ours")]
    exported = client.get(f"{ROOT}{one}/export", params={"format": "json"}).text
    again = post(client, "/plans/import", {"file": exported}, 201)
    assert again["plan"]["title"] == "Ours"
    copy = post(client, f"{one}/copies", {}, 201)
    assert {each["id"] for each in get(client, "/plans")["items"]} >= {copy["id"], again["id"]}
    assert client.delete(ROOT + one).status_code == 204
    assert client.get(ROOT + one).status_code == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/briefings/export", {"topic": "social customer service", "format": "docx"}),
        ("/ask/export", {"questions": [ASK], "format": "docx"}),
    ],
    ids=["briefing", "answer"],
)
def test_a_document_is_given_as_a_file(client: TestClient, path: str, body: Any) -> None:
    response = client.post(ROOT + path, json=body)
    assert response.status_code == 200
    assert response.headers["content-disposition"].endswith('.docx"')
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(response.content)).namelist()


def test_a_briefing_is_drafted_with_its_publications(client: TestClient) -> None:
    found = post(client, "/briefings", {"topic": "social customer service"})
    assert found["covered"]
    assert found["references"]


def upload(client: TestClient, **headers: str) -> Any:
    files = [("files", ("reach.txt", b"Our newsletter reached 4,300 customers in 2024.", "text/x"))]
    form = {"collection": "Newsletters"}
    return client.post(f"{ROOT}/ingest", files=files, data=form, headers=headers)


def over(client: TestClient, id: str) -> Any:
    for _ in range(600):
        job = get(client, f"/ingest/{id}")
        if job["over"]:
            return job
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def test_a_file_goes_into_a_collection_and_out_again(client: TestClient) -> None:
    begun = upload(client, **{"Idempotency-Key": "reach"})
    assert begun.status_code == 202
    assert upload(client, **{"Idempotency-Key": "reach"}).json()["id"] == begun.json()["id"]
    job = over(client, begun.json()["id"])
    assert [(each["name"], each["status"]) for each in job["files"]] == [("reach.txt", "added")]
    (found,) = [
        each for each in get(client, "/collections")["items"] if each["name"] == "Newsletters"
    ]
    one = f"/collections/{found['id']}"
    (file,) = get(client, one)["contents"]
    read = get(client, f"{one}/files/{file['document']}")
    assert "4,300 customers" in read["passages"][0]["text"]
    renamed = client.patch(ROOT + one, json={"name": "Letters"})
    assert renamed.json()["name"] == "Letters"
    assert client.delete(f"{ROOT}{one}/files/{file['document']}").status_code == 204
    assert client.delete(ROOT + one).status_code == 204
    assert found["id"] not in {each["id"] for each in get(client, "/collections")["items"]}


def test_a_refused_file_is_told_in_the_reader_s_language(client: TestClient) -> None:
    sent = [("files", ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(range(200)), "image/jpeg"))]
    begun = client.post(f"{ROOT}/ingest", files=sent, data={"collection": "Photos"})
    over(client, begun.json()["id"])
    french = {"Accept-Language": "fr"}
    job = client.get(f"{ROOT}/ingest/{begun.json()['id']}", headers=french).json()
    (file,) = job["files"]
    assert "ne sont pas lus" in file["message"]
    assert file["remedy"].startswith("Enregistrez-le")


def test_a_name_that_no_collection_can_have_is_refused_at_once(client: TestClient) -> None:
    files = [("files", ("reach.txt", b"Our newsletter reached 4,300 customers.", "text/x"))]
    answer = client.post(f"{ROOT}/ingest", files=files, data={"collection": "x" * 81})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "collection-name")


def test_a_job_can_be_cancelled(client: TestClient) -> None:
    id = upload(client).json()["id"]
    assert client.delete(f"{ROOT}/ingest/{id}").json()["cancelled"] is True
    assert over(client, id)["state"] == "done"


def test_a_list_is_read_page_by_page(client: TestClient) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        page = get(client, "/library/documents", kind="case-study", limit=40, cursor=cursor)
        seen += [each["id"] for each in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = page["next_cursor"]
    assert len(seen) == len(set(seen)) == page["total"]
    assert seen == sorted(seen)


@pytest.mark.parametrize("what", ["kpis", "objectives", "references"])
def test_the_catalogue_is_listed_and_read(client: TestClient, what: str) -> None:
    first = get(client, f"/library/{what}", limit=1)["items"][0]
    id = first.get("id") or first["key"]
    assert get(client, f"/library/{what}/{id}") == first


def test_a_quiz_is_marked_and_its_answers_are_not_given_before(client: TestClient) -> None:
    id = get(client, "/programme/lessons")["items"][0]["id"]
    lesson = get(client, f"/programme/lessons/{id}")
    assert "correct" not in json.dumps(lesson["quiz"])
    length = len(lesson["quiz"])
    blank = post(client, f"/programme/lessons/{id}/quiz", {"answers": []})
    right = [each["correct"] for each in blank["outcomes"]]
    full = post(client, f"/programme/lessons/{id}/quiz", {"answers": right})
    assert (blank["score"], full["score"]) == (0, length)


def test_feedback_is_kept_and_a_declined_question_is_noted(
    client: TestClient, service: Assistant
) -> None:
    answer = post(client, "/ask", {"question": ASK})
    evidence = [each["passage"] for each in answer["citations"]]
    body = {"verdict": "down", "question": ASK, "reason": "Too old.", "evidence": evidence}
    kept = post(client, "/feedback", body, 201)
    assert get(client, "/feedback")["items"][0] == kept
    declined = post(client, "/ask", {"question": "What did social media do for zeppelin makers?"})
    noted = [each["question"] for each in get(client, "/feedback/unanswered")["items"]]
    assert (declined["question"] in noted) is (declined["kind"] in ("uncovered", "unclear"))
