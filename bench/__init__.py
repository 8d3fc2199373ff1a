"""Benchmarks: never run as tests, each against a limit or a peer in one run."""
