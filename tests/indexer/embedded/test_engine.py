"""The embedded engine gives the true best k, follows its source, and survives being killed."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from fixtures.generator import resumes, vacancies
from indexer.embedded import generation, segment
from indexer.embedded.engine import EmbeddedEngine, made_for
from indexer.embedded.lock import writer
from indexer.errors import IndexBusyError, IndexDamagedError, IndexMissingError, IndexOutdatedError
from indexer.search import Request
from scoring.suitability import band
from scoring.weights import DEFAULT_WEIGHTS
from tests.factories import asking, resume, vacancy, wanting
from tests.indexer.contract import REQUEST, FakeSource, found
from tests.pairs import TODAY, columns


@pytest.fixture(scope="module")
def people():
    return list(resumes(400, 5))


@pytest.fixture(scope="module")
def offers():
    return list(vacancies(60, 5))


@pytest.fixture
def source(people, offers):
    return FakeSource([*people, *offers])


@pytest.fixture
def engine(source, scorer, tmp_path):
    made = EmbeddedEngine(tmp_path, source, scorer)
    made.rebuild(processes=1)
    return made


def by_brute_force(scorer, offer, source, request=REQUEST, musts=None):
    people = list(source.iterate("resume"))
    one, other = columns(scorer, [offer], people)
    pairs = scorer.pairs(one, other, 0, np.arange(len(people)), request.as_of)
    held = {0: musts} if musts is not None else scorer.suggested(one, np.zeros(1, np.int32))
    scores = scorer.score(pairs, request.weights, held)
    bands, unknowns = band(scores), scores.unknowns()
    listed = [at for at in range(len(people)) if bands[at] > 0]
    order = sorted(listed, key=lambda at: (-scores.total[at], unknowns[at], people[at].id))
    return [(people[at].id, float(scores.total[at])) for at in order[: request.limit]]


def test_the_best_k_equal_brute_force(engine, source, scorer, offers):
    for offer in offers:
        assert found(engine.shortlist(offer, REQUEST)) == by_brute_force(scorer, offer, source)


def test_the_other_direction_gives_the_same_totals(engine, source, offers):
    everyone = Request(DEFAULT_WEIGHTS, TODAY, limit=1000)
    totals = {
        (offer.id, person): value for offer in offers for person, value in found(engine.shortlist(offer, everyone))
    }
    for person in list(source.iterate("resume"))[::20]:
        mine = found(engine.suitable(person, everyone))
        assert mine == sorted(mine, key=lambda one: -one[1])
        assert dict(mine) == {offer: value for (offer, who), value in totals.items() if who == person.id}


def test_changed_weights_and_musts_keep_the_answer_exact(engine, source, scorer, offers):
    request = Request(
        {**DEFAULT_WEIGHTS, "salary": 9, "profession": 0.5, "transport": 0}, TODAY, limit=7, musts=("salary",)
    )
    for offer in offers[:20]:
        assert found(engine.shortlist(offer, request)) == by_brute_force(scorer, offer, source, request, ("salary",))


def test_ties_are_broken_by_id_whatever_the_order_of_storing(scorer, tmp_path):
    twins = [resume(wanting("сварщик"), asking(100_000), id=f"r{at:02}") for at in (7, 3, 9, 1, 5)]
    made = EmbeddedEngine(tmp_path, FakeSource(twins), scorer)
    made.rebuild(processes=1)
    request = Request(DEFAULT_WEIGHTS, TODAY, limit=3)
    assert [one.id for one in made.shortlist(vacancy(), request).items] == ["r01", "r03", "r05"]


def test_an_added_a_changed_and_a_withdrawn_record_are_seen_at_the_next_query(engine, source, scorer, offers):
    offer = offers[0]
    first = found(engine.shortlist(offer, REQUEST))[0][0]
    source.withdraw("resume", first)
    assert first not in dict(found(engine.shortlist(offer, REQUEST)))
    person = resume(wanting(offer.title), id="new")
    source.put(person)
    assert "new" in dict(found(engine.shortlist(offer, Request(DEFAULT_WEIGHTS, TODAY, limit=400))))
    source.put(msgspec.structs.replace(person, desired=("космонавт",)))
    assert "new" not in dict(found(engine.shortlist(offer, Request(DEFAULT_WEIGHTS, TODAY, limit=400))))
    assert found(engine.shortlist(offer, REQUEST)) == by_brute_force(scorer, offer, source)


def test_many_changes_one_after_another_leave_each_record_as_it_is_last(
    engine, source, scorer, offers, people, monkeypatch
):
    monkeypatch.setattr(segment, "SMALL", 6)
    dice = random.Random(3)  # noqa: S311 - chance for a test, no secret
    for step in range(40):
        person = dice.choice(people[:12])
        if dice.random() < 0.25:
            source.withdraw("resume", person.id)
        else:
            title = dice.choice(offers).title
            source.put(msgspec.structs.replace(person, desired=(title,)))
        if step % 4 == 0:
            offer = dice.choice(offers)
            assert found(engine.shortlist(offer, REQUEST)) == by_brute_force(scorer, offer, source)
        assert len(engine.segments("resume")) <= 3
    assert engine.check() == []


def test_another_reader_of_the_same_folder_sees_the_same_changes(engine, source, scorer, tmp_path, offers):
    other = EmbeddedEngine(tmp_path, source, scorer)
    source.put(resume(wanting(offers[0].title), id="new"))
    assert found(engine.shortlist(offers[0], REQUEST)) == found(other.shortlist(offers[0], REQUEST))


def test_a_rebuild_by_another_process_is_taken_over(engine, source, scorer, tmp_path, offers):
    before = found(engine.shortlist(offers[1], REQUEST))
    source.put(resume(wanting("сварщик"), id="new"))
    EmbeddedEngine(tmp_path, source, scorer).rebuild(processes=1)
    engine.shortlist(offers[1], REQUEST)
    assert engine.status()["generation"] == "gen-000002"
    assert engine.status()["changed_since"] == {"vacancy": 0, "resume": 0}
    assert [one for one in found(engine.shortlist(offers[1], REQUEST)) if one[0] != "new"][:19] == before[:19]


def test_parallel_building_gives_the_same_answers(engine, source, scorer, tmp_path, offers, monkeypatch):
    monkeypatch.setattr("indexer.embedded.build.CHUNK", 150)
    other = EmbeddedEngine(tmp_path / "other", source, scorer)
    other.rebuild(processes=2)
    for offer in offers[:15]:
        assert found(other.shortlist(offer, REQUEST)) == found(engine.shortlist(offer, REQUEST))


def test_an_empty_store_gives_an_empty_list(scorer, tmp_path):
    made = EmbeddedEngine(tmp_path, FakeSource(), scorer)
    made.rebuild(processes=1)
    ranking = made.shortlist(vacancy(), REQUEST)
    assert (ranking.items, ranking.considered, ranking.exact) == ([], 0, True)
    assert made.suitable(resume(), REQUEST).items == []


def test_a_check_finds_nothing_wrong_after_changes_and_names_what_is(engine, source, tmp_path):
    source.put(resume(wanting("повар"), id="new"))
    source.withdraw("resume", next(source.iterate("resume")).id)
    assert engine.check() == []
    file = next((tmp_path / generation.current(tmp_path)).rglob("ask.npy"))
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    assert engine.check() == ["resume-columns/ask.npy was altered"]


def test_without_a_generation_the_error_names_the_rebuild(scorer, tmp_path):
    with pytest.raises(IndexMissingError, match="laiyq index rebuild"):
        EmbeddedEngine(tmp_path, FakeSource(), scorer).shortlist(vacancy(), REQUEST)


@pytest.mark.usefixtures("engine")
def test_a_generation_of_other_knowledge_is_refused(tmp_path):
    with pytest.raises(IndexOutdatedError, match="laiyq index rebuild"):
        generation.open_current(tmp_path, {"fingerprint": "another"})
    assert generation.open_current(tmp_path, made_for()).name == "gen-000001"


@pytest.mark.usefixtures("engine")
def test_a_short_file_is_refused(tmp_path):
    file = next((tmp_path / "gen-000001").rglob("ask.npy"))
    file.write_bytes(file.read_bytes()[:-4])
    with pytest.raises(IndexDamagedError, match="laiyq index rebuild"):
        generation.open_current(tmp_path, made_for())


def test_two_writers_exclude_each_other(engine, tmp_path):
    with writer(tmp_path), pytest.raises(IndexBusyError):
        engine.rebuild(processes=1)


KILLED = """
import sys, time
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from indexer.embedded import generation, storage
from indexer.embedded.engine import EmbeddedEngine
from fixtures.generator import resumes, vacancies
from scoring.knowledge import Knowledge
from scoring.rank import Scorer
sys.path.insert(0, sys.argv[2] + "/tests/indexer/embedded")
from test_engine import FakeSource
engine = EmbeddedEngine(Path(sys.argv[1]), FakeSource([*resumes(50, 1), *vacancies(5, 1)]), Scorer(Knowledge.load()))
print("writing", flush=True)
real = storage.save
generation.save = lambda *given: (time.sleep(0.05), real(*given))[1]
while True:
    engine.rebuild(processes=1)
    print("written", flush=True)
"""


@pytest.mark.parametrize("written", [1, 3])
def test_kill_at_any_moment_leaves_the_last_good_generation(tmp_path, scorer, written):
    root = str(Path(__file__).resolve().parents[3])
    call = [sys.executable, "-c", KILLED, str(tmp_path), root]
    process = subprocess.Popen(call, stdout=subprocess.PIPE, text=True)  # noqa: S603 - this very code, no input
    with process:
        for line in process.stdout:
            written -= line == "written\n"
            if written == 0:
                break
        # The next generation is being written just now.
        os.kill(process.pid, signal.SIGKILL)
    engine = EmbeddedEngine(tmp_path, FakeSource([*resumes(50, 1), *vacancies(5, 1)]), scorer)
    assert engine.check() == []
    engine.rebuild(processes=1)
    assert not list(tmp_path.glob("*.tmp"))
