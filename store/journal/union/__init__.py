"""Several people's journals of words as one: a word, what counts of all of them, and how one is said."""
