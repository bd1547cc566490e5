"""What can go wrong with the database, told so that someone can mend it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from assistant.errors import AssistantError, BusyError, DatabaseError

_LOCK_MISSED, _FORBIDDEN = "55P03", "42501"
# The server stops, starts or is full of connections: it may be there again soon.
_UNAVAILABLE = ("57P", "08", "53300")


@contextlib.contextmanager
def told(gone: Callable[[], None]) -> Iterator[None]:
    """Turn what the driver raises into DatabaseError or BusyError; `gone` hears of a database
    that cannot be reached."""
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.exc import TimeoutError as PoolTimeout

    try:
        yield
    except PoolTimeout as error:
        raise busy() from error
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None) or ""
        fault = _fault(state, error.connection_invalidated, first_line(error.orig))
        if fault.code == "database-away":
            gone()
        raise fault from error


def _fault(state: str, lost: bool, cause: str) -> AssistantError:
    if state == _LOCK_MISSED:
        return busy()
    if state == _FORBIDDEN:
        return DatabaseError(
            f"The database does not allow it ({cause}).",
            "Give the user of ASSISTANT_DATABASE_URL the right to create and change tables.",
            code="database-rights",
            cause=cause,
        )
    if lost or not state or state.startswith(_UNAVAILABLE):
        return away(cause)
    return DatabaseError(
        f"The database refused a statement ({cause}).",
        "See the log of the database server.",
        code="database-refused",
        cause=cause,
    )


def away(cause: str) -> DatabaseError:
    """The fault for a database that cannot be reached."""
    return DatabaseError(
        f"The database cannot be reached ({cause}).",
        "Check ASSISTANT_DATABASE_URL and that the server runs; it is tried again by itself.",
        code="database-away",
        cause=cause,
    )


def busy() -> BusyError:
    """The fault for a lock that another process held for too long."""
    return BusyError(
        "Another process is writing to the database.",
        "Wait until it has finished, then try again.",
        code="database-busy",
    )


def no_extension(cause: str) -> DatabaseError:
    """The fault for a database without pgvector, or with one that is too old."""
    return DatabaseError(
        f"The database lacks the extension pgvector 0.7 or later ({cause}).",
        "Install it on the server and run CREATE EXTENSION vector as its administrator.",
        code="database-extension",
        cause=cause,
    )


def first_line(cause: object) -> str:
    """What a driver says, without its advice."""
    return (str(cause).strip() or type(cause).__name__).splitlines()[0]
