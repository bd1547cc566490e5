"""Coverage: no topic is thin, no objective without evidence, no indicator without a use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.library.entries import KPIS, OBJECTIVES
from assistant.library.problems import Problem
from assistant.library.reading import Reading
from assistant.library.shelf import Library
from assistant.library.topics import TOPICS

FEWEST = 3
# A shelf that has not as many documents as this is being started, and cannot cover every topic.
_STARTED = FEWEST * len(TOPICS)


def thin_topics(library: Library, reading: Reading) -> Iterator[Problem]:
    """A reader who narrows the shelf to a topic finds at least FEWEST documents."""
    topics = {page.front["id"]: tuple(page.front.get("topics") or ()) for page in reading.pages}
    if len(topics) < _STARTED:
        return
    counts = Counter(topic for each in topics.values() for topic in set(each))
    for topic in TOPICS:
        if counts[topic] < FEWEST:
            message = f"holds {counts[topic]} documents on the topic {topic!r}."
            remedy = f"Add documents until there are {FEWEST}, or file some under it."
            yield Problem(".", 0, message, remedy, "thin topic")


def bare_objectives(library: Library, reading: Reading) -> Iterator[Problem]:
    """What a plan promises rests on something that was found."""
    for objective in library.objectives.values():
        if not any(each.source.reference for each in objective.evidence):
            line = reading.line(OBJECTIVES, objective.id)
            message = f"holds {objective.id!r}, which has no evidence."
            remedy = "Add a finding with its source under `evidence`."
            yield Problem(OBJECTIVES, line, message, remedy, "objective without evidence")


def orphan_kpis(library: Library, reading: Reading) -> Iterator[Problem]:
    """An indicator serves an objective, or a document shows it at work."""
    if not library.objectives:
        return  # They could not be read: that fault is named already.
    used = {each.kpi for objective in library.objectives.values() for each in objective.kpis}
    for page in reading.pages:
        used.update(str(kpi) for kpi in page.front.get("kpis") or ())
    for kpi in library.kpis:
        if kpi not in used:
            message = f"holds {kpi!r}, which no objective and no document names."
            remedy = "Name it under `kpis` where it is used, or remove it."
            yield Problem(KPIS, reading.line(KPIS, kpi), message, remedy, "orphan kpi")
