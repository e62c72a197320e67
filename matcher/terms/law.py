"""The counting rules R1-R7 on the table of terms: when a term starts, its last day, whether an act is in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal

import msgspec

from matcher.terms.calendar import CLOSES, Calendar
from matcher.terms.readings import Readings
from matcher.terms.table import Term, load_terms

IN_PERSON = ("in_person", "paper")
"""Channels on which an act ends with the office's hours (R4); all others work until midnight."""
WINDOW_OPENS = time(9, 0)
"""The hour at which the automatic registration falls on its day (R7)."""

Status = Literal["running", "met", "passed", "cancelled"]


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """A term of one thing, as a row.

    Attributes:
        started_at: when its event happened.
        effective: the day on which that event counts (R2, R3, R6).
        due: the last day, inclusive.
    """

    code: str
    kind: str
    thing: str
    started_at: datetime
    effective: date
    due: date
    status: Status = "running"


class Passing(msgspec.Struct, frozen=True, kw_only=True):
    """An event that the system owes because a term passed: which event, to what, at which moment."""

    code: str
    event: str
    kind: str
    thing: str
    at: datetime


class Law:
    """The table, the calendar and the readings, joined: what is due when."""

    def __init__(
        self, calendar: Calendar, readings: Readings | None = None, terms: Mapping[str, Term] | None = None
    ) -> None:
        self.calendar = calendar
        self.readings = readings or Readings()
        self.terms = load_terms() if terms is None else terms
        self.zone = timezone(timedelta(hours=self.readings.utc_offset_hours))

    def local(self, at: datetime) -> datetime:
        """The time as clocks in Kazakhstan show it (Q07).

        Raises:
            ValueError: the time does not say its zone; a guess would be hours wrong.
        """
        if at.tzinfo is None:
            raise ValueError("a time without a time zone starts and ends no term")
        return at.astimezone(self.zone)

    def term_for(self, duty: str, person: str | None = None) -> Term | None:
        """The term of a duty for a person of this status; None where that person has none (a seeker under pt. 74)."""
        named = [term for term in self.terms.values() if term.duty == duty]
        if person is not None:
            named = [term for term in named if not term.persons or person in term.persons]
        return named[0] if len(named) == 1 else None

    def effective(self, term: Term, at: datetime) -> date:
        """R2, R3, R6: the day on which the starting event counts."""
        local = self.local(at)
        moves = {
            "service": self.readings.late_hours_move_service_events,
            "life": self.readings.late_hours_move_life_events,
            "printed": False,
        }[term.counting]
        return self.calendar.effective_day(local) if moves else local.date()

    def due(self, term: Term, effective: date) -> date:
        """R1, R6: the last day of a counted term that starts on this day.

        Raises:
            ValueError: the term has no length; its day stands in a document.
        """
        if term.length is None:
            raise ValueError(f"{term.code} is a date of a document, not a counted term")
        if term.unit == "calendar_days":
            last = effective + timedelta(days=term.length - self.readings.day_of_event_counts)
            return self.calendar.on_or_after(last) if self.readings.validity_moves_to_working_day else last
        if self.readings.day_of_event_counts and term.length:
            return self.calendar.add_working_days(self.calendar.on_or_after(effective), term.length - 1)
        return self.calendar.add_working_days(effective, term.length)

    def start(self, code: str, kind: str, thing: str, at: datetime, not_before: date | None = None) -> Running:
        """A counted term, started.

        Args:
            code: of the table.
            kind: of the thing on which it runs.
            thing: its id.
            at: when the starting event happened.
            not_before: the term ends on this day at the earliest (Q14: the day of the interview).
        """
        term = self.terms[code]
        effective = self.effective(term, at)
        due = self.due(term, effective)
        if not_before is not None and self.readings.interview_day_extends_terms:
            due = max(due, self.calendar.on_or_after(not_before))
        return Running(code=code, kind=kind, thing=thing, started_at=at, effective=effective, due=due)

    def start_dated(self, code: str, kind: str, thing: str, at: datetime, due: date) -> Running:
        """A term whose last day a document states (visits, measures and validity of a plan)."""
        return Running(
            code=code, kind=kind, thing=thing, started_at=at, effective=self.local(at).date(), due=due, status="running"
        )

    def in_time(self, due: date, at: datetime, channel: str | None) -> bool:
        """R4: whether an act is in time.

        Through cabinet, egov, phone, ICT or akim until 24:00 of the due day; in person or on paper until 18:30, and
        later is the next working day (Civil Code art. 176; Q06).
        """
        local = self.local(at)
        if channel in IN_PERSON:
            return self.calendar.effective_day(local) <= due
        end = self.readings.remote_acts_end
        return local.date() < due or (local.date() == due and (end is None or local.time() <= end))

    def passes_at(self, running: Running) -> datetime:
        """R7: 00:00 of the day after the last; the selection window at 9:00 of the working day after it."""
        if self.terms[running.code].passes == "match_window_expired":
            return datetime.combine(self.calendar.add_working_days(running.due, 1), WINDOW_OPENS, self.zone)
        return datetime.combine(running.due + timedelta(days=1), time(0), self.zone)

    def passed(self, rows: Iterable[Running], now: datetime) -> tuple[Passing, ...]:
        """The events owed at `now` for terms still running, in the order of R7: by moment, then as the table says."""
        owed = []
        for row in rows:
            term = self.terms[row.code]
            at = self.passes_at(row)
            if row.status == "running" and term.passes and at <= now:
                kind = term.passes_to or row.kind
                event = term.passes_on.get(row.kind, term.passes)
                owed.append((at, term.order, Passing(code=row.code, event=event, kind=kind, thing=row.thing, at=at)))
        return tuple(one for _, _, one in sorted(owed, key=lambda item: (item[0], item[1], item[2].thing)))

    def window_closes(self, registered_at: datetime, *, portal: bool) -> datetime:
        """The moment from which the selection window of T05 or T06 is over (Q08)."""
        return self.passes_at(self.start("T06" if portal else "T05", "sr", "", registered_at))

    def decision_start(self, sent_at: datetime, interview_at: datetime | None) -> datetime:
        """From when the employer's days run: the resume, or anew the interview agreed before they were over (Q15)."""
        if interview_at is None or not self.readings.interview_restarts_decision:
            return sent_at
        first = self.start("T20", "re", "", sent_at)
        return interview_at if interview_at < self.passes_at(first) else sent_at

    def report_by(self, arose_at: datetime) -> date:
        """The day by which a ground is to be reported or rejected: our own aim, the text has no term (Q25)."""
        effective = self.calendar.effective_day(self.local(arose_at))
        return self.calendar.add_working_days(effective, self.readings.report_to_lmc_days)

    def warning_day(self, running: Running) -> date:
        """The day to warn on: one working day before the last, for a strict reader counts the day itself (Q01)."""
        return self.calendar.before(running.due)


__all__ = ["CLOSES", "IN_PERSON", "Law", "Passing", "Running"]
