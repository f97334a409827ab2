"""The plan of a review: what `protocol.toml` says, how it is read and checked, and the templates to begin with."""
