"""The settings of a process: one table, from the command line, the environment, a file, or their defaults.

What stands in the table is all there is: `laiyq config show` prints it with the values at hand, docs/settings.md is
made from it. Settings are read once at start, all that is wrong is told at once, and they are passed on.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_type_hints

import msgspec
from msgspec import Meta
from msgspec.inspect import (
    CustomType,
    Field,
    FloatType,
    IntType,
    LiteralType,
    Metadata,
    NoneType,
    StructType,
    Type,
    UnionType,
    type_info,
)

DEFAULT_DATA = Path(".laiyq")
FILE = "laiyq.toml"
PREFIX = "LAIYQ_"
CONFIG = "LAIYQ_CONFIG"
SECRET = {"secret": True}

KEYS: Mapping[str, str] = {
    "LAIYQ_BACKUP_KEY": "Key of backups, 32 random bytes in base64 (`laiyq backup-key` makes one).",
    "LAIYQ_JOURNAL_KEY": "Key of the journal's seals; without it, a file beside the data that its first use makes.",
}
"""Taken from the environment alone, by what needs them: a key stands in no file that is copied about."""


class SettingsError(ValueError):
    """Settings that mean nothing; the message names each with what it may be, and repeats no value."""


class Settings(msgspec.Struct, frozen=True):
    """Where the data lies, which parts are used, and how a process behaves."""

    data: Annotated[Path, Meta(description="Folder of the embedded store and index; `--data` wins.")] = DEFAULT_DATA
    database: Annotated[
        str | None,
        Meta(
            description="Address of the store, `postgresql://user@host/db`; unset: a file in the folder.", extra=SECRET
        ),
    ] = msgspec.field(default=None, name="database_url")
    engine: Annotated[Literal["embedded", "opensearch"], Meta(description="What finds records.")] = "embedded"
    encoder: Annotated[
        str | None,
        Meta(description="A sentence-transformers model by name or folder, for comparisons; unset: the shipped one."),
    ] = None
    database_wait_s: Annotated[
        float, Meta(ge=0.01, le=600, description="Seconds that a write waits for another writer to end.")
    ] = 30.0
    opensearch_url: Annotated[
        str | None, Meta(description="Address of the cluster; several separated by commas.", extra=SECRET)
    ] = None
    opensearch_user: Annotated[str | None, Meta(description="As whom the cluster is called.")] = None
    opensearch_password: Annotated[str | None, Meta(description="Of that user.", extra=SECRET)] = None
    opensearch_ca: Annotated[Path | None, Meta(description="Certificates that the cluster's is checked against.")] = (
        None
    )
    opensearch_prefix: Annotated[
        str, Meta(pattern=r"^[a-z][a-z0-9-]*$", description="What the names of the indices begin with.")
    ] = "laiyq"
    opensearch_shards: Annotated[int, Meta(ge=1, le=100, description="Shards of a new index.")] = 1
    opensearch_replicas: Annotated[int, Meta(ge=0, le=10, description="Copies of each shard of an index in use.")] = 1
    opensearch_fallback: Annotated[
        Literal["none", "embedded"],
        Meta(description="What answers while the cluster cannot: nothing, or the own engine."),
    ] = "none"
    host: Annotated[str, Meta(description="Address that `laiyq serve` listens on; `--host` wins.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535, description="Its port; `--port` wins.")] = 8000
    workers: Annotated[int, Meta(ge=1, le=256, description="Server processes; `--workers` wins.")] = 1
    stop_s: Annotated[
        int, Meta(ge=1, le=3600, description="Seconds that running requests get to end in at a stop.")
    ] = 30
    worker_every_s: Annotated[
        float, Meta(ge=0.1, le=3600, description="Seconds between rounds of `laiyq worker`; `--every` wins.")
    ] = 2.0
    worker_check_hours: Annotated[
        float,
        Meta(ge=0, le=8760, description="Hours between checks of index and store, 0: never; `--check-every` wins."),
    ] = 24.0
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Meta(description="The least that is logged.")
    ] = "info"
    log_format: Annotated[
        Literal["json", "plain"],
        Meta(description="Log lines of `serve` and `worker`: for a collector or for a person."),
    ] = "json"

    def __repr__(self) -> str:
        """Without what is secret: a representation ends in a log one day."""
        return f"Settings({', '.join(f'{name}={value}' for name, value in shown(self).items())})"

    @classmethod
    def read(
        cls, environment: Mapping[str, str] = os.environ, data: Path | None = None, file: Path | None = None
    ) -> Settings:
        """The settings at hand. The command line wins over the environment, that over the file, that over defaults.

        Args:
            environment: `LAIYQ_` and the setting's name in capitals.
            data: what the command line says.
            file: what the command line says; else LAIYQ_CONFIG, else `laiyq.toml` in the data folder if it is there.

        Raises:
            SettingsError: a file that cannot be read, or settings that there are not or that cannot be that.
        """
        return gather(environment, data, file).settings


class Gathered(NamedTuple):
    """Settings, where each that is not a default comes from, and the file that was read, if any."""

    settings: Settings
    origins: Mapping[str, str]
    file: Path | None


def fields() -> tuple[Field, ...]:
    """The table: every setting with its name, type, default and meaning."""
    info = type_info(Settings)
    assert isinstance(info, StructType)  # noqa: S101 - of a structure
    return info.fields


def variable(field: Field) -> str:
    """The variable of the environment."""
    return PREFIX + field.encode_name.upper()


def words(of: Type) -> str:
    """What a setting may be, for a person."""
    match of:
        case Metadata():
            said = words(of.type)
        case UnionType():
            said = " or ".join(words(one) for one in of.types if not isinstance(one, NoneType))
        case LiteralType():
            said = f"one of: {', '.join(map(str, of.values))}"
        case IntType():
            said = f"a whole number from {of.ge} to {of.le}"
        case FloatType():
            said = f"a number from {of.ge:g} to {of.le:g}"
        case _:
            said = "a path" if isinstance(of, CustomType) else "a text"
    return said


def meaning(field: Field) -> str:
    """What it is for."""
    schema = field.type.extra_json_schema if isinstance(field.type, Metadata) else None
    return str((schema or {}).get("description", ""))


def is_secret(field: Field) -> bool:
    """Whether its value is kept out of what is shown."""
    return isinstance(field.type, Metadata) and bool((field.type.extra or {}).get("secret"))


def shown(settings: Settings) -> dict[str, Any]:
    """Name -> value as it may be shown: of what may hold a password only whether it is set."""
    values = {}
    for field in fields():
        value = getattr(settings, field.name)
        values[field.encode_name] = "(set)" if is_secret(field) and value is not None else value
    return {name: str(value) if isinstance(value, Path) else value for name, value in values.items()}


def gather(environment: Mapping[str, str], data: Path | None = None, file: Path | None = None) -> Gathered:
    """As `Settings.read`, with the origin of each value.

    Raises:
        SettingsError: see there.
    """
    named = file or (Path(environment[CONFIG]) if environment.get(CONFIG) else None)
    read = named or (data or Path(environment.get(PREFIX + "DATA") or DEFAULT_DATA)) / FILE
    found = _Found({}, {}, [])
    written = _written(read, found.wrong) if named or read.is_file() else {}
    if named is None and "data" in written:
        found.wrong.append(f"{read}: data cannot be set in a file that lies in the data folder")
    known = {field.encode_name: field for field in fields()}
    found.wrong.extend(f"{read}: there is no setting {_hint(one, known)}" for one in written if one not in known)
    for name, field in known.items():
        if variable(field) in environment:
            found.take(field, environment[variable(field)], variable(field))
        elif name in written:
            found.take(field, written[name], f"{read}: {name}")
    if data is not None:
        found.values["data"], found.origins["data"] = data, "--data"
    if found.values.get("engine") == "opensearch" and not found.values.get("opensearch_url"):
        found.wrong.append(f"the engine opensearch needs {PREFIX}OPENSEARCH_URL")
    if found.wrong:
        raise SettingsError("; ".join(found.wrong))
    return Gathered(Settings(**found.values), found.origins, read if written or named else None)


class _Found(NamedTuple):
    """What was taken until now, and what is wrong."""

    values: dict[str, Any]
    origins: dict[str, str]
    wrong: list[str]

    def take(self, field: Field, raw: Any, origin: str) -> None:
        """Takes one value, or notes what it must be."""
        if raw == "" and field.default is None:
            return  # a variable that is set to nothing is not set
        form = get_type_hints(Settings, include_extras=True)[field.name]
        try:
            self.values[field.name] = msgspec.convert(raw, form, strict=not isinstance(raw, str), dec_hook=_path)
        except msgspec.ValidationError:
            self.wrong.append(f"{origin} must be {words(field.type)}")
        else:
            self.origins[field.encode_name] = origin


def _path(_kind: type, raw: Any) -> Path:
    if not isinstance(raw, str) or not raw:
        raise TypeError
    return Path(raw)


def _written(file: Path, wrong: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        wrong.append(f"{file}: {error.strerror or 'cannot be read'}")
    except (tomllib.TOMLDecodeError, UnicodeError):
        wrong.append(f"{file}: is no TOML")
    return {}


def _hint(name: str, known: Mapping[str, Field]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"{name}; is {near[0]} meant?" if near else name
