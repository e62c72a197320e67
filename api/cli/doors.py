"""The commands by the modules that hold them: a module is imported when one of its commands is asked for.

A command then starts as fast as its own imports, whatever the others need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

MODULES: Mapping[str, tuple[str, ...]] = {
    "demo": ("demo",),
    "imports": ("import", "withdraw"),
    "intake": ("intake", "changes"),
    "duplicates": ("duplicates",),
    "searching": ("shortlist", "suitable", "explain", "show", "lists"),
    "evaluate": ("evaluate",),
    "occupations": ("occupations",),
    "reading": ("read",),
    "index": ("index",),
    "worker": ("worker", "drift", "outbox"),
    "backups": ("backup", "backup-key", "restore", "erase"),
    "bench": ("bench",),
    "batch": ("batch",),
    "events": ("event", "calendar"),
    "due": ("due",),
    "journal": ("journal",),
    "notices": ("notices",),
    "simulate": ("simulate",),
    "serving": ("serve",),
    "config": ("config",),
}
"""The modules of this package, in the order of the help, each with the commands that it registers."""


class Doors(Mapping[str, Any]):
    """Command by name."""

    def __init__(self) -> None:
        self._module = {name: module for module, names in MODULES.items() for name in names}
        self._opened: dict[str, Mapping[str, Any]] = {}

    def __iter__(self) -> Iterator[str]:
        """The names, without importing anything."""
        return iter(self._module)

    def __len__(self) -> int:
        """How many commands."""
        return len(self._module)

    def __getitem__(self, name: str) -> Any:
        """The command."""
        module = self._module[name]
        if module not in self._opened:
            self._opened[module] = registered(module)
        return self._opened[module][name]


def registered(module: str) -> Mapping[str, Any]:
    """What a module of this package registers, by name."""
    app = typer.Typer(rich_markup_mode=None)
    import_module(f"api.cli.{module}").register(app)
    return get_group(app).commands


class Group(TyperGroup):
    """`laiyq` itself."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Doors()  # type: ignore[assignment]  # nothing is added to it
