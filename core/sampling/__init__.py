"""The sample that the second reader also reads."""
