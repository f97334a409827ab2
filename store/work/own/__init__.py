"""What one has done and said oneself: the last acts, to be taken back or done again."""
