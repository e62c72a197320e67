"""Errors of the index.

SearchIndexError
 +- IndexMissingError      there is no generation yet
 +- IndexOutdatedError     a generation was made by other code or other knowledge
 +- IndexDamagedError      a file of the generation is missing, short or altered
 +- IndexBusyError         another process is writing
 +- EncoderError           the encoder that was asked for cannot be used
"""

from __future__ import annotations


class SearchIndexError(Exception):
    """Something is wrong with the index; the message names what to do."""


class IndexMissingError(SearchIndexError):
    """There is no generation yet."""


class IndexOutdatedError(SearchIndexError):
    """The generation was made by another format, other curves or other knowledge."""


class IndexDamagedError(SearchIndexError):
    """A file of the generation is missing, short or altered."""


class IndexBusyError(SearchIndexError):
    """Another process holds the writer's lock."""


class EncoderError(SearchIndexError):
    """The encoder that was asked for cannot be used: a part is not installed, or there is no such model."""
