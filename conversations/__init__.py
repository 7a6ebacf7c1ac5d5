"""What people say and what follows from it: no Telegram, no HTTP, no SQL."""
