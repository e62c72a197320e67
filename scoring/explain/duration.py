"""Lengths of time as facts hold them: years and months apart, as people say them."""

from __future__ import annotations


def duration(months: float) -> dict[str, int]:
    """{"years": 2, "months": 8}; a part that is zero is left out, nothing at all is {"months": 0}."""
    whole = max(round(months), 0)
    years, rest = divmod(whole, 12)
    found = {"years": years, "months": rest}
    return {name: value for name, value in found.items() if value} or {"months": 0}


def minutes(amount: float) -> dict[str, int]:
    """Minutes up to two hours, hours and tens of minutes beyond, whole hours from ten on."""
    whole = max(round(amount), 1)
    if whole <= 120:
        return {"minutes": whole}
    if whole >= 600:
        return {"hours": round(whole / 60)}
    hours, rest = divmod(round(whole, -1), 60)
    return {"hours": hours, "minutes": rest} if rest else {"hours": hours}
