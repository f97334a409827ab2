"""What a database of retractions says of the records."""
