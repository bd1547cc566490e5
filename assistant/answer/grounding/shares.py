"""What is found out where the clauses of a sentence and of its evidence stand side by side."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from assistant.answer.grounding.records import Reason


@dataclass(slots=True)
class Beside:
    """What was found when the clauses were set side by side; each 0 to 1.

    subject    the verb is said of something else, which the evidence has elsewhere
    foreign    the verb is said of something that the evidence does not have
    scattered  complements that the evidence has in another clause only
    strange    complements that the evidence does not have at all, the verb and subject being there
    denied     one of the two clauses is denied
    counter    the same subject does the contrary
    unsaid     no clause has the verb
    mixed      how much better the whole evidence covers the sentence than its best clause
    asserted   said outright where the evidence has it denied, planned or doubted
    """

    subject: float = 0.0
    foreign: float = 0.0
    scattered: float = 0.0
    strange: float = 0.0
    denied: float = 0.0
    counter: float = 0.0
    unsaid: float = 0.0
    mixed: float = 0.0
    asserted: float = 0.0
    reasons: list[Reason] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        """The signals by name."""
        return {f.name: float(getattr(self, f.name)) for f in fields(self) if f.name != "reasons"}
