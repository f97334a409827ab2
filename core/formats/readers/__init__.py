"""Reading a file of references: one module a format, all giving the same `Reading`."""
