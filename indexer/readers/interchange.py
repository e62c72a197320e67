"""Records in the interchange format (scoring/records.py), one JSON object each."""

from __future__ import annotations

from typing import Any

import msgspec

from indexer.readers.outcome import Bad
from indexer.readers.reading import JSON_ERRORS, explained
from scoring.records import Kind, Record, Resume, Vacancy, convert


class _Probe(msgspec.Struct):
    """Enough of an object to tell a resume (`desired`) from a vacancy (`title`)."""

    desired: msgspec.Raw = msgspec.Raw()
    title: msgspec.Raw = msgspec.Raw()


_SILENT = (b"", b"null")
_PROBE = msgspec.json.Decoder(_Probe)
_DECODERS: dict[Kind, msgspec.json.Decoder[Any]] = {
    "vacancy": msgspec.json.Decoder(Vacancy),
    "resume": msgspec.json.Decoder(Resume),
}


def read(data: bytes, kind: Kind | None) -> Record:
    """One object.

    Raises:
        Bad: it is not a record.
    """
    likely: Kind = kind or ("resume" if b'"desired"' in data else "vacancy")
    try:
        record: Record = _DECODERS[likely].decode(data)
    except msgspec.ValidationError as error:
        return _again(data, kind, error)
    except JSON_ERRORS as error:
        raise explained(error, kind) from error
    return record


def _kind(probe: _Probe) -> Kind:
    if bytes(probe.desired) not in _SILENT:
        return "resume"
    if bytes(probe.title) not in _SILENT:
        return "vacancy"
    raise Bad("title", "missing: a vacancy has a title, a resume has desired")


def _again(data: bytes, kind: Kind | None, error: msgspec.ValidationError) -> Record:
    """The kind looked at properly, and null taken as not stated: many writers say it for a list as well."""
    try:
        kind = kind or _kind(_PROBE.decode(data))
        found = _stated(msgspec.json.decode(data))
    except JSON_ERRORS:
        raise explained(error, kind) from error
    try:
        return convert(found, kind)
    except JSON_ERRORS as again:
        raise explained(again, kind) from again


def _stated(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _stated(one) for key, one in value.items() if one is not None}
    return [_stated(one) for one in value] if isinstance(value, list) else value
