"""Judged sets, metrics, baselines."""
