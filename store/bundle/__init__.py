"""Makes and checks the open-data bundle: one zip with all that others need to check a review."""
