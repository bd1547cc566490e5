"""Which sources of data a plan names: those of the channels that the organisation uses."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.words import fold

# How the name of a platform's own tool begins, and the channels that it measures, folded.
_TOOLS: dict[str, tuple[str, ...]] = {
    "linkedin": ("linkedin",),
    "meta ": ("facebook", "instagram", "whatsapp", "threads", "meta", "messenger"),
    "facebook": ("facebook", "meta"),
    "instagram": ("instagram", "insta", "meta"),
    "tiktok": ("tiktok",),
    "youtube": ("youtube",),
    "x ": ("x", "twitter"),
    "pinterest": ("pinterest",),
    "snapchat": ("snapchat",),
    "discord": ("discord",),
    "statistiques de page linkedin": ("linkedin",),
}


def fitting_sources(sources: Sequence[str], channels: Sequence[str]) -> tuple[str, ...]:
    """The sources without the tools of platforms that are not among the channels; all of them
    where no channel was named that has a tool here, or none would be left."""
    used = {fold(channel).strip() for channel in channels}
    known = {name for names in _TOOLS.values() for name in names}
    if not used & known:
        return tuple(sources)
    kept = tuple(each for each in sources if _used(fold(each), used))
    return kept or tuple(sources)


def _used(source: str, channels: set[str]) -> bool:
    measured = [names for start, names in _TOOLS.items() if source.startswith(start)]
    return not measured or any(name in channels for names in measured for name in names)
