"""What each person can do: the menu, the commands, and help."""
