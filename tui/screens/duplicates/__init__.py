"""Doubtful pairs: two records side by side."""
