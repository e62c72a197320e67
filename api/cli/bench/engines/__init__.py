"""`laiyq bench opensearch`: the engine for more than one machine, held to the exact lists and to plain queries."""

from __future__ import annotations

from api.cli.bench.engines.command import opensearch

__all__ = ["opensearch"]
