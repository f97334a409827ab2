"""Bibliographic file formats: one module each, all giving the same `ImportResult`."""
