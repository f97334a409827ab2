"""Finding the records that report the same publication."""
