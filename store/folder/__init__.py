"""The review folder: the review itself, what lies where, its records, and where a reader stopped."""
