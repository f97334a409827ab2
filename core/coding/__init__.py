"""Coding and comparing: the team's categories, and what the studies of each combination of answers say."""
