"""All five life cycles at once: every state by every event, legal and illegal; every state reached; ends are ends."""

import msgspec
import pytest

from matcher.cases import MACHINES, Stepped, Thing, step
from matcher.cases.facts import Facts
from matcher.cases.notices import KINDS
from matcher.cases.table import ACTORS
from matcher.cases.things import AnyThing, Plan, Referral, Seeker, Unemployed, Vacancy
from matcher.terms import load_terms
from tests.matcher.cases.staging import at, law

DATA = {
    "va": Vacancy(),
    "re": Referral(person="P1", vacancy="V1"),
    "sr": Seeker(person="P1"),
    "un": Unemployed(person="P1"),
    "pl": Plan(person="P1"),
}
CODES = {
    "wrong_actor",
    "duplicate_event",
    "wrong_state",
    "missing_legal_rep",
    "no_eds",
    "already_registered",
    "wrong_signer",
    "good_cause",
    "not_enough_declines",
    "no_consent",
    "vacancy_closed",
}
"""The codes of process section 4.3; there are no others."""
WILLING = Facts(
    eds=True, own_vacancy=True, conditions_given=True, pay_given=True, centre_chosen=True, data_true=True,
    reason="a1.9.1", proof="letter 5", ground="51(4)", circumstance="residence", un="un.registered",
    signed_by=("unemployed", "cc_specialist"), unlawful=("age",), signer="cc_director",
)  # fmt: skip
LAW = law()
KINDS_OF_THINGS = list(MACHINES)


def thing(kind, state, **more):
    return Thing(id="X1", kind=kind, state=state, data=DATA[kind], **more)


def made(one, event, actor, facts=WILLING):
    return step(one, event, facts, actor=actor, occurred_at=at(12), recorded_at=at(12), law=LAW)


def by_event(machine):
    return {row.event: [other for other in machine.rows if other.event == row.event] for row in machine.rows}


PLACES = [(kind, state) for kind, machine in MACHINES.items() for state in machine.states]


@pytest.mark.parametrize(("kind", "state"), PLACES)
def test_every_event_in_every_state_is_made_once_or_refused_with_a_known_code(kind, state):
    for event, rows in by_event(MACHINES[kind]).items():
        foreseen = [row for row in rows if state in row.states]
        for actor in {actor for row in rows for actor in row.actors}:
            outcome = made(thing(kind, state), event, actor)
            if isinstance(outcome, Stepped):
                assert foreseen, f"{event}: a step that no row foresees"
                assert outcome.thing.state in {row.to or state for row in foreseen}
                assert (outcome.entry.before, outcome.entry.after) == (state, outcome.thing.state)
                assert outcome.thing.version == outcome.entry.version == 1
            else:
                assert outcome.code in CODES
                assert outcome.missing


@pytest.mark.parametrize(("kind", "state"), PLACES)
def test_nobody_else_may_do_it(kind, state):
    outcomes = [made(thing(kind, state), event, "bank") for event in by_event(MACHINES[kind])]
    assert {outcome.code for outcome in outcomes} == {"wrong_actor"}


@pytest.mark.parametrize("kind", KINDS_OF_THINGS)
def test_an_event_of_another_life_cycle_is_refused(kind):
    assert made(thing(kind, MACHINES[kind].initial), "sun_rose", "ais").code == "wrong_state"


@pytest.mark.parametrize("kind", KINDS_OF_THINGS)
def test_every_state_can_be_reached_from_the_first(kind):
    machine = MACHINES[kind]
    reached, before = {machine.initial}, set()
    while reached != before:
        before = set(reached)
        reached |= {row.to for row in machine.rows if row.to and not row.refuse and reached & set(row.states)}
    assert reached == set(machine.states)


@pytest.mark.parametrize("kind", KINDS_OF_THINGS)
def test_only_corrections_leave_a_final_state(kind):
    machine = MACHINES[kind]
    leaving = [
        row.code
        for row in machine.rows
        if row.to and not row.correction and not row.refuse and set(row.states) & set(machine.final)
    ]
    assert leaving == []
    for state in set(machine.states) - set(machine.final):
        assert any(state in row.states for row in machine.rows if row.to), state


@pytest.mark.parametrize("kind", KINDS_OF_THINGS)
def test_rows_name_only_what_exists(kind):
    machine, terms = MACHINES[kind], load_terms()
    codes = [row.code for row in machine.rows]
    assert len(codes) == len(set(codes))
    for row in machine.rows:
        assert set(row.states) <= set(machine.states)
        assert row.to in {"", *machine.states}
        assert {one.term for one in row.starts} | set(row.meets) | set(row.passes) | set(row.cancels) <= set(terms)
        assert set(row.notices) <= set(KINDS)
        assert set(row.actors) <= set(ACTORS)
        assert {guard.code for guard in row.guards} | {row.refuse or "wrong_state"} <= CODES


def test_every_event_that_a_term_fires_is_foreseen():
    fired = {(term.passes_to or term.kind, term.passes) for term in load_terms().values() if term.passes}
    fired |= {(kind, event) for term in load_terms().values() for kind, event in term.passes_on.items()}
    assert fired <= {(kind, row.event) for kind, machine in MACHINES.items() for row in machine.rows}


def test_the_same_event_in_the_state_it_led_to_is_told_from_one_not_foreseen():
    hired = thing("re", "re.closed", led_by="referral_closed")
    assert made(hired, "consent_withdrawn", "unemployed").code == "wrong_state"
    withdrawn = thing("re", "re.closed", led_by="consent_withdrawn")
    assert made(withdrawn, "consent_withdrawn", "unemployed").code == "duplicate_event"


def test_an_event_cannot_be_recorded_before_it_happened():
    with pytest.raises(ValueError, match="before it happened"):
        step(
            thing("sr", "sr.registered"),
            "repeat_application",
            WILLING,
            actor="cc_specialist",
            occurred_at=at(12),
            recorded_at=at(11),
            law=LAW,
        )


@pytest.mark.parametrize("kind", KINDS_OF_THINGS)
def test_a_thing_can_be_stored_and_read_back(kind):
    one = thing(kind, MACHINES[kind].initial, running={"T17": at(12).date()}, counters={"places": 2})
    assert msgspec.json.decode(msgspec.json.encode(one), type=AnyThing) == one
