"""TOML as people write it: where each key stands, and all mistakes of a file at once."""
