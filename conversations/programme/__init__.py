"""What a programme decides for itself, and the places where its people meet."""
