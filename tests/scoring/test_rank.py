"""What holds for every pair: in company or alone, from either side, with more or less said."""

import json
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from fixtures.generator import resumes, vacancies
from scoring.criteria.base import MET, UNKNOWN
from scoring.rank import Scorer
from scoring.records import Ask, Job, Offer, Place, Requirements, Travel, decode, encode
from scoring.weights import CRITERIA, DEFAULT_WEIGHTS
from tests.factories import asking, paying, requiring, resume, titled, vacancy, wanting
from tests.pairs import TODAY, columns, score, total


@pytest.fixture(scope="module")
def sample():
    return list(vacancies(25, 3)), list(resumes(120, 3))


def test_judging_many_equals_judging_each_alone(scorer, sample):
    offers, people = sample[0][:6], sample[1][:40]
    together = score(scorer, offers, people)
    alone = [score(scorer, [offer], [person]) for offer in offers for person in people]
    for name in CRITERIA:
        assert together.criteria[name].verdict.tolist() == [int(one.criteria[name].verdict[0]) for one in alone]
    assert together.total.tolist() == [float(one.total[0]) for one in alone]


def test_a_pair_has_the_same_total_from_both_directions(scorer, sample):
    offers, people = columns(scorer, *sample)
    for vacancy_row in range(len(offers)):
        from_vacancy = scorer.pairs(offers, people, vacancy_row, np.arange(len(people)), TODAY)
        one = scorer.score(from_vacancy, DEFAULT_WEIGHTS).total
        for resume_row in range(0, len(people), 17):
            from_resume = scorer.pairs(offers, people, np.arange(len(offers)), resume_row, TODAY)
            assert scorer.score(from_resume, DEFAULT_WEIGHTS).total[vacancy_row] == one[resume_row]


def test_a_fresh_scorer_gives_the_same_totals_as_one_with_memory(knowledge, scorer, sample):
    assert score(Scorer(knowledge), *sample).total.tolist() == score(scorer, *sample).total.tolist()


def test_totals_and_values_lie_between_zero_and_one(scorer, sample):
    found = score(scorer, *sample)
    for values in (
        found.total,
        found.employer_fit,
        found.candidate_fit,
        *(one.value for one in found.criteria.values()),
    ):
        assert values.min() >= 0
        assert values.max() <= 1


def test_each_criterion_separates_some_pair_and_no_two_always_agree(scorer, sample):
    found = score(scorer, *sample)
    verdicts = {name: found.criteria[name].verdict.tolist() for name in CRITERIA}
    for name, values in verdicts.items():
        assert len(set(values)) > 1, name
    assert len({tuple(values) for values in verdicts.values()}) == len(CRITERIA)


def test_an_unknown_is_never_worth_as_much_as_a_met(scorer, sample):
    found = score(scorer, *sample)
    for name, one in found.criteria.items():
        silent = one.value[one.verdict == UNKNOWN]
        assert not len(silent) or silent.max() < 1, name
        assert (one.value[one.verdict == MET] > 0).all(), name


FULL = resume(
    wanting("сварщик"),
    asking(200_000),
    experience=(Job(title="сварщик", start="2018-01", end="2026-10"),),
    licences=("driving:B",),
    skills=("сварка труб",),
    place=Place(kato="551010000"),
)
ASKED = vacancy(
    titled("Сварщик"),
    paying(250_000, 300_000),
    requiring("сварка труб", experience_years=3, licences=("driving:B",)),
    place=Place(kato="551010000"),
)


@pytest.mark.parametrize("field", ["salary", "experience", "licences", "skills", "place"])
def test_a_field_left_silent_never_raises_the_total_above_the_fact_met(scorer, field):
    silent = json.loads(encode(FULL))
    del silent[field]
    assert total(scorer, ASKED, decode(json.dumps(silent), "resume")) < total(scorer, ASKED, FULL)


def test_more_experience_never_ranks_lower(scorer):
    people = [
        resume(wanting("сварщик"), id=f"r{years}", experience=(Job(title="сварщик", start=f"{2026 - years}-11"),))
        for years in range(1, 12)
    ]
    totals = score(scorer, [vacancy(requiring(experience_years=6))], people).total
    assert (np.diff(totals) >= 0).all()
    assert totals[0] < totals[-1]


