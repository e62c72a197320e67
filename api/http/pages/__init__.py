"""Pages for a specialist: made on the server, without scripts, in three languages, readable on a phone and on paper."""
