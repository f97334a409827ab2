"""Before a review is open: making one, choosing one seen lately, saying who one is."""
