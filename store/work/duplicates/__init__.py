"""Searches for duplicates, and goes through the pairs that a person must look at."""
