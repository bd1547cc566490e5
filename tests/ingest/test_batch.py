"""A batch: the same file twice, nearly the same file, folders, mail, progress, what users say."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import makers
import pytest
import reports
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest import (
    Described,
    Known,
    Limits,
    Notice,
    Outcome,
    Progress,
    read_files,
    similarity,
)
from assistant.ingest.faults import _FAULTS
from assistant.ingest.sketch import sketch
from assistant.settings import load_settings
from assistant.wording import load_wording

Read = Callable[..., Outcome]
WORDS = reports.sentences(random.Random(3), 60)


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(WORDS)
    first, second = read_files([tmp_path])
    assert (first.status, second.status, second.like) == ("read", "duplicate", first.name)
    assert second.passages == ()


def test_a_file_known_from_before_is_not_read(tmp_path: Path, read: Read) -> None:
    first = read("a.txt", WORDS.encode())
    known = [Known("earlier.txt", first.sha256)]
    again = read("b.txt", WORDS.encode(), known=known)
    assert (again.status, again.like) == ("duplicate", "earlier.txt")


def test_nearly_the_same_text_is_noticed_across_formats(tmp_path: Path) -> None:
    changed = WORDS.replace("Germany", "Austria", 2)
    (tmp_path / "a.docx").write_bytes(makers.docx(WORDS))
    (tmp_path / "b.txt").write_text(changed)
    (tmp_path / "c.txt").write_text(reports.sentences(random.Random(9), 60))
    _, near, other = read_files([tmp_path])
    assert near.like.endswith("a.docx")
    assert near.likeness > 0.8
    assert (other.status, other.like) == ("read", "")


@settings(max_examples=25)
@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 300))
def test_similarity_estimates_the_share_of_common_runs(only: int, other: int, both: int) -> None:
    def text(*spans: tuple[str, int]) -> list[str]:
        # Runs of five words that no other piece shares: each piece is five words long.
        return [
            " ".join(f"{kind}{n}x{k}" for k in range(5))
            for kind, size in spans
            for n in range(size)
        ]

    first = [sketch([piece]) for piece in text(("a", only), ("c", both))]
    second = [sketch([piece]) for piece in text(("b", other), ("c", both))]
    mine, theirs = (tuple(sorted(h for s in each for h in s)[:256]) for each in (first, second))
    true = both / (only + other + both)
    assert abs(similarity(mine, theirs) - true) < 0.16


def test_a_folder_is_read_in_depth_and_links_are_not_followed(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "deep" / "deeper").mkdir(parents=True)
    (pack / "deep" / "deeper" / "a.txt").write_text(makers.ENGLISH)
    (pack / ".hidden").write_text("no")
    (pack / "~$lock.docx").write_text("no")
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    (pack / "link.txt").symlink_to(outside)
    (pack / "loop").symlink_to(pack)
    found = {
        each.name: each.refusal.code if each.refusal else each.status for each in read_files([pack])
    }
    assert found == {"pack/deep/deeper/a.txt": "read", "pack/link.txt": "file-special"}


def test_attachments_and_archives_are_files_of_their_own(tmp_path: Path) -> None:
    pack = makers.archive({"minutes/june.txt": makers.FRENCH, "report.pdf": makers.pdf(2)})
    path = tmp_path / "mail.eml"
    path.write_bytes(makers.email(panel__docx=makers.docx(), pack__zip=pack))
    found = {each.name.removeprefix(str(path)): each for each in read_files([path], collection="c")}
    assert {name: each.status for name, each in found.items()} == {
        "": "read",
        " › panel.docx": "read",
        " › pack.zip › minutes/june.txt": "read",
        " › pack.zip › report.pdf": "read",
    }
    assert found[" › pack.zip › report.pdf"].passages[0].locator == "page:1"
    extract = found[" › pack.zip › minutes/june.txt"].extract
    assert extract is not None
    assert (extract.title, extract.lang) == ("june", "fr")


def test_names_are_shown_without_tricks(tmp_path: Path) -> None:
    for name in (
        b"bad-\xff.txt",
        "fdp\u202etxt.\u202c.txt".encode(),
        "\u200bnew\nline.txt".encode(),
    ):
        (tmp_path / os.fsdecode(name)).write_bytes(makers.ENGLISH.encode() + name)
    names = sorted(each.name.partition("/")[2] for each in read_files([tmp_path]))
    assert names == ["bad-.txt", "fdptxt..txt", "new line.txt"]


def test_missing_and_odd_paths_are_refused(tmp_path: Path) -> None:
    found = [each.refusal for each in read_files([tmp_path / "none.pdf", Path("/dev/null")])]
    assert [error.code for error in found if error] == ["file-missing", "file-special"]


def test_what_the_user_says_wins(read: Read) -> None:
    said = Described("Title", "Author", "2023-01", "fr")
    extract = read("panel.docx", makers.docx(), described=said).extract
    assert extract is not None
    assert (extract.title, extract.author, extract.date, extract.lang) == (
        "Title",
        "Author",
        "2023-01",
        "fr",
    )


def test_progress_tells_file_and_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(makers.ENGLISH)
    (tmp_path / "b.pdf").write_bytes(makers.pdf(9))
    told: list[Progress] = []
    assert len(list(read_files([tmp_path], progress=told.append))) == 2
    assert [(each.file, each.files) for each in told if not each.page] == [(1, 2), (2, 2)]
    assert [(each.page, each.pages) for each in told if each.page] == [(1, 9), (5, 9), (9, 9)]


def test_the_first_pages_of_a_file_too_long_are_read(read: Read) -> None:
    outcome = read("long.pdf", makers.pdf(12), limits=Limits(pages=5))
    assert outcome.extract is not None
    assert outcome.extract.notices == (Notice("pages-left-out", {"read": 5, "pages": 12}),)
    assert outcome.passages[-1].page == 5


def test_text_past_the_limit_is_told(read: Read) -> None:
    outcome = read(
        "long.txt", ("\n\n".join([makers.ENGLISH] * 40)).encode(), limits=Limits(characters=2000)
    )
    assert outcome.extract is not None
    assert [each.code for each in outcome.extract.notices] == ["text-left-out"]


def test_refusals_are_worded_alike_in_code_and_catalogue() -> None:
    wording = load_wording(load_settings().prompts, "errors", "en")
    for code, (message, remedy) in _FAULTS.items():
        told = (wording.template(f"{code}.message"), wording.template(f"{code}.remedy"))
        assert told == (message, remedy)


SCAN = "The board approved the customer panel"


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")
def test_a_scan_is_recognised(read: Read) -> None:
    outcome = read("scan.pdf", scan(SCAN))
    assert outcome.extract is not None
    assert SCAN in outcome.passages[0].text
    assert Notice("recognised", {"pages": 1}) in outcome.extract.notices


def test_pages_that_are_pictures_are_told_beside_text(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.ingest.batch.tesseract", lambda: "")
    outcome = read("mixed.pdf", scan(SCAN, text=makers.ENGLISH))
    assert outcome.extract is not None
    assert outcome.extract.notices == (Notice("scanned-pages", {"pages": 1, "first": 1}),)


def scan(words: str, text: str = "") -> bytes:
    """A page that is a picture of words, and a page of text after it if there is any."""
    import io

    from PIL import Image, ImageDraw, ImageFont
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    picture = Image.new("L", (1654, 2339), 255)
    ImageDraw.Draw(picture).text((160, 300), words, fill=0, font=ImageFont.load_default(48))
    out = io.BytesIO()
    paper = canvas.Canvas(out)
    paper.drawImage(ImageReader(picture), 0, 0, 595, 842)
    paper.showPage()
    if text:
        paper.drawString(56, 700, text[:80])
    paper.save()
    return out.getvalue()
