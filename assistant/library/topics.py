"""The shelf's topics, with the label that people read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assistant.records import Lang

_TABLE = (
    ("attribution", "Attribution", "Attribution"),
    ("b2b", "Business to business", "Interentreprises (B2B)"),
    ("brand", "Brand and reputation capital", "Marque et image"),
    ("budget", "Budget", "Budget"),
    ("community", "Community", "Communauté"),
    ("crisis", "Crisis", "Crise"),
    ("culture", "Company culture", "Culture d’entreprise"),
    ("customer-service", "Customer service", "Service client"),
    ("education", "Educating the board", "Formation du conseil"),
    ("employees", "Employees", "Salariés"),
    ("experiment", "Experiments", "Expériences"),
    ("fraud", "Fraud and fake audiences", "Fraude et faux abonnés"),
    ("governance", "Governance", "Gouvernance"),
    ("influencers", "Influencers", "Influenceurs"),
    ("innovation", "Innovation", "Innovation"),
    ("insight", "Customer insight", "Connaissance client"),
    ("investment", "Investment", "Investissement"),
    ("leadership", "Leadership", "Dirigeants"),
    ("measurement", "Measurement", "Mesure"),
    ("organisation", "Organisation", "Organisation"),
    ("paid-media", "Paid media", "Publicité payante"),
    ("platforms", "Platforms", "Plateformes"),
    ("privacy", "Privacy and data", "Vie privée et données"),
    ("recruitment", "Recruitment", "Recrutement"),
    ("regulation", "Regulation", "Réglementation"),
    ("reputation", "Reputation", "Réputation"),
    ("returns", "Returns", "Retour sur investissement"),
    ("sales", "Sales", "Ventes"),
)

TOPICS: Mapping[str, Mapping[Lang, str]] = MappingProxyType(
    {key: MappingProxyType({"en": english, "fr": french}) for key, english, french in _TABLE}
)
