"""Backups of what an account may read, and how far today's files go beyond them."""
