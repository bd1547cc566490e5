"""A store that opens in the background disturbs nothing that goes on beside it."""

from __future__ import annotations

import logging


def test_loggers_may_be_added_while_pytest_goes_through_them() -> None:
    """What pytest does before each test, and what an import in a thread may do meanwhile."""
    seen = 0
    for number, _ in enumerate(logging.root.manager.loggerDict.values()):
        logging.getLogger(f"boardwise-test-opening-{number}")
        seen += 1
    assert seen > 1
