"""Rates at which pay in other currencies is compared."""

from __future__ import annotations

RATES = {"KZT": 1.0, "USD": 520.0, "EUR": 590.0, "RUB": 6.0}
"""KZT for one unit, a stated convention (fixtures/judged/README.md); comparisons do not hang on the exact rate."""


def tenge(amount: float | None, currency: str | None) -> float:
    """The amount in KZT; a silent currency is KZT, a silent amount NaN."""
    return float("nan") if amount is None else amount * RATES[currency or "KZT"]
