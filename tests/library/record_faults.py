"""Figures of the fictional shelf that its references do not record, and what must be said."""

from __future__ import annotations

from faults import CASE, KPIS, Fault

RECORD_FAULTS = [
    Fault(
        "unrecorded-percentage",
        CASE,
        "credits its page with 0.34%",
        "credits its page with 0.43%",
        "unrecorded figure",
        "0.43%",
    ),
    Fault(
        "unrecorded-in-french",
        CASE.replace(".en.", ".fr."),
        "1\u202f200 billets de",
        "1\u202f300 billets de",
        "unrecorded figure",
        "1\u202f300",
    ),
    Fault(
        "unrecorded-in-quiz",
        "programme/01-hearing.en.md",
        "near 40 harbours",
        "near 41 harbours",
        "unrecorded figure",
        "41",
    ),
    Fault(
        "unrecorded-benchmark",
        KPIS,
        "value: 300 visits",
        "value: 330 visits",
        "unrecorded figure",
        "330",
    ),
    Fault(
        "record-lost",
        "references.yaml",
        "15 times more visits",
        "more visits",
        "unrecorded figure",
        "15 times",
    ),
    Fault(
        "reference-key",
        "references.yaml",
        "  figures: 40 harbours",
        "  figure: 40 harbours",
        "unknown key",
        "'figure'",
    ),
]
