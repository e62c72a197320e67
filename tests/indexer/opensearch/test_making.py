"""Lines are the same whether they are made here or by worker processes, and come in the order of their parts."""

import pytest

from indexer import workers
from indexer.opensearch import making
from indexer.opensearch.making import Part, made
from indexer.opensearch.writing import Line, Written
from tests.factories import asking, resumes, wanting

GONE = Line("r9", 7, None, forced=True)


@pytest.fixture
def parts():
    people = resumes(9, wanting("сварщик"), asking(200_000))
    rows = [Written(one.id, at + 1, one) for at, one in enumerate(people)]
    return [Part("resume", rows[at : at + 2], [GONE] if at == 4 else [], 2) for at in range(0, 9, 2)]


def test_workers_make_what_this_process_makes(parts, knowledge, monkeypatch):
    here = list(made(parts, knowledge, 1))
    monkeypatch.setattr(making, "WORKERS_FROM", 0)
    assert list(made(parts, knowledge, 2)) == here
    assert [one.id for each in here for one in each.lines] == [
        *(f"r{at:06d}" for at in range(6)), "r9", *(f"r{at:06d}" for at in range(6, 9)),
    ]  # fmt: skip


def test_for_few_records_no_worker_is_started(parts, knowledge, monkeypatch):
    monkeypatch.setattr(workers, "ProcessPoolExecutor", None)
    assert len(list(made(parts, knowledge, 2))) == 5


def test_parts_are_drawn_as_they_are_needed(parts, knowledge):
    drawn = []
    lines = made((drawn.append(part) or part for part in parts), knowledge, 1)
    next(lines)
    assert len(drawn) == 2
