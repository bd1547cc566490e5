"""What a form sent, kept as typed, and what is wrong with it, by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from starlette.datastructures import UploadFile
from starlette.requests import Request

from assistant.errors import AssistantError
from assistant.plan.numbers.amounts import Mark
from assistant.plan.numbers.days import Order
from assistant.plan.numbers.desk import Numbers
from assistant.plan.numbers.faults import NumberFault, faults_of
from assistant.plan.numbers.tables import Table
from assistant.records import Lang
from assistant.render.inert import inert
from assistant.wording import explain

T = TypeVar("T")
LARGEST = 64 * 2**20
# A file that is shown again in its field, so that it can be corrected there.
SHOWN = 200_000
LONGEST_FIELD = 400
_MARKS: Mapping[str, Mark] = {"comma": ",", "point": "."}
_ORDERS: Mapping[str, Order] = {"dmy": "dmy", "mdy": "mdy"}


@dataclass
class Sheet:
    """One form: its texts as typed, its files, its faults as (message, remedy) by field."""

    lang: Lang
    prompts: Path
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    faults: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def mark(self) -> Mark:
        """The declared decimal mark."""
        return _MARKS.get(self["mark"], "")

    @property
    def order(self) -> Order:
        """The declared order of dates."""
        return _ORDERS.get(self["dates"], "")

    def attempt(self, work: Callable[[], T], place: str = "") -> T | None:
        """Do the work; what is wrong is told at its field, or all of it at `place`."""
        try:
            return work()
        except AssistantError as fault:
            found = faults_of(fault)
            for each in found or (fault,):
                self.tell(place or (each.field if isinstance(each, NumberFault) else ""), each)
            return None

    def tell(self, place: str, fault: AssistantError) -> None:
        """Tell a fault at a field, "" for the whole form."""
        self.faults[place] = explain(fault, self.prompts, self.lang)

    def table(self, numbers: Numbers, name: str) -> Table | None:
        """The table that was pasted or sent as a file, None where there is none."""
        file = self.files.get(name)
        if file:
            return self.attempt(lambda: numbers.table(file[1], file[0]), name)
        text = self[name]
        if not text.strip():
            return None
        return self.attempt(lambda: numbers.table(text.encode(), name), name)


def typed_sheet(request: Request, prompts: Path, lang: Lang) -> Sheet:
    """The form in an address."""
    texts = {
        name: inert(value)[:LONGEST_FIELD] for name, value in request.query_params.items() if value
    }
    texts.pop("lang", None)
    return Sheet(lang, prompts, texts)


async def sent_sheet(request: Request, prompts: Path, lang: Lang) -> Sheet | None:
    """The form in a body; None where it is larger than is taken."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > LARGEST:
        return None
    sheet = Sheet(lang, prompts)
    async with request.form(max_files=4, max_fields=200, max_part_size=LARGEST) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read()
                if data:
                    sheet.files[name] = (inert(value.filename or name)[:120], data)
            else:
                sheet.texts[name] = value.replace("\r\n", "\n")
    for name, (_, data) in sheet.files.items():
        _show(sheet, name, data)
    return sheet


def _show(sheet: Sheet, name: str, data: bytes) -> None:
    """Put a small text file into its field: the next sending needs no file."""
    if len(data) <= SHOWN and b"\x00" not in data:
        try:
            sheet.texts[name] = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            return


def links(drawings: Mapping[str, Any]) -> dict[str, Any]:
    """Charts ready for a template: SVG of ours, not to be escaped."""
    from markupsafe import Markup

    # Every text in the drawing was escaped when it was made.
    return {
        name: {"title": each.title, "alt": each.alt, "svg": Markup(each.svg)}  # noqa: S704
        for name, each in drawings.items()
    }
