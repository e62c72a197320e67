"""A referral of which only the state and some dates are known, with the terms that then run on it.

For casework that began elsewhere (an import, a worked case): what runs follows from the dates by the same terms as in
`step`.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from matcher.cases.things import ON_REGISTER, Passed, Referral, Thing
from matcher.terms import Law


class Dates(msgspec.Struct, frozen=True, kw_only=True):
    """When the steps were made that start terms."""

    received_at: datetime | None = None
    resume_sent_at: datetime | None = None
    interview_notified_at: datetime | None = None


def with_terms(thing: Thing[Referral], dates: Dates, un: str, law: Law) -> Thing[Referral]:
    """The referral with the terms that run on it.

    Args:
        thing: state and data as far as known; `received_at` is taken from `dates`.
        dates: of its steps.
        un: state of the person's registration as unemployed.
        law: terms, calendar, readings.
    """
    data = msgspec.structs.replace(thing.data, received_at=dates.received_at)
    reply = _reply(data, dates, law)
    if thing.state == "re.no_reply" and reply:
        ground = "51(2)b" if data.status == "unemployed" and data.by == "cc" else None
        passed = Passed(code=reply[0], due=reply[1], state="re.offered", entry=0, ground=ground)
        data = msgspec.structs.replace(data, passed=passed)
    running = {
        "re.offered": dict([reply] if reply else []),
        "re.resume_sent": _decision(dates, law),
        "re.interview_set": _decision(dates, law) | _going(dates, un, law),
    }.get(thing.state, {})
    return msgspec.structs.replace(thing, data=data, running=running)


def _reply(data: Referral, dates: Dates, law: Law) -> tuple[str, date] | None:
    """Pt. 72 for the centre's offers; on a portal pick only a seeker's day runs (Q08)."""
    if dates.received_at is None or (data.by == "portal" and data.status != "seeker"):
        return None
    code = "T16" if data.status == "seeker" else "T17"
    return code, law.start(code, "re", "", dates.received_at).due


def _decision(dates: Dates, law: Law) -> dict[str, date]:
    sent = dates.resume_sent_at or dates.interview_notified_at
    if sent is None:
        return {}
    begins = law.decision_start(sent, dates.interview_notified_at)
    return {"T20": law.start("T20", "re", "", begins).due}


def _going(dates: Dates, un: str, law: Law) -> dict[str, date]:
    told = dates.interview_notified_at
    if told is None or un not in ON_REGISTER:
        return {}
    return {code: law.start(code, "re", "", told).due for code in ("T19", "T21")}
