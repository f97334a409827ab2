"""Folders of exports: what each file is, changed line by line, and brought in with one key."""
