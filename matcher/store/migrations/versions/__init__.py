"""One file a shape, named by its number; what is written here is never changed afterwards."""
