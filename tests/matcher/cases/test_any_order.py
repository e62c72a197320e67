"""Whatever happens in whatever order: what must hold of one person, their referrals and three vacancies."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from matcher.cases import MACHINES, Refused
from matcher.cases.things import LIVE, ON_REGISTER, Seeker, Unemployed
from tests.matcher.cases.staging import PERSON, Stage, at, offered

REFERRALS = ("R1", "R2", "R3", "R4")
VACANCIES = {"R1": "V1", "R2": "V1", "R3": "V2", "R4": "V3"}
OF_PERSON = ("sr", "un", "pl")


class AnyOrder(RuleBasedStateMachine):
    """Random events by random actors, hours and days apart, some recorded later than they happened."""

    @initialize(
        status=st.sampled_from(["seeker", "unemployed", "other_applicant"]),
        places=st.integers(1, 2),
        fresh=st.booleans(),
    )
    def begin(self, status, places, fresh):
        self.scene = Stage(status=status)
        if fresh:
            self.scene.put("sr", "S1", "sr.none", Seeker(person=PERSON))
        self.now = at(3)
        self.scene.window = self.now
        for referral, vacancy in VACANCIES.items():
            self.scene.referral(referral, vacancy)
        self.scene.vacancy("V1", places)
        self.sent_without_consent = []

    @rule(
        kind=st.sampled_from(["re", "re", "re", "un", "va", "sr", "pl"]),
        pick=st.integers(0, 999),
        wild=st.sampled_from([False, False, False, True]),
        referral=st.sampled_from(REFERRALS),
        hours=st.integers(0, 60),
        late=st.sampled_from([0, 0, 0, 90]),
        proof=st.sampled_from([None, "line 12"]),
        channel=st.sampled_from([None, "in_person", "phone", "akim"]),
        ground=st.sampled_from(["51(1)", "51(2)a", "51(4)", "51(7)"]),
        good_cause=st.booleans(),
    )
    def happens(self, kind, pick, wild, referral, hours, late, proof, channel, ground, good_cause):
        of = {"re": referral, "va": VACANCIES[referral]}.get(kind, PERSON)
        here = [row for row in MACHINES[kind].rows if self.scene.state(kind, of) in row.states]
        rows = here if here and not wild else MACHINES[kind].rows
        row = rows[pick % len(rows)]
        name, actor = row.event, row.actors[pick % len(row.actors)]
        before = dict(self.scene.world.things)
        entries = len(self.scene.journal)
        occurred = max(at(3), self.now + timedelta(hours=hours - late))
        self.now += timedelta(hours=hours)
        outcome = self.scene.do(
            kind, of, name, actor, occurred, max(self.now, occurred),
            proof=proof, channel=channel, ground=ground, good_cause=good_cause, reason="own_request",
            signed_by=("unemployed", "cc_specialist"), circumstance="pension", data_true=True,
        )  # fmt: skip
        if isinstance(outcome, Refused):
            assert before == self.scene.world.things
            assert len(self.scene.journal) == entries
            return
        grown = sum(
            thing.version - before[key].version
            for key, thing in self.scene.world.things.items()
            if thing.id == before[key].id
        )
        renewed = sum(thing.version for key, thing in self.scene.world.things.items() if thing.id != before[key].id)
        assert grown + renewed == len(self.scene.journal) - entries
        if name == "resume_sent" and before["re", of].state != "re.consented":
            self.sent_without_consent.append(of)

    @rule(days=st.integers(1, 8))
    def time_passes(self, days):
        """The system fires what passed, in the order of the rules."""
        self.now += timedelta(days=days)
        terms = self.scene.law.terms
        for (kind, of), thing in list(self.scene.world.things.items()):
            for code in sorted(thing.running, key=lambda code: terms[code].order):
                fired = terms[code].passes_on.get(kind, terms[code].passes)
                if fired:
                    target = terms[code].passes_to or kind
                    self.scene.do(target, of, fired, "ais", self.now)

    @rule(referral=st.sampled_from(REFERRALS), answer=st.sampled_from(["reply_consent", "reply_decline"]))
    def an_offer_is_made_and_answered(self, referral, answer):
        """The straight way, so that chance reaches what lies behind it."""
        self.scene.do("re", referral, "candidate_selected", "cc_specialist", self.now)
        self.scene.do("re", referral, "offer_sent", "cc_specialist", self.now, proof="call")
        self.scene.do("re", referral, answer, "unemployed", self.now)
        self.scene.do("re", referral, "resume_sent", "cc_specialist", self.now)
        self.scene.do("re", referral, "interview_notified", "cc_specialist", self.now)

    @rule(referral=st.sampled_from(REFERRALS), visit=st.sampled_from(["person_appeared", "absence_stated"]))
    def a_visit_is_told(self, referral, visit):
        self.scene.do("re", referral, visit, "employer", self.now)

    @rule()
    def the_register_is_left(self):
        self.scene.do("un", PERSON, "report_sent", "cc_specialist", self.now)
        self.scene.do("un", PERSON, "deregistered", "lmc", self.now)

    @invariant()
    def openings_are_never_negative_and_none_left_means_filled(self):
        for vacancy in ("V1", "V2", "V3"):
            thing = self.scene.get("va", vacancy)
            assert thing.counters["places"] >= 0
            assert (thing.counters["places"] == 0) == (thing.state == "va.filled")

    @invariant()
    def no_resume_went_out_without_agreement(self):
        assert self.sent_without_consent == []

    @invariant()
    def a_filled_vacancy_has_no_live_referral(self):
        for referral, vacancy in VACANCIES.items():
            if self.scene.state("va", vacancy) == "va.filled":
                assert self.scene.state("re", referral) not in LIVE

    @invariant()
    def who_is_in_review_has_a_ground_and_who_is_registered_has_none(self):
        un = self.scene.get("un")
        if un.state in ON_REGISTER:
            assert (un.state == "un.registered") == (un.data.grounds == ())

    @invariant()
    def only_the_labour_mobility_centre_removed_anybody(self):
        removals = [one for one in self.scene.journal if one.after == "un.deregistered" != one.before]
        assert {one.actor for one in removals} <= {"lmc"}

    @invariant()
    def nothing_but_what_the_centre_offered_to_an_unemployed_person_was_counted(self):
        un = self.scene.get("un")
        assert un.counters.get("declines", 0) == len(set(un.data.declined))
        assert un.counters.get("declines", 0) == 0 or self.scene.status == "unemployed"

    @invariant()
    def final_things_run_no_terms_but_those_of_the_removal(self):
        for thing in self.scene.world.things.values():
            if thing.state in MACHINES[thing.kind].final:
                assert set(thing.running) <= {"T10", "T24"}


@given(
    status=st.sampled_from(["seeker", "unemployed", "other_applicant"]),
    answer=st.sampled_from(["reply_consent", "reply_decline"]),
    declines=st.integers(0, 2),
    recorded=st.integers(7, 28),
    reported=st.booleans(),
    by_window=st.booleans(),
)
def test_an_answer_recorded_late_leads_to_what_the_true_order_would_have_given(
    status, answer, declines, recorded, reported, by_window
):
    """Offered on the 3rd, answered in time, recorded after the term has passed."""
    by_window = by_window and status == "seeker"
    told = at(4, "20:00") if status == "seeker" else at(6, "20:00")
    late, true = offered(3, status=status), offered(3, status=status)
    for scene in (late, true):
        before = Unemployed(person=PERSON, declined=tuple(f"V8{number}" for number in range(declines)))
        if status == "unemployed":
            scene.put("un", "U1", "un.registered", before, counters={"declines": declines})
        scene.window = at(3) if status == "seeker" else None
    true.do("re", "R1", answer, "akim", told, channel="akim")
    late.do("re", "R1", "reply_due_passed", "ais", at(5 if by_window else 7, "00:00"))
    for scene in (late, true):
        if by_window:
            scene.do("un", PERSON, "match_window_expired", "ais", at(6, "09:00"))
    if reported:
        late.do("un", PERSON, "report_sent", "cc_specialist", at(7, "10:00"))
    late.do("re", "R1", answer, "akim", told, at(recorded, "12:00"), proof="line 12", channel="akim")
    for kind, of in (("re", "R1"), ("un", PERSON), ("va", "V1")):
        assert late.state(kind, of) == true.state(kind, of)
        assert late.get(kind, of).running == true.get(kind, of).running
        assert late.get(kind, of).counters == true.get(kind, of).counters
    assert late.grounds() == true.grounds()
    assert late.get("un").data.declined == true.get("un").data.declined


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
