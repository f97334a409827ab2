"""What people said of duplicates: searches for them, verdicts on pairs, the groups that follow, and studies."""
