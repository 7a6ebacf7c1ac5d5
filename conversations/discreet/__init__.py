"""Discreet mode: neutral words on the screen, the rest only on tap, and away again with one more tap."""
