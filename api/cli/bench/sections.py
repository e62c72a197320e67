"""The words of the page of figures, and which figures stand in which table."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A line of a table: what it is, and where it stands in a bench's figures, `a.b` inside `a`."""

    words: str
    path: str


class Section(NamedTuple):
    """A bench on the page."""

    bench: str
    title: str
    words: str
    lines: tuple[Line, ...]


def _percentiles(words: str, path: str) -> tuple[Line, ...]:
    return tuple(Line(f"{words}, {name}, ms", f"{path}.{name}_ms") for name in ("p50", "p95", "p99"))


HEAD = """# Performance

This page is written by `laiyq bench report` from `docs/performance.json`; nothing in it is typed by hand. To add a size
or a machine: `laiyq bench report --data DIR --sizes 10000,100000`; a folder a size stays in DIR for the next time.

Records are generated (`fixtures/generator.py`, ten resumes a vacancy). Figures in milliseconds are medians over runs of
the percentile of each run, with the least and the largest run in parentheses. Queries are records that are not stored
and come once each, so that no answer is remembered. Memory is the peak resident size of the process in MiB, which
counts the pages of the mapped index while they are resident. On a machine that others use at the same time figures come
out worse, and the tail most: the load stands below each table, the mean number of processes that ran or waited to run
in the minute before."""

STAGES = (
    ("following the store", "follow"),
    ("reading the vacancy", "query"),
    ("looking up its title", "titles"),
    ("bounds by kind", "bounds"),
    ("opening cells", "cells"),
    ("tightening bounds", "tighten"),
    ("exact scoring", "scoring"),
    ("best k", "top_k"),
    ("checking hits in the store", "checking"),
    ("explaining 20 in three languages", "explaining"),
    ("the rest", "other"),
)

SECTIONS = (
    Section(
        "index",
        "Building the index, and one update",
        "From files of one JSON object a line through the readers and the store to a generation; opening it; and one "
        "resume stored until a query shows it.",
        (
            Line("vacancies", "vacancies"),
            Line("NDJSON, MB", "ndjson_mb"),
            Line("reading and storing, s", "read_and_store_s"),
            Line("building a generation, s", "build_s"),
            Line("index, MB", "index_mb"),
            Line("store, MB", "store_mb"),
            Line("peak while building, MiB", "build_peak_mb"),
            Line("peak of one worker process, MiB", "build_worker_peak_mb"),
            *_percentiles("reopening", "reopen_ms"),
            *_percentiles("one update until it is shown", "update"),
            Line("updates that were not shown", "update.not_seen"),
        ),
    ),
    Section(
        "shortlist",
        "A shortlist",
        "The exact best 20 of all resumes for a vacancy, in this process. By stage, each stage's own mean time in ms; "
        "the limit is what the memory alone would take: bytes over the measured bandwidth of one thread.",
        (
            *_percentiles("search", "search"),
            *_percentiles("with explanations", "with_explanations"),
            Line("peak memory, MiB", "peak_mb"),
            *(Line(f"stage: {words}, ms", f"stages.mean_ms.{name}") for words, name in STAGES),
            Line("entries of cells looked at, median", "stages.median_counts.entries"),
            Line("rows scored, median", "stages.median_counts.rows"),
            Line("limit: bandwidth, GB/s", "limit.bandwidth_gb_s"),
            Line("limit: a full scan, MB", "limit.full_scan_mb"),
            Line("limit: a full scan, ms at least", "limit.full_scan_ms_at_least"),
            Line("limit: what a query reads, MB", "limit.query_mb"),
            Line("limit: what a query reads, ms at least", "limit.query_ms_at_least"),
        ),
    ),
    Section(
        "suitable",
        "Suitable vacancies",
        "The other direction: the exact best 20 of all vacancies for a resume, in this process.",
        (Line("vacancies", "vacancies"), *_percentiles("search", "search"), Line("peak memory, MiB", "peak_mb")),
    ),
    Section(
        "update",
        "Shortlists while records change",
        "A hundred new vacancies and a thousand changed resumes a minute are stored by a second thread of the process "
        "that searches; then the kept lists that these changes may have changed are found and made anew.",
        (
            *_percentiles("search while nothing changes", "quiet"),
            *_percentiles("search meanwhile", "meanwhile"),
            *_percentiles("from storing until a search has seen it", "from_storing_until_seen"),
            Line("records stored", "records"),
            Line("the writer fell behind at most, s", "writer_behind_s"),
            Line("kept lists", "affected.lists"),
            Line("of these, touched by the changes", "affected.touched"),
            Line("of these, different when made anew", "affected.differ"),
            Line("finding the touched ones, s", "affected.finding_s"),
            Line("making the touched ones anew, s", "affected.anew_s"),
            Line("making all of them, s", "affected.all_s"),
            Line("peak memory, MiB", "peak_mb"),
        ),
    ),
    Section(
        "batch",
        "All lists at once",
        "`laiyq batch` on all cores, lists of 20 in numbers and verdicts, exported; the time for all is the count of "
        "records over the speed that was measured on a part of them.",
        (
            Line("worker processes", "processes"),
            Line("shortlists a second", "shortlist.a_second"),
            Line("all shortlists at this speed, min", "shortlist.all_minutes_at_this_speed"),
            Line("lists of suitable vacancies a second", "suitable.a_second"),
            Line("all of them at this speed, min", "suitable.all_minutes_at_this_speed"),
            Line("peak of one worker process, MiB", "worker_peak_mb"),
        ),
    ),
    Section(
        "http",
        "Over HTTP",
        "`laiyq serve` on loopback: shortlists of 20 with their sentences in one language, every list kept in the "
        "store. The client runs on the same machine and takes its part of the cores. In the open loop latency counts "
        "from the moment a request was due.",
        (Line("server processes", "workers"), Line("memory of all of them, MiB", "server_mb")),
    ),
    Section(
        "peers",
        "Beside others",
        "The same vacancies over the same resumes in one run, the peers asked in turns. Agreement: the mean share of "
        "the exact best 20 that a peer's 20 hold (ties at the last place count); whole: the share of vacancies with "
        "all of them. Memory: of the process, or of all processes of the server. What plain engines are given is in "
        "`api/cli/bench/peers/documents.py`; their queries stand beside it.",
        (
            Line("p50, ms", "p50_ms"),
            Line("p95, ms", "p95_ms"),
            Line("p99, ms", "p99_ms"),
            Line("agreement", "agreement"),
            Line("whole", "whole"),
            Line("indexing, s", "index_s"),
            Line("size, MB", "size_mb"),
            Line("memory, MiB", "memory_mb"),
        ),
    ),
)
