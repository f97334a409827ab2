"""The commands on what several readers said: agreement, what was missed, disagreements."""
