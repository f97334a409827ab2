"""Bibliographic file formats: the fields of a record, and what readers and writers of all formats share."""
