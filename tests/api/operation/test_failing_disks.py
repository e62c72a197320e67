"""A disk that is full or may not be written: a clear answer, and nothing that was acknowledged is lost."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.settings import Settings
from matcher.store import open_store
from tests.api.http.conftest import RECORDS
from tests.api.operation.conftest import assert_in_step, body
from tests.api.processes import started

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
LARGE = "опыт " * 20_000


class Disk:
    """A folder with little room, filled and freed: a file system of its own where we may make one, else a limit."""

    def __init__(self, folder):
        self.folder = folder
        self.own = _mounted(folder, "size=8m")
        self.pid = None

    def fill(self):
        if self.own:
            with contextlib.suppress(OSError), (self.folder / "ballast").open("wb") as file:
                while file.write(b"\0" * 4096):
                    file.flush()
        else:
            resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))

    def free(self):
        if self.own:
            (self.folder / "ballast").unlink()
        else:
            resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def close(self):
        if self.own:
            subprocess.run(["/bin/umount", "-l", self.folder], check=True)  # noqa: S603


def _mounted(folder, options):
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        return False
    return subprocess.run([mount, "-t", "tmpfs", "-o", options, "tmpfs", folder], check=False).returncode == 0  # noqa: S603


@pytest.fixture
def disk():
    folder = Path(tempfile.mkdtemp(prefix="laiyq-disk-"))
    made = Disk(folder)
    yield made
    made.close()
    shutil.rmtree(folder, ignore_errors=True)


def test_a_full_disk_is_told_and_what_was_acknowledged_stays(disk, tmp_path):
    data = disk.folder / "data"
    with open_store(data) as store:
        store.put(RECORDS, datetime.now(UTC))
    with started(tmp_path / "log", "serve", "--data", data) as server:
        disk.pid = server.process.pid
        assert server.ask("PUT", "/v1/resumes/before", body("before"))[0] == 200
        disk.fill()
        kept = {"before", *(one.id for one in RECORDS)}
        refused = []
        for number in range(50):
            status, said = server.ask("PUT", f"/v1/resumes/n{number}", body(f"n{number}", summary=LARGE))
            if status == 200:
                kept.add(f"n{number}")
            else:
                refused.append((status, said["type"].rpartition(":")[2]))
        assert set(refused) <= (
            {(507, "store-full")} if disk.own else {(503, "store-unavailable"), (507, "store-full")}
        )
        assert len(refused) > 40
        assert server.ask("GET", "/v1/changes?limit=1000")[0] == 200, "reading goes on"
        assert server.ask("GET", "/readyz")[0] == 200
        disk.free()
        assert server.ask("PUT", "/v1/resumes/after", body("after", summary=LARGE))[0] == 200
        told = {one["id"] for one in server.ask("GET", "/v1/changes?limit=1000")[1]["changes"]}
        assert told == kept | {"after"}
        assert server.end(signal.SIGTERM) == 0
    assert_in_step(Settings(data))


def test_an_import_onto_a_full_disk_says_so_and_can_be_done_again(disk, tmp_path):
    if not disk.own:
        pytest.skip("needs a file system of its own, which only root may make")
    file = tmp_path / "people.jsonl"
    file.write_text(
        "".join(f'{{"id": "r{number}", "desired": ["Сварщик"], "summary": "{LARGE}"}}\n' for number in range(60))
    )
    call = ("import", file, "--kind", "resume", "--data", disk.folder / "data")
    with started(tmp_path / "log", *call) as first:
        assert first.process.wait(90) == 1
        assert "no room is left on the disk" in " ".join(first.said().split())
        assert "Traceback" not in first.said()
    with open_store(disk.folder / "data") as store:
        assert store.count("resume") == store.last_change() < 60
        assert len(list(store.iterate("resume"))) == store.count("resume")


def test_a_data_folder_that_may_not_be_written_ends_every_start_with_one_sentence(tmp_path):
    folder = tmp_path / "data"
    with open_store(folder) as store:
        store.put(RECORDS, datetime.now(UTC))
    try:
        for path in (folder, *folder.iterdir()):
            path.chmod(0o555 if path.is_dir() else 0o444)
        for command in (["worker", "--once"], ["import", __file__]):
            with started(tmp_path / command[0], *command, "--data", folder, before=_bound_by_rights) as one:
                assert one.process.wait(90) == 1, one.said()
                assert "cannot be" in " ".join(one.said().split())
                assert "Traceback" not in one.said()
    finally:
        for path in (folder, *folder.iterdir()):
            path.chmod(0o755)
    with open_store(folder) as store:
        assert store.count("resume") == 4


def _bound_by_rights():
    """Before a program begins: root is held to the rights of files as anybody is."""
    if os.geteuid() == 0:
        assert ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0) == 0
