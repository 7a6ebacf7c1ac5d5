"""The employers a programme's team knows, and who talked to them last, so that no firm is called by five at once."""
