"""Generated records, stored and indexed once; a kept folder serves many benches.

A kept folder says in `bench.json` what it holds. Benches that change records work on a copy: the index's files are
linked, the store's file is copied, so that the kept folder stays as it was built.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from os import getloadavg, link
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import typer

from api.cli.bench.machine import children_peak_mb, peak_mb
from api.cli.bench.measuring import seconds
from api.cli.bench.options import RESUMES, VACANCIES, Asked
from api.cli.options import now
from api.cli.output import indexing, progress
from api.settings import Settings
from api.wiring import Service, service
from fixtures.__main__ import write
from fixtures.generator import resumes, vacancies
from indexer.errors import IndexDamagedError
from indexer.readers.outcome import Refused
from indexer.readers.read import read_path
from scoring.records import Record

AS_OF = date(2026, 11, 20)
"""The day of all benches: generated records speak of the months before."""
SEED = 7
QUERY_SEED = 8
"""Of the queries, which are records of the same character that are not stored."""
MANIFEST = "bench.json"
INDEX = "index"


class Built(NamedTuple):
    """A folder with store and index: how many records, what building took, how busy the machine was before."""

    folder: Path
    resumes: int
    vacancies: int
    facts: Mapping[str, Any]
    load: float = 0.0

    def settings(self) -> Settings:
        """Settings on this folder alone, whatever the environment says."""
        return Settings(data=self.folder)

    def counts(self) -> dict[str, Any]:
        """For the figures."""
        return {"resumes": self.resumes, "vacancies": self.vacancies, "load_before": self.load}


@contextmanager
def built(asked: Asked) -> Iterator[Built]:
    """The folder asked for, built where it is not yet; one that nobody named goes with the block.

    Raises:
        typer.BadParameter: the folder holds other records, or something else.
    """
    load = getloadavg()[0]  # before building makes a load of its own
    if asked.folder is not None:
        yield _kept(asked.folder, asked)._replace(load=load)
        return
    with TemporaryDirectory(prefix="laiyq-bench-") as name:
        yield _kept(Path(name) / "data", asked)._replace(load=load)


@contextmanager
def opened(of: Built) -> Iterator[Service]:
    """The service on a built folder, its index usable by this code."""
    with service(of.settings()) as parts:
        try:
            usable = parts.engine.ready()
        except IndexDamagedError:
            usable = False
        if not usable:
            parts.engine.rebuild()
        yield parts


@contextmanager
def copied(of: Built) -> Iterator[Built]:
    """A copy beside the folder that may be changed; it goes with the block."""
    with opened(of):  # an index of an older code is made anew once, in the kept folder
        pass
    with TemporaryDirectory(prefix="laiyq-bench-", dir=of.folder.parent) as name:
        folder = Path(name) / "data"
        for path in sorted(of.folder.rglob("*")):
            target = folder / path.relative_to(of.folder)
            if path.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                (link if path.suffix == ".npy" else shutil.copyfile)(path, target)
        yield of._replace(folder=folder)


def _kept(folder: Path, asked: Asked) -> Built:
    file = folder / MANIFEST
    held = json.loads(file.read_text("utf-8")) if file.exists() else None
    if held is None and folder.exists() and any(folder.iterdir()):
        raise typer.BadParameter("the folder holds something else; name a new one", param_hint="--data")
    wanted = {
        "seed": SEED,
        "resumes": asked.resumes or (held["resumes"] if held else RESUMES),
        "vacancies": asked.vacancies or (held["vacancies"] if held else VACANCIES),
    }
    if held is not None and {name: held[name] for name in wanted} != wanted:
        has = f"{held['resumes']:,} resumes and {held['vacancies']:,} vacancies of seed {held['seed']}"
        raise typer.BadParameter(f"the folder holds {has}; name another one", param_hint="--data")
    if held is None or not held["whole"]:
        held = _build(folder, wanted)
    return Built(folder, held["resumes"], held["vacancies"], held["facts"])


def _build(folder: Path, wanted: dict[str, Any]) -> dict[str, Any]:
    """NDJSON, from there the store, from there a generation, each timed; one that was cut short is begun anew."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / MANIFEST
    file.write_text(json.dumps({**wanted, "whole": False, "facts": {}}), "utf-8")
    with TemporaryDirectory(prefix="laiyq-bench-", dir=folder) as name:
        texts = Path(name)
        write(texts / "vacancies.ndjson", vacancies(wanted["vacancies"], wanted["seed"]))
        write(texts / "resumes.ndjson", resumes(wanted["resumes"], wanted["seed"]))
        size = sum(path.stat().st_size for path in texts.iterdir())
        with service(Settings(data=folder)) as parts:
            stored_s, _ = seconds(lambda: parts.store.put(_read(parts, texts), now()))
            facts = {"ndjson_mb": size / 1e6, "read_and_store_s": stored_s, **index_facts(parts, folder)}
    held = {**wanted, "whole": True, "facts": facts}
    file.write_text(json.dumps(held), "utf-8")
    return held


def _read(parts: Service, folder: Path) -> Iterator[Record]:
    """The records of the texts, read as any import is."""
    with progress("storing") as bar:
        for record in read_path(folder, names=parts.names, as_of=AS_OF):
            assert not isinstance(record, Refused)  # noqa: S101 - generated records are good ones
            bar.advance(bar.task_ids[0])
            yield record


def index_facts(parts: Service, folder: Path) -> dict[str, Any]:
    """Builds a generation; how long that took, how large it is, and the memory of this and of one worker process."""
    with indexing() as advance:
        took, name = seconds(lambda: parts.engine.rebuild(advance))
    return {
        "build_s": took,
        "index_mb": size_mb(folder / INDEX / name),
        "store_mb": sum(path.stat().st_size for path in folder.glob("laiyq.sqlite*")) / 1e6,
        "build_peak_mb": peak_mb(),
        "build_worker_peak_mb": children_peak_mb(),
    }


def size_mb(folder: Path) -> float:
    """The size of a folder's files, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
