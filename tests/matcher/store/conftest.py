from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matcher.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matcher.store import Store

ROOT = Path(__file__).parents[3]
NOBODY = 65534


@pytest.fixture
def at() -> datetime:
    return datetime(2025, 3, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def reopen(place: str, tmp_path: Path) -> Callable[..., Store]:
    """Opens the store of the test, once more: as another process would."""
    return lambda **how: open_store(place, ledger=tmp_path / "ledger", **how)


@pytest.fixture
def store(reopen: Callable[..., Store]) -> Iterator[Store]:
    """A store, once on SQLite and once on PostgreSQL."""
    with reopen() as opened:
        yield opened


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """A store on SQLite, for what only files have."""
    with open_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def run_python() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a process of its own with this code; what still runs in the end is ended."""
    started = []

    def start(code: str, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-W", "error", "-c", code, *map(str, arguments)]
        process = subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603
        started.append(process)
        return process

    yield start
    for process in started:
        with process:
            process.kill()


@pytest.fixture
def read_only() -> Callable[[Path], object]:
    """A block in which a folder's content may be read but not written, also where the tests run as root."""
    warmed = tempfile.mkdtemp()
    open_store(warmed).close()  # what is imported lazily is imported while we may still read it
    shutil.rmtree(warmed)

    @contextmanager
    def block(folder: Path) -> Iterator[None]:
        for path in (folder, *folder.iterdir()):
            path.chmod(0o555 if path.is_dir() else 0o444)
        if os.geteuid() == 0:
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(os.getuid())
            folder.chmod(0o755)

    return block


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder whose parents any user may enter; pytest's own are for one user only."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    shutil.rmtree(folder)
