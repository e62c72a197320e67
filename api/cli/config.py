"""`laiyq config`: the settings at hand, where each comes from, and whether they can be used."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import CONFIG, DataOption, JsonOption
from api.cli.output import emit, say
from api.settings import CONFIG as CONFIG_VARIABLE
from api.settings import KEYS, PREFIX, SettingsError, fields, gather, is_secret, meaning, shown, variable, words

if TYPE_CHECKING:
    from api.settings import Gathered

app = typer.Typer(help="Settings: from the command line, the environment, a file, or defaults.", no_args_is_help=True)


@app.command()
def show(
    context: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="With the meaning of each.")] = False,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Every setting with its value and where it comes from; of what may hold a password only whether it is set."""
    found = _gathered(context, data)
    values = shown(found.settings)
    if json_:
        emit({name: {"value": value, "from": found.origins.get(name, "default")} for name, value in values.items()})
        return
    for field in fields():
        name = field.encode_name
        value = "" if values[name] is None else values[name]
        typer.echo(f"{name} = {value}  ({found.origins.get(name, 'default')})")
        if all_:
            typer.echo(f"    {variable(field)}: {words(field.type)}. {meaning(field)}")


@app.command()
def check(context: typer.Context, data: DataOption = None) -> None:
    """Say whether the settings can be used; exit code 2 where they cannot. Nothing is opened and nothing is made."""
    found = _gathered(context, data)
    wrong = _keys()
    if wrong:
        raise SettingsError("; ".join(wrong))
    for note in notes(found):
        say(f"note: {note}")
    say(f"the settings can be used: {len(found.origins)} set, the others are defaults")


def notes(found: Gathered) -> list[str]:
    """What is allowed and yet seldom meant."""
    known = {variable(field) for field in fields()} | set(KEYS) | {CONFIG_VARIABLE}
    said = [f"{name} is no setting" for name in sorted(os.environ) if name.startswith(PREFIX) and name not in known]
    secrets = {field.encode_name for field in fields() if is_secret(field)}
    written = [name for name, origin in found.origins.items() if found.file and origin.startswith(str(found.file))]
    if found.file and secrets & set(written) and found.file.stat().st_mode & 0o077:
        said.append(f"others may read {found.file}, and it may hold a password")
    return said


def _keys() -> list[str]:
    """What is wrong with the keys of the environment."""
    from matcher.errors import StoreError
    from matcher.store.sealed import read_key

    wrong = []
    for name in KEYS:
        if text := os.environ.get(name):
            try:
                read_key(text)
            except StoreError:
                wrong.append(f"{name} must be 32 random bytes in base64")
    return wrong


def _gathered(context: typer.Context, data: DataOption) -> Gathered:
    return gather(os.environ, data or context.obj, context.meta.get(CONFIG))


def register(parent: typer.Typer) -> None:
    """Adds the commands."""
    parent.add_typer(app, name="config")
