"""Finding the records that report the same publication.

In the order in which they work: `normalise` (with `text`, `titles`, `names`, `numbering`) computes a record's keys when
it is imported; `candidates` says which pairs are worth a look; `compare` (with `journals`) gathers the evidence about a
pair; `decide` holds the rules; `find` runs them all; `cluster` makes groups of pairs; `merge` picks what remains.
"""
