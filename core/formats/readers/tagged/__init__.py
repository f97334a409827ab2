"""Reading text of which each line starts with a short tag, as most databases export it."""
