"""A person's own settings: language, reading, discreet mode, quiet hours, pause and stop."""
