"""Typed numbers in both formats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.plan.numbers.amounts import Kind, Mark, read_amount
from assistant.plan.numbers.faults import NumberFault

NARROW = "\u202f"


def written(value: int, decimals: int, group: str, mark: str) -> str:
    """A number of `decimals` decimal digits as people of one country write it."""
    digits = f"{abs(value):0{decimals + 1}d}"
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    text = f"{int(whole):,}".replace(",", group)
    return ("-" if value < 0 else "") + text + (mark + rest if rest else "")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("1 234,5", 1234.5, id="french"),
        pytest.param(f"1{NARROW}234,5", 1234.5, id="french-narrow-space"),
        pytest.param("1,234.5", 1234.5, id="english"),
        pytest.param("1.234,5", 1234.5, id="german"),
        pytest.param("1’234’567.89", 1234567.89, id="swiss"),
        pytest.param("1,234,567", 1234567, id="two-groups"),
        pytest.param("0,125", 0.125, id="zero-cannot-begin-a-group"),
        pytest.param(",5", 0.5, id="no-zero"),
        pytest.param("1234,567", 1234.567, id="four-digits-cannot-be-a-group"),
        pytest.param("(250)", -250, id="accounting-loss"),
        pytest.param("−3", -3, id="true-minus"),
        pytest.param("1e6", 1e6, id="exponent"),
        pytest.param("3 k", 3000, id="thousands"),
        pytest.param("1,2 Md", 1.2e9, id="milliards"),
    ],
)
def test_numbers_are_read(typed: str, value: float) -> None:
    assert read_amount(typed).value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("typed", "currency", "value"),
    [
        pytest.param("€1.2m", "EUR", 1.2e6, id="before"),
        pytest.param("3 k€", "EUR", 3000, id="after-a-scale"),
        pytest.param("12 CHF", "CHF", 12, id="code"),
        pytest.param("$ 5", "USD", 5, id="dollar"),
    ],
)
def test_amounts_keep_their_currency(typed: str, currency: str, value: float) -> None:
    read = read_amount(typed, "money")
    assert (read.currency, read.value) == (currency, pytest.approx(value))


@pytest.mark.parametrize(
    ("typed", "share", "noted"),
    [
        pytest.param("20 %", 0.2, False, id="sign"),
        pytest.param("20", 0.2, False, id="no-sign"),
        pytest.param("0,2", 0.2, True, id="share"),
        pytest.param("0.2%", 0.002, False, id="less-than-one-percent"),
        pytest.param("0", 0, False, id="nothing"),
    ],
)
def test_rates_are_shares_whatever_was_typed(typed: str, share: float, noted: bool) -> None:
    read = read_amount(typed, "rate")
    assert read.value == pytest.approx(share)
    assert ("rate-from-share" in read.notes) is noted


@pytest.mark.parametrize(("mark", "value"), [(",", 1.234), (".", 1234.0)])
def test_a_declared_mark_settles_what_is_ambiguous(mark: Mark, value: float) -> None:
    assert read_amount("1,234", mark=mark).value == value


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        pytest.param("", "number", "number-empty", id="empty"),
        pytest.param("1,234", "number", "number-ambiguous", id="comma"),
        pytest.param("1.234", "number", "number-ambiguous", id="point"),
        pytest.param("abc", "number", "number-unreadable", id="word"),
        pytest.param("12 34", "number", "number-unreadable", id="bad-group"),
        pytest.param("12,345,67", "number", "number-unreadable", id="bad-groups"),
        pytest.param("1-2", "number", "number-unreadable", id="two-numbers"),
        pytest.param("9" * 80, "number", "number-unreadable", id="too-long"),
        pytest.param("nan", "number", "number-not-finite", id="nan"),
        pytest.param("∞", "number", "number-not-finite", id="infinity"),
        pytest.param("1e400", "number", "number-not-finite", id="overflow"),
        pytest.param("2 billion", "number", "number-billion", id="billion"),
        pytest.param("5 %", "money", "number-wrong-unit", id="percent-of-money"),
        pytest.param("5 €", "rate", "number-wrong-unit", id="money-as-rate"),
        pytest.param("1", "rate", "rate-ambiguous", id="one"),
    ],
)
def test_what_cannot_be_taken_is_told_at_the_field(typed: str, kind: Kind, code: str) -> None:
    with pytest.raises(NumberFault) as caught:
        read_amount(typed, kind, field="media")
    assert (caught.value.code, caught.value.field) == (code, "media")


@given(
    value=st.integers(-(10**12), 10**12),
    decimals=st.integers(0, 6),
    style=st.sampled_from(
        [(",", "."), (".", ","), (" ", ","), (NARROW, ","), ("'", "."), ("", ".")]
    ),
)
def test_every_written_number_is_read_back(
    value: int, decimals: int, style: tuple[str, str]
) -> None:
    group, mark = style
    text = written(value, decimals, group, mark)
    read = read_amount(text, mark=mark)  # type: ignore[arg-type]
    assert read.value == pytest.approx(value / 10**decimals, rel=1e-9, abs=1e-12)


@given(st.text(max_size=80))
def test_any_text_is_a_number_or_a_fault(text: str) -> None:
    try:
        value = read_amount(text, "rate").value
    except NumberFault:
        return
    assert abs(value) < float("inf")
