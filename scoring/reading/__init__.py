"""Reading: facts that free text states, with the words they were read from."""
