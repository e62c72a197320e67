"""A person is forgotten: first their referrals end by the event of the Rules, then everything of them is emptied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.casework import Casework, Deed

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.store import Store
    from matcher.store.erasing import Erased

WITHDRAWS = "consent_withdrawn"
"""Of the application, annex 1: ends every referral of the person that is on its way, and what hangs on it."""


def forget(store: Store, person: str, at: datetime) -> Erased:
    """Erases a person, their cases included. Cut short in between, it can be done again. Call `compact` afterwards.

    Args:
        store: an open store.
        person: their id.
        at: now.

    Raises:
        PersonMissingError: there is no such person, or they were erased before.
    """
    casework = Casework(store)
    for referral in store.live_referrals(person):
        one = casework.thing("re", referral)
        if one is not None:
            casework.act(
                Deed(kind="re", of=referral, event=WITHDRAWS, actor=one.data.status, occurred_at=at, recorded_at=at)
            )
    return store.erase(person, at)
