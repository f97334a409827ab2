"""The text of a report: which file it is in, what a program finds in it, and what is kept of that in the cache."""
