"""Writing records for other programs: one module a format."""
