"""Screening: one record after the other, and finding, sorting and marking what one reads."""
