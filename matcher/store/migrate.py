"""From an older schema to the present one, by the steps in `migrations`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

if TYPE_CHECKING:
    import sqlalchemy as sa

SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(connection: sa.Connection, schema: int | None, to: str = "head") -> None:
    """Runs every step that is missing, in the transaction of the connection: all of them count, or none.

    Args:
        connection: in the one writing transaction.
        schema: the number that is there, None for an empty database.
        to: the number of the last step; the newest by default.
    """
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if schema is not None:
        # Schema 1 was written before there were steps, and says its number in its settings alone.
        command.stamp(config, str(schema))
    command.upgrade(config, to)
