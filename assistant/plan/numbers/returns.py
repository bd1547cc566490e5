"""What money spent on social media brings back: formulas over scalars or over draws.

Each function takes and gives floats or NumPy arrays of one draw each. Money is in the user's
currency, rates are shares, t counts months from 1 and flows fall at the end of the month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Values = Mapping[str, Any]
MONTHS_A_YEAR = 12
RUNNING_COSTS = ("media", "content", "people", "tools")


def sales(values: Values) -> Any:
    """Margin of incremental revenue a month: revenue x margin rate.

    Source: Lenskold, J. (2003), Marketing ROI, McGraw-Hill: only incremental gross margin counts.
    """
    return values["incremental_revenue"] * values.get("margin", 0.0)


def service(values: Values) -> Any:
    """Cost to serve saved a month: contacts avoided x (usual cost - cost on social media)."""
    return values["contacts_avoided"] * (values["contact_cost"] - values["social_contact_cost"])


def hiring(values: Values) -> Any:
    """Hiring cost saved a month: hires a year x (usual cost per hire - cost on social) / 12.

    Cost per hire as in ANSI/SHRM 06001.2012: all recruiting cost over the number of hires.
    """
    saved = values["hire_cost"] - values["social_hire_cost"]
    return values["hires"] * saved / MONTHS_A_YEAR


def retained_customers(values: Values) -> Any:
    """Customers kept a year: customers reached x (churn before - churn after)."""
    return values["customers_reached"] * (values["churn_before"] - values["churn_after"])


def retention(values: Values) -> Any:
    """Value of retained customers a month: customers kept a year x yearly margin / 12."""
    return retained_customers(values) * values.get("customer_margin", 0.0) / MONTHS_A_YEAR


STREAMS = {"sales": sales, "service": service, "hiring": hiring, "retention": retention}


def running_cost(values: Values) -> Any:
    """Cost a month: media, content, people and tools."""
    return sum(values[name] for name in RUNNING_COSTS)


def ramp_factor(month: int, ramp: Any) -> Any:
    """Share of the full effect reached in a month: grows by 1/ramp a month, at most 1."""
    return np.minimum(1.0, month / np.maximum(ramp, 1e-9))


def clv(margin: Any, retained: Any, discount: Any) -> Any:
    """Customer lifetime value: m·r/(1+d-r), margin m at each year's end while the customer stays.

    Source: Gupta, S. and Lehmann, D. (2003), Customers as assets, Journal of Interactive
    Marketing 17(1); the same in Farris et al., Marketing Metrics. The margins after the first
    purchase only; nan where 1+d-r is zero (nobody leaves, nothing is discounted).
    """
    return _ratio(margin * retained, 1.0 + discount - retained)


def cac(values: Values) -> Any:
    """Cost of acquiring a customer over the horizon: acquisition cost / new customers."""
    spent = values["setup"] + running_cost(values) * values["horizon"]
    won = values["new_customers"] * values["horizon"]
    return _ratio(spent * values["acquisition_share"], won)


def roi(benefit: Any, cost: Any) -> Any:
    """Return on investment: (benefit - cost) / cost; nan where nothing was spent."""
    return _ratio(benefit - cost, cost)


def _ratio(above: Any, below: Any) -> Any:
    """A quotient, nan where it would divide by zero or leave the range of numbers."""
    above, below = np.asarray(above, dtype=float), np.asarray(below, dtype=float)
    with np.errstate(over="ignore"):
        found = above / np.where(below == 0, np.nan, below)
    return np.where(np.isfinite(found), found, np.nan)


@dataclass(frozen=True)
class Flows:
    """Totals over the horizon, one value or one array of draws each; payback in months."""

    benefit: Any
    cost: Any
    npv: Any
    payback: Any
    full_months: Any


def flows(values: Values, monthly: Any) -> Flows:
    """Walk the months: month t brings ramp(t) x `monthly` and costs the running cost.

    NPV = -setup + Σ flow(t) / (1+d)^(t/12) (Brealey, Myers and Allen, Principles of Corporate
    Finance), nan without a discount rate. Payback is when the sum of flows has turned and stays
    positive, interpolated within the month: 0 where it never was negative, nan where it is
    negative at the horizon.
    """
    horizon = int(values["horizon"])
    cost = running_cost(values)
    step = (1.0 + values.get("discount", np.nan)) ** (-1.0 / MONTHS_A_YEAR)
    balance = -1.0 * values["setup"] + 0.0 * (monthly + cost)
    npv, factor, full = balance, 1.0, 0.0 * monthly
    payback = np.where(balance < 0, np.nan, 0.0)
    for month in range(1, horizon + 1):
        share = ramp_factor(month, values["ramp"])
        flow = monthly * share - cost
        factor = factor * step
        after = balance + flow
        npv, full = npv + flow * factor, full + share
        turned = (balance < 0) & (after >= 0)
        inside = _ratio(-1.0 * balance, np.where(turned, flow, 1.0))
        payback = np.where(after < 0, np.nan, np.where(turned, month - 1 + inside, payback))
        balance = after
    total_cost = values["setup"] + cost * horizon
    return Flows(monthly * full, total_cost, npv, payback, full)


def evaluate(values: Values) -> dict[str, Any]:
    """Every result of one case, or of all its draws at once, by name.

    Keys: the four streams a month, benefit, cost, net, roi, npv, payback (months),
    break_even (share of the benefit that may fail to come before money is lost), cac, clv,
    clv_cac, retained, and roi_last_click and roi_assisted, which replace the incremental revenue
    by what those ways of counting credit. Results whose inputs are missing are absent.
    """
    streams = {name: formula(values) for name, formula in STREAMS.items()}
    monthly = sum(streams.values())
    found = flows(values, monthly)
    results: dict[str, Any] = dict(streams)
    results |= {
        "benefit": found.benefit,
        "cost": found.cost,
        "net": found.benefit - found.cost,
        "roi": roi(found.benefit, found.cost),
        "payback": found.payback,
        "break_even": 1.0 - _ratio(found.cost, found.benefit),
    }
    if "discount" in values:
        results["npv"] = found.npv
    if np.any(np.asarray(values["customers_reached"]) > 0):
        results["retained"] = retained_customers(values)
    for name in ("last_click", "assisted"):
        if f"{name}_revenue" in values:
            credited = (
                monthly - streams["sales"] + values[f"{name}_revenue"] * values.get("margin", 0.0)
            )
            results[f"roi_{name}"] = roi(credited * found.full_months, found.cost)
    return results | _customers(values)


def _customers(values: Values) -> dict[str, Any]:
    results: dict[str, Any] = {}
    if "new_customers" in values:
        results["cac"] = cac(values)
    if {"customer_margin", "retention", "discount"} <= values.keys():
        results["clv"] = clv(values["customer_margin"], values["retention"], values["discount"])
    if {"cac", "clv"} <= results.keys():
        results["clv_cac"] = _ratio(results["clv"], results["cac"])
    return results


def monthly_flows(values: Values) -> Array:
    """Money in and out at the end of each month, month 0 first; for one case, not for draws."""
    monthly = sum(formula(values) for formula in STREAMS.values())
    cost = running_cost(values)
    months = range(1, int(values["horizon"]) + 1)
    ramped = [monthly * ramp_factor(month, values["ramp"]) - cost for month in months]
    return np.asarray([-values["setup"], *ramped], dtype=float)


def irr(values: Values) -> float | None:
    """Yearly internal rate of return: the discount at which NPV is zero; None where none exists.

    Exists where the flows change sign exactly once, which makes it the only one (Descartes);
    the monthly rate i is compounded, (1+i)^12 - 1.
    """
    from scipy.optimize import brentq

    money = monthly_flows(values)
    signs = np.sign(money[money != 0])
    if len(signs) == 0 or np.count_nonzero(np.diff(signs)) != 1:
        return None
    times = np.arange(len(money))

    def worth(log_factor: float) -> float:
        # Scaled by its largest term, so that no power overflows.
        exponents = -log_factor * times
        return float(np.sum(money * np.exp(exponents - exponents.max())))

    low, high = -3.0, 3.0
    if worth(low) * worth(high) > 0:
        return None
    monthly = brentq(worth, low, high, xtol=1e-15, rtol=1e-14)
    return float(np.expm1(monthly * MONTHS_A_YEAR))
