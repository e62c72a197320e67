"""One worked case, and what is told about its run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

Given = Mapping[str, Any]

SYNONYMS: Mapping[str, str] = {
    "docs_received": "application_received",
    "offer_received": "offer_sent",
    "consent_received": "reply_consent",
    "offer_declined": "reply_decline",
    "lmc_informed": "report_sent",
    "vacancy_registered": "vacancy_submitted",
}
"""Events that the process tables call by two names."""


class When(msgspec.Struct, frozen=True):
    """The event of a case; `at` is a time with its zone, or for the calendar a bare date."""

    event: str
    at: str
    actor: str | None = None

    @property
    def moment(self) -> datetime:
        """The time of the event."""
        return datetime.fromisoformat(self.at)

    @property
    def name(self) -> str:
        """The event by the name of the tables."""
        return SYNONYMS.get(self.event, self.event)


class Case(msgspec.Struct, frozen=True):
    """One line of a file of cases."""

    id: str
    kind: str
    given: dict[str, Any]
    when: When
    then: dict[str, Any]
    pt: str = ""
    why: str = ""


class Exactly(dict[str, Any]):
    """A mapping of which a case has to name every key."""


def same(wanted: Any, got: Any) -> bool:
    """Whether an answer is the wanted one; the order inside lists does not matter, of mappings only wanted keys do."""
    if isinstance(got, Exactly) and isinstance(wanted, dict) and set(got) != set(wanted):
        return False
    if isinstance(wanted, dict):
        return isinstance(got, Mapping) and all(key in got and same(value, got[key]) for key, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, list | tuple) and len(wanted) == len(got) and _paired(wanted, list(got))
    return bool(wanted == got)


def _paired(wanted: list[Any], got: list[Any]) -> bool:
    for one in wanted:
        match = next((index for index, other in enumerate(got) if same(one, other)), None)
        if match is None:
            return False
        got.pop(match)
    return True


def differences(wanted: Given, got: Given) -> list[str]:
    """What differs, a sentence for each key of the case that was not met."""
    return [
        f"{key}: wanted {value!r}, got {got.get(key, 'nothing of that name')!r}"
        for key, value in wanted.items()
        if key not in got or not same(value, got[key])
    ]
