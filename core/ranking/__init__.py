"""What a model of a reader's decisions is good for: an order to read in, a second look, and evidence on stopping."""
