"""A generation: one folder of columns and postings of both kinds, with a manifest; CURRENT names the one in use.

It is written beside, synced, renamed, and only then named in CURRENT, so that a kill at any moment leaves the last good
one. A manifest that does not fit the code or the knowledge is refused with the command that mends it.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.embedded.segment import Columns, Postings, Segment, postings
from indexer.embedded.storage import digest, load, save
from indexer.errors import IndexDamagedError, IndexMissingError, IndexOutdatedError
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.records import Kind

FORMAT = 2
_CURRENT = "CURRENT"


@dataclass(frozen=True)
class Generation:
    """An opened generation: `change` is the source's change number that it holds, `manifest` as stored."""

    name: str
    change: int
    vacancies: Segment[VacancyColumns]
    resumes: Segment[ResumeColumns]
    manifest: dict[str, Any]


def write(
    folder: Path, vacancies: VacancyColumns, resumes: ResumeColumns, change: int, made_for: dict[str, Any]
) -> str:
    """Writes a new generation and makes it the current one; returns its name. The caller holds the writer's lock."""
    number = 1 + max((int(path.name[4:]) for path in folder.glob("gen-*") if path.name[4:].isdigit()), default=0)
    name = f"gen-{number:06d}"
    beside = folder / f"{name}.tmp"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    files: dict[str, Any] = {}
    counts = {}
    for kind, columns in (("vacancy", vacancies), ("resume", resumes)):
        for part, value in (("columns", columns), ("postings", postings(columns))):
            written = save(value, beside / f"{kind}-{part}")
            files |= {f"{kind}-{part}/{file}": facts for file, facts in written.items()}
        counts[kind] = len(columns)
    manifest = {"format": FORMAT, "change": change, "made_for": made_for, "counts": counts, "files": files}
    _write_synced(beside / "manifest.json", json.dumps(manifest, indent=1))
    beside.rename(folder / name)
    _write_synced(folder / f"{_CURRENT}.tmp", name)
    os.replace(folder / f"{_CURRENT}.tmp", folder / _CURRENT)  # noqa: PTH105 - the atomic step, named
    _sync_folder(folder)
    _sweep(folder, keep=name)
    return name


def current(folder: Path) -> str | None:
    """The name of the current generation, None where there is none."""
    try:
        return (folder / _CURRENT).read_text("ascii").strip()
    except FileNotFoundError:
        return None


def open_current(folder: Path, made_for: dict[str, Any]) -> Generation:
    """The current generation, mapped.

    Raises:
        IndexMissingError: there is none.
        IndexOutdatedError: it was made by another format or other knowledge.
        IndexDamagedError: a file is missing or has another length.
    """
    name = current(folder)
    if name is None:
        raise IndexMissingError("there is no index yet; run: laiyq index rebuild")
    manifest = _manifest(folder / name)
    if manifest["format"] != FORMAT or manifest["made_for"] != made_for:
        raise IndexOutdatedError("the index was made by another version; run: laiyq index rebuild")
    _check_lengths(folder / name, manifest)
    vacancies = _segment(folder / name, "vacancy", VacancyColumns)
    resumes = _segment(folder / name, "resume", ResumeColumns)
    return Generation(name, manifest["change"], vacancies, resumes, manifest)


def altered(folder: Path) -> list[str]:
    """The files of the current generation whose checksums differ from the manifest's.

    Raises:
        IndexMissingError, IndexDamagedError: as `open_current`.
    """
    name = current(folder)
    if name is None:
        raise IndexMissingError("there is no index yet; run: laiyq index rebuild")
    manifest = _manifest(folder / name)
    _check_lengths(folder / name, manifest)
    return [file for file, facts in manifest["files"].items() if digest(folder / name / file) != facts["blake2b"]]


def _segment(folder: Path, kind: Kind, columns: type[Columns]) -> Segment[Columns]:
    return Segment(load(columns, folder / f"{kind}-columns"), load(Postings, folder / f"{kind}-postings"))


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise IndexDamagedError("the index has no readable manifest; run: laiyq index rebuild") from error
    return manifest


def _check_lengths(folder: Path, manifest: dict[str, Any]) -> None:
    for file, facts in manifest["files"].items():
        path = folder / file
        if not path.exists() or path.stat().st_size != facts["bytes"]:
            raise IndexDamagedError(f"{file} of the index is missing or short; run: laiyq index rebuild")


def _sweep(folder: Path, keep: str) -> None:
    """Leftovers and generations older than the one before `keep` go.

    The one before stays for readers that have just read CURRENT; a reader that has it open keeps its pages anyway.
    """
    whole = sorted(path.name for path in folder.glob("gen-*") if path.suffix != ".tmp" and path.name <= keep)
    for path in folder.glob("gen-*"):
        if path.name not in whole[-2:]:
            shutil.rmtree(path, ignore_errors=True)


def _write_synced(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
