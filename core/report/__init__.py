"""The report: the values it is written from, and its parts."""
