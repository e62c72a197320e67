"""A batch that is killed goes on where it was: nothing is lost but the part at hand, and no list comes twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from matcher.batch import BatchError, checkpoint
from matcher.batch.checkpoint import Checkpoint
from tests.matcher.batch.conftest import EXPORT, KEEP, SIZE
from tests.matcher.batch.elsewhere import ROOT


class Killed(BaseException):
    """As if the process ended here."""


def kill(*_):
    raise Killed


def killed_after(lists):
    def progress(done, _planned):
        if done >= lists:
            raise Killed

    return progress


@pytest.fixture
def whole(make, tmp_path):
    """What comes out where nothing happens."""
    make(out=tmp_path / "whole.ndjson")
    return (tmp_path / "whole.ndjson").read_bytes()


@pytest.mark.parametrize("lists", [0, SIZE, 3 * SIZE, 60])
def test_a_run_cut_short_between_parts_is_finished_by_the_same_call(make, tmp_path, whole, lists):
    with pytest.raises(Killed):
        make(progress=killed_after(lists))
    assert not (tmp_path / "out.ndjson").exists()
    assert make().before == lists
    assert (tmp_path / "out.ndjson").read_bytes() == whole
    assert not list(tmp_path.glob("out.ndjson.*"))


@pytest.mark.parametrize("torn", ["lines", "checkpoint", "both"])
def test_what_a_kill_left_half_written_is_cut_off(make, tmp_path, whole, torn):
    with pytest.raises(Killed):
        make(progress=killed_after(2 * SIZE))
    if torn in {"lines", "both"}:
        with (tmp_path / "out.ndjson.part").open("ab") as file:
            file.write(b'{"vacancy": "v00')
    if torn in {"checkpoint", "both"}:
        with (tmp_path / "out.ndjson.done").open("ab") as file:
            file.write(b'{"parts": 3, "byt')
    assert make().before == 2 * SIZE
    assert (tmp_path / "out.ndjson").read_bytes() == whole


def test_a_kill_before_or_after_the_lines_are_moved_does_no_harm(make, tmp_path, whole, monkeypatch):
    for moment in ("finish", "end"):
        with monkeypatch.context() as patched:
            patched.setattr(Checkpoint, moment, kill)
            with pytest.raises(Killed):
                make(anew=moment == "end")
        make()
        assert (tmp_path / "out.ndjson").read_bytes() == whole
        assert not list(tmp_path.glob("out.ndjson.*"))


def test_a_process_that_is_killed_outright_loses_the_part_at_hand_alone(town, make, tmp_path, whole):
    out = tmp_path / "out.ndjson"
    code = (
        "import sys; from pathlib import Path; from tests.matcher.batch.elsewhere import main;"
        "main(Path(sys.argv[1]), Path(sys.argv[2]), 1)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(town.folder), str(out)], cwd=ROOT) as process:  # noqa: S603
        done, until = tmp_path / "out.ndjson.done", time.monotonic() + 60
        while not (done.exists() and done.read_bytes().count(b"\n") > 4):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.002)
        os.kill(process.pid, signal.SIGKILL)
    assert make().before >= 3
    assert out.read_bytes() == whole


def test_lists_kept_by_the_part_that_was_lost_are_not_kept_again(town, make, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(Checkpoint, "add", kill)
        with pytest.raises(Killed):
            make(asked=KEEP, out=town.folder / "batch")
    assert len(town.store.list_shortlists()) == SIZE
    later = KEEP._replace(made_at=KEEP.made_at.replace(hour=11))
    make(asked=later, out=town.folder / "batch")
    kept = town.store.list_shortlists()
    assert len(kept) == len({one.subject for one in kept}) == 60


def test_a_run_that_goes_on_keeps_the_day_of_the_one_before(make, tmp_path, whole):
    with pytest.raises(Killed):
        make(progress=killed_after(SIZE))
    make(asked=EXPORT._replace(as_of=EXPORT.as_of.replace(day=29)))
    assert (tmp_path / "out.ndjson").read_bytes() == whole


def test_a_run_that_asks_for_something_else_is_refused_until_it_begins_anew(make, tmp_path):
    with pytest.raises(Killed):
        make(progress=killed_after(SIZE))
    before = (tmp_path / "out.ndjson.part").read_bytes()
    other = EXPORT._replace(limit=2)
    with pytest.raises(BatchError, match="--anew"):
        make(asked=other)
    assert (tmp_path / "out.ndjson.part").read_bytes() == before
    assert make(asked=other, anew=True).before == 0


def test_lines_that_are_gone_are_not_passed_over(make, tmp_path):
    with pytest.raises(Killed):
        make(progress=killed_after(SIZE))
    (tmp_path / "out.ndjson.part").unlink()
    with pytest.raises(BatchError, match="missing or short"):
        make()


def test_a_checkpoint_that_cannot_be_read_is_said_to_be_so(make, tmp_path):
    (tmp_path / "out.ndjson.done").write_text("x\ny\n")
    with pytest.raises(BatchError, match="not readable"):
        make()


def test_two_runs_do_not_write_one_output(make, tmp_path):
    with checkpoint.Checkpoint(tmp_path / "out.ndjson"), pytest.raises(BatchError, match="another batch"):
        make()
