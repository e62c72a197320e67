"""What "suitable" means. No engine, no database, no clock: `as_of` is always an argument."""
