"""Repositories: one a kind of thing, each made from a session and the scope of the acting person."""
