"""The engine of one process: memory-mapped columns, postings by title, a delta of what changed since."""
