"""A packed row gives the row again, alone or in any company, and is refused where it was made otherwise."""

from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from indexer.embedded.build import columns_of
from indexer.errors import IndexDamagedError, IndexOutdatedError
from indexer.opensearch import packing
from indexer.opensearch.packing import SETS, header, pack, unpack
from scoring.columns import concat
from scoring.columns.resumes import ResumeColumns
from scoring.records import Job
from scoring.weights import DEFAULT_WEIGHTS
from tests.factories import resume
from tests.indexer.contract import offers, people
from tests.pairs import TODAY

RECORDS = {"vacancy": offers, "resume": people}


@pytest.fixture(scope="module", params=["vacancy", "resume"])
def made(request, scorer):
    return request.param, columns_of(request.param, RECORDS[request.param](), scorer.knowledge)


def told(columns):
    """Every row in words and numbers, whatever ids sets and titles have, and so in whatever order jobs of one time."""
    rows = []
    for row in range(len(columns)):
        one = {"id": columns.ids[row]}
        for field in fields(columns):
            values = getattr(columns, field.name)
            if field.name in SETS:
                one[field.name] = columns.sets[int(values[row])]
            elif is_dataclass(values) and field.name == "place":
                one[field.name] = [str(getattr(values, inner.name)[row]) for inner in fields(values)]
            elif hasattr(values, "row") and field.name != "works":
                one[field.name] = values.row(row).tolist()
            elif isinstance(values, np.ndarray) and field.name != "title" and not field.name.startswith("work_"):
                one[field.name] = (values.dtype.str, str(values[row]))
        times, titles = columns_entries(columns, row)
        entries = zip(*times, [title(columns.titles, number) for number in titles], strict=True)
        rows.append({**one, "entries": sorted(entries)})
    return rows


def columns_entries(columns, row):
    if not isinstance(columns, ResumeColumns):
        return [], [int(columns.title[row])]
    span = slice(int(columns.works.offsets[row]), int(columns.works.offsets[row + 1]))
    times = [getattr(columns, name)[span].tolist() for name in ("work_kind", "work_start", "work_end")]
    return times, columns.works.values[span].tolist()


def title(titles, number):
    return [
        titles.texts[number],
        *(getattr(titles, field.name)[number].tolist() for field in fields(titles) if field.name != "texts"),
    ]


def test_unpacked_rows_are_the_rows(made):
    kind, columns = made
    assert told(unpack(kind, pack(columns))) == told(columns)


def test_a_row_is_the_same_in_any_company(made, scorer):
    kind, columns = made
    alone = [pack(columns_of(kind, [record], scorer.knowledge))[0] for record in RECORDS[kind]()[-9:]]
    assert alone == pack(columns)[-9:]


def test_jobs_of_the_same_months_stand_in_the_same_order_in_any_company(scorer):
    def jobs(id_, *titles):
        experience = tuple(Job(title=text, start="2020-01", end="2021-01") for text in titles)
        return resume(id=id_, experience=experience)

    one, other = jobs("r1", "Токарь", "Повар"), jobs("r2", "Повар", "Бухгалтер")
    alone = pack(columns_of("resume", [one], scorer.knowledge))
    assert pack(columns_of("resume", [other, one], scorer.knowledge))[1:] == alone


def test_unpacked_rows_in_another_order_score_the_same(scorer):
    one = columns_of("vacancy", offers(), scorer.knowledge)
    other = columns_of("resume", people(), scorer.knowledge)
    order = np.random.default_rng(5).permutation(len(other))
    packed = pack(other)
    again = unpack("resume", [packed[at] for at in order])
    for at in range(0, len(one), 7):
        exact = scorer.score(scorer.pairs(one, other, at, order, TODAY), DEFAULT_WEIGHTS).total
        found = scorer.score(scorer.pairs(one, again, at, np.arange(len(again)), TODAY), DEFAULT_WEIGHTS).total
        assert found.tolist() == exact.tolist()


def test_no_rows_give_empty_columns():
    assert len(unpack("resume", [])) == len(unpack("vacancy", [])) == 0


def test_a_row_of_another_format_or_of_other_knowledge_is_refused(made, monkeypatch):
    kind, columns = made
    packed = pack(columns)[:1]
    with monkeypatch.context() as other:
        other.setattr(packing, "FORMAT", 99)
        with pytest.raises(IndexOutdatedError, match="laiyq index rebuild"):
            unpack(kind, packed)
    monkeypatch.setattr(packing, "fingerprint", lambda: "f" * 32)
    with pytest.raises(IndexOutdatedError):
        unpack(kind, packed)


@pytest.mark.parametrize("broken", [b"", b"\x00", b"\x93\x01\x02\x03"])
def test_a_row_that_is_cut_or_is_something_else_is_refused(made, broken):
    with pytest.raises(IndexDamagedError, match="laiyq index rebuild"):
        unpack(made[0], [header() + broken])


def test_the_columns_of_sets_are_those_that_are_renumbered_when_columns_are_joined():
    assert set(SETS) == set(concat._SET_IDS)
