"""Charting: the form, what charters fill into it, how they agree, and the tables and the map that come of it."""
