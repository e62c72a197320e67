"""A circuit breaker: who does not answer is left alone for a while, and then asked by one caller first."""

from __future__ import annotations

import threading
from collections.abc import Callable

FAILURES = 5
"""So many failures in a row open it."""
REST_S = 10.0


class Breaker:
    """Closed while calls succeed; open after `FAILURES` in a row; after `REST_S` one caller may try.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._until = 0.0
        self._lock = threading.Lock()

    def allows(self) -> bool:
        """Whether a call may be made now; the one that may try pushes the rest of the callers back once more."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            now = self._clock()
            if now < self._until:
                return False
            self._until = now + REST_S
            return True

    def succeeded(self) -> None:
        """A call was answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """A call was not answered."""
        with self._lock:
            self._failures += 1
            self._until = self._clock() + REST_S

    @property
    def rests(self) -> bool:
        """Whether it is open."""
        with self._lock:
            return self._failures >= FAILURES and self._clock() < self._until
