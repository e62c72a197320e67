"""Run by Alembic: the steps go over the connection that the store has opened and locked."""

from __future__ import annotations

from alembic import context

from matcher.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
