"""A letter somebody does not understand: to the specialist, with a picture or without, gone when dealt with."""
