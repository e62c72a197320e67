"""What the store shows to whom: every reading function asks `may_see` first, and pages need not.

The rules are the table of `matcher.cases.visibility`; here stands what the answer hangs on, read from rows. A person
sees their own record only, an employer the people referred to their own vacancy.
"""

from __future__ import annotations

from typing import Any, cast

import msgspec
import sqlalchemy as sa

from matcher.cases.things import Plan, Seeker, Thing, Unemployed, Vacancy
from matcher.cases.visibility import NOT_FOR_ROLE, PERSONS, WITH_RESUME, Seen, View, visible
from matcher.errors import MatcherError
from matcher.store.cases import Belongs, CaseRows, Found
from matcher.store.notices import Kept, of_person
from matcher.store.tables import ACTIVE, resume
from scoring.records import Resume, decode


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """Who looks: the role, and whose they are; None where the door does not know.

    Attributes:
        person: the person's id, where they look at their own record.
        grounds: of pt. 51, that were reported to the viewer.
    """

    role: str
    person: str | None = None
    employer: str | None = None
    centre: str | None = None
    okrug: str | None = None
    grounds: tuple[str, ...] = ()


class Denied(MatcherError):  # noqa: N818 - reads as the answer that it is
    """Not to be shown to this viewer; `code` says why. The message names nobody."""

    def __init__(self, code: str) -> None:
        super().__init__(f"this is not shown to you: {code}")
        self.code = code


class Counted(msgspec.Struct, frozen=True):
    """What stands against a person: refusals counted under pt. 51(2), and open grounds by code."""

    declines: int
    grounds: tuple[str, ...]


class Reading:
    """The reading functions, within one transaction.

    Args:
        connection: of a snapshot, or of a writing transaction.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._rows = CaseRows(connection)

    def may_see(self, viewer: Viewer, what: str, *, person: str | None = None, vacancy: str | None = None) -> Seen:
        """Whether a viewer sees something; the one place where casework asks this.

        Args:
            viewer: who looks.
            what: as in `matcher.cases.visibility.visible`.
            person: whose it is.
            vacancy: which one, or the one through which the person is looked at.
        """
        if viewer.role in PERSONS and what != "vacancy" and (person is None or viewer.person != person):
            return Seen(visible=False, code=NOT_FOR_ROLE)
        of_person = self._rows.of_people([person]) if person else Found({}, {}, {}, set())
        offered = self._rows.one("va", vacancy) if vacancy else Found({}, {}, {}, set())
        return visible(viewer.role, what, self._view(viewer, person, vacancy, of_person, offered))

    def _view(self, viewer: Viewer, person: str | None, vacancy: str | None, of_person: Found, offered: Found) -> View:
        card = of_person.belongs.get(("sr", person or ""), Belongs())
        seeker = of_person.things.get(("sr", person or ""))
        un = of_person.things.get(("un", person or ""))
        there = offered.things.get(("va", vacancy or ""))
        owner = offered.belongs.get(("va", vacancy or ""), Belongs()).employer
        consents = seeker.data.consents if seeker and isinstance(seeker.data, Seeker) else ()
        reported = [one.code for one in un.data.grounds] if un and isinstance(un.data, Unemployed) else []
        return View(
            referral=self._referral(person, vacancy),
            own_vacancy=owner is not None and owner == viewer.employer,
            own_centre=card.centre is not None and card.centre == viewer.centre,
            same_okrug=card.okrug is not None and card.okrug == viewer.okrug,
            vacancy=there.state if there else "va.none",
            consents=frozenset(consents),
            ground=next((code for code in reported if code in viewer.grounds), None),
        )

    def _referral(self, person: str | None, vacancy: str | None) -> str | None:
        """The state of the referral that joins them: the one on its way, else the last one made."""
        if person is None or vacancy is None:
            return None
        states = self._rows.of_pair(person, vacancy)
        forwarded = [one for one in WITH_RESUME if one in states.values()]
        return next(iter([*forwarded, *reversed(states.values())]), None)

    def resumes(self, viewer: Viewer, person: str, vacancy: str | None = None) -> list[Resume]:
        """The person's resumes: for their centre, or for an employer to whom they were forwarded (pt. 73).

        Raises:
            Denied: not for this viewer.
        """
        self._demand(viewer, "resume", person=person, vacancy=vacancy)
        found = sa.select(resume.c.id, resume.c.body).where(resume.c.person == person, resume.c.state == ACTIVE)
        bodies = self._connection.execute(found.order_by(resume.c.id)).all()
        return [cast("Resume", decode(row.body, "resume")) for row in bodies]

    def vacancy(self, viewer: Viewer, vacancy: str) -> Thing[Vacancy]:
        """A vacancy as casework has it (pt. 76, 78).

        Raises:
            Denied: not for this viewer, or closed.
        """
        self._demand(viewer, "vacancy", vacancy=vacancy)
        return self._rows.one("va", vacancy).things["va", vacancy]

    def plan(self, viewer: Viewer, person: str) -> Thing[Plan] | None:
        """The person's present plan (pt. 61, 62).

        Raises:
            Denied: not for this viewer.
        """
        self._demand(viewer, "plan", person=person)
        return self._rows.of_people([person]).things.get(("pl", person))

    def card(self, viewer: Viewer, person: str) -> Thing[Seeker] | None:
        """The registration behind the employment card (pt. 10, 16, 26, 34).

        Raises:
            Denied: not for this viewer.
        """
        self._demand(viewer, "employment_card", person=person)
        return self._rows.of_people([person]).things.get(("sr", person))

    def counted(self, viewer: Viewer, person: str) -> Counted:
        """Refusals counted and grounds open against a person; the labour mobility centre sees reported ones only.

        Raises:
            Denied: not for this viewer.
        """
        self._demand(viewer, "declines", person=person)
        un: Thing[Any] | None = self._rows.of_people([person]).things.get(("un", person))
        if un is None:
            return Counted(0, ())
        codes = tuple(one.code for one in un.data.grounds)
        shown = tuple(code for code in codes if code in viewer.grounds) if viewer.role == "lmc" else codes
        return Counted(un.counters.get("declines", 0), shown)

    def notices(self, viewer: Viewer, person: str) -> list[Kept]:
        """What was to be said in a person's cases.

        Their centre sees all of it, they themselves what is addressed to them, the assistant what goes through the
        assistant (pt. 20, 71, 73).

        Raises:
            Denied: not for this viewer.
        """
        self._demand(viewer, "notices", person=person)
        kept = of_person(self._connection, person)
        if viewer.role in PERSONS:
            return [one for one in kept if one.receiver_id == person]
        return [one for one in kept if viewer.role != "assistant" or "assistant" in one.notice.channels]

    def _demand(self, viewer: Viewer, what: str, *, person: str | None = None, vacancy: str | None = None) -> None:
        seen = self.may_see(viewer, what, person=person, vacancy=vacancy)
        if not seen.visible:
            raise Denied(seen.code or NOT_FOR_ROLE)
