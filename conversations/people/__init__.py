"""The people somebody looks after: a specialist's participants, a coordinator's team."""
