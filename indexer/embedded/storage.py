"""Columns to files and back: one .npy an array, memory-mapped on reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamagedError

T = TypeVar("T")


def save(columns: Any, folder: Path) -> dict[str, dict[str, Any]]:
    """Every array of a (nested) dataclass into `folder`; returns {file: {"bytes", "blake2b"}} for the manifest."""
    folder.mkdir(parents=True)
    written = {}
    for name, array in _arrays(columns, ""):
        path = folder / f"{name}.npy"
        np.save(path, array, allow_pickle=False)
        written[path.name] = {"bytes": path.stat().st_size, "blake2b": digest(path)}
    return written


def load(kind: type[T], folder: Path) -> T:
    """The dataclass again, its arrays mapped from the files.

    Raises:
        IndexDamagedError: a file is missing or is not an array.
    """
    return _load(kind, folder, "")


def digest(path: Path) -> str:
    """The file's BLAKE2b checksum."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _arrays(value: Any, prefix: str) -> Iterator[tuple[str, NDArray[Any]]]:
    for field in fields(value):
        inner = getattr(value, field.name)
        name = f"{prefix}{field.name}"
        if is_dataclass(inner):
            yield from _arrays(inner, f"{name}.")
        else:
            yield name, inner


def _load(kind: type[T], folder: Path, prefix: str) -> T:
    values: dict[str, Any] = {}
    for name, hint in get_type_hints(kind).items():
        if is_dataclass(hint):
            values[name] = _load(hint, folder, f"{prefix}{name}.")  # type: ignore[arg-type]
        else:
            values[name] = _map(folder / f"{prefix}{name}.npy")
    return kind(**values)


def _map(path: Path) -> NDArray[Any]:
    try:
        # A file without rows cannot be mapped; it is as quickly read.
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except ValueError:
        try:
            return np.asarray(np.load(path, allow_pickle=False))
        except (ValueError, EOFError, OSError) as error:
            raise IndexDamagedError(f"{path.name} of the index is not readable; run: laiyq index rebuild") from error
    except (EOFError, OSError) as error:
        raise IndexDamagedError(f"{path.name} of the index is not readable; run: laiyq index rebuild") from error
    return np.asarray(array)
