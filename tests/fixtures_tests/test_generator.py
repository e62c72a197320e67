"""The generator: deterministic, valid, and of the stated character."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from fixtures import SAMPLE_RESUMES, SAMPLE_SEED, SAMPLE_VACANCIES, sample_path
from fixtures.generator import resumes, vacancies
from scoring.checks import problems
from scoring.places.table import Places
from scoring.records import decode, encode

TODAY = date(2026, 11, 20)
KAZAKH = frozenset("әғқңөұүһі")


@pytest.fixture(scope="module")
def people():
    return list(resumes(4000, seed=11))


@pytest.fixture(scope="module")
def offers():
    return list(vacancies(3000, seed=11))


def share(things, test):
    return sum(1 for thing in things if test(thing)) / len(things)


def has_kazakh(text):
    return bool(KAZAKH & set((text or "").lower()))


def test_the_same_seed_gives_the_same_bytes():
    assert [encode(one) for one in resumes(50, seed=3)] == [encode(one) for one in resumes(50, seed=3)]
    assert [encode(one) for one in vacancies(50, seed=3)] == [encode(one) for one in vacancies(50, seed=3)]


def test_another_seed_gives_other_people():
    assert [encode(one) for one in resumes(20, seed=3)] != [encode(one) for one in resumes(20, seed=4)]


def test_a_longer_stream_begins_with_the_shorter_one():
    assert list(resumes(10, seed=3)) == list(resumes(30, seed=3))[:10]
    assert list(vacancies(10, seed=3)) == list(vacancies(30, seed=3))[:10]


@pytest.mark.parametrize(
    ("name", "make", "count"),
    [("resumes.ndjson", resumes, SAMPLE_RESUMES), ("vacancies.ndjson", vacancies, SAMPLE_VACANCIES)],
)
def test_the_shipped_sample_is_what_the_generator_makes(name, make, count):
    made = b"".join(encode(one) + b"\n" for one in make(count, SAMPLE_SEED))
    assert sample_path().joinpath(name).read_bytes() == made


def test_every_record_reads_back_as_it_was_written(people, offers):
    assert all(decode(encode(one), "resume") == one for one in people[:500])
    assert all(decode(encode(one), "vacancy") == one for one in offers[:500])


def test_no_record_has_a_problem_that_a_reader_would_refuse(people, offers):
    places = Places.load()
    found = [(one.id, what) for one in people + offers for what in problems(one, places=places, as_of=TODAY)]
    assert found == []


def test_ids_are_unique(people, offers):
    assert len({one.id for one in people}) == len(people)
    assert len({one.id for one in offers}) == len(offers)


def test_the_largest_regions_have_the_most_people(people):
    regions = Counter(one.place.kato[:2] for one in people if one.place)
    assert len(regions) == 20
    assert {region for region, _ in regions.most_common(3)} <= {"75", "61", "19", "71"}
    assert min(regions.values()) / len(people) > 0.003


def test_towns_have_coordinates_more_often_than_not_and_villages_never(people):
    with_point = share(people, lambda one: one.place is not None and one.place.lat is not None)
    assert 0.4 < with_point < 0.6
    assert all(one.place.lon is not None for one in people if one.place and one.place.lat is not None)


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [
        ("occupation", 0.15, 0.3), ("summary", 0.85, 0.97), ("education", 0.68, 0.85), ("licences", 0.35, 0.6),
        ("experience", 0.7, 0.88), ("skills", 0.42, 0.6), ("languages", 0.42, 0.6), ("salary", 0.55, 0.72),
        ("accepts", 0.62, 0.82), ("place", 0.9, 0.99), ("travel", 0.33, 0.55), ("health_limits", 0.005, 0.04),
    ],
)  # fmt: skip
def test_people_leave_fields_out_as_in_life(people, field, low, high):
    assert low < share(people, lambda one: bool(getattr(one, field))) < high


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [
        ("description", 0.9, 0.99), ("occupation", 0.4, 0.6), ("salary", 0.75, 0.92), ("schedule", 0.8, 0.95),
        ("provides", 0.3, 0.55), ("conditions", 0.15, 0.4),
    ],
)  # fmt: skip
def test_employers_leave_fields_out_as_in_life(offers, field, low, high):
    assert low < share(offers, lambda one: bool(getattr(one, field))) < high


def test_kazakh_and_russian_are_both_common(people, offers):
    assert 0.3 < share(people, lambda one: has_kazakh(one.summary)) < 0.6
    assert 0.35 < share(offers, lambda one: has_kazakh(one.description)) < 0.65


def test_the_south_writes_more_kazakh_than_the_north(people):
    def kazakh_in(codes):
        there = [one for one in people if one.place and one.place.kato[:2] in codes]
        return share(there, lambda one: has_kazakh(" ".join(one.desired)))

    assert kazakh_in({"61", "43"}) > 2 * kazakh_in({"59", "39", "55"})


def test_titles_of_vacancies_mostly_differ_from_the_wishes_of_people(people, offers):
    wishes = {wish for one in people for wish in one.desired}
    assert share(offers, lambda one: one.title in wishes) < 0.25


def test_people_often_have_more_than_one_wish(people):
    assert 0.25 < share(people, lambda one: len(one.desired) > 1) < 0.5


def test_ages_are_never_stated(people):
    assert not [
        one.summary for one in people if "мне " in (one.summary or "").lower() or "жастамын" in (one.summary or "")
    ]


def test_no_text_keeps_an_unfilled_slot(people, offers):
    texts = [one.summary or "" for one in people] + [f"{one.title} {one.description}" for one in offers]
    assert not [text for text in texts if "{" in text or "}" in text or "  " in text]


def test_sums_are_round(offers):
    sums = [one.salary.low for one in offers if one.salary and one.salary.low and one.salary.period == "month"]
    assert all(amount % 50 == 0 for amount in sums)


def test_jobs_of_a_person_end_after_they_begin_and_some_overlap(people):
    jobs = [[job for job in one.experience if job.start and job.end] for one in people]
    assert all(job.start < job.end for some in jobs for job in some)
    spans = [sorted((job.start, job.end) for job in some) for some in jobs]
    overlaps = [any(later[0] < earlier[1] for earlier, later in pairwise(some)) for some in spans]
    assert 0.05 < sum(overlaps) / len(overlaps) < 0.35
