"""The commands that keep a review whole: check, repair, backup, bundle, verify."""
