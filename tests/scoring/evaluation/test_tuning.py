"""The search over calibrated constants leaves the code as it was and climbs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.criteria import other, salary
from scoring.evaluation.knobs import knobs, turned, weights_of
from scoring.evaluation.run import prepare
from scoring.evaluation.tuning import climb, leave_one_out, main, per_vacancy
from scoring.weights import DEFAULT_WEIGHTS


@pytest.fixture(scope="module")
def small(judged, knowledge):
    return prepare(replace(judged, vacancies=judged.vacancies[:2], resumes=judged.resumes[:15]), knowledge)


def named(name):
    return next(one for one in knobs() if one.name == name)


def test_constants_are_what_they_were_after_a_trial_even_a_failed_one():
    before = salary.PRIOR, other.SKILL_PRIOR, other.COVERAGE
    setting = {named("salary PRIOR"): 0.1, named("other SKILL_PRIOR"): 0.2}
    seen = []

    def trial():
        with turned(setting):
            seen.append((salary.PRIOR, other.SKILL_PRIOR, other.COVERAGE.points[0]))
            raise KeyError

    with pytest.raises(KeyError):
        trial()
    assert seen == [(0.1, 0.2, (0.0, 0.2))]
    assert before == (salary.PRIOR, other.SKILL_PRIOR, other.COVERAGE)


def test_the_present_setting_is_the_code():
    setting = {knob: knob.present() for knob in knobs()}
    assert weights_of(setting) == DEFAULT_WEIGHTS


def test_steps_stay_within_their_bounds_and_bent_curves_keep_their_order():
    for knob in knobs():
        for value in knob.candidates(knob.present()):
            if hasattr(value, "points"):
                ys = [y for _, y in value.points]
                assert ys in (sorted(ys), sorted(ys, reverse=True))
            elif isinstance(value, dict):
                assert all(0 < one < 1 for one in value.values())
                assert sorted(value, key=value.get) == sorted(knob.present(), key=knob.present().get)
            else:
                assert 0 < value <= 10


def test_the_climb_never_ends_lower(small, knowledge):
    setting = climb([small], knowledge, rounds=1)
    present = {knob: knob.present() for knob in knobs()}

    def worth(one):
        return sum(row["ndcg@10"] + 0.3 * row["map"] for row in per_vacancy([small], knowledge, one))

    assert worth(setting) >= worth(present)


def test_every_set_is_left_out_once(small, knowledge):
    told = []
    leave_one_out({"A": small, "B": small}, knowledge, 0, told.append)
    assert [line for line in told if line.startswith("  left out")] == [
        one for one in told if "left out A" in one or "left out B" in one
    ]
    assert any(line.startswith("all sets when left out") for line in told)


def test_one_set_is_not_enough(capsys):
    with pytest.raises(SystemExit):
        main(["A"])
    assert "at least two" in capsys.readouterr().err
