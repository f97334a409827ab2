"""The review folder on disk: the only place that writes review data."""
