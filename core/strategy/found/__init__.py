"""What a strategy finds among records, where, and what is odd about it."""
