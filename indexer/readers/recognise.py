"""What a file is, by its content: encoding, then format. Names and endings say nothing."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from indexer.readers import source
from indexer.readers.errors import NothingToRead, UnknownFormat, Unreadable, WrongEncoding
from scoring.records import Resume, Vacancy

Shape = Literal["lines", "document", "csv"]
Objects = Literal["interchange", "hh"]

SAMPLE = 50
"""Objects looked at before a JSON file is called unknown."""
BINARY_SHARE, BINARY_LEAST = 0.02, 16
"""NUL characters in the head of a file, as a share and in number, above which it is no text but binary."""

_MAGIC = (
    (b"PK\x03\x04", "a ZIP or Excel file; save the sheet as CSV in UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file; save the sheet as CSV in UTF-8"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
)
_HH_KEYS = frozenset(
    {
        "area", "alternate_url", "skill_set", "total_experience", "employments", "schedules", "gender", "snippet",
        "resume_locale", "driver_license_types", "professional_roles", "key_skills", "has_vehicle",
        "apply_alternate_url",
        "response_letter_required", "business_trip_readiness", "work_ticket", "citizenship", "travel_time",
    }
)  # fmt: skip
_KNOWN_KEYS = frozenset(info.encode_name for struct in (Vacancy, Resume) for info in msgspec.structs.fields(struct))


class Recognised(NamedTuple):
    """What a file turned out to be."""

    encoding: str
    shape: Shape
    objects: Objects | None
    head: str


def recognise(path: Path, *, encoding: str | None = None, mapped: bool = False) -> Recognised:
    """Look at the head of a file.

    Args:
        path: the file.
        encoding: the codec that a person named, instead of one found out.
        mapped: a mapping says what the fields are, so any object or table will do.

    Raises:
        ReadError: nothing in it, no text, an uncertain encoding, or none of the known formats.
    """
    start = source.head(path)
    if not start.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise NothingToRead(f"{path}: the file is empty")
    for magic, what in _MAGIC:
        if start.startswith(magic):
            raise UnknownFormat(f"{path}: this is {what}")
    found = encoding or _encoding(path, start)
    text = start.decode(found, errors="replace")
    if text.count("\0") > max(BINARY_SHARE * len(text), BINARY_LEAST):
        raise Unreadable(f"{path}: this is no text")
    text = text.lstrip("\ufeff \t\r\n")
    if text[:1] in ("{", "["):
        return _json(path, found, text, mapped=mapped)
    if text.startswith("<"):
        raise UnknownFormat(f"{path}: XML and HTML are not read; expected JSON or CSV")
    return Recognised(found, "csv", None, text)


def _encoding(path: Path, start: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or, for a table, Windows Cyrillic where nothing speaks against it.

    Lines that are no UTF-8 among others that are refuse themselves later.

    JSON is UTF-8 by its standard (RFC 8259), so JSON in another encoding is refused unless a person names it; a sheet
    saved by Excel as CSV is in Windows' own encoding as a rule.
    """
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    lines = start.split(b"\n")[:-1] or [start]
    wrong = [line for line in lines if not _is_utf8(line)]
    told = sum(not line.isascii() for line in lines)
    is_table = start.lstrip()[:1] not in (b"{", b"[")
    if is_table and wrong and len(wrong) == told and _is_windows_cyrillic(b"\n".join(wrong)):
        return "kz1048"
    if 2 * len(wrong) <= len(lines) or len(wrong) < told:
        return "utf-8"
    raise WrongEncoding(
        f'{path}: the text is not UTF-8; save it in UTF-8, or name its encoding in a mapping file (encoding = "cp1251")'
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_windows_cyrillic(data: bytes) -> bool:
    """Whether bytes are Cyrillic words of Windows' encoding (KZ-1048 is CP1251 with the Kazakh letters).

    Nearly all of them must be letters, most letters small ones: the other Cyrillic encodings, read as this one, give
    capitals in the middle of words or signs.
    """
    text = data.decode("kz1048", errors="replace")
    beyond = [letter for letter in text if letter > "\x7f" and letter not in "«»–—№“”„…•\xa0’‘₸€°"]
    letters = [letter for letter in beyond if "\u0400" <= letter <= "\u04ff"]
    small = sum(letter.islower() for letter in letters)
    return len(letters) >= 10 and len(letters) >= 0.98 * len(beyond) and small >= 0.6 * len(letters)


def _json(path: Path, encoding: str, text: str, *, mapped: bool) -> Recognised:
    first = text.split("\n", 1)[0].rstrip()
    document = text[0] == "[" or first.endswith(("{", "[", ","))
    if not document and (page := _object(first)) and isinstance(page.get("items"), list):
        document = "\n" not in text.rstrip()
    objects = None if mapped else _objects(path, text, document=document)
    return Recognised(encoding, "document" if document else "lines", objects, text)


def _objects(path: Path, text: str, *, document: bool) -> Objects:
    """By the fields of the first objects. Where none can be read at all, every line will be reported as it is."""
    seen = 0
    for one in _sample(text, document=document):
        seen += 1
        if one.keys() & _HH_KEYS or ("name" in one and isinstance(one.get("employer"), dict)):
            return "hh"
        if 2 * len(one.keys() & _KNOWN_KEYS) >= len(one) > 0:
            return "interchange"
    if seen:
        raise UnknownFormat(
            f"{path}: JSON, but its fields are neither ours nor hh.ru's; say what they are in a mapping file (--map)"
        )
    return "interchange"


def _sample(text: str, *, document: bool) -> list[dict[str, Any]]:
    if document:
        return _first_of_document(text)
    found = [_object(line) for line in text.split("\n")[:SAMPLE]]
    found += [one for page in found if page for one in page.get("items") or () if isinstance(one, dict)]
    return [one for one in found if one and not isinstance(one.get("items"), list)]


def _first_of_document(text: str) -> list[dict[str, Any]]:
    """The first objects of an array or page, of which the head may hold only a part."""
    import json

    start = text.find("[") + 1 if text[0] == "[" or '"items"' in text[:4096] else 0
    if text[0] == "{" and start:
        start = text.index("[", text.index('"items"')) + 1 if "[" in text[text.index('"items"') :] else 0
    found: list[dict[str, Any]] = []
    decoder = json.JSONDecoder()
    while len(found) < SAMPLE and (at := text.find("{", start)) >= 0:
        try:
            one, start = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(one)
    return found


def _object(line: str) -> dict[str, Any] | None:
    try:
        one = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    return one if isinstance(one, dict) else None
