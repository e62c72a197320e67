"""The key of the journal's seals: from LAIYQ_JOURNAL_KEY, or from a file beside the data that its first use makes."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from typing import TYPE_CHECKING

from matcher.errors import JournalKeyError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "laiyq.journal-key"
VARIABLE = "LAIYQ_JOURNAL_KEY"
KEY_BYTES = 32


def journal_key(file: Path, environment: Mapping[str, str], *, may_make: bool) -> bytes:
    """The key.

    Args:
        file: holds it where the environment does not.
        environment: `LAIYQ_JOURNAL_KEY` wins.
        may_make: nothing has been sealed yet, so a new key does no harm.

    Raises:
        JournalKeyError: there is none and none may be made, or what is there is no key; the message does not repeat it.
    """
    text = environment.get(VARIABLE)
    if text:
        return _read(text)
    try:
        return _read(file.read_text("ascii", "replace"))
    except FileNotFoundError:
        if not may_make:
            raise JournalKeyError(
                f"the journal was sealed with a key that is not here: set {VARIABLE} or put the file {FILE} back"
            ) from None
    return _made(file)


def _made(file: Path) -> bytes:
    """A new key in a file for this user alone; of two processes that make one at once, both take the first."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
        new.write(base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        new.flush()
        os.fsync(new.fileno())
    try:
        os.link(beside, file)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
    return _read(file.read_text("ascii", "replace"))


def _read(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip().encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        key = b""
    if len(key) != KEY_BYTES:
        raise JournalKeyError(f"the journal's key must be {KEY_BYTES} random bytes in base64")
    return key
