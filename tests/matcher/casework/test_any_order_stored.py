"""Whatever happens in whatever order, through the store: what must hold of its rows after every step."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from matcher.cases import MACHINES, Refused
from matcher.cases.things import LIVE
from matcher.casework import Casework
from matcher.store import open_store
from matcher.terms import load_terms
from tests.matcher.casework.desk import Desk, at

PEOPLE = ("P1", "P2")
VACANCIES = ("V1", "V2")
REFERRALS = {f"R{number}": (PEOPLE[number % 2], VACANCIES[number // 2 % 2]) for number in range(8)}
"""Two referrals of each pair."""
EVENTS = {term.passes for term in load_terms().values() if term.passes} | {"training_due_passed"}


class AnyOrder(RuleBasedStateMachine):
    """Random events by random actors through the ordinary store; some recorded late, the worker only now and then."""

    @initialize(places=st.integers(1, 2), registered=st.booleans())
    def begin(self, places, registered):
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name))
        self.desk = Desk(Casework(self.store, environment={}))
        self.now = at(2)
        for vacancy in VACANCIES:
            self.desk.vacancy(vacancy, places=places)
        for person in PEOPLE:
            self.desk.seeker(person)
        if registered:
            self.now = at(5, "09:30")
            self.desk.casework.fire(self.now)
        self.forwarded = []

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def happens(self, kind, of, event, actor, occurred, **said):
        before, lines = self.desk.things(), len(self.desk.journal())
        state = self.desk.state("re", of) if kind == "re" else None
        outcome = self.desk.do(kind, of, event, actor, occurred, recorded=max(self.now, occurred), **said)
        grown = sum(row.version for row in self.desk.things()) - sum(row.version for row in before)
        assert grown == len(self.desk.journal()) - lines
        if event == "resume_sent" and not isinstance(outcome, Refused) and state != "re.consented":
            self.forwarded.append(of)
        return outcome

    @rule(
        referral=st.sampled_from(sorted(REFERRALS)),
        kind=st.sampled_from(["re", "re", "re", "un", "va", "sr", "pl"]),
        pick=st.integers(0, 999),
        hours=st.integers(0, 60),
        late=st.sampled_from([0, 0, 0, 40]),
        proof=st.sampled_from([None, "line 12"]),
        channel=st.sampled_from([None, "in_person", "phone"]),
    )
    def anything(self, referral, kind, pick, hours, late, proof, channel):
        person, vacancy = REFERRALS[referral]
        of = {"re": referral, "va": vacancy}.get(kind, person)
        state = self.desk.state(kind, of) or MACHINES[kind].initial
        rows = [row for row in MACHINES[kind].rows if state in row.states and row.event not in EVENTS]
        if not rows:
            return
        row = rows[pick % len(rows)]
        occurred = max(at(2), self.now + timedelta(hours=hours - late))
        self.now += timedelta(hours=hours)
        self.happens(
            kind, of, row.event, row.actors[pick % len(row.actors)], occurred, person=person, vacancy=vacancy,
            suitable=True, proof=proof, channel=channel, ground="51(7)", reason="own_request", data_true=True,
            signed_by=("unemployed", "cc_specialist"), circumstance="pension", own_vacancy=True, eds=True,
            consents=(), conditions_given=True, pay_given=True, centre_chosen=True,
        )  # fmt: skip

    @rule(referral=st.sampled_from(sorted(REFERRALS)), answer=st.sampled_from(["reply_consent", "reply_decline", None]))
    def an_offer(self, referral, answer):
        """The straight way, so that chance reaches what lies behind it."""
        person, vacancy = REFERRALS[referral]
        opening = {"person": person, "vacancy": vacancy, "suitable": True}
        self.happens("re", referral, "candidate_selected", "cc_specialist", self.now, **opening)
        if self.desk.state("re", referral) is None:
            return
        self.happens("re", referral, "offer_sent", "cc_specialist", self.now, channel="in_person")
        if answer:
            self.happens("re", referral, answer, "unemployed", self.now)
            self.happens("re", referral, "resume_sent", "cc_specialist", self.now)
            self.happens("re", referral, "interview_notified", "cc_specialist", self.now)

    @rule(referral=st.sampled_from(sorted(REFERRALS)))
    def a_hire(self, referral):
        if self.desk.state("re", referral) is not None:
            self.happens("re", referral, "employer_hired", "employer", self.now, employer="E1")

    @rule(days=st.integers(1, 8))
    def time_passes(self, days):
        self.now += timedelta(days=days)
        self.desk.casework.fire(self.now)
        assert self.desk.casework.fire(self.now) == (0, 0)

    @invariant()
    def no_pair_has_two_open_referrals(self):
        pairs = Counter((row.person, row.vacancy) for row in self.desk.things() if row.state in LIVE)
        assert not [pair for pair, count in pairs.items() if count > 1]

    @invariant()
    def openings_are_never_negative_and_none_left_means_filled(self):
        for row in self.desk.things():
            if row.kind == "va":
                assert row.counters["places"] >= 0
                assert (row.counters["places"] == 0) == (row.state == "va.filled")

    @invariant()
    def no_resume_was_forwarded_without_agreement(self):
        assert self.forwarded == []

    @invariant()
    def every_change_is_one_line_of_the_journal(self):
        lines = Counter((row.kind, row.thing) for row in self.desk.journal())
        assert lines == Counter({(row.kind, row.id): row.version for row in self.desk.things()})

    @invariant()
    def a_term_fires_once_and_a_thing_that_has_ended_runs_none_but_those_of_its_end(self):
        passed = Counter(
            (row.kind, row.thing, row.code, row.due, row.began) for row in self.desk.terms() if row.status == "passed"
        )
        assert not [key for key, count in passed.items() if count > 1]
        states = {(row.kind, row.id): row.state for row in self.desk.things()}
        for row in self.desk.terms():
            if row.status == "running" and states[row.kind, row.thing] in MACHINES[row.kind].final:
                assert row.code in {"T10", "T24"}


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)


@settings(max_examples=15, deadline=None)
@given(
    answer=st.sampled_from(["reply_consent", "reply_decline"]),
    registered=st.booleans(),
    recorded=st.integers(18, 28),
    reported=st.booleans(),
)
def test_an_answer_recorded_late_leads_to_the_state_of_the_true_order(answer, registered, recorded, reported):
    ends = []
    for late in (False, True):
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
            desk = Desk(Casework(store, environment={}))
            desk.seeker("P1", at(2) if registered else at(10))
            if registered:
                desk.casework.fire(at(6))
            desk.vacancy()
            desk.offer("R1", "V1", "P1", at(10, "11:00"))
            told = at(11, "20:00")
            if not late:
                desk.done("re", "R1", answer, "akim" if desk.casework.thing("re", "R1").data.rural else "seeker", told)
            desk.casework.fire(at(17))
            if late and reported and registered:
                desk.do("un", "P1", "report_sent", "cc_specialist", at(17))
            if late:
                desk.done("re", "R1", answer, "seeker", told, recorded=at(recorded), proof="line 12", channel="phone")
            desk.casework.fire(at(30))
            keys = (("re", "R1"), ("un", "P1"), ("va", "V1"))
            found = [desk.casework.thing(kind, of) for kind, of in keys]
            grounds = [one.code for one in found[1].data.grounds]
            ends.append(([(one.state, one.running, one.counters) for one in found], grounds))
    assert ends[0] == ends[1]
