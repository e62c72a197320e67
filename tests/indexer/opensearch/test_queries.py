"""Queries against literals: what is asked of the engine, and what each answer is taken to be worth."""

import pytest

from indexer.embedded.build import columns_of
from indexer.opensearch import pay, way, worktime
from indexer.opensearch.parts import Band, First, Part, first, has, part, union
from indexer.opensearch.queries import page
from scoring.records import Accepts, Ask, Place, Schedule, Travel
from tests.factories import asking, paying, resume, vacancy

ALMATY = "750000000"


@pytest.fixture
def offer(scorer):
    return lambda *traits, **changes: columns_of("vacancy", [vacancy(*traits, **changes)], scorer.knowledge)


@pytest.fixture
def person(scorer):
    return lambda *traits, **changes: columns_of("resume", [resume(*traits, **changes)], scorer.knowledge)


def told(one, share=1.0):
    """Queries with the value that each stands for, and the value outside of them."""
    return [(band.query, pytest.approx(2.718281828 ** (band.most / share), abs=1e-5)) for band in one.bands]


def test_a_part_scores_what_a_band_lies_above_the_least():
    one = part([(has("pay", "?"), 0.5), (has("pay", "x"), 0.02)], 0.02, 1.0)
    assert first([one]) == First(
        {
            "bool": {
                "must": [{"constant_score": {"filter": {"match_all": {}}, "boost": 0.0}}],
                "should": [{"constant_score": {"filter": {"terms": {"pay": ["?"]}}, "boost": 3.2189}}],
            }
        },
        one.least,
    )


def test_of_several_bands_the_best_counts_and_equal_ones_are_asked_at_once():
    bands = (Band(has("a", "1"), -1.0), Band(has("a", "2"), -1.0), Band(has("b", "3"), -0.5))
    query = first([Part(-2.0, bands, needed=True)]).query
    assert query == {
        "bool": {
            "must": [
                {
                    "dis_max": {
                        "queries": [
                            {"constant_score": {"filter": {"terms": {"b": ["3"]}}, "boost": 1.5}},
                            {"constant_score": {"filter": {"terms": {"a": ["1", "2"]}}, "boost": 1.0}},
                        ]
                    }
                }
            ]
        }
    }


def test_a_needed_part_without_a_band_matches_nobody():
    assert first([Part(-1.0, (), needed=True)]).query == {"bool": {"must": [{"match_none": {}}]}}


def test_a_union_is_no_lower_than_any_of_its_parts():
    one = Part(-2.0, (Band(has("a", "1"), -1.0),))
    other = Part(-1.5, (Band(has("a", "2"), -0.5),))
    assert union([one, other]) == Part(-1.5, (Band(has("a", "1"), -1.0), Band(has("a", "2"), -0.5)))


def test_an_ask_is_bounded_by_bands_of_its_distance_to_the_offer(offer):
    found = pay.for_offer(offer(paying(200_000, 300_000)), 1.0)
    assert told(found)[0] == ({"terms": {"pay": ["?"]}}, 0.84)
    assert told(found)[1:6] == [
        ({"range": {"ask_month": {"lte": 300_030.0}}}, 1.0),
        ({"range": {"ask_month": {"lte": 306_030.6}}}, 1.0),
        ({"range": {"ask_month": {"lte": 315_031.5}}}, 0.95),
        ({"range": {"ask_month": {"lte": 330_033.0}}}, 0.86375),
        ({"range": {"ask_month": {"lte": 360_036.0}}}, 0.72),
    ]
    assert {"range": {"ask_year": {"lte": 3_600_360.0}}} in [band.query for band in found.bands]


def test_a_silent_offer_and_a_silent_ask_are_worth_the_same_with_everybody(offer, person):
    for found in (pay.for_offer(offer(), 1.0), pay.for_person(person(), 1.0)):
        assert (found.bands, found.most) == ((), pytest.approx(-0.17435, abs=1e-5))


def test_an_offer_is_bounded_by_the_kind_in_which_it_is_stated(person):
    in_hand = person(salary=Ask(min=300_000, currency="KZT", period="month", in_hand=True))
    found = {str(query): value for query, value in told(pay.for_person(in_hand, 1.0))}
    gross = {"bool": {"filter": [has("pay", "top_gross"), {"range": {"top_month": {"gte": 368_061.35}}}]}}
    plain = {"bool": {"filter": [has("pay", "top"), {"range": {"top_month": {"gte": 299_970.0}}}]}}
    assert (found[str(gross)], found[str(plain)]) == (1.0, 1.0)
    assert "top_gross" in str(told(pay.for_person(person(asking(300_000)), 1.0)))


def test_working_time_is_bounded_by_the_terms_that_the_other_side_states(offer, person):
    night = offer(schedule=Schedule(regime="shift", night=True))
    regime, employment, form, nights = worktime.for_offer(night, 1.0)
    assert told(regime) == [(has("regime", "?"), 0.88), (has("regime", "shift"), 1.0)]
    assert (employment.bands, form.bands) == ((), ())
    assert told(nights) == [(has("night", "?"), 0.88), (has("night", "yes"), 1.0)]
    rotation, *_ = worktime.for_person(person(accepts=Accepts(regimes=("rotation",))), 1.0)
    assert told(rotation) == [(has("regime", "?"), 1.0), (has("regime", "rotation"), 1.0)]


def test_whether_a_schedule_is_asked_at_all_follows_the_vacancy(offer):
    assert not worktime.asked(offer())
    assert worktime.asked(offer(schedule=Schedule(hours_per_week=20.0)))


def test_the_way_of_a_person_is_rings_around_home_and_who_houses_or_stays_silent(person):
    at_home = person(place=Place(kato=ALMATY), travel=Travel(max_minutes=30.0, own_car=True, relocation=("710000000",)))
    found = {str(query): value for query, value in told(way.for_person(at_home, 1.0))}
    assert found[str(has("settlement", "750000000"))] == 1.0
    assert found[str(has("place", "?"))] == 0.82
    assert found[str(has("format", "remote"))] == 1.0
    assert found[str(has("areas", "710000000"))] == 0.85
    rings = sorted(
        (query.split("distance': '")[1].split("km")[0], query.count("filter")) for query in found if "km" in query
    )
    assert rings == [("31.631", 0), ("36.136", 0), ("45.145", 0), ("60.160", 1)]


def test_remote_work_is_near_to_everybody(offer):
    found = way.for_offer(offer(schedule=Schedule(format="remote")), 1.0)
    assert (found.least, found.bands) == (0.0, ())


def test_a_page_asks_for_packed_rows_from_a_bound_on_and_for_nothing_else():
    assert page(First({"match_all": {}}, -5.0), 400, -1.5) == {
        "size": 400,
        "query": {"match_all": {}},
        "min_score": 3.5,
        "track_total_hits": False,
        "_source": False,
        "stored_fields": "_none_",
        "docvalue_fields": ["packed"],
    }
