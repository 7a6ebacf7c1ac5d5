"""Benchmarks: ours and a peer in the same run, against the same stand-in, ratios from pairs."""
