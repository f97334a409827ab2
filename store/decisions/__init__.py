"""A reader's own decisions at a stage: how they are read from the journal, and what of them the others are given."""
