"""The app's side of a review: what it needs of one, and a review folder that offers it."""
