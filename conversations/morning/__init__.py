"""The specialist's morning: what today holds, in one message instead of one for every tick."""
