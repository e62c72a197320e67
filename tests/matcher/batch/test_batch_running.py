"""A batch gives what single searches give, once each, in the order of the plan, on any number of processes."""

from __future__ import annotations

import json
import subprocess
import sys

import msgspec
import numpy as np
import pytest

from matcher.batch import BatchError, parquet, plan
from matcher.shortlists import Options
from tests.matcher.batch.conftest import AT, DAY, EXPORT, KEEP, SIZE
from tests.matcher.batch.elsewhere import ROOT


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_lists_are_those_of_single_searches(town, make, tmp_path):
    done = make(("shortlist", "suitable"))
    made = lines(tmp_path / "out.ndjson")
    assert (done.planned, done.before, done.lists) == (210, 0, 210)
    assert done.items == sum(len(one["items"]) for one in made)
    options = Options(DAY, EXPORT.limit)
    for one in made:
        if "vacancy" in one:
            alone = town.matching.shortlist(one["vacancy"], options, AT)
        else:
            alone = town.matching.suitable(one["resume"], options, AT)
        assert (one["considered"], one["exact"]) == (alone["considered"], alone["exact"])
        for item, shown in zip(one["items"], alone["items"], strict=True):
            verdicts = {name: found["verdict"] for name, found in shown["criteria"].items()}
            assert item == {**{name: shown[name] for name in item if name != "verdicts"}, "verdicts": verdicts}
    assert any(one["items"] for one in made)


def test_with_reasons_an_item_is_what_the_command_line_shows(make, tmp_path):
    make(asked=EXPORT._replace(lang="kk"))
    found = [item for one in lines(tmp_path / "out.ndjson") for item in one["items"]]
    assert found
    assert all(isinstance(one["criteria"]["profession"]["text"], str) for one in found)


@pytest.mark.parametrize("kind", ["vacancy", "resume"])
def test_every_living_record_is_planned_once_and_occupations_stand_together(town, kind):
    town.store.withdraw(kind, "v0000007" if kind == "vacancy" else "r0000007", AT)
    segments = town.engine.segments(kind)
    listed = "shortlist" if kind == "vacancy" else "suitable"
    planned = [id_ for part in plan.parts(listed, segments, SIZE) for id_ in part.ids]
    assert sorted(planned) == sorted(id_ for id_, _ in town.store.all_versions(kind))
    segment = segments[0]
    nodes = segment.columns.titles.nodes[plan._first_title(segment.columns), 0][plan.order(segment)]
    assert np.count_nonzero(np.diff(nodes)) == len(np.unique(nodes)) - 1


def test_kept_lists_are_kept_once_each(town, make):
    make(asked=KEEP, out=town.folder / "batch")
    kept = town.store.list_shortlists()
    assert len(kept) == len({one.subject for one in kept}) == 60
    assert {(one.kind, one.made_at) for one in kept} == {("shortlist", AT)}
    assert not list(town.folder.glob("batch*"))


def test_worker_processes_give_the_same_bytes(town, make, tmp_path):
    make()
    code = (
        "import sys, msgspec; from pathlib import Path; from tests.matcher.batch.elsewhere import main;"
        "main(Path(sys.argv[1]), Path(sys.argv[2]), 2)"
    )
    arguments = [sys.executable, "-W", "error", "-c", code, str(town.folder), str(tmp_path / "other.ndjson")]
    subprocess.run(arguments, cwd=ROOT, check=True, timeout=100)  # noqa: S603
    assert (tmp_path / "other.ndjson").read_bytes() == (tmp_path / "out.ndjson").read_bytes()


def test_who_was_withdrawn_since_the_plan_was_made_has_no_list(town, make, tmp_path):
    def withdrawing(done, _planned):
        if done == SIZE:
            for part in plan.read(tmp_path / "out.ndjson.plan"):
                town.store.withdraw("vacancy", part.ids[-1], AT)

    done = make(progress=withdrawing)
    assert (done.planned, done.lists) == (60, 55)
    assert len(lines(tmp_path / "out.ndjson")) == 55


def test_parquet_without_its_package_is_refused_before_any_work(make, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(BatchError, match=r"pip install 'laiyq\[parquet\]'"):
        make(out=tmp_path / "out.parquet")
    assert not list(tmp_path.glob("out*"))


def test_a_row_of_parquet_is_an_item_of_a_list():
    item = {"resume": "r1", "total": 0.9, "band": 2, "employer_fit": 0.8, "candidate_fit": 1.0}
    made = {"vacancy": "v1", "as_of": "2026-11-20", "items": [{**item, "verdicts": {"salary": "met"}}]}
    (row,) = parquet._rows(made)
    assert row == {
        **item, "kind": "shortlist", "vacancy": "v1", "place": 1, "as_of": "2026-11-20", "verdicts": [("salary", "met")]
    }  # fmt: skip
    explained = {**made, "items": [{**item, "criteria": {"salary": {"verdict": "met"}}}]}
    assert list(parquet._rows(explained)) == [row]


def test_a_parquet_file_holds_every_item(make, tmp_path):
    arrow = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: no Parquet file was tested")
    make()
    make(out=tmp_path / "out.parquet")
    table = arrow.read_table(tmp_path / "out.parquet").to_pylist()
    items = [(one["vacancy"], item) for one in lines(tmp_path / "out.ndjson") for item in one["items"]]
    assert [(row["vacancy"], row["resume"], row["total"]) for row in table] == [
        (vacancy, item["resume"], item["total"]) for vacancy, item in items
    ]
    assert not list(tmp_path.glob("out.parquet.*"))


def test_a_plan_comes_back_as_it_was_written(tmp_path):
    parts = [plan.Part("shortlist", ("a", "ә")), plan.Part("suitable", ("b",))]
    assert plan.write(tmp_path / "plan", parts) == 3
    assert list(plan.read(tmp_path / "plan")) == parts
    assert msgspec.json.decode((tmp_path / "plan").read_bytes().splitlines()[0])["ids"] == ["a", "ә"]
