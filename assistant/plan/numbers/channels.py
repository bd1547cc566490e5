"""Spend and response of several channels from one long table."""

from __future__ import annotations

import numpy as np

from assistant.plan.numbers.columns import numbers_of
from assistant.plan.numbers.faults import NumberFault
from assistant.plan.numbers.response import ChannelData
from assistant.plan.numbers.series import Reading
from assistant.plan.numbers.sources import plain_heading
from assistant.plan.numbers.tables import Table

_CHANNEL = ("channel", "canal", "source", "campaign", "campagne", "reseau", "network")
_SPEND = ("spend", "depense", "cost", "cout", "budget", "amount spent", "montant depense")
_RESPONSE = ("response", "resultat", "results", "resultats", "conversions", "sales", "ventes",
             "revenue", "leads")  # fmt: skip


def read_channels(table: Table, reading: Reading, response: str = "") -> list[ChannelData]:
    """Every row is one period of one channel; rows without spend or response are left out.

    Raises NumberFault where a column is missing or unreadable, or spend has two currencies.
    """
    channel = _column(table, _CHANNEL, "channel")
    spend = _column(table, _SPEND, "spend")
    effect = _column(table, (plain_heading(response),) if response else _RESPONSE, "response")
    mark = reading.mark or table.mark
    file, first = table.name, table.first_row
    spent, _ = numbers_of(table.columns[spend], mark, spend, first, file)
    brought, _ = numbers_of(table.columns[effect], mark, effect, first, file)
    whose = table.columns[channel].astype(str).str.strip().to_numpy()
    there = np.isfinite(spent) & np.isfinite(brought)
    return [
        ChannelData(name, tuple(spent[mine].tolist()), tuple(brought[mine].tolist()))
        for name in dict.fromkeys(whose.tolist())
        if name and (mine := (whose == name) & there).any()
    ]


def _column(table: Table, names: tuple[str, ...], field: str) -> str:
    for each in table.header:
        plain = plain_heading(each)
        if plain in names or any(plain.startswith(f"{name} (") for name in names):
            return each
    known = ", ".join(table.header[:12])
    raise NumberFault(
        "column-missing",
        f"{table.name}: no column {names[0]!r}; there are {known}.",
        "Name it.",
        field,
        name=table.name,
        column=names[0],
        columns=known,
    )
