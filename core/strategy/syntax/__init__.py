"""How a line of a strategy is read: its words and signs, its brackets, what stands beside what, and what is wrong."""
