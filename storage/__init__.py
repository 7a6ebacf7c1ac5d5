"""Models, repositories, unit of work, encryption and migrations."""
