"""Finding records among many: the query, the filters, and a search in slices that no key waits for."""
