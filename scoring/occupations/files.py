"""The files of groups, read fast: a million letters of titles are loaded at each start of the command line.

They are TOML, but nearly all of it is lines of `key = value` whose values are also JSON. Such a file is read line by
line; one that holds anything else is left to tomllib. A test holds both readings against each other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import msgspec

_KEY = re.compile(r"([{,]\s*)(\w+) = ")
_LAST_COMMA = re.compile(r",\s*([\]}])")


class _NotPlainError(Exception):
    """A line that is more than a key and a value."""


def read_groups(text: str) -> list[dict[str, Any]]:
    """The groups of a file, each a table with its branches."""
    try:
        return _plain_groups(text)
    except (_NotPlainError, msgspec.DecodeError):
        groups: list[dict[str, Any]] = tomllib.loads(text)["group"]
        return groups


def _plain_groups(text: str) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    part: dict[str, Any] = {}
    decode = msgspec.json.Decoder().decode
    lines = iter(text.splitlines())
    for line in lines:
        if line == "[[group]]":
            part = {}
            groups.append(part)
        elif line == "[[group.branch]]":
            part = {}
            groups[-1].setdefault("branch", []).append(part)
        elif line and not line.startswith("#"):
            key, equals, value = line.partition(" = ")
            if not equals or key in part or not key.isidentifier():
                raise _NotPlainError(line)
            part[key] = decode(_json(value, lines))
    return groups


def _json(value: str, following: Iterator[str]) -> str:
    """A value of TOML as JSON, with the lines that it goes on over."""
    if value.startswith("[") and not value.endswith("]"):
        value += "".join(_until_closed(following))
    if "{" in value:
        value = _KEY.sub(r'\1"\2": ', value)
    return _LAST_COMMA.sub(r"\1", value) if value.endswith((",]", ", ]")) else value


def _until_closed(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line.lstrip().startswith("#"):
            continue
        yield line.strip()
        if line.endswith("]"):
            return
    raise _NotPlainError
