"""A module for a screen or a command: asks the state what may be done, then writes it."""
