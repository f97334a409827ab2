"""A small complete example review, its generator and its known truth."""
