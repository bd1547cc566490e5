"""A user's files become passages: any format, hostile ones included, in a confined process.

    for outcome in read_files([Path("board-pack")], progress=show, cancelled=stop.is_set):
        if outcome.status == "read":
            store(outcome.extract, outcome.passages)

`read_files(paths, *, collection="", described=Described(), known=(), limits=Limits(),
progress=None, cancelled=None) -> Iterator[Outcome]`; it never raises for what a file holds.
Passages carry `collection` as given, `kind` "upload", `role` "page", `document`
`document_id(sha256)`, `page` for PDF, and `locator`, which `locate(passage.locator, wording)`
puts into words ("p. 12", "diapo 3").
"""

from assistant.ingest.batch import read_files
from assistant.ingest.limits import limits_of
from assistant.ingest.places import locate
from assistant.ingest.records import (
    KIND,
    ROLE,
    Block,
    Described,
    Extract,
    Known,
    Limits,
    Notice,
    Outcome,
    Place,
    Progress,
    document_id,
)
from assistant.ingest.sketch import similarity
from assistant.ingest.split import split

__all__ = [
    "KIND",
    "ROLE",
    "Block",
    "Described",
    "Extract",
    "Known",
    "Limits",
    "Notice",
    "Outcome",
    "Place",
    "Progress",
    "document_id",
    "limits_of",
    "locate",
    "read_files",
    "similarity",
    "split",
]
