"""The history of the tables. `storage.schema` applies it; `python -m storage.migrations` drafts the next step."""
