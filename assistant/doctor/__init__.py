"""Looks at a set-up and says what is wrong with it, and what to do."""

from assistant.doctor.examining import examine
from assistant.doctor.finding import Finding

__all__ = ["Finding", "examine"]
