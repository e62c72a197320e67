"""Doors only: the command line, HTTP, later pages. Wires everything; decides nothing."""
