"""Participant and specialist reach each other: who helps me, talk, answers, and being out of reach."""
