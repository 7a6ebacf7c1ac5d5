"""What happens on the way to work: recorded with a few taps as it happens, and the report that follows from it."""
