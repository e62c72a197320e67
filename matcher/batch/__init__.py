"""Lists for everybody at once: shortlists for all vacancies, suitable vacancies for all people."""

from __future__ import annotations

from matcher.batch.errors import BatchError, BatchWorkerError
from matcher.batch.run import Batch, Done, run
from matcher.batch.work import Asked, Place

__all__ = ["Asked", "Batch", "BatchError", "BatchWorkerError", "Done", "Place", "run"]
