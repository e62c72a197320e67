"""What can go wrong in the service, one tree.

    MatcherError
    ├── RecordMissingError              no such vacancy or resume, or it was withdrawn
    ├── ThingMissingError               no such vacancy, referral or registration in casework
    ├── EventTimeError                  an event says a time that cannot be, such as one in the future
    └── StoreError                      the store could not do what was asked
        ├── StoreAddressError           the address names no store that this version can open
        ├── StoreUnavailableError       the store is sound, but cannot be used just now
        │   ├── StoreLockedError        another process has been writing for longer than we wait
        │   ├── StoreReadOnlyError      the folder, the file or the disk refuses writing
        │   └── StoreFullError          no room left on the disk
        ├── StoreDamagedError           the file is no store, or is damaged
        ├── StoreNewerError             a newer Laiyq has written it
        ├── VersionConflictError        the record was changed since the writer saw it
        │   └── CaseConflictError       a case was: the message says what happened
        ├── SnapshotShrinksError        a snapshot lacks more of its source than may be missing
        ├── SettingError                no setting has this name, or it cannot be that
        ├── PersonMissingError          there is no such person, or they were erased
        ├── BackupError                 a backup could not be made or put back
        │   ├── BackupKeyError          the key is none
        │   ├── BackupUnreadableError   another key, a damaged file, or a backup of something else
        │   └── BackupProgramError      a program of PostgreSQL is missing or failed
        ├── JournalError                the journal of casework cannot be sealed or checked
        │   ├── JournalKeyError         its key is not here, or is none
        │   └── JournalBrokenError      it does not agree with its seals
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


class ThingMissingError(MatcherError):
    """Casework has no such vacancy, referral or registration, and the event does not open one."""


class EventTimeError(MatcherError):
    """An event says a time that cannot be; `field` says which. Nothing was stored."""

    def __init__(self, field: str, why: str = "cannot be") -> None:
        super().__init__(f"{field} {why}")
        self.field = field


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


class VersionConflictError(StoreError):
    """The record was changed since the writer saw it; nothing was stored."""


class CaseConflictError(VersionConflictError):
    """A case was changed since the actor saw it; the message says what happened. Nothing was stored."""


class SnapshotShrinksError(StoreError):
    """A snapshot lacks more of its source than may be missing; nothing of it was stored."""


class SettingError(StoreError):
    """No setting has this name, or it cannot have this value."""


class PersonMissingError(StoreError):
    """There is no such person, or they were erased."""


class BackupError(StoreError):
    """A backup could not be made or put back; nothing was changed."""


class BackupKeyError(BackupError):
    """The key is none."""


class BackupUnreadableError(BackupError):
    """The backup was made with another key, is damaged, or is of something else."""


class BackupProgramError(BackupError):
    """A program of PostgreSQL is missing or failed."""


class JournalError(StoreError):
    """The journal of casework cannot be sealed or checked."""


class JournalKeyError(JournalError):
    """The key of the journal's seals is not here, or is none."""


class JournalBrokenError(JournalError):
    """The journal does not agree with its seals or their head; nothing was sealed on top."""


class SubjectMissingError(StoreError):
    """A shortlist was made for a vacancy or resume that is not in the store."""


class ShortlistMissingError(StoreError):
    """No shortlist has the number asked for."""