def test_a_lower_ask_never_ranks_lower(scorer):
    people = [resume(id=f"r{ask}", salary=Ask(min=ask)) for ask in range(150_000, 500_000, 5_000)]
    totals = score(scorer, [vacancy(salary=Offer(low=200_000, high=250_000))], people).total
    assert (np.diff(totals) <= 0).all()
    assert totals[0] > totals[-1]


def test_one_percent_over_the_offer_is_no_cliff_and_thirty_is_nearly_nothing(scorer):
    people = [resume(id=str(ask), salary=Ask(min=ask)) for ask in (250_000, 252_500, 325_000)]
    at, above, far = score(scorer, [vacancy(salary=Offer(high=250_000))], people).criteria["salary"].value.tolist()
    assert at == 1
    assert above > 0.95
    assert far < 0.3


def test_nearer_never_ranks_lower(scorer):
    there = Place(kato="750000000", lat=43.25, lon=76.9)
    people = [
        resume(id=str(km), place=Place(kato="196220100", lat=43.25 + km / 111, lon=76.9)) for km in range(1, 200, 3)
    ]
    totals = score(scorer, [vacancy(place=there)], people).total
    assert (np.diff(totals) <= 0).all()


def test_more_minutes_allowed_never_rank_lower(scorer):
    there = Place(kato="750000000", lat=43.25, lon=76.9)
    here = Place(kato="196220100", lat=43.6, lon=76.9)
    people = [resume(id=str(most), place=here, travel=Travel(max_minutes=most)) for most in range(10, 180, 10)]
    assert (np.diff(score(scorer, [vacancy(place=there)], people).total) >= 0).all()


def test_a_must_excludes_not_met_and_keeps_unknown(scorer):
    offer = vacancy(titled("Водитель самосвала"), requiring(licences=("driving:C",)))
    drivers = [
        resume(wanting("водитель самосвала"), id=str(at), licences=held)
        for at, held in enumerate((("driving:C",), ("driving:B",), None))
    ]
    assert score(scorer, [offer], drivers, musts={0: ("licence:driving:C",)}).excluded.tolist() == [False, True, False]


def test_the_weights_of_a_criterion_change_the_order(scorer):
    offers, people = columns(
        scorer,
        [ASKED],
        [replace_(FULL, id="cheap", licences=None), replace_(FULL, id="dear", salary=Ask(min=390_000))],
    )
    pairs = scorer.pairs(offers, people, 0, np.arange(2), TODAY)
    pay_first = scorer.score(pairs, {**DEFAULT_WEIGHTS, "salary": 10}).total
    papers_first = scorer.score(pairs, {**DEFAULT_WEIGHTS, "qualification": 10, "salary": 0}).total
    assert pay_first[0] > pay_first[1]
    assert papers_first[0] < papers_first[1]


def replace_(record, **changes):
    import msgspec

    return msgspec.structs.replace(record, **changes)


def test_health_enters_no_fit_and_no_total(scorer):
    healthy = islice(resumes(60, 11), 60)
    people = [replace_(one, health_limits=None) for one in healthy]
    limited = [replace_(one, health_limits=("heavy_lifting", "standing", "driving", "night_work")) for one in people]
    offers = list(vacancies(10, 11))
    assert score(scorer, offers, people).total.tolist() == score(scorer, offers, limited).total.tolist()


def test_scores_can_be_taken_one_by_one(scorer, sample):
    found = score(scorer, sample[0][:1], sample[1][:5])
    third = found.take(np.array([2]))
    assert third.total[0] == found.total[2]
    assert third.criteria["other"].facets["skills"].value[0] == found.criteria["other"].facets["skills"].value[2]
    assert replace(third).excluded.shape == (1,)


def test_what_nobody_asks_for_weighs_nothing(scorer):
    plain = score(scorer, [vacancy(requirements=Requirements())], [resume()])
    assert not plain.criteria["qualification"].asked[0]
    assert not plain.criteria["experience"].asked[0]
    assert plain.criteria["other"].verdict[0] == MET


def test_a_skill_as_a_must_is_judged_by_its_own_words(scorer):
    offer = vacancy(titled("Сварщик"), requiring("сварка труб"))
    people = [
        resume(wanting("сварщик"), id="does", summary="Варю трубы."),
        resume(wanting("сварщик"), id="never", summary="Полуавтоматом не работал. Варю трубы."),
        resume(wanting("сварщик"), id="silent"),
    ]
    found = score(scorer, [offer], people, musts={0: ("skill:полуавтомат",)})
    assert found.excluded.tolist() == [False, True, False]
