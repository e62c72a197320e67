"""Mapping files for exports that are known by their form."""
