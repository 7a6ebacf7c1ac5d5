"""The only ways in: single-use codes, from coordinators to specialists and from specialists to participants."""
