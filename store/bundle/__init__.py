"""The open-data bundle: all that others need to check a review, in one zip; and the check."""
