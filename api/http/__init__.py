"""The HTTP door: JSON under /v1, pages for a specialist, OpenAPI at /docs. `server.serve` runs it."""
