"""Queries against literals: what is asked of the engine, and what each answer is taken to be worth."""

from math import exp

import numpy as np
import pytest

from indexer.embedded.build import columns_of
from indexer.opensearch import pay, way, worktime
from indexer.opensearch.cells import around, cell
from indexer.opensearch.parts import Band, First, Part, first, has, part, union
from indexer.opensearch.queries import page
from scoring.criteria.transport import OVER
from scoring.places.distance import kilometres
from scoring.records import Accepts, Ask, Place, Schedule, Travel
from tests.factories import paying, resume, vacancy

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


def worth(one, term):
    """What a part takes a term to be worth."""
    logs = [band.most for band in one.bands if term in str(band.query)]
    return round(exp(max(logs, default=one.least)), 2)


def test_an_ask_is_worth_what_the_least_of_its_step_is_worth_against_the_offer(offer):
    found = pay.for_offer(offer(paying(200_000, 300_000)), 1.0)
    assert [worth(found, f"'ask.month.{step}'") for step in (321, 322, 324, 326, 330)] == [1.0, 0.96, 0.73, 0.52, 0.19]
    assert worth(found, "'ask.month.400'") == worth(found, "'net.hour.300'") == 0.05
    assert (worth(found, "'?'"), worth(found, "'ask.year.384'"), worth(found, "'ask.year.385'")) == (0.84, 1.0, 1.0)


def test_a_silent_offer_and_a_silent_ask_are_worth_the_same_with_everybody(offer, person):
    for found in (pay.for_offer(offer(), 1.0), pay.for_person(person(), 1.0)):
        assert (found.bands, found.most) == ((), pytest.approx(-0.17435, abs=1e-5))


def test_an_offer_before_tax_is_worth_less_to_who_asks_in_hand(person):
    asks = {"min": 300_000, "currency": "KZT", "period": "month"}
    stated = pay.for_person(person(salary=Ask(**asks)), 1.0)
    in_hand = pay.for_person(person(salary=Ask(**asks, in_hand=True)), 1.0)
    assert [worth(stated, f"'{kind}.month.321'") for kind in ("top", "top_gross", "from", "from_gross")] == [1.0] * 4
    assert [worth(in_hand, f"'{kind}.month.321'") for kind in ("top", "top_gross", "from", "from_gross")] == [
        1.0, 0.47, 1.0, 0.77,
    ]  # fmt: skip


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


def test_the_way_of_a_person_is_cells_around_home_and_who_houses_or_stays_silent(person):
    at_home = person(place=Place(kato=ALMATY), travel=Travel(max_minutes=30.0, own_car=True, relocation=("710000000",)))
    found = way.for_person(at_home, 1.0)
    terms = ("'settlement': ['750000000']", "'place': ['?']", "'remote'", "'areas': ['710000000']")
    assert [worth(found, term) for term in terms] == [1.0, 0.82, 1.0, 0.85]
    here = cell(43.25, 76.95, 0).split(".")
    north = [f"'0.{int(here[1]) + more}.{here[2]}'" for more in range(6)]
    assert [worth(found, term) for term in north] == sorted((worth(found, term) for term in north), reverse=True)
    assert worth(found, north[0]) == 1.0
    assert worth(found, north[5]) == worth(found, "'0.0.0'") == 0.22


def test_no_cell_around_a_point_is_farther_than_any_point_of_it():
    chance = np.random.default_rng(5)
    for grid, km in ((0, 30.0), (1, 60.0), (2, 300.0)):
        for lat, lon in zip(chance.uniform(41, 55, 20), chance.uniform(47, 87, 20), strict=True):
            cells, least = around(lat, lon, km, grid)
            told = dict(zip(cells, least.tolist(), strict=True))
            lats, lons = lat + chance.uniform(-3, 3, 200), lon + chance.uniform(-5, 5, 200)
            away = kilometres(np.float32(lat), np.float32(lon), lats.astype(np.float32), lons.astype(np.float32))
            where = [cell(one, other, grid) for one, other in zip(lats.tolist(), lons.tolist(), strict=True)]
            assert all(told.get(one, km) <= true for one, true in zip(where, away.tolist(), strict=True))


def test_the_least_of_the_way_is_that_of_the_curve():
    assert OVER(np.array([way.FARTHEST], np.float32))[0] == pytest.approx(way._LEAST)


def test_remote_work_is_near_to_everybody(offer):
    found = way.for_offer(offer(schedule=Schedule(format="remote")), 1.0)
    assert (found.least, found.bands) == (0.0, ())


def test_a_page_asks_for_packed_rows_and_their_versions_from_a_bound_on_and_for_nothing_else():
    assert page(First({"match_all": {}}, -5.0), 400, -1.5) == {
        "size": 400,
        "query": {"match_all": {}},
        "min_score": 3.5,
        "track_total_hits": False,
        "_source": False,
        "stored_fields": "_none_",
        "docvalue_fields": ["packed", "version"],
    }
