"""Where a document's evidence comes from: free text about countries, as keys to filter by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from assistant.records import Lang

# (key, English, French, is it in Europe?)
_TABLE = (
    ("world", "International", "International", False),
    ("europe", "Europe", "Europe", True),
    ("north-america", "North America", "Amérique du Nord", False),
    ("asia", "Asia", "Asie", False),
    ("australia", "Australia", "Australie", False),
    ("austria", "Austria", "Autriche", True),
    ("belgium", "Belgium", "Belgique", True),
    ("brazil", "Brazil", "Brésil", False),
    ("canada", "Canada", "Canada", False),
    ("china", "China", "Chine", False),
    ("denmark", "Denmark", "Danemark", True),
    ("finland", "Finland", "Finlande", True),
    ("france", "France", "France", True),
    ("germany", "Germany", "Allemagne", True),
    ("india", "India", "Inde", False),
    ("ireland", "Ireland", "Irlande", True),
    ("italy", "Italy", "Italie", True),
    ("japan", "Japan", "Japon", False),
    ("kenya", "Kenya", "Kenya", False),
    ("luxembourg", "Luxembourg", "Luxembourg", True),
    ("morocco", "Morocco", "Maroc", False),
    ("netherlands", "Netherlands", "Pays-Bas", True),
    ("norway", "Norway", "Norvège", True),
    ("poland", "Poland", "Pologne", True),
    ("portugal", "Portugal", "Portugal", True),
    ("south-korea", "South Korea", "Corée du Sud", False),
    ("spain", "Spain", "Espagne", True),
    ("sweden", "Sweden", "Suède", True),
    ("switzerland", "Switzerland", "Suisse", True),
    ("turkey", "Türkiye", "Turquie", False),
    ("united-kingdom", "United Kingdom", "Royaume-Uni", True),
    ("united-states", "United States", "États-Unis", False),
)
PLACES: Mapping[str, Mapping[Lang, str]] = MappingProxyType(
    {key: MappingProxyType({"en": english, "fr": french}) for key, english, french, _ in _TABLE}
)
_EUROPEAN = frozenset(key for key, _, _, european in _TABLE if european)
_PATTERNS = tuple(
    (key, re.compile(rf"\b(?:{re.escape(english)}|{re.escape(french)})\b"))
    for key, english, french, _ in _TABLE
)
_OTHER_NAMES = (
    ("world", re.compile(r"(?i)\b(?:global|worldwide|monde|\d+ (?:countries|pays|mar[ck]\w+))\b")),
    ("europe", re.compile(r"\b(?:European Union|Union européenne|EU|UE)\b")),
    ("united-kingdom", re.compile(r"\bUK\b")),
    ("united-states", re.compile(r"\bUSA?\b")),
)
_UNSTATED = re.compile(r"(?i)not stated|non précisé|unknown|inconnu")


def places_of(text: str) -> frozenset[str]:
    """The keys of the places that a country field names; a European country is in Europe too.

    A place that the table does not know is its own key, so that an editor may add any country.
    """
    if not text or _UNSTATED.search(text):
        return frozenset()
    found = {key for key, pattern in (*_PATTERNS, *_OTHER_NAMES) if pattern.search(text)}
    if found & _EUROPEAN:
        found.add("europe")
    return frozenset(found or {slug(text)})


def slug(text: str) -> str:
    """A key for an address: lower case, no accents, hyphens between words."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
