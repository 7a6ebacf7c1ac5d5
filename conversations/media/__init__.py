"""Voice messages, pictures and files that people send, kept as files of our own."""
