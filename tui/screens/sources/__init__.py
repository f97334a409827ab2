"""Sources: the imports, and bringing files in."""
