"""Rebuilding and rolling back, on a real node."""

import pytest

from indexer.errors import (
    IndexDamagedError,
    IndexMissingError,
    IndexOutdatedError,
    IndexShrinksError,
    SearchIndexError,
    TargetAwayError,
)
from indexer.opensearch import indices as names
from indexer.opensearch import making
from indexer.opensearch import rebuild as rebuilding
from indexer.opensearch.engine import OpenSearchEngine
from indexer.opensearch.reading import held
from indexer.opensearch.rebuild import Rebuild
from tests.factories import asking, resume, vacancy, wanting
from tests.indexer.contract import REQUEST
from tests.indexer.opensearch.telling import listed, quiet, told


def test_a_rebuild_replaces_the_old_index_in_one_step_and_keeps_it_for_a_way_back(engine, indices, source):
    source.put(resume(wanting("сварщик"), id="new"))
    assert engine.rebuild() == "000002"
    kept = indices.kept()["resume"]
    assert (kept.current.name[-1], kept.previous.name[-1], kept.next) == ("2", "1", None)
    assert "new" in listed(engine, indices)
    engine.rebuild()
    assert [index.name[-1] for index in indices.kept()["resume"].all()] == ["3", "2"]


def test_rolling_back_brings_what_changed_since_along(engine, indices, source):
    engine.rebuild()
    source.put(resume(wanting("сварщик"), id="new"))
    source.withdraw("resume", "r000003")
    assert engine.roll_back() == "000001"
    assert set(listed(engine, indices)) == {*(f"r{at:06d}" for at in range(12)), "new"} - {"r000003"}
    assert engine.check() == []


def test_without_an_index_before_there_is_no_way_back(engine):
    with pytest.raises(IndexMissingError):
        engine.roll_back()


def test_what_is_told_during_a_rebuild_reaches_the_old_index_and_the_new_one(engine, indices, source, target, scorer):
    rebuild = Rebuild(indices, source, scorer.knowledge)
    begun = rebuild._begun()
    rebuild._fill("resume", begun["resume"], quiet)
    source.put(resume(wanting("сварщик"), id="new"))
    source.withdraw("resume", "r000001")
    assert target.write([told(source, "resume", "new"), told(source, "resume", "r000001")]) == {}
    assert "new" in listed(engine, indices)
    assert "r000001" not in listed(engine, indices)
    assert engine.rebuild() == "000002"
    assert "new" in listed(engine, indices)
    assert "r000001" not in listed(engine, indices)
    assert engine.check() == []


def test_a_rebuild_that_was_cut_off_goes_on_and_writes_only_what_is_missing(indices, source, scorer, monkeypatch):
    monkeypatch.setattr(rebuilding, "AT_ONCE", 5)
    engine = OpenSearchEngine(indices, source, scorer)

    def cut(kind, _count):
        if kind == "resume":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.rebuild(cut)
    assert not engine.ready()
    written = []
    real = making.lines_of
    monkeypatch.setattr(making, "lines_of", lambda *given: (written.extend(given[1]), real(*given))[1])
    assert engine.rebuild() == "000001"
    assert len([one for one in written if one.id.startswith("r")]) == 7
    assert engine.check() == []


def test_a_half_filled_index_of_another_version_is_thrown_away(indices, source, scorer, monkeypatch):
    with monkeypatch.context() as other:
        other.setattr(names, "made_for", lambda: {"fingerprint": "another"})
        Rebuild(indices, source, scorer.knowledge)._begun()
    engine = OpenSearchEngine(indices, source, scorer)
    assert engine.rebuild() == "000002"
    assert engine.check() == []


def test_an_index_of_another_version_is_not_used_and_not_written(engine, source, target, monkeypatch):
    monkeypatch.setattr(names, "made_for", lambda: {"fingerprint": "another"})
    assert not engine.ready()
    assert engine.status()["usable"] is False
    assert target.holds_through() == 0
    with pytest.raises(TargetAwayError):
        target.write([told(source, "resume", "r000001")])
    assert engine.rebuild() == "000002"
    assert engine.ready()


def test_an_answer_from_rows_of_another_version_is_refused(engine, monkeypatch):
    monkeypatch.setattr("indexer.opensearch.queries.made", lambda: "another")
    with pytest.raises(IndexOutdatedError):
        engine.shortlist(vacancy(), REQUEST)


def test_an_index_that_shrinks_is_not_put_in_use_unless_that_is_right(engine, indices, source):
    for record in list(source.iterate("resume"))[:6]:
        source.withdraw("resume", record.id)
    with pytest.raises(IndexShrinksError, match="holds 6 records, the old one 12"):
        engine.rebuild()
    assert indices.in_use()["resume"].name.endswith("1")
    assert engine.rebuild(shrinking=True) == "000002"
    assert engine.check() == []


def test_a_row_that_is_not_what_was_written_stops_the_rebuild(indices, source, scorer):
    rebuild = Rebuild(indices, source, scorer.knowledge)
    begun = rebuild._begun()
    rebuild._fill("resume", begun["resume"], quiet)
    number = source.changed["resume", "r000003"].version
    source.records["resume"]["r000003"] = resume(asking(7), id="r000003")  # under the old number
    assert source.changed["resume", "r000003"].version == number
    with pytest.raises(IndexDamagedError, match="1 of 12 rows"):
        rebuild.run(quiet)


def test_two_rebuilds_at_once_do_no_harm(indices, source, scorer):
    one, other = (Rebuild(indices, source, scorer.knowledge) for _ in range(2))
    first, second = one._begun(), other._begun()
    assert first == second
    one._fill("resume", first["resume"], quiet)
    assert one.run(quiet) == "000001"
    engine = OpenSearchEngine(indices, source, scorer)
    assert other.run(quiet) == "000002"
    assert engine.check() == []


def test_forgetting_leaves_no_older_copy_and_nobody_who_was_erased(engine, indices, source):
    engine.rebuild()
    source.erase("resume", "r000004")
    engine.forget()
    assert [index.name[-1] for index in indices.kept()["resume"].all()] == ["2"]
    assert engine.check() == []
    assert indices.count(indices.in_use()["resume"].name) == 11


@pytest.mark.usefixtures("engine")
def test_what_the_node_says_of_a_refusal_is_not_passed_on(gateway, indices):
    name = indices.in_use()["resume"].name
    with pytest.raises(SearchIndexError) as raised:
        gateway.call("POST", f"/{name}/_doc", {"surname": "Ахметов"})
    assert "Ахметов" not in str(raised.value)
    assert "surname" not in str(raised.value)


@pytest.mark.usefixtures("engine")
def test_a_document_of_an_undeclared_field_is_refused_by_the_strict_mapping(gateway, indices):
    name = indices.in_use()["resume"].name
    with pytest.raises(SearchIndexError, match="strict_dynamic_mapping"):
        gateway.call("POST", f"/{name}/_doc", {"surname": "x"})


@pytest.mark.usefixtures("engine")
def test_what_is_held_comes_in_parts(indices, gateway, monkeypatch):
    monkeypatch.setattr("indexer.opensearch.reading.AT_ONCE", 5)
    name = indices.in_use()["resume"].name
    assert [one.id for one in held(gateway, name)] == [f"r{at:06d}" for at in range(12)]
