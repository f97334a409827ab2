"""The search strategy of a source: its lines, what each finds, and what is wrong with it."""
