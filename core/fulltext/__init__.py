"""Full texts: whether a report is sought, retrieved or not to be had, which file holds it, and reading it."""
