"""Everything a person meets: the commands and the screens."""
