"""Reading tables: a column a field, a row a record."""
