"""Charting: the form, what reviewers fill into it, how far they agree, and the tables and the map of it."""
