"""The facts of a case as facts of ours: the vocabulary of process section 11, and its defaults.

What a case leaves unsaid is as the row of the table needs it, unless section 11 states a default.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from matcher.cases.checks import Applicant, unemployed_grounds
from matcher.cases.facts import Facts, Offer, Other, Post
from matcher.cases.machines import MACHINES
from matcher.cases.table import PERSON
from matcher.cases.things import Kind
from matcher.cases.worked.case import Given, When
from matcher.terms import Law

Route = Literal["centre", "assistant", "egov", "enbek"]
UNSTATED = "unstated"
REFUSALS = {"data_false": "a1.9.1", "data_nonconforming": "a1.9.2"}
SIGNERS = {
    "authorised": "authorised_person",
    "authorized": "authorised_person",
    "authorized_person": "authorised_person",
}
ROUTES: Mapping[str, Route] = {
    "egov": "egov",
    "egov_cabinet": "egov",
    "enbek": "enbek",
    "portal": "enbek",
    "cabinet": "enbek",
    "assistant": "assistant",
}


class Told:
    """What one case tells."""

    def __init__(self, kind: Kind, state: str | None, facts: Given, when: When, law: Law) -> None:
        self.kind, self.when, self.law, self.given = kind, when, law, facts
        self.told_of_person: Given = facts.get("person") or {}
        self.told_of_offer: Given = facts.get("offer") or {}
        vacancy = facts.get("vacancy") or {}
        self.told_of_vacancy: Given = {"state": vacancy} if isinstance(vacancy, str) else vacancy
        self.state = MACHINES[kind].initial if state in {None, "-"} else str(state)
        self.person = self.told_of_person.get("id", "P1")
        self.vacancy = self.told_of_vacancy.get("id") or self.told_of_offer.get("vacancy") or "V1"
        self.status = self._status()
        self.un = self.state if kind == "un" else self.told_of_person.get("un") or self._un_by_status()
        self.of = {"re": "R1", "va": self.vacancy}.get(kind, self.person)

    def facts(self) -> Facts:
        """The facts of the event."""
        given, person = self.given, self.told_of_person
        opened = given.get("seeker_registered_at")
        consents = given.get("contributions")
        return Facts(
            status=self.status,
            age=person.get("age", given.get("age")),
            un=self.un,
            refused_for=self._refused_for(),
            window_from=at(opened),
            window_of_portal=given.get("route") in {"portal", "enbek"} or self.when.actor == "portal",
            others=self.others(),
            open_elsewhere=given.get("other_open_offers") or given.get("open_offers") or 0,
            legal_rep_statement=bool(given.get("legal_rep_statement")),
            eds=_unless_false(given.get("eds")),
            centre_in_settlement=given.get("centre_in_settlement"),
            centre_chosen=_unless_false(given.get("centre_chosen")),
            data_true=given.get("data_verified"),
            signer=self._signer(),
            reason=self._reason(),
            channel=self._channel(),
            asked=bool(given.get("asked")),
            vacancy_state=self.told_of_vacancy.get("state", "va.registered"),
            own_vacancy=_unless_false(given.get("own_vacancy")),
            post=self._post(),
            conditions_given=True,
            pay_given=True,
            proof="stated by the case" if self.when.name == "offer_sent" else None,
            centre_knew_at=at(given.get("cc_got_it_at")),
            good_cause=bool(given.get("good_cause")),
            offer=self.offer_of_case() if self.kind == "un" and self.when.name == "reply_decline" else None,
            ground=self._ground(),
            contributions=None if consents is None else tuple(name for name, came in consents.items() if came),
            sentence=given.get("sentence", person.get("sentence")),
            circumstance=given.get("circumstance", "residence"),
            arose_at=at(given.get("arose_at")),
            signed_by=self._signed_by(),
        )

    def others(self) -> tuple[Other, ...]:
        """The other referrals that the case lists."""
        return tuple(
            Other(one["id"], one.get("person", self.person), one.get("vacancy", ""), one["state"])
            for one in self.given.get("referrals") or ()
        )

    def route(self) -> Route:
        """The way of registration; a signed result is egov's."""
        stated = "egov" if "result_signer" in self.given else self.given.get("route") or self.given.get("channel")
        return ROUTES.get(str(stated), "centre")

    def suitable(self) -> bool | None:
        """Whether the work offered is suitable; anything but yes or no is insufficient."""
        stated = self.told_of_offer.get("suitable", True)
        return stated if isinstance(stated, bool) else None

    def rural(self) -> bool:
        """Whether the person lives in a village."""
        return bool(self.told_of_person.get("rural") or self.given.get("rural"))

    def _status(self) -> Any:
        stated = self.told_of_person.get("status") or self.given.get("person_status")
        acting = self.when.actor if self.when.actor in PERSON else None
        return stated or acting

    def _un_by_status(self) -> str:
        return "un.registered" if self.status == "unemployed" else "un.none"

    def offer_of_case(self) -> Offer:
        """The offer that was declined, where the case is about the register itself."""
        return Offer(
            source="R1",
            vacancy=self.vacancy,
            by=self.told_of_offer.get("by", "cc"),
            suitable=self.suitable(),
            status=self.status or "unemployed",
            declined_before=bool(self.told_of_offer.get("declined_before")),
        )

    def _refused_for(self) -> tuple[str, ...]:
        check, grounds = self.told_of_person.get("check41"), self.told_of_person.get("grounds") or ()
        named = tuple(code for code in grounds if str(code).startswith("41"))
        if check == "fail":
            return named or (UNSTATED,)
        if check == "pass":
            return ()
        person = Applicant(age=self.told_of_person.get("age"), sentence=self.told_of_person.get("sentence"))
        return named or unemployed_grounds(person, self.law.readings)

    def _channel(self) -> str | None:
        """An application that is signed digitally comes through egov.kz."""
        given = self.given
        signed = given.get("route") == "egov" or given.get("eds") is not None
        online = self.when.name == "application_received" and signed
        stated: str | None = given.get("channel")
        return stated or ("egov_cabinet" if online else None)

    def _ground(self) -> str | None:
        """A ground that only its evidence names."""
        evidence = {"contributions": "51(1)", "sentence": "51(5)"}
        told = next((code for name, code in evidence.items() if self.given.get(name) is not None), None)
        stated: str | None = self.given.get("ground")
        return stated or (told if self.when.name == "ground_arose" else None)

    def _signer(self) -> str:
        stated: str = self.given.get("result_signer", "cc_director")
        return SIGNERS.get(stated, stated)

    def _signed_by(self) -> tuple[str, ...]:
        stated = self.given.get("signed_by")
        if stated is None:
            return ("unemployed", "cc_specialist")
        return (stated,) if isinstance(stated, str) else tuple(stated)

    def _reason(self) -> str | None:
        stated = self.given.get("reason")
        if self.when.name == "seeker_refused":
            return REFUSALS.get(stated or "data_false", stated)
        return stated

    def _post(self) -> Post | None:
        post = self.given.get("post")
        return Post(post["kind"], post.get("employer")) if post else None


def at(value: str | None) -> datetime | None:
    """A time of a case."""
    return datetime.fromisoformat(value) if value else None


def _unless_false(value: Any) -> bool:
    return value is not False
