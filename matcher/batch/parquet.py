"""Lines of lists as a Parquet file: a row an item, so that any tool can count and join them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from matcher.batch.errors import BatchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LISTS = 5_000
"""Lists a row group: some 100,000 rows."""


def needed() -> Any:
    """The library that writes Parquet.

    Raises:
        BatchError: it is not installed.
    """
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise BatchError(
            "Parquet needs a package that is not installed: pip install 'laiyq[parquet]'; or name a file .ndjson"
        ) from error
    return pyarrow


def write(lines: Path, out: Path) -> None:
    """The items of all lists: both ids, the place in the list, numbers, verdicts by criterion; memory is bounded.

    Args:
        lines: NDJSON as the batch makes it.
        out: the file to write.

    Raises:
        BatchError: the library is not installed.
    """
    arrow = needed()
    text, real, small = arrow.string(), arrow.float64(), arrow.int16()
    schema = arrow.schema([
        ("kind", text), ("vacancy", text), ("resume", text), ("place", small), ("as_of", text), ("total", real),
        ("band", small), ("employer_fit", real), ("candidate_fit", real),
        ("verdicts", arrow.map_(text, text)),
    ])  # fmt: skip
    with lines.open("rb") as file, arrow.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        made = map(msgspec.json.decode, file)
        while group := list(islice(made, LISTS)):
            rows = [row for one in group for row in _rows(one)]
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))


def _rows(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    kind = "shortlist" if "vacancy" in made else "suitable"
    subject: dict[str, Any] = {name: made[name] for name in ("vacancy", "resume") if name in made}
    for place, item in enumerate(made["items"], start=1):
        verdicts = item.get("verdicts") or {name: one["verdict"] for name, one in item["criteria"].items()}
        yield {
            "kind": kind, **subject, **{name: item[name] for name in item if name in {"vacancy", "resume"}},
            "place": place, "as_of": made["as_of"], "total": item["total"], "band": item["band"],
            "employer_fit": item["employer_fit"], "candidate_fit": item["candidate_fit"],
            "verdicts": list(verdicts.items()),
        }  # fmt: skip
