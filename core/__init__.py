"""The method: frozen dataclasses and functions. No terminal, no database, no clock, no global state."""
