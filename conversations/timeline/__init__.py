"""What happened with a participant, of all kinds and in the order of time, for her own specialist."""
