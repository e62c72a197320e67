"""Many records as arrays: dense fields one row each; ragged ones as offsets and ids of distinct texts."""
