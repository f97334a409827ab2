"""Full texts: screening with the report behind each record."""
