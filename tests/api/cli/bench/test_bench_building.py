"""A kept folder is built once, is never mistaken for another, and is not changed by benches that change records."""

from __future__ import annotations

import json

import pytest
import typer

from api.cli.bench import building
from api.cli.bench.building import AS_OF, MANIFEST, built, copied, opened
from api.cli.bench.options import Asked
from api.cli.options import now
from matcher.store import open_store


def test_a_folder_that_is_built_is_used_again(kept, monkeypatch):
    monkeypatch.setattr(building, "_build", None)
    with built(Asked(None, None, kept)) as made:
        assert (made.resumes, made.vacancies) == (200, 40)
        assert made.facts["build_s"] > 0
    with built(Asked(200, 40, kept)) as made:
        assert made.folder == kept


@pytest.mark.parametrize("asked", [(300, None), (None, 41)])
def test_a_folder_of_other_counts_is_refused(kept, asked):
    with pytest.raises(typer.BadParameter, match="200 resumes and 40 vacancies of seed 7"), built(Asked(*asked, kept)):
        pass


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "letters").write_text("x")
    with pytest.raises(typer.BadParameter, match="something else"), built(Asked(200, 40, tmp_path)):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]


def test_a_building_that_was_cut_short_is_begun_anew(tmp_path, monkeypatch):
    folder = tmp_path / "kept"
    with monkeypatch.context() as patched:
        patched.setattr(building, "index_facts", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError), built(Asked(120, 20, folder)):
            pass
    assert not json.loads((folder / MANIFEST).read_text("utf-8"))["whole"]
    with built(Asked(None, None, folder)) as made, opened(made) as parts:
        assert [parts.store.count("resume"), parts.store.count("vacancy")] == [120, 20]
        assert len(parts.engine.segments("resume")[0].columns) == 120


def test_what_nobody_named_goes_with_the_block():
    with built(Asked(120, 20, None)) as made:
        assert made.folder.exists()
    assert not made.folder.exists()


def test_a_copy_may_be_changed_and_the_kept_folder_stays(kept):
    with built(Asked(None, None, kept)) as made, copied(made) as copy:
        with opened(copy) as parts:
            parts.store.withdraw("resume", "r0000001", now())
            assert parts.engine.status()["records"]["resume"] == 199
            parts.engine.rebuild(processes=1)
        folder = copy.folder
    assert not folder.exists()
    with open_store(kept) as store:
        assert store.count("resume") == 200
    with built(Asked(None, None, kept)) as made, opened(made) as parts:
        assert parts.engine.check() == []


def test_the_day_of_the_benches_is_that_of_the_records():
    assert AS_OF.year == 2026
