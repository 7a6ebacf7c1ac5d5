"""Aftercare: what follows when a job or an education has begun, because trouble often starts when the help stops."""
