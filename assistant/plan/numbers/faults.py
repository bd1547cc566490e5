"""What can be wrong with a user's numbers, told at the field where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.errors import AssistantError


class NumberFault(AssistantError):
    """One input that cannot be taken; `field` names it, `code` is in prompts/errors.*.yaml."""

    code = "number"

    def __init__(
        self, code: str, message: str, remedy: str = "", field: str = "", **details: object
    ) -> None:
        super().__init__(message, remedy, code, field=field, **details)
        self.field = field


class InputFaults(AssistantError):
    """Several inputs that cannot be taken at once; each keeps its own field and wording."""

    code = "inputs"

    def __init__(self, faults: Iterable[NumberFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(f"{each.field}: {each}" for each in self.faults))


def refuse(faults: Iterable[NumberFault]) -> None:
    """Raise what was collected: nothing, the one fault itself, or all of them together."""
    found = tuple(faults)
    if len(found) == 1:
        raise found[0]
    if found:
        raise InputFaults(found)


def faults_of(fault: AssistantError) -> tuple[NumberFault, ...]:
    """The single faults behind what was raised; none where it is about no field."""
    if isinstance(fault, InputFaults):
        return fault.faults
    return (fault,) if isinstance(fault, NumberFault) else ()
