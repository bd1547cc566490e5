"""Filters let through what they should, alone and together."""

from __future__ import annotations

import pytest

from assistant.retrieve.filters import Filters


@pytest.mark.parametrize(
    ("years", "span", "fits"),
    [
        (None, None, True),
        ((2010, 2012), None, False),
        ((2010, 2012), (2012, 2020), True),
        ((2010, 2012), (2005, 2009), False),
        ((2010, 2012), (2005, 2020), True),
    ],
    ids=["no filter", "undated", "overlap", "before", "around"],
)
def test_years_overlap(
    years: tuple[int, int] | None, span: tuple[int, int] | None, fits: bool
) -> None:
    assert Filters(years=years).fits(span) is fits


@pytest.mark.parametrize(
    ("filters", "shelf", "own"),
    [
        (Filters(), True, True),
        (Filters(collections=("Board pack",)), False, True),
        (Filters(collections=("shelf",)), True, True),
        (Filters(kinds=("case-study",)), True, False),
        (Filters(kinds=("upload",)), True, True),
        (Filters(topics=("trust",)), True, False),
        (Filters(countries=("france",)), True, False),
    ],
)
def test_which_side_is_searched(filters: Filters, shelf: bool, own: bool) -> None:
    assert (filters.shelf, filters.own) == (shelf, own)
