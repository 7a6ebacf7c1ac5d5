"""What a specialist should look at: a reminder of work, never a mark against a participant."""
