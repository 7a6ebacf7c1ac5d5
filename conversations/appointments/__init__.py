"""Appointments: what is agreed, when it repeats, what it collides with and when she is reminded."""
