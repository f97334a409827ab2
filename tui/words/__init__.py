"""What the app says, in words: no styles of its own, no keys."""
