"""Numbers, lists and reports of a review, each derived anew. Read only."""
