"""The commands from the search to the single records: import, sources, duplicates."""
