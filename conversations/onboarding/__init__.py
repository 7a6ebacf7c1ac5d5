"""A participant's first minutes: language, what this is, what is kept, and whether she wants it."""
