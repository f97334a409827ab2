"""Disagreements: the record, what each reader said, and how it ends."""
