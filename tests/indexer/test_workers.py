"""Workers make the same forked or started afresh, never run far ahead, and end with whoever started them."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from indexer.workers import AHEAD, spread

FAR = 20


def lengths(words, knowledge):
    return os.getpid(), [len(knowledge.title(word, None).nodes) for word in words]


@pytest.fixture
def another_thread():
    """A process with threads is not forked."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    yield
    done.set()
    thread.join()


def test_what_forks_make_comes_in_order_from_other_processes(knowledge):
    here = [lengths([word], knowledge)[1] for word in ("сварщик", "повар", "врач")]
    made = list(spread(lengths, [["сварщик"], ["повар"], ["врач"]], 2, knowledge))
    assert [one for _, one in made] == here
    assert os.getpid() not in {pid for pid, _ in made}


@pytest.mark.usefixtures("another_thread")
def test_what_is_not_forked_makes_the_same(knowledge):
    made = list(spread(lengths, [["сварщик"], ["повар"]], 1, knowledge))
    assert [one for _, one in made] == [lengths([word], knowledge)[1] for word in ("сварщик", "повар")]


def test_tasks_are_drawn_as_they_are_needed(knowledge):
    drawn = []
    made = spread(lengths, (drawn.append(at) or ["повар"] for at in range(FAR)), 2, knowledge)
    next(made)
    assert len(drawn) == 2 + AHEAD
    made.close()


STARTED = """
import os, time
from indexer.workers import spread
from scoring.knowledge import Knowledge

def asleep(task, knowledge):
    if task:
        print(os.getpid(), flush=True)
        time.sleep(task)

if __name__ == "__main__":
    list(spread(asleep, [60, 60], 2, Knowledge.load()))
"""


def test_workers_of_a_killed_parent_end():
    parent = subprocess.Popen([sys.executable, "-c", STARTED], stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own words
    workers = [int(parent.stdout.readline()) for _ in range(2)]
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 10
    while any(running(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(running(pid) for pid in workers)


def running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
