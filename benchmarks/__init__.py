"""Benchmarks: ratios of one run against a peer or a baseline; see docs/benchmarks.md."""
