import os

import pytest

from fixtures import judged_path
from scoring.evaluation.everything import evaluate_folder, set_folders
from scoring.evaluation.judged import JudgedSet
from scoring.evaluation.run import AS_OF, rank_all

GIVEN = os.environ.get("LAIYQ_EVALUATION_DATA")
collect_ignore = [] if GIVEN else ["test_given_data.py"]


def pytest_terminal_summary(terminalreporter):
    if not GIVEN:
        terminalreporter.write_line("outside evaluation data not measured: LAIYQ_EVALUATION_DATA names no folder")


@pytest.fixture(scope="session")
def judged():
    return JudgedSet.load(set_folders(judged_path())[0])


@pytest.fixture(scope="session")
def run(judged, scorer):
    return rank_all(judged, scorer, AS_OF)


@pytest.fixture(scope="session")
def present(scorer):
    return evaluate_folder(judged_path(), scorer)
