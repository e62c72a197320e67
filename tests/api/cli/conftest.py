"""The command line as a script sees it: arguments and stdin in; exit code, stdout and stderr out."""

from __future__ import annotations

import io
import json
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api import wiring
from api.cli import main as command_line
from fixtures import judged_path

DAY = "2026-11-20"


@dataclass(frozen=True)
class Done:
    """What a call left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout; numbers that are not finite are refused."""
        return json.loads(self.out, parse_constant=_refuse)

    @property
    def words(self) -> str:
        """What stderr says, without the line breaks of a narrow terminal."""
        return " ".join(self.err.split())


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no number of JSON")


def call(*arguments: object, stdin: str | bytes = "") -> Done:
    """One call of `laiyq`, in this process."""
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    out, err, code = io.StringIO(), io.StringIO(), 0
    held = sys.argv, sys.stdin
    sys.argv, sys.stdin = ["laiyq", *map(str, arguments)], io.TextIOWrapper(io.BytesIO(data), "utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            command_line.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.argv, sys.stdin = held
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path, knowledge):
    """No settings from outside, no folder of data in the way, and the knowledge that the tests loaded already."""
    for name in ("LAIYQ_DATA", "LAIYQ_DATABASE_URL", "LAIYQ_ENGINE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(wiring, "knowledge", lambda: knowledge)


@pytest.fixture(scope="session")
def imported(tmp_path_factory):
    """A data folder with the judged set A and nothing else; to copy, not to use: a search keeps its list."""
    folder = tmp_path_factory.mktemp("data") / "laiyq"
    files = [judged_path() / "A" / name for name in ("vacancies.jsonl", "resumes.jsonl")]
    done = call("import", *files, "--data", folder)
    assert done.code == 0, done.err
    return folder


@pytest.fixture(scope="session")
def judged_data(imported, tmp_path_factory):
    """A data folder with the judged set A and the lists that other tests asked for."""
    return Path(shutil.copytree(imported, tmp_path_factory.mktemp("data") / "laiyq"))


def ids(name: str) -> list[str]:
    """The ids of a file of the judged set A."""
    lines = (judged_path() / "A" / name).read_text("utf-8").splitlines()
    return [json.loads(line)["id"] for line in lines if line]


def written(path: Path, *records: object) -> Path:
    """A file with one JSON record a line."""
    lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in records]
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path
