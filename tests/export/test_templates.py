"""The organisation's own files: good ones are used, broken and hostile ones are refused by name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from export_papers import paper
from PIL import Image
from pptx import Presentation

from assistant.errors import ExportError
from assistant.export import Style, checked_logo, checked_template, export_paper, read_colour
from assistant.export.style import contrast

RELS = "word/_rels/document.xml.rels"


def word() -> bytes:
    made = io.BytesIO()
    document = docx.Document()
    document.styles["Heading 1"].font.name = "Papyrus"
    document.save(made)
    return made.getvalue()


def slides() -> bytes:
    made = io.BytesIO()
    presentation = Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[0]).shapes.title.text = "ancien"
    presentation.save(made)
    return made.getvalue()


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one member changed, or added where it is not there."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w") as out:
        for entry in given.infolist():
            if entry.filename != name:
                out.writestr(entry, given.read(entry))
        known = given.read(name) if name in given.namelist() else b""
        out.writestr(name, change(known))
    return made.getvalue()


def linked(kind: str) -> bytes:
    relation = (
        f'<Relationship Id="rId99" TargetMode="External" Target="http://evil.example/x.dotx" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    ).encode()
    end = b"</Relationships>"
    return changed(word(), RELS, lambda data: data.replace(end, relation + end))


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("word/document.xml", b"<a/>")
        out.writestr("word/media/zeros.xml", b"0" * 30_000_000)
    return made.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
REFUSED = {
    "empty": (b"", "template-kind"),
    "a PDF": (b"%PDF-1.7 nothing", "template-kind"),
    "a plain ZIP": (changed(word(), "x", lambda _: b"y").replace(b"word/", b"wxrd/"), "template-"),
    "cut in half": (word()[: len(word()) // 2], "template-kind"),
    "encrypted or old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "template-locked"),
    "macros": (changed(word(), "word/vbaProject.bin", lambda _: b"x"), "template-active"),
    "embedded object": (
        changed(slides(), "ppt/embeddings/oleObject1.bin", lambda _: b"x"),
        "template-active",
    ),
    "remote parent template": (linked("attachedTemplate"), "template-linked"),
    "remote picture": (linked("image"), "template-linked"),
    "entities": (changed(word(), "word/document.xml", lambda _: ENTITIES), "template-damaged"),
    "not XML": (changed(word(), "word/styles.xml", lambda _: b"<a"), "template-damaged"),
    "no content types": (
        changed(word(), "[Content_Types].xml", lambda _: b"<Types/>"),
        "template-damaged",
    ),
    "packed to explode": (bomb(), "template-bomb"),
    "a path upwards": (changed(word(), "../../evil.xml", lambda _: b"<a/>"), "template-damaged"),
    "too large": (b"PK" + bytes(20_000_001), "template-large"),
}


@pytest.mark.parametrize("id", REFUSED)
def test_bad_templates_are_refused_with_a_remedy(id: str) -> None:
    data, code = REFUSED[id]
    with pytest.raises(ExportError) as fault:
        checked_template(data)
    assert fault.value.code.startswith(code)
    assert fault.value.remedy


def test_a_hyperlink_in_a_template_is_no_harm() -> None:
    assert checked_template(linked("hyperlink"))


def test_a_word_template_gives_its_fonts() -> None:
    made = export_paper(paper(), "docx", Style(template=checked_template(word())))
    document = docx.Document(io.BytesIO(made.data))
    assert document.styles["Heading 1"].font.name == "Papyrus"
    assert any(p.text == "Preuves" for p in document.paragraphs)


def test_a_presentation_template_loses_its_slides_and_takes_ours() -> None:
    made = export_paper(paper(), "pptx", Style(template=checked_template(slides())))
    presentation = Presentation(io.BytesIO(made.data))
    titles = [s.shapes.title.text_frame.text for s in presentation.slides]
    assert titles == ["Cornes de brume", "Preuves", "Chiffres"]
    assert (
        len(
            [
                n
                for n in zipfile.ZipFile(io.BytesIO(made.data)).namelist()
                if "/slides/slide" in n and n.endswith(".xml")
            ]
        )
        == 3
    )


def test_a_template_of_the_other_kind_changes_nothing() -> None:
    made = export_paper(paper(), "docx", Style(template=checked_template(slides())))
    assert docx.Document(io.BytesIO(made.data)).styles["Heading 1"].font.name == "Georgia"


def picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (60, 20), "#8A1538").save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("format", ["docx", "pptx", "pdf"])
def test_a_logo_is_put_in(kind: str, format: str) -> None:
    plain = export_paper(paper(), format)
    marked = export_paper(paper(), format, Style(logo=checked_logo(picture(kind))))
    assert len(marked.data) > len(plain.data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"GIF89a", "logo-kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo-kind"),
        (picture("PNG")[:60], "logo-kind"),
        (bytes(2_000_001), "logo-large"),
    ],
    ids=["GIF", "SVG", "cut", "too large"],
)
def test_bad_logos_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(ExportError) as fault:
        checked_logo(data)
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("red", "export-colour"), ("#12", "export-colour"), ("#FFEE88", "export-pale")],
)
def test_colours_that_cannot_be_used_are_refused(text: str, code: str) -> None:
    with pytest.raises(ExportError) as fault:
        read_colour(text)
    assert fault.value.code == code


def test_contrast_of_black_and_white() -> None:
    assert contrast("000000") == 21
    assert contrast("FFFFFF") == 1
    assert read_colour("#1f3a5f") == "1F3A5F"
