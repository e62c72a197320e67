"""The page is made from the figures alone, and the one that is shipped is made from the shipped figures."""

from __future__ import annotations

import json
from pathlib import Path

from api.cli.bench import report
from api.cli.bench.page import render
from tests.api.cli.conftest import call

ROOT = Path(__file__).parents[4]
MACHINE = {"cpu": "c", "cores": 2, "memory_gib": 8.0, "system": "Linux", "python": "3.11", "numpy": "2"}


def suitable(resumes, p50, **machine):
    percentiles = {"p50_ms": p50, "p50_spread_ms": [p50 - 1, p50 + 1], "p95_ms": 2 * p50, "p99_ms": 3 * p50}
    return {
        "bench": "suitable", "machine": {**MACHINE, **machine}, "resumes": resumes, "vacancies": resumes // 10,
        "search": percentiles, "peak_mb": 100.0,
    }  # fmt: skip


def test_the_shipped_page_is_made_from_the_shipped_figures():
    figures = report.load(ROOT / report.FIGURES)
    assert figures
    assert (ROOT / report.PAGE).read_text("utf-8") == render(figures)


def test_growth_can_be_read_along_a_line():
    page = render([suitable(1_000, 10.0), suitable(5_000, 25.0)])
    assert "|  | 1,000 resumes | 5,000 resumes | growth at 5 times the records |" in page
    assert "| search, p50, ms | 10 (9 to 11) | 25 (24 to 26) | × 2.5 |" in page
    assert "## c, 2 cores, 8.0 GiB" in page


def test_each_machine_has_figures_of_its_own():
    page = render([suitable(1_000, 10.0), suitable(1_000, 5.0, cpu="d")])
    assert page.count("## c, 2 cores") == page.count("## d, 2 cores") == 1
    assert "growth" not in page


def test_a_newer_figure_of_the_same_size_and_machine_takes_the_place_of_the_older():
    old, new, other = suitable(1_000, 10.0), suitable(1_000, 9.0), suitable(1_000, 5.0, cpu="d")
    assert report.replaced([old, other], new) == [other, new]


def test_peers_that_are_absent_are_named_below_the_table():
    peers = [{"peer": "here", "p50_ms": 1.0, "agreement": 0.5}, {"peer": "there", "absent": "no Java"}]
    page = render([{"bench": "peers", "machine": MACHINE, "resumes": 100, "queries": 9, "runs": 2, "peers": peers}])
    assert "| here | 1 | - | - | 0.5 |" in page
    assert "Not measured: there (no Java)." in page


def test_loads_stand_in_a_table_of_their_own():
    load = {"a_second": 9.5, "p50_ms": 1.0, "p95_ms": 2.0, "p99_ms": 3.0, "errors": 0}
    one = {"bench": "http", "machine": MACHINE, "resumes": 100, "server_mb": 10.0}
    page = render([{**one, "closed": [{"connections": 4, **load}], "open": {"asked_a_second": 5.0, **load}}])
    assert "| closed loop, 4 at once | 9.5 | 1 | 2 | 3 | 0 |" in page
    assert "| open loop, 5 a second asked | 9.5 |" in page


def test_the_benches_are_run_and_their_figures_kept_a_line_each(tmp_path, monkeypatch):
    made = []

    def run(name, folder, size, more):
        made.append((name, folder.name, size, more))
        return suitable(size, 10.0)

    monkeypatch.setattr(report, "_run", run)
    options = ["--sizes", "100,300", "--only", "suitable", "--option", "suitable:--runs=2", "--data", tmp_path / "kept"]
    where = ["--figures", tmp_path / "f.json", "--page", tmp_path / "p.md"]
    assert call("bench", "report", *options, *where).code == 0
    assert made == [("suitable", "100", 100, ["--runs=2"]), ("suitable", "300", 300, ["--runs=2"])]
    lines = (tmp_path / "f.json").read_text("utf-8").splitlines()
    assert [json.loads(line)["resumes"] for line in lines] == [100, 300]
    assert (tmp_path / "p.md").read_text("utf-8") == render(report.load(tmp_path / "f.json"))
    assert call("bench", "report", *where).code == 0


def test_one_bench_is_run_as_a_command_of_its_own(tmp_path):
    found = report._run("suitable", tmp_path / "kept", 100, ["--queries=10", "--runs=1"])
    assert (found["bench"], found["resumes"], found["vacancies"]) == ("suitable", 100, 10)
