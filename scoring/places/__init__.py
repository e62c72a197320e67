"""KATO, coordinates, distance, minutes."""
