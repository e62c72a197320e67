"""What can go wrong in the service, one tree.

    MatcherError
    ├── RecordMissingError              no such vacancy or resume, or it was withdrawn
    └── StoreError                      the store could not do what was asked
        ├── StoreAddressError           the address names no store that this version can open
        ├── StoreUnavailableError       the store is sound, but cannot be used just now
        │   ├── StoreLockedError        another process has been writing for longer than we wait
        │   ├── StoreReadOnlyError      the folder, the file or the disk refuses writing
        │   └── StoreFullError          no room left on the disk
        ├── StoreDamagedError           the file is no store, or is damaged
        ├── StoreNewerError             a newer Laiyq has written it
        ├── SubjectMissingError         a shortlist for a vacancy or resume that is not in the store
        └── ShortlistMissingError       no shortlist has this number

Messages are sentences for the person at the screen. They name files, limits and counts; never a record, its id or
anything stated in it, because messages end in logs and logs are read by people who may not see records.
"""

from __future__ import annotations


class MatcherError(Exception):
    """The root of the tree."""


class RecordMissingError(MatcherError):
    """There is no such vacancy or resume, or it was withdrawn."""


class StoreError(MatcherError):
    """The store could not do what was asked; nothing of the failed step was stored."""


class StoreAddressError(StoreError):
    """The address names no store that this version can open."""


class StoreUnavailableError(StoreError):
    """The store is sound, but cannot be used just now."""


class StoreLockedError(StoreUnavailableError):
    """Another process has been writing for longer than we wait."""


class StoreReadOnlyError(StoreUnavailableError):
    """The folder, the file or the disk refuses writing."""


class StoreFullError(StoreUnavailableError):
    """No room is left on the disk."""


class StoreDamagedError(StoreError):
    """The file is no store, or is damaged."""


class StoreNewerError(StoreError):
    """A newer Laiyq has written the store."""


class SubjectMissingError(StoreError):
    """A shortlist was made for a vacancy or resume that is not in the store."""


class ShortlistMissingError(StoreError):
    """No shortlist has the number asked for."""
