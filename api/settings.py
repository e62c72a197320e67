"""Settings from the environment, read once at start and passed on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_DATA = Path(".laiyq")
ENGINES = ("embedded",)


class SettingsError(ValueError):
    """A setting that means nothing; the message names the variable and what is possible."""


@dataclass(frozen=True)
class Settings:
    """Where the data lies and which parts are used.

    Attributes:
        data: folder of the embedded store and index (`--data`, LAIYQ_DATA).
        database: address of the store (LAIYQ_DATABASE_URL); None: the file in the data folder.
        engine: LAIYQ_ENGINE.
        encoder: LAIYQ_ENCODER, a sentence-transformers model by name or folder; None: the shipped one. The ranking uses
            no vectors (docs/decisions/vectors.md); `laiyq evaluate --ablation` shows what they would change.
    """

    data: Path
    database: str | None
    engine: str
    encoder: str | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ, data: Path | None = None) -> Settings:
        """The settings of an environment; `data` is what the command line says.

        Raises:
            SettingsError: an engine that there is not.
        """
        engine = environment.get("LAIYQ_ENGINE", ENGINES[0])
        if engine not in ENGINES:
            raise SettingsError(f"LAIYQ_ENGINE must be one of: {', '.join(ENGINES)}")
        chosen = data or Path(environment.get("LAIYQ_DATA", DEFAULT_DATA))
        return cls(chosen, environment.get("LAIYQ_DATABASE_URL"), engine, environment.get("LAIYQ_ENCODER"))
