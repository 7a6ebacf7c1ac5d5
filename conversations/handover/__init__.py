"""Handing a participant over to another specialist, and the first screen that one gets."""
