"""A new index from the database, beside the one in use, until it is whole; then all searches go to it in one step.

While it is filled, relays write to both (`indices`). Change numbers make the order of writes irrelevant, so a rebuild that
was cut off goes on where it was, and two at once do no harm. Nothing is put in use before ids and change numbers agree
with the store, a sample of rows is what would be made of the records now, and it is not much smaller than what it replaces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import batched, islice

from indexer.errors import IndexDamagedError, IndexShrinksError
from indexer.opensearch.documents import KINDS
from indexer.opensearch.indices import Index, Indices, Kept
from indexer.opensearch.reading import held, rows
from indexer.opensearch.writing import Line, Written, lines_of, write
from indexer.protocols import RecordSource
from scoring.knowledge import Knowledge
from scoring.records import Kind
