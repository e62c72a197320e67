"""Errors of the index.

SearchIndexError
 +- IndexMissingError      there is no generation yet
 +- IndexOutdatedError     a generation was made by other code or other knowledge
 +- IndexDamagedError      a file of the generation is missing, short or altered
 +- IndexBusyError         another process is writing
 +- TargetAwayError        an engine elsewhere does not answer
 +- TargetRefusesError     an engine elsewhere does not let this service in, or does not let it do something
 +- IndexShrinksError      what was rebuilt holds far less than what it would replace
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


class TargetAwayError(SearchIndexError):
    """An engine elsewhere does not answer; the same can be told to it later."""


class TargetRefusesError(SearchIndexError):
    """An engine elsewhere does not let this service in, or does not let it do something; an operator can change it."""


class IndexShrinksError(SearchIndexError):
    """What was rebuilt holds far less than what it would replace; the old one stays in use."""


class EncoderError(SearchIndexError):
    """The encoder that was asked for cannot be used: a part is not installed, or there is no such model."""
