"""What can be wrong with a whole file or with a mapping. A bad line is no error: it is a `Refused`.

    ReadError
    ├── NothingToRead        no such path, an empty file, a folder without files
    ├── Unreadable           the file cannot be opened, or is no text
    ├── WrongEncoding        the text is in no encoding that is certain
    ├── UnknownFormat        readable, but no format that is known here
    ├── TooLarge             a JSON document that does not fit; one record a line has no limit
    └── BadMapping           the mapping file is wrong

A message names the file and what was expected; it quotes nothing of the content.
"""

from __future__ import annotations


class ReadError(Exception):
    """A file, or the mapping to read it by, cannot be used at all."""


class NothingToRead(ReadError):  # noqa: N818 - the tree says that it is one
    """There is nothing at this path."""


class Unreadable(ReadError):  # noqa: N818 - the tree says that it is one
    """The file cannot be opened or is not a text."""


class WrongEncoding(Unreadable):
    """The file is text in an encoding that cannot be told for certain."""


class UnknownFormat(ReadError):  # noqa: N818 - the tree says that it is one
    """The content is none of the known formats."""


class TooLarge(ReadError):  # noqa: N818 - the tree says that it is one
    """One JSON document that is too large to be read at once."""


class BadMapping(ReadError):  # noqa: N818 - the tree says that it is one
    """A mapping file that says something impossible."""
