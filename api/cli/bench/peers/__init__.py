"""`laiyq bench peers`: the same vacancies over the same resumes in one run, by other ways of searching."""

from __future__ import annotations

from api.cli.bench.peers.command import peers

__all__ = ["peers"]
