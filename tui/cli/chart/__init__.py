"""The commands of charting."""
