"""The commands that make a review: from a template, or the sample."""
