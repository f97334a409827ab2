"""A second program that works out what follows from a review folder, to be compared with tamis.

It was written from docs/reference/format.md and imports nothing of tamis, so that a fault must be made twice to go
unseen. Where it needs a rule, the page must say it. `review.Derivation` is the whole; bottom first:

- `words`: the journals, and which word counts of those that several people said
- `records`: the records that count, their search rounds, the duplicate groups
- `sealed`: which batches are open, and from which line on words are changes of mind
- `said`: what a reader's words, and resolutions, come to on merged records
- `samples`: what was drawn
- `funnel`: where the records of each stage stand
- `agreement`, `missed`, `flow`: the numbers
"""
