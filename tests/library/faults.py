"""What can be wrong with the fictional shelf, and what must be said of it."""

from __future__ import annotations

from dataclasses import dataclass

CASE = "case-studies/brume-lighthouses.en.md"
QUESTION = "questions/q-do-foghorns-sell.en.md"
KPIS = "kpi-frameworks/kpis.yaml"
OBJECTIVES = "kpi-frameworks/objectives.yaml"


@dataclass(frozen=True)
class Fault:
    """Something broken on the fictional shelf: what is replaced, and what must be said of it."""

    id: str
    path: str
    old: str
    new: str
    rule: str
    says: str


SPARE = """- id: spare
  title: A spare source (fictional)
  publisher: Nobody
  issued: {literal: n.d.}
- id: foghorn-2013"""

FAULTS = [
    Fault(
        "uncited-percentage",
        CASE,
        "It did not publish a method.",
        "It grew 12%.",
        "uncited figure",
        "12%",
    ),
    Fault(
        "uncited-amount",
        CASE,
        "no control group [@brume-2012]",
        "cost $5 million",
        "uncited figure",
        "$5 million",
    ),
    Fault(
        "uncited-count",
        QUESTION,
        "No experiment was found.",
        "Only 3 experiments exist.",
        "uncited figure",
        "3",
    ),
    Fault(
        "uncited-half",
        QUESTION,
        "No experiment was found.",
        "Two thirds agree.",
        "uncited figure",
        "Two thirds",
    ),
    Fault(
        "uncited-quiz",
        "programme/01-hearing.en.md",
        "harbours [@foghorn-2013]",
        "harbours",
        "uncited figure",
        "40",
    ),
    Fault(
        "unknown-citation",
        CASE,
        "[@brume-2012; @harbour-nd]",
        "[@brume-2021]",
        "unknown reference",
        "brume-2021",
    ),
    Fault(
        "kpi-source", KPIS, "ref: brume-2012", "ref: brume-2021", "unknown reference", "brume-2021"
    ),
    Fault(
        "no-publisher",
        "references.yaml",
        "  publisher: Harbour Gazette\n",
        "",
        "incomplete reference",
        "publisher",
    ),
    Fault(
        "no-date",
        "references.yaml",
        "  issued:\n    literal: n.d.\n",
        "",
        "incomplete reference",
        "date",
    ),
    Fault(
        "impossible-date",
        "references.yaml",
        "- - 2012\n      - 6",
        "- - 2012\n      - 61",
        "incomplete reference",
        "date",
    ),
    Fault(
        "bad-url",
        "references.yaml",
        "https://example.org/harbour",
        "javascript:x",
        "incomplete reference",
        "URL",
    ),
    Fault("figures-differ", CASE, "5 to 9% more", "5 to 8% more", "figures differ", "8%"),
    Fault("title-differs", CASE, ": 1,200 tickets", ": 1,300 tickets", "figures differ", "1,300"),
    Fault("unknown-kpi", CASE, "kpis: [visits]", "kpis: [visitors]", "unknown kpi", "visitors"),
    Fault("unknown-objective", CASE, "[more-visitors]", "[more]", "unknown objective", "more"),
    Fault("unknown-topic", CASE, "[sales, community]", "[sails]", "unknown topic", "sails"),
    Fault(
        "topics-no-list",
        CASE,
        "topics: [sales, community]",
        "topics: sales",
        "unknown topic",
        "list",
    ),
    Fault("unknown-heading", CASE, "## Context", "## Background", "heading", "Background"),
    Fault(
        "text-before-heading",
        CASE,
        "---\n## In brief",
        "---\nStray.\n\n## In brief",
        "heading",
        "before",
    ),
    Fault("unknown-kind", CASE, "kind: case-study", "kind: case", "unknown kind", "case"),
    Fault("unknown-language", CASE, "lang: en", "lang: de", "unknown lang", "de"),
    Fault("unknown-key", CASE, 'country: "Nowhere"', 'contry: "Nowhere"', "unknown key", "contry"),
    Fault("missing-key", CASE, "case_type: success\n", "", "missing key", "case_type"),
    Fault(
        "unknown-value",
        CASE,
        "case_type: success",
        "case_type: triumph",
        "unknown value",
        "triumph",
    ),
    Fault("no-title", CASE, 'title: "Brume', 'heading: "Brume', "format", "title"),
    Fault("other-id", CASE, "id: brume-lighthouses", "id: brume", "file name", "brume"),
    Fault(
        "duplicate-id", QUESTION, "id: q-do-foghorns-sell", "id: hearing", "duplicate id", "hearing"
    ),
    Fault("malformed-objective", OBJECTIVES, "{min: 3, max: 9}", "soon", "format", "malformed"),
    Fault(
        "duplicate-term", "glossary.yaml", "- id: foghorn", "- id: visit", "duplicate id", "visit"
    ),
    Fault(
        "sisters-differ",
        CASE,
        "topics: [sales, community]",
        "topics: [sales]",
        "sisters differ",
        "topics",
    ),
    Fault(
        "uncited-reference",
        "references.yaml",
        "- id: foghorn-2013",
        SPARE,
        "uncited reference",
        "spare",
    ),
    Fault(
        "broken-related",
        CASE,
        "[foghorn-study]",
        "[foghorn]",
        "unknown related document",
        "foghorn",
    ),
    Fault("related-to-itself", CASE, "[foghorn-study]", "[brume-lighthouses]", "related", "itself"),
    Fault("front-matter-yaml", CASE, "topics: [sales", "topics: [[sales", "yaml", "YAML"),
    Fault("no-front-matter", CASE, "---\nid", "id", "format", "front matter"),
    Fault("catalogue-yaml", KPIS, "kpis:\n", "kpis: [\n", "yaml", "YAML"),
    Fault(
        "too-few-phrasings", QUESTION, '  - "Does anyone hear us?"\n', "", "phrasings", "3 variants"
    ),
    Fault("objective-kpi", OBJECTIVES, "kpi_id: visits", "kpi_id: visit", "unknown kpi", "visit"),
    Fault(
        "term-topic", "glossary.yaml", "topic: community", "topic: horns", "unknown topic", "horns"
    ),
    Fault(
        "lesson",
        "programme/readiness.yaml",
        "lessons: [hearing]",
        "lessons: [seeing]",
        "unknown lesson",
        "seeing",
    ),
    Fault(
        "catalogue-without-french",
        KPIS,
        "  pitfalls_fr: Un mois de pluie en cache un bon.\n",
        "",
        "missing sister",
        "pitfalls",
    ),
    Fault(
        "quiz-without-answer",
        "programme/01-hearing.en.md",
        "- [x] Visits",
        "- [ ] Visits",
        "quiz",
        "right option",
    ),
]
