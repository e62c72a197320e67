"""Reference data is loaded once for all tests; no test may open a socket."""

import os

import pytest
from hypothesis import settings

from scoring.knowledge import Knowledge
from scoring.rank import Scorer
from tests.databases import bare_place, database, filled_file, new_place, place, postgresql, pytest_terminal_summary
from tests.opensearch import opensearch, own_node, two_nodes

__all__ = [
    "bare_place",
    "database",
    "filled_file",
    "new_place",
    "opensearch",
    "own_node",
    "place",
    "postgresql",
    "pytest_terminal_summary",
    "two_nodes",
]

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def knowledge():
    return Knowledge.load()


@pytest.fixture(scope="session")
def scorer(knowledge):
    return Scorer(knowledge)
