"""The search strategy as it was run: its numbered lines, what each of them means, and what each finds among records."""
