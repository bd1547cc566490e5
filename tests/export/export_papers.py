"""Papers of our own making, every source and figure of them fictional."""

from __future__ import annotations

from assistant.briefing import Bar, Chart
from assistant.export import Bullets, Grid, Heading, Paper, Paragraph, Picture, Run, Slide
from assistant.export.bars import draw
from assistant.export.style import Style
from assistant.records import Lang, Reference

FOGHORN = Reference(
    "foghorn-2019",
    "report",
    "Foghorns & <sales>",
    "Brume Institute",
    (),
    (2019, 3),
    "https://example.org/foghorn?a=1&b=2",
)
LANTERN = Reference(
    "lantern-nd",
    "webpage",
    "Lanterns",
    "Phare SA",
    ("A. Gardien",),
    (),
    "https://example.org/lantern",
)
BARS = (Bar("Phare & fils", 45.0, "45\u202f%"), Bar("Brume", 12.0, "12\u202f%"))


def paper(
    lang: Lang = "fr", text: str = "Les cornes de brume se vendent.", most: int | None = None
) -> Paper:
    """A short paper with one of everything."""
    chart = Chart("c", "Parts", BARS, "Diagramme : Phare & fils 45 %, Brume 12 %.")
    bars = tuple((bar.label, bar.value, bar.text) for bar in BARS)
    said = (
        Run("Point :", "strong"),
        Run(" " + text),
        Run(keys=("foghorn-2019", "lantern-nd")),
        Run(" (ancien)", "quiet"),
    )
    blocks = (
        Paragraph((Run("Demande : ", "strong"), Run("choisir.")), "ask"),
        Heading(1, "Preuves"),
        Bullets((said, (Run("Autre point."), Run(keys=("lantern-nd",))))),
        Heading(1, "Chiffres"),
        Grid(
            ("Option", "Coût"),
            (((Run("Rester"),), (Run("120 000 €"),)), ((Run("Partir"),), (Run("=1+1"),))),
            (0.5, 0.5),
        ),
        Picture(draw(chart, Style()), chart.alt, (Run("Parts", "strong"),), 0.8, bars),
    )
    slides = (
        Slide("Preuves", blocks[1:3], ("À dire.",), "Sources : [1]"),
        Slide("Chiffres", blocks[4:], ("À montrer.",)),
    )
    return Paper(
        "Cornes de brume",
        lang,
        blocks,
        byline="Phare SA · 2019",
        references=(FOGHORN, LANTERN),
        sources_heading="Sources",
        slides=slides,
        most=most,
    )
