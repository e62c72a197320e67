"""`laiyq`: the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.doors import Group
from api.cli.options import CONFIG
from api.cli.output import say
from api.settings import SettingsError
from indexer.errors import SearchIndexError
from indexer.readers.errors import ReadError
from matcher.batch import BatchError
from matcher.errors import MatcherError
from scoring.evaluation.judged import JudgedSetError
from scoring.weights import WeightError

app = typer.Typer(
    name="laiyq",
    cls=Group,
    help="Explained two-way matching of vacancies and resumes.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)

FAILED = (MatcherError, BatchError, SearchIndexError, ReadError, JudgedSetError)
WRONG_CALL = (SettingsError, WeightError)


@app.callback()
def common(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option("--data", help="Folder of the store and the index.")] = None,
    config_: Annotated[
        Path | None,
        typer.Option("--config", help="File of settings (or LAIYQ_CONFIG).", show_default="DATA/laiyq.toml"),
    ] = None,
) -> None:
    """Explained two-way matching of vacancies and resumes."""
    context.obj = data
    context.meta[CONFIG] = config_


def main() -> None:
    """The console script: errors of the trees become one line and an exit code (1 failed, 2 wrong call)."""
    try:
        app()
    except FAILED as error:
        say(f"laiyq: {error}")
        sys.exit(1)
    except WRONG_CALL as error:
        say(f"laiyq: {error}")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        say(f"laiyq: {error.filename or 'a file'}: {error.strerror or 'cannot be used'}")
        sys.exit(1)


if __name__ == "__main__":
    main()
