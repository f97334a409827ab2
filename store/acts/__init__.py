"""What was said for all to see, and what counts of it: imports, duplicates, samples, openings, retrieval, studies."""
