"""What a reader sees of a company's document is what is kept of it: no more, no less, no other
figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import makers
import office
import pytest

from assistant.ingest import Block, Outcome, read_files
from assistant.ingest.cells import shown
from assistant.ingest.finish import text_of
from assistant.ingest.properties import told_date, told_title
from assistant.ingest.spans import Cell, header_rows, laid_out

_HEADS = "Canal | 2024 S1 | 2024 S2 | 2025 S1 | 2025 S2\n"


@dataclass(frozen=True)
class Case:
    name: str
    data: bytes
    holds: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


CASES = [
    Case(
        "plan.docx",
        office.docx(),
        (
            "atteint 12,5 M€ en 2024³ en France.",
            "120 m² et 10⁶ unités.",
            "Le 1er magasin émet moins de CO2.",
            "Le budget est de 850 000 € pour l’année.",
            "Visible, et visible.",
            "Avant le cadre. Après le cadre.\nEncadré : objectif de 45 %.",
            "ROI=42",
            "Une phrase annotée continue.\nSource : enquête interne.\nUne autre.",
            f"{_HEADS}Télévision | 100 k€ | 120 k€ | 90 k€ | 95 k€",
            "Affichage | 12 k€ | 13 k€ | 14 k€ | 15 k€",
        ),
        ("900 000", "CACHÉ", "SUPPRIMÉE", "COMMENTAIRE"),
    ),
    Case(
        "show.pptx",
        office.pptx(),
        (
            " | Ours\nQ1 | 12.5%\nQ2 | 14.0%",
            "Above the group, growth of 12¹ points\nAwareness 45%\nPurchase 12%",
            f"{_HEADS}Télévision | 100 k€ | 120 k€ | 90 k€ | 95 k€",
            "Affichage | 12 k€ | 13 k€ | 14 k€ | 15 k€",
        ),
        ("0.125",),
    ),
    Case(
        "ventes.xlsx",
        office.xlsx(),
        (
            f"Tableau des ventes de la région\n{_HEADS}Télévision | 12,5% | 20,0% | 10,0% | 15,5%",
            "Affichage | 5 | 6",
            "2025-03-05 | 1234,50 € | 1200 k€ | +7,0% | 30:00 | 0007",
        ),
        ("SECRET", "0.125", "0,125", "région | "),
        ("hidden-columns", "formulas-uncomputed"),
    ),
    Case(
        "texte.odt",
        office.odt(),
        (
            "Une part de 12¹ % en tout, visible. Avant et après.\nTexte du cadre.",
            f"{_HEADS}Télévision | 100 k€ | 120 k€ | 90 k€ | 95 k€",
            "Affichage | 12 k€ | 13 k€ | 14 k€ | 15 k€",
        ),
        ("CACHÉ", "COMMENTAIRE", "IMAGE"),
    ),
    Case(
        "ventes.ods",
        office.ods(),
        (
            f"{_HEADS}Télévision | 100 k€ | 120 k€ | 90 k€ | 95 k€",
            "Affichage | 12 k€ | 13 k€ | 14 k€ | 15 k€\nRadio | 1 % | 2 % | 3 % | 4 %",
        ),
        ("SECRET", "MASQUÉE"),
        ("hidden-columns", "hidden-sheets"),
    ),
    Case(
        "diapos.odp",
        office.odp(),
        ("Le titre\nAu-dessus.\nAu-dessous.\nÀ dire.",),
        ("PIED", "99", "MASQUÉE"),
        ("hidden-slides",),
    ),
    Case(
        "note.md",
        b"---\nauthor: [Anne Roy, Paul Ney]\n---\nUne surface de 10 m<sup>2</sup> en tout.\n",
        ("Une surface de 10 m² en tout.",),
    ),
    Case(
        "sep.csv",
        "\ufeffsep=;\r\nMois;Ventes\r\nJanvier;12,5\r\n".encode(),
        ("Mois | Ventes\nJanvier | 12,5",),
        ("sep=",),
    ),
    Case(
        "page.html",
        office.PAGE.encode(),
        (
            "Première ligne seconde ligne troisième.",
            "Une part de 12¹ %, 10 m², le 1er rang et du CO2.",
            "Les actions du plan sont au nombre de trois.",
            "Notoriété par région\nRégion | 2024 S1 | 2024 S2 | 2025 S1 | 2025 S2\n"
            "Nord | 41 % | 42 % | 43 % | 44 %\nNord | 31 % | 32 % | 33 % | 34 %",
        ),
        ("cookies", "Accueil", "Autre article", "CACHÉE"),
    ),
]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """All the cases, read in one batch."""
    folder = tmp_path_factory.mktemp("faithful")
    for case in CASES:
        (folder / case.name).write_bytes(case.data)
    return {Path(each.name).name: each for each in read_files(folder.iterdir())}


def _text(outcome: Outcome) -> str:
    assert outcome.extract is not None, outcome.refusal
    return "\n".join(text_of(block) for block in outcome.extract.blocks)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_reader_sees_is_there(case: Case, outcomes: dict[str, Outcome]) -> None:
    text = _text(outcomes[case.name])
    assert [words for words in case.holds if words not in text] == [], text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_no_reader_sees_is_not(case: Case, outcomes: dict[str, Outcome]) -> None:
    text = _text(outcomes[case.name])
    assert [words for words in case.lacks if words in text] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_left_out_is_told(case: Case, outcomes: dict[str, Outcome]) -> None:
    extract = outcomes[case.name].extract
    assert extract is not None
    assert {notice.code for notice in extract.notices} == set(case.notices)


DATES = [
    pytest.param("D:20240305093000+01'00'", "2024-03-05", id="pdf"),
    pytest.param("20240305093000Z", "2024-03-05", id="pdf without its mark"),
    pytest.param("Tue Mar  5 09:30:00 2024", "2024-03-05", id="c"),
    pytest.param("Tue, 05 Mar 2024 09:30:00 +0100", "2024-03-05", id="mail"),
    pytest.param("2024/03/05", "2024-03-05", id="slashes"),
    pytest.param("2024/03", "2024-03", id="month"),
    pytest.param("05/03/2024", "", id="either of two days"),
    pytest.param("Tue Foo 99 09:30:00 2024", "", id="no day"),
]


@pytest.mark.parametrize(("told", "date"), DATES)
def test_a_date_in_any_of_its_forms(told: str, date: str) -> None:
    assert told_date(told) == date


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - rapport_v3_FINAL.docx",
        "Microsoft PowerPoint - bilan [Compatibilité]",
        "Présentation PowerPoint",
        "Feuil1",
        "Classeur1",
        "Microsoft Excel - budget",
    ],
)
def test_a_title_that_a_program_wrote_is_none(title: str) -> None:
    assert told_title(title) == ""


HEADERS = [
    pytest.param([["A", "B"], ["x", "1"]], 1, id="one row"),
    pytest.param([["R", "2024", ""], ["", "S1", "S2"], ["N", "1", "2"]], 2, id="years over halves"),
    pytest.param([["R", "Réel", ""], ["", "2024", "2025"], ["N", "1", "2"]], 2, id="years below"),
    pytest.param([["R", "", "V"], ["N", "x", "y"], ["N", "x", "z"]], 1, id="a column without name"),
    pytest.param([["1", "2"], ["3", "4"]], 0, id="figures alone"),
]


@pytest.mark.parametrize(("rows", "count"), HEADERS)
def test_rows_that_name_the_columns(rows: list[list[str]], count: int) -> None:
    assert header_rows(rows) == count


def test_a_cell_over_rows_and_columns_pushes_others_aside() -> None:
    rows, header = laid_out(
        [
            [Cell("T", 3)],
            [Cell("a", 1, 3), Cell("b", 2, 2)],
            [],
            [Cell("c"), Cell("d")],
        ]
    )
    assert (rows, header) == ([["T", "", ""], ["a", "b", ""], ["a", "b", ""], ["a", "c", "d"]], 1)


def _tables(data: bytes, read: Callable[..., Outcome]) -> list[Block]:
    extract = read("report.pdf", data).extract
    assert extract is not None
    return [block for block in extract.blocks if block.kind == "table"]


def test_a_pdf_table_with_narrow_columns_goes_on_under_its_two_rows_of_headings(
    read: Callable[..., Outcome],
) -> None:
    first, second = _tables(office.narrow_table(50), read)
    heads = ("Magasin", "Région", "2024 S1", "S2", "2025 S1", "S2")
    assert (first.header, first.rows[0]) == (second.header, second.rows[0]) == (1, heads)
    assert [*first.rows[1:], *second.rows[1:]] == [tuple(row) for row in office.sales(50)]


RAISED = [
    pytest.param("Le budget de 2024", "3", " est stable.", "2024³ est stable.", id="mark"),
    pytest.param("La part de 45 %", "1", ".", "45 %¹.", id="before the full stop"),
    pytest.param("Une surface de 120 m", "2", " en tout.", "120 m² en tout.", id="square"),
    pytest.param("Le 1", "er", " magasin.", "Le 1er magasin.", id="ordinal"),
]


@pytest.mark.parametrize(("before", "above", "after", "seen"), RAISED)
def test_raised_digits_of_a_pdf_stay_raised(
    before: str, above: str, after: str, seen: str, read: Callable[..., Outcome]
) -> None:
    outcome = read("raised.pdf", office.raised_pdf(before, above, after))
    assert seen in _text(outcome)


def test_the_number_of_a_single_page_is_left_out(read: Callable[..., Outcome]) -> None:
    data = office.raised_pdf("Une seule page de texte", "1", ".", foot="Page 1 sur 1")
    assert "Page 1" not in _text(read("one.pdf", data))


def test_a_message_is_read_to_its_end_and_each_attachment_once(tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_text(office.MAIL)
    outcomes = list(read_files([tmp_path / "mail.eml"]))
    assert [each.status for each in outcomes] == ["read"] * 4
    assert [_text(each) for each in outcomes] == [
        "The first part of the message.\nThe second part behind the attachment.",
        "Month | Sales\nMay | 12",
        "The message that was sent on.",
        "Month | Cost\nMay | 34",
    ]


LOOKS = [
    pytest.param(12_500_000, '0.0,,"M€"', "12.5M€", id="in millions, as the unit says"),
    pytest.param(12_500_000, "#,##0,", "12500000", id="in thousands, which nothing says"),
    pytest.param(1200, '"$"#,##0', "$1200", id="currency before"),
    pytest.param(12, "[$EUR] 0", "12 EUR", id="currency in letters"),
    pytest.param(2025, '"FY"0', "FY2025", id="letters before"),
    pytest.param(1.5, '0.0"x"', "1.5x", id="times"),
    pytest.param(-1250.5, "#,##0.00;[Red](#,##0.00)", "-1250.50", id="negative"),
    pytest.param(1e-7, "0.00E+00", "0.0000001", id="power of ten"),
    pytest.param(0.5, '"Oui";"Non"', "0.5", id="words for a number"),
    pytest.param(12.0, "0.##", "12", id="optional digits"),
]


@pytest.mark.parametrize(("value", "format", "seen"), LOOKS)
def test_a_number_is_shown_by_its_format(value: float, format: str, seen: str) -> None:
    assert shown(value, format) == seen


def test_several_authors_are_all_named(outcomes: dict[str, Outcome]) -> None:
    extract = outcomes["note.md"].extract
    assert extract is not None
    assert extract.author == "Anne Roy, Paul Ney"


def test_a_name_in_an_archive_that_does_not_say_its_encoding(tmp_path: Path) -> None:
    packed = makers.archive({"ete--.txt": "Le résumé du plan tient en une page."})
    # As long in bytes as the name that it takes the place of.
    (tmp_path / "pack.zip").write_bytes(packed.replace(b"ete--", "été".encode()))
    (outcome,) = read_files([tmp_path / "pack.zip"])
    assert outcome.name.endswith("pack.zip › été.txt")


def test_rows_below_two_rows_of_headings_keep_their_numbers(outcomes: dict[str, Outcome]) -> None:
    passages = outcomes["ventes.xlsx"].passages
    (locator,) = [each.locator for each in passages if "Télévision" in each.text]
    assert locator == "sheet:4-6:Ventes"
