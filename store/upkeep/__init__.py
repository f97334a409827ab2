"""Whether the files of a review are whole: checking, repairing and keeping copies."""
