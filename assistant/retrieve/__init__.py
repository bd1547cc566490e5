"""Retrieval: dense and lexical scores fused, and a calibrated "nothing fits"."""

from assistant.retrieve.documents import PHRASING
from assistant.retrieve.query import Glossary, Query, TermForms
from assistant.retrieve.rank import DEFAULT_WEIGHTS, Weights
from assistant.retrieve.refusal import Probe, Refusal
from assistant.retrieve.retriever import Retriever, Search

__all__ = [
    "DEFAULT_WEIGHTS",
    "PHRASING",
    "Glossary",
    "Probe",
    "Query",
    "Refusal",
    "Retriever",
    "Search",
    "TermForms",
    "Weights",
]
