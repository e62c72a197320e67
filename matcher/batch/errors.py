"""What can go wrong with a batch. No door but the command line runs one, so these stand beside the service's tree.

BatchError                 the batch cannot be run as asked; the message says what to do
 +- BatchWorkerError       a worker process ended before its work did
"""

from __future__ import annotations


class BatchError(Exception):
    """The batch cannot be run as asked; the message says what to do."""


class BatchWorkerError(BatchError):
    """A worker process ended before its work did; what was finished is kept."""
