from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor

from matcher.store import open_store
from tests.factories import resume, resumes

PUT = """
import sys
from datetime import UTC, datetime
from matcher.store import batches, open_store
from tests.factories import resumes

batches.BATCH = 50
with open_store(sys.argv[1]) as store:
    print(*store.put(resumes(1_000, prefix=sys.argv[2]), datetime.now(UTC)))
    print(*store.put(resumes(200, prefix="shared"), datetime.now(UTC)))
"""

PUT_AND_DIE = """
import os, signal, sys
from datetime import UTC, datetime
import sqlalchemy as sa
from matcher.store import batches, open_store
from tests.factories import resumes

batches.BATCH = 100
store = open_store(sys.argv[1])
inserts = 0

@sa.event.listens_for(store._database._engine, "after_cursor_execute")
def die(connection, cursor, statement, *rest):
    global inserts
    inserts += statement.startswith("INSERT INTO resume")
    if inserts == 3:
        os.kill(os.getpid(), signal.SIGKILL)

store.put(resumes(1_000), datetime.now(UTC))
"""


def test_two_processes_that_make_and_fill_one_store_lose_nothing(bare_place, run_python):
    both = [run_python(PUT, bare_place, prefix) for prefix in ("a", "b")]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    own, shared = zip(*(out.splitlines() for out, _ in said), strict=True)
    assert own == ("1000 0", "1000 0")
    assert sum(int(line.split()[0]) for line in shared) == 200
    with open_store(bare_place) as store:
        assert store.count("resume") == store.last_change() == 2_200
        versions = [change.version for change in store.changes_since(0, 3_000)]
        assert versions == list(range(1, 2_201))


def test_a_process_killed_in_a_batch_leaves_the_batches_before_it_whole(place, run_python, at):
    process = run_python(PUT_AND_DIE, place)
    said = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL, said
    with open_store(place) as store:
        assert list(store.iterate("resume")) == resumes(200)
        assert store.last_change() == 200
        assert store.put(resumes(1_000), at) == (800, 200)
        assert list(store.iterate("resume")) == resumes(1_000)


def test_threads_share_a_store(store, at):
    def work(name: int) -> tuple[int, int]:
        for person in resumes(10, prefix=f"{name}-"):
            store.put([person], at)
            assert store.get("resume", person.id) == person
        return store.put(resumes(20, prefix="shared"), at)

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(work, range(6)))
    assert sum(stored for stored, _ in results) == 20
    assert store.count("resume") == store.last_change() == 80


def test_what_one_process_has_stored_another_sees_at_once(store, reopen, at):
    with reopen() as other:
        store.put([resume()], at)
        assert other.get("resume", "r1") == resume()
        assert other.last_change() == 1
        other.withdraw("resume", "r1", at)
        assert store.get("resume", "r1") is None


def test_a_follower_never_misses_a_change_while_others_write(store, at):
    seen: list[int] = []
    with ThreadPoolExecutor(3) as pool:
        writing = [
            pool.submit(lambda name=name: [store.put([p], at) for p in resumes(60, prefix=name)]) for name in ("a", "b")
        ]
        while not all(task.done() for task in writing) or store.last_change() > len(seen):
            seen += [change.version for change in store.changes_since(seen[-1] if seen else 0, 7)]
    assert all(task.exception() is None for task in writing)
    assert seen == list(range(1, 121))
