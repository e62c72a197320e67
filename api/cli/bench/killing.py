"""Clients that remember what was acknowledged, for `laiyq bench kill`.

Each client has ids of its own and sends one change after the other, so what must be there is known at any moment: the
last acknowledged state of each id, or one that was sent after it and not answered.
"""

from __future__ import annotations

import http.client
import random
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec.structs import replace

from fixtures.generator import resumes, vacancies
from scoring.records import Kind, Vacancy, encode

if TYPE_CHECKING:
    from api.wiring import Service
    from scoring.records import Record

TIMEOUT_S = 60
REPLACED, WITHDRAWN = 0.25, 0.15
"""Shares of the changes; the others are new records."""
ANSWERED = frozenset({200, 204, 404})
Key = tuple[Kind, str]
State = str | None
"""A mark in a text of the record that is different with each change; None: it is not there."""


@dataclass
class Known:
    """What one client knows: the acknowledged state of each id, and the states sent after it without an answer."""

    sure: dict[Key, State] = field(default_factory=dict)
    maybe: dict[Key, set[State]] = field(default_factory=dict)
    acknowledged: int = 0
    unanswered: int = 0
    unexpected: list[int] = field(default_factory=list)

    def told(self, key: Key, state: State) -> None:
        """It was acknowledged."""
        self.sure[key] = state
        self.maybe.pop(key, None)
        self.acknowledged += 1

    def unsure(self, key: Key, state: State) -> None:
        """It was sent, and nobody knows."""
        self.maybe.setdefault(key, set()).add(state)
        self.unanswered += 1

    def wrong(self, parts: Service) -> int:
        """How many ids are in a state that was neither acknowledged last nor sent after that."""
        count = 0
        keys = set(self.sure) | set(self.maybe)
        for kind in ("vacancy", "resume"):
            there = parts.store.get_many(kind, [id_ for of, id_ in keys if of == kind])
            for key in (one for one in keys if one[0] == kind):
                found = there.get(key[1])
                allowed = {self.sure.get(key), *self.maybe.get(key, ())}
                count += (None if found is None else mark_of(found)) not in allowed
        return count


class Client(threading.Thread):
    """Sends changes until it has an answer to its share of them; stands still while `go` is not set."""

    def __init__(self, number: int, port: int, share: int, go: threading.Event) -> None:
        super().__init__(daemon=True)
        self.known = Known()
        self.busy = threading.Lock()
        self.share, self.go = share, go
        self._number, self._port = number, port
        self._chance = random.Random(number)  # noqa: S311 - of a bench
        self._stopped = threading.Event()

    def run(self) -> None:
        """Until everything is acknowledged, or it is stopped."""
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT_S)) as connection:
            for key, record in self._changes():
                if self._stopped.is_set() or self.known.acknowledged >= self.share:
                    return
                self.go.wait()
                with self.busy:
                    self._send(connection, key, record)

    def _send(self, connection: http.client.HTTPConnection, key: Key, record: Record | None) -> None:
        """One change; a connection that broke opens itself again with the next."""
        state = None if record is None else mark_of(record)
        try:
            status = _sent(connection, key, record)
        except (OSError, http.client.HTTPException):
            connection.close()
            self.known.unsure(key, state)
            self._stopped.wait(0.05)
            return
        if status in ANSWERED:
            self.known.told(key, state)
        else:
            self.known.unsure(key, state)
            self.known.unexpected.append(status)

    def stop(self) -> None:
        """Ends it after the change at hand."""
        self._stopped.set()
        self.go.set()

    def _changes(self) -> Iterator[tuple[Key, Record | None]]:
        """New records, others in the place of known ones, and withdrawals, without end."""
        count = 0
        made: Iterator[Record] = iter(())
        while True:
            count += 1
            dice = self._chance.random()
            known = list(self.known.sure)
            if dice < WITHDRAWN and known:
                yield self._chance.choice(known), None
                continue
            record = next(made, None)
            if record is None:
                made = self._records(count)
                record = next(made)
            name = f"kill-{self._number}-{count}"
            if dice < WITHDRAWN + REPLACED and known:
                kind, old = self._chance.choice(known)
                if kind == ("vacancy" if isinstance(record, Vacancy) else "resume"):
                    yield (kind, old), marked(record, old, f"{name} again")
                    continue
            yield ("vacancy" if isinstance(record, Vacancy) else "resume", name), marked(record, name, name)

    def _records(self, seed: int) -> Iterator[Record]:
        for pair in zip(vacancies(100, seed), resumes(100, seed), strict=True):
            yield from pair


def marked(record: Record, id_: str, mark: str) -> Record:
    """The record under an id, with a mark in a text of it."""
    if isinstance(record, Vacancy):
        return replace(record, id=id_, description=mark)
    return replace(record, id=id_, summary=mark)


def mark_of(record: Record) -> State:
    """The mark."""
    return record.description if isinstance(record, Vacancy) else record.summary


def _sent(connection: http.client.HTTPConnection, key: Key, record: Record | None) -> int:
    """One change -> the status of the answer, read to its end."""
    kind, id_ = key
    path = f"/v1/{'vacancies' if kind == 'vacancy' else 'resumes'}/{quote(id_, safe='')}"
    headers = {"Content-Type": "application/json"}
    connection.request("DELETE" if record is None else "PUT", path, None if record is None else encode(record), headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status
