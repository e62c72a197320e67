"""The engine for more than one machine: OpenSearch narrows by upper bounds, the one exact scorer decides."""
