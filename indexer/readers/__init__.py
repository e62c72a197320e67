"""Files of vacancies and resumes, read line by line into records; every line that is none is reported."""

from indexer.readers.mapping import Mapping, load
from indexer.readers.outcome import Note, Refused
from indexer.readers.read import read_path

__all__ = ["Mapping", "Note", "Refused", "load", "read_path"]
