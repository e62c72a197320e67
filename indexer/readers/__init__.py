"""Files of vacancies and resumes, read line by line into records; every line that is none is reported."""

from indexer.readers.outcome import Note, Refused
from indexer.readers.read import read_path

__all__ = ["Note", "Refused", "read_path"]
