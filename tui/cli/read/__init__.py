"""The commands of one reader: suggestions, screening, decisions, the sample."""
