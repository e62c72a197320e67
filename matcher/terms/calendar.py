"""The business calendar: working days, the shift to the next one, opening hours.

Rule R5 of the counting rules; Labour Code art. 84-85, Law on holidays art. 5; hours: annex 1 item 7, annex 2 item 7.
The five-day calendar serves everybody, whatever week an employer keeps (Q43).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal

import holidays
import msgspec

Unit = Literal["cc", "lmc"]

OPENS: dict[Unit, time] = {"cc": time(9, 0), "lmc": time(9, 30)}
"""The career centre opens at 9:00 (annex 2 item 7(2)), the labour mobility centre at 9:30 (item 7(1); Q30)."""
CLOSES = time(18, 30)
LUNCH = (time(13, 0), time(14, 30))


class Override(msgspec.Struct, frozen=True):
    """A day that the library does not know or knows wrongly: moved by a State act, Kurban Ait as confirmed."""

    day: date
    working: bool
    why: str = ""


class Calendar:
    """Kazakhstan's working days, with overrides on top of the library's (Q42: reviewed yearly, Kurban Ait confirmed).

    Args:
        overrides: days that are working or not whatever the library says; the last word on a day wins.
    """

    def __init__(self, overrides: Iterable[Override] = ()) -> None:
        self._known = holidays.country_holidays("KZ")
        self._stated = {one.day: one.working for one in overrides}
        """What is known already of a day: overrides, and every day that was asked for."""

    def is_working_day(self, day: date) -> bool:
        """R5: Monday to Friday less holidays and moved days off, plus weekend days worked instead."""
        working = self._stated.get(day)
        if working is None:
            working = self._stated[day] = bool(self._known.is_working_day(day))
        return working

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which itself is not counted (R1); 0 gives `day`.

        Raises:
            ValueError: a negative count.
        """
        if count < 0:
            raise ValueError("working days are counted forward")
        while count:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day

    def on_or_after(self, day: date) -> date:
        """The day itself if it is worked, else the next one that is."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def before(self, day: date) -> date:
        """The last working day before `day`: when an early warning is due (Q01)."""
        day -= timedelta(days=1)
        while not self.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def effective_day(self, local: datetime) -> date:
        """R2: the day on which a service event counts: after 18:30 or on a day off, the next working day.

        Before 9:00, at lunch and at 18:30 sharp it is the same day (annex 1 item 7; Q03, Q05).

        Args:
            local: the time as clocks in Kazakhstan show it.
        """
        day = local.date()
        if self.is_working_day(day) and local.time() > CLOSES:
            return self.add_working_days(day, 1)
        return self.on_or_after(day)

    def is_open(self, local: datetime, unit: Unit) -> bool:
        """Whether the unit's doors are open: until 18:30 inclusive, lunch from 13:00 to before 14:30."""
        now = local.time()
        at_lunch = LUNCH[0] <= now < LUNCH[1]
        return self.is_working_day(local.date()) and OPENS[unit] <= now <= CLOSES and not at_lunch
