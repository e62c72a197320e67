"""`laiyq backup`, `restore`, `backup-key`, `erase`: keeping the data, and forgetting a person."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import DataOption, now, settings
from api.cli.output import say
from api.wiring import Service, service, store_of
from indexer.following import Following
from matcher.errors import BackupKeyError
from matcher.forgetting import forget
from matcher.store import LEDGER
from matcher.store.address import locate
from matcher.store.backup import backup as write_backup
from matcher.store.backup import restore as put_back
from matcher.store.sealed import new_key, read_key

KEY = "LAIYQ_BACKUP_KEY"
KeyFile = Annotated[
    Path | None, typer.Option("--key-file", metavar="FILE", help=f"Holds the key; else {KEY} does. Keep it elsewhere.")
]


def backup_key() -> None:
    """Make a new key for backups; it is shown once and kept nowhere."""
    typer.echo(new_key())


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Is replaced when the new backup is whole.")],
    key_file: KeyFile = None,
    data: DataOption = None,
) -> None:
    """Write the whole store into one encrypted file, while others go on working."""
    key = _key(key_file)
    chosen = settings(context, data)
    store_of(chosen).close()  # there it is, and in the present schema
    write_backup(locate(chosen.database or chosen.data), file, key, now())
    say(f"{file}: {file.stat().st_size} bytes. The index is not in it: it can be rebuilt")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: what is in the store now is replaced.")] = False,
    key_file: KeyFile = None,
    data: DataOption = None,
) -> None:
    """Put a backup back; who was withdrawn or erased since stays so, and the index is built anew."""
    key = _key(key_file)
    chosen = settings(context, data)
    if not yes:
        typer.confirm("What is in the store now is replaced by the backup. Go on?", abort=True, err=True)
    again = put_back(locate(chosen.database or chosen.data), file, key, chosen.data / LEDGER, now())
    with service(chosen) as parts:
        _forget(parts, chosen.data / "index", anew=True)
    say(f"restored; {again.erased} persons erased again, {again.withdrawn} records withdrawn again")


def erase(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Their id; of a resume alone, the resume's.")],
    data: DataOption = None,
) -> None:
    """Erase a person: their resumes, them in every kept list, and the index's files. Cannot be undone."""
    chosen = settings(context, data)
    with service(chosen) as parts:
        gone = forget(parts.store, person, now())
        parts.store.compact()
        _forget(parts, chosen.data / "index")
    found = f"{gone.resumes} resumes, {gone.places} places in lists, {gone.lists} lists made for them"
    say(f"erased: {found}, {gone.cases} cases")
    say("backups made before still hold them: a restore erases them again by the ledger beside the store")


def _forget(parts: Service, folder: Path, *, anew: bool = False) -> None:
    """Takes what is gone from the store out of every index; `anew` where the store itself is another one now."""
    Following(parts.engine, parts.store).forget(folder)
    if parts.cluster is not None:
        if anew:
            parts.cluster.rebuild(shrinking=True)
        parts.cluster.forget()


def _key(file: Path | None) -> bytes:
    """The key of a file or of the environment.

    Raises:
        BackupKeyError: there is none, or it is no key.
    """
    text = file.read_text("ascii", "replace") if file else os.environ.get(KEY)
    if not text:
        raise BackupKeyError(f"a key is needed: set {KEY} or name a file by --key-file; `laiyq backup-key` makes one")
    return read_key(text)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("backup")(backup)
    app.command("backup-key")(backup_key)
    app.command("restore")(restore)
    app.command("erase")(erase)
