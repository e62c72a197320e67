from __future__ import annotations

import pytest

from api.cli.bench.building import built
from api.cli.bench.options import Asked


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """A folder of 200 resumes and 40 vacancies, built once; tests only look."""
    folder = tmp_path_factory.mktemp("bench") / "kept"
    with built(Asked(200, 40, folder)):
        return folder
