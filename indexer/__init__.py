"""Makes records findable. Knows engines, not the law."""
