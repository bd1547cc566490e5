"""A set of four questions that the whole shelf must get right, or decline."""

from __future__ import annotations

from pathlib import Path

import pytest

QUESTIONS = """
- id: figure-fr
  slice: figure
  lang: fr
  question: "Quelle part des ventes du Black Friday 2012 venait des réseaux sociaux ?"
  expect: {documents: [ibm-black-friday-2012], any_of: ["0,34 %"]}
- id: figure-en
  slice: figure
  lang: en
  question: "What share of Black Friday 2012 sales came from social networks?"
  expect: {documents: [ibm-black-friday-2012], any_of: ["0.34%"]}
- id: follow-up-fr
  slice: follow-up
  lang: fr
  history: ["Les réseaux sociaux font-ils vendre ?"]
  question: "Et pour le B2B ?"
  expect: {any_of: []}
- id: off-topic-en
  slice: off-topic
  lang: en
  question: "What is the capital of Australia?"
  expect: {refused: true}
"""


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """The file of the four questions."""
    path = tmp_path / "questions.yaml"
    path.write_text(QUESTIONS, encoding="utf-8")
    return path
