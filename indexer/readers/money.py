"""Pay as portals write it in one text: "150 000 – 350 000 ₸ до вычета налогов", "от 50 000 ₽ за смену"."""

from __future__ import annotations

import re
from typing import Any

from indexer.readers.outcome import Bad

CURRENCIES: dict[str, str] = {"KZT": "KZT", "USD": "USD", "EUR": "EUR", "RUB": "RUB", "RUR": "RUB"}
"""hh.ru and older tables write the rouble as RUR. A pay in any other currency has no rate here and is left out."""

_SUM = r"\d{1,3}(?:[\s\u00a0\u202f.]\d{3}){1,3}(?!\d)|\d{1,12}"
_TEXT = re.compile(
    rf"(?P<low_word>от|from|бастап)?\s*(?P<high_word>до|up to|дейін)?\s*(?P<first>{_SUM})"
    rf"(?:\s*(?:[-–—]|до|to)\s*(?P<second>{_SUM}))?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNS = (
    (re.compile(r"₸|тг|тенге|теңге|\bkzt\b"), "KZT"),
    (re.compile(r"₽|руб|\bru[br]\b|\bр\.(?:\s|$)"), "RUB"),
    (re.compile(r"\$|\busd\b|долл"), "USD"),
    (re.compile(r"€|\beur\b|евро"), "EUR"),
)  # fmt: skip
_PERIODS = (
    (re.compile(r"смен|ауысым"), "shift"),
    (re.compile(r"час|сағат"), "hour"),
    (re.compile(r"мес|айына|айлық"), "month"),
    (re.compile(r"\bгод|жыл"), "year"),
)
_GROSS = re.compile(r"до вычета|gross|салық(?:қа)? дейін")
_NET = re.compile(r"на руки|\bnet\b|после вычета|қолға|қолына")


def salary(text: str, column: str) -> dict[str, Any]:
    """The parts of a pay: from, to, currency, period, gross, those that the text states.

    A lone sum is `from` alone: that much is promised, whether more is paid is not said.

    Raises:
        Bad: there is no sum, or its currency is none that is known here.
    """
    form = _TEXT.search(" ".join(text.split()))
    if not form:
        raise Bad(column, "expected a sum of money")
    first, second = _amount(form["first"]), _amount(form["second"])
    found: dict[str, Any] = {"to": first} if form["high_word"] and not second else {"from": first, "to": second}
    rest = form["rest"].casefold()
    found["currency"] = next((code for sign, code in _SIGNS if sign.search(rest)), None)
    if found["currency"] is None and re.search(r"[a-zа-я₴₾₼]", rest[:3]):
        raise Bad(column, "expected a pay in KZT, USD, EUR or RUB")
    found["period"] = next((period for word, period in _PERIODS if word.search(rest)), None)
    found["gross"] = True if _GROSS.search(rest) else False if _NET.search(rest) else None
    return {part: one for part, one in found.items() if one is not None}


def _amount(text: str | None) -> int | None:
    return int(re.sub(r"\D", "", text)) if text else None
