"""The steps from every older shape of the store to the present one; each is run once, under the write lock."""
