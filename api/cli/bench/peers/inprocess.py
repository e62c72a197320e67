"""Peers in this process: the project's engine, plain numpy over all rows, and tantivy with exact rescoring."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import numpy as np

from api.cli.bench.building import size_mb
from api.cli.bench.machine import peak_mb
from api.cli.bench.peers.peer import FIRST, LIMIT, Absent, Exact
from api.cli.bench.searching import REQUEST
from scoring.evaluation.baselines import resume_text, vacancy_text
from scoring.language.words import stems
from scoring.records import Vacancy

BLOCK = 50_000
"""Rows that are scored at once: enough for numpy, little enough for the memory."""


class InProcess:
    """What these peers have in common."""

    def __init__(self, exact: Exact) -> None:
        self.exact = exact

    def __enter__(self) -> Self:
        """Nothing needs to be started."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing needs to be ended."""

    def memory_mb(self) -> float:
        """The peak of this process, knowledge and store included."""
        return peak_mb()


class Ours(InProcess):
    """The embedded engine."""

    def build(self) -> None:
        """A generation from the store."""
        self.exact.parts.engine.rebuild()

    def search(self, vacancy: Vacancy) -> list[str]:
        """A search, as `bench shortlist` times it."""
        return [found.id for found in self.exact.parts.engine.shortlist(vacancy, REQUEST).items]

    def size_mb(self) -> float:
        """The resumes' part of the generation."""
        folder = self.exact.built.folder / "index"
        name = (folder / "CURRENT").read_text("ascii").strip()
        return size_mb(folder / name / "resume-columns") + size_mb(folder / name / "resume-postings")


class Brute(InProcess):
    """Every row scored by the same scorer, in blocks."""

    def build(self) -> None:
        """The columns are there."""

    def search(self, vacancy: Vacancy) -> list[str]:
        """All rows, a block at a time; of each block what can still be among the best."""
        count = len(self.exact.columns)
        best: list[str] = []
        for start in range(0, count, BLOCK):
            rows = np.arange(start, min(start + BLOCK, count), dtype=np.int32)
            best += self.exact.best(vacancy, rows)
        if count <= BLOCK:
            return best
        return self.exact.best(vacancy, np.array([self.exact.segment.row(one) for one in best], np.int32))

    def size_mb(self) -> float:
        """The columns."""
        folder = self.exact.built.folder / "index"
        return size_mb(folder / (folder / "CURRENT").read_text("ascii").strip() / "resume-columns")


class Tantivy(InProcess):
    """BM25 over the same stems as the project's own, the first thousand scored exactly."""

    def __enter__(self) -> Self:
        """An index in a folder of its own."""
        try:
            self._library: Any = import_module("tantivy")
        except ImportError as error:
            raise Absent("tantivy is not installed: pip install 'laiyq[bench]'") from error
        self._folder = TemporaryDirectory(prefix="laiyq-tantivy-")
        return self

    def __exit__(self, *_: object) -> None:
        """The folder goes."""
        self._folder.cleanup()

    def build(self) -> None:
        """Titles and all words of every resume, already stemmed; the row as a column."""
        library = self._library
        schema = library.SchemaBuilder()
        for name in ("titles", "text"):
            schema.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        schema.add_unsigned_field("row", stored=False, indexed=False, fast=True)
        self._schema = schema.build()
        self._index = library.Index(self._schema, path=self._folder.name)
        writer = self._index.writer(heap_size=256_000_000, num_threads=1)
        for row, one in self.exact.documents():
            titles = (*one.desired, *(job.title for job in one.experience if job.title))
            document = library.Document()
            document.add_text("titles", " ".join(stems(" ".join(titles))))
            document.add_text("text", " ".join(stems(resume_text(one))))
            document.add_unsigned("row", row)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, vacancy: Vacancy) -> list[str]:
        """The words of the title, thrice as heavy in titles, and all other words; then the exact scorer."""
        library, schema = self._library, self._schema
        words = [
            (library.Occur.Should, library.Query.boost_query(library.Query.term_query(schema, field, word), weight))
            for field, text, weight in (("titles", vacancy.title, 3.0), ("text", vacancy_text(vacancy), 1.0))
            for word in dict.fromkeys(stems(text))
        ]
        if not words:
            return []
        hits = self._searcher.search(library.Query.boolean_query(words), FIRST, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return self.exact.best(vacancy, np.array(rows, np.int32))[:LIMIT] if rows else []

    def size_mb(self) -> float:
        """The index's folder."""
        return size_mb(Path(self._folder.name))
