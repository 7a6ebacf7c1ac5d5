"""Doing errands: fetching files, having voices written down and texts translated."""
