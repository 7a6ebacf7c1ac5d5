"""Sending: claims due deliveries, checks them again, renders, paces, calls, and records what became of each."""
