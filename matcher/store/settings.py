"""Settings that belong to the data and not to a process: each has a default, a form and a version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from matcher.errors import SettingError
from matcher.store.tables import setting
from matcher.store.upsert import upsert
from matcher.store.writing import conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matcher.store.engine import Database

SHRINK = "intake.shrink"


class Known(NamedTuple):
    """A setting there is: its default, what it may be, and that in words."""

    default: Any
    allowed: Callable[[Any], bool]
    words: str


def _share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


KNOWN: Mapping[str, Known] = {
    SHRINK: Known(0.2, _share, "a share from 0 to 1: how much of a source a snapshot may lack"),
}


class Settings:
    """The part of the store that keeps settings."""

    _database: Database

    def setting(self, name: str) -> Any:
        """The value of a setting, its default where it was never set.

        Raises:
            SettingError: there is no such setting.
        """
        return self.setting_with_version(name)[0]

    def setting_with_version(self, name: str) -> tuple[Any, int]:
        """The value and its version, 0 where it was never set.

        Raises:
            SettingError: there is no such setting.
        """
        known = _known(name)
        found = sa.select(setting.c.value, setting.c.version).where(setting.c.name == name)
        with self._database.reading() as connection:
            row = connection.execute(found).one_or_none()
        return (known.default, 0) if row is None else (row.value, row.version)

    def set_setting(self, name: str, value: Any, *, expected: int | None = None) -> int:
        """Sets a setting; returns its version now.

        Args:
            name: of one of `KNOWN`.
            value: what it is to be.
            expected: the version that the writer saw, 0 for never set; None: whatever is there.

        Raises:
            SettingError: there is no such setting, or it cannot be that.
            VersionConflictError: it has another version; nothing was set.
        """
        known = _known(name)
        if not known.allowed(value):
            raise SettingError(f"the setting {name} must be {known.words}")
        with self._database.writing() as connection:
            there = connection.scalar(sa.select(setting.c.version).where(setting.c.name == name)) or 0
            if expected not in {None, there}:
                raise conflict("setting", expected or 0, there)
            insert = upsert(connection, setting)
            newer = {"value": insert.excluded.value, "version": insert.excluded.version}
            connection.execute(
                insert.on_conflict_do_update(index_elements=["name"], set_=newer),
                {"name": name, "value": value, "version": there + 1},
            )
        return there + 1


def _known(name: str) -> Known:
    try:
        return KNOWN[name]
    except KeyError:
        raise SettingError(f"there is no setting of this name; there are: {', '.join(KNOWN)}") from None
