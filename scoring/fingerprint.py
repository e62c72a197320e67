"""What an index was made for: a checksum over the knowledge and over the code that makes columns."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

# Folders whose files decide what a row of columns is; curves and weights act on rows later and may change freely.
_MAKERS = ("columns", "language", "occupations", "places", "reading")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """32 hexadecimal digits; equal for equal code and data."""
    total = hashlib.blake2b(digest_size=16)
    root = files("scoring")
    for name in _MAKERS:
        _add(total, root / name, name)
    for name in ("records.py", "knowledge.py", "money.py"):
        total.update(name.encode() + (root / name).read_bytes())
    return total.hexdigest()


def _add(total: hashlib.blake2b, folder: Traversable, path: str) -> None:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        inner = f"{path}/{item.name}"
        if item.is_dir() and not item.name.startswith("__"):
            _add(total, item, inner)
        elif item.is_file() and not item.name.endswith(".pyc"):
            total.update(inner.encode() + item.read_bytes())
