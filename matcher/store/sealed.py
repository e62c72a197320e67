"""A sealed file: compressed, then encrypted piece by piece with AES-256-GCM under a key that is not in it.

Each file has a key of its own, derived from the given one and a salt (HKDF, RFC 5869), so that counting the pieces
gives nonces that never repeat. The last piece is marked: a file that was cut short or put together anew does not open.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import zlib
from typing import IO, TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from matcher.errors import BackupKeyError, BackupUnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = b"LAIYQ-1\n"
KEY_BYTES = 32
SALT_BYTES = 16
PIECE = 2**20
"""Bytes of clear text a piece."""
_TAG = 16
_LEVEL = 3
"""Of zlib: the text of records shrinks to a fifth at the speed of a disk."""


def new_key() -> str:
    """A fresh key, as it is written in LAIYQ_BACKUP_KEY."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def read_key(text: str) -> bytes:
    """A key from its text.

    Raises:
        BackupKeyError: it is none; the message does not repeat it.
    """
    try:
        key = base64.b64decode(text.strip().encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        key = b""
    if len(key) != KEY_BYTES:
        raise BackupKeyError(
            f"the backup key must be {KEY_BYTES} random bytes in base64; `laiyq backup-key` makes one: keep it apart "
            "from the backups"
        )
    return key


def seal(clear: IO[bytes], sealed: IO[bytes], key: bytes) -> None:
    """Writes everything of `clear` into `sealed`."""
    salt = secrets.token_bytes(SALT_BYTES)
    head = MAGIC + salt
    cipher = _cipher(key, salt)
    sealed.write(head)
    held, number = b"", 0
    for packed in _packed(clear):
        held += packed
        while len(held) > PIECE:
            sealed.write(cipher.encrypt(_nonce(number, last=False), held[:PIECE], head))
            held, number = held[PIECE:], number + 1
    sealed.write(cipher.encrypt(_nonce(number, last=True), held, head))


def _packed(clear: IO[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL)
    while data := clear.read(PIECE):
        yield packer.compress(data)
    yield packer.flush()


def unseal(sealed: IO[bytes], clear: IO[bytes], key: bytes) -> None:
    """Writes what was sealed into `clear`. Nothing of it may be used before this has returned.

    Raises:
        BackupUnreadableError: another key, or a file that is no backup, is damaged, or was cut short.
    """
    unpacker = zlib.decompressobj()
    try:
        for piece in _pieces(sealed, key):
            clear.write(unpacker.decompress(piece))
        clear.write(unpacker.flush())
    except (InvalidTag, zlib.error):
        raise BackupUnreadableError(
            "the backup cannot be read: it was made with another key, is damaged, or was cut short; nothing was changed"
        ) from None


def _pieces(sealed: IO[bytes], key: bytes) -> Iterator[bytes]:
    head = sealed.read(len(MAGIC) + SALT_BYTES)
    if not head.startswith(MAGIC) or len(head) < len(MAGIC) + SALT_BYTES:
        raise BackupUnreadableError("the file is no backup of Laiyq; nothing was changed")
    cipher = _cipher(key, head[len(MAGIC) :])
    number = 0
    piece = sealed.read(PIECE + _TAG)
    while True:
        following = sealed.read(PIECE + _TAG)
        yield cipher.decrypt(_nonce(number, last=not following), piece, head)
        if not following:
            return
        piece, number = following, number + 1


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"laiyq backup").derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
