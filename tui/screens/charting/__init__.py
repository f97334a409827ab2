"""Charting: the form of a study, consensus, the evidence map."""
