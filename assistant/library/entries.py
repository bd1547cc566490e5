"""KPIs, objectives and terms as documents, so that they are indexed, quoted and opened alike."""

from __future__ import annotations

import re

from assistant.library.catalogue import Benchmark, Kpi, Objective
from assistant.library.documents import Writer
from assistant.library.glossary import Term
from assistant.records import SECONDARY, SELF_REPORTED, Document, Lang

KPIS = "kpi-frameworks/kpis.yaml"
OBJECTIVES = "kpi-frameworks/objectives.yaml"
GLOSSARY = "glossary.yaml"

_WORDS: dict[Lang, dict[str, str]] = {
    "en": {"colon": ": ", "inputs": "Inputs", "unit": "Unit"},
    "fr": {"colon": "\u202f: ", "inputs": "Données", "unit": "Unité"},
}
_DECLARED = re.compile(r"self-reported|chiffres? déclarés?", re.IGNORECASE)
_SECOND_HAND = re.compile(r"second(?:ary|aire|-hand)", re.IGNORECASE)


def kpi_document(kpi: Kpi, lang: Lang, line: int) -> Document:
    """One language of a KPI: what it is, how it is computed, how it misleads, published values."""
    name, definition = kpi.names[lang], kpi.definitions[lang]
    document = Document(
        id=f"kpi:{kpi.id}",
        kind="kpi",
        lang=lang,
        title=name,
        summary=definition,
        path=KPIS,
        variants=(kpi.abbreviation,) if kpi.abbreviation else (),
        kpis=(kpi.id,),
    )
    sources = tuple(dict.fromkeys(each.reference for each in kpi.sources if each.reference))
    formula = readable_formula(kpi.formulas[lang])
    whole = f"{name} — {definition.rstrip('.')} ({formula})."
    computed = f"{name}{_WORDS[lang]['colon']}{formula}. {_ingredients(kpi, lang)}"
    writer = Writer(document)
    for text in (name, *kpi.asks[lang]):
        writer.add("phrasing", text, line=line)
    writer.add("definition", whole, references=sources, line=line)
    writer.add("formula", computed, references=sources, line=line)
    writer.add("pitfalls", kpi.pitfalls[lang], name, sources, line=line)
    for benchmark in kpi.benchmarks:
        _write_benchmark(writer, benchmark, name, lang, line)
    return writer.document()


def readable_formula(formula: str) -> str:
    """The catalogue writes formulas for a program; a reader gets spaces, × and ÷."""
    return formula.replace("_", " ").replace(" * ", " × ").replace(" / ", " ÷ ")


def _ingredients(kpi: Kpi, lang: Lang) -> str:
    words = _WORDS[lang]
    inputs = ", ".join(
        f"{each.labels[lang]} ({each.units[lang]})" if each.units[lang] else each.labels[lang]
        for each in kpi.inputs
    )
    unit = f"{words['unit']}{words['colon']}{kpi.units[lang]}."
    return f"{words['inputs']}{words['colon']}{inputs}. {unit}" if inputs else unit


def _write_benchmark(writer: Writer, each: Benchmark, name: str, lang: Lang, line: int) -> None:
    scope = ", ".join(part for part in (each.segments[lang], each.years[lang]) if part)
    value = f"{name}{_WORDS[lang]['colon']}{each.values[lang]}"
    text = f"{value} ({scope})." if scope else f"{value}."
    note = each.notes[lang]
    flags = tuple(
        flag
        for flag, pattern in ((SELF_REPORTED, _DECLARED), (SECONDARY, _SECOND_HAND))
        if pattern.search(note)
    )
    references = (each.source.reference,) if each.source.reference else ()
    writer.add("benchmark", f"{text} {note}".strip(), "", references, flags, line)


def objective_document(objective: Objective, lang: Lang, line: int) -> Document:
    """One language of an objective: how people name it, why, what to do, what goes wrong."""
    name = objective.names[lang]
    document = Document(
        id=f"objective:{objective.id}",
        kind="objective",
        lang=lang,
        title=name,
        summary=objective.rationales[lang],
        path=OBJECTIVES,
        variants=objective.aliases[lang],
        objectives=(objective.id,),
        kpis=tuple(each.kpi for each in objective.kpis),
    )
    by_role = (
        ("rationale", (objective.rationales[lang],)),
        ("actions", objective.actions[lang]),
        ("risks", objective.risks[lang]),
        ("anti-patterns", objective.anti_patterns[lang]),
    )
    writer = Writer(document)
    for text in (name, *objective.aliases[lang]):
        writer.add("phrasing", text, line=line)
    for role, texts in by_role:
        for text in texts:
            writer.add(role, text, name, line=line)
    return writer.document()


def term_document(term: Term, lang: Lang, line: int) -> Document:
    """One language of a glossary term; its passage reads "Reach: The number of …"."""
    name = term.names[lang]
    head = name[:1].upper() + name[1:]
    document = Document(
        id=f"term:{term.id}",
        kind="term",
        lang=lang,
        title=head,
        summary=term.definitions[lang],
        path=GLOSSARY,
        variants=(*term.abbreviations, *term.synonyms[lang]),
        topics=(term.topic,) if term.topic else (),
        kpis=(term.kpi,) if term.kpi else (),
    )
    text = f"{head}{_WORDS[lang]['colon']}{term.definitions[lang]}"
    writer = Writer(document)
    writer.add("definition", text, line=line)
    return writer.document()
