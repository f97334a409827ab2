"""The subjects that the invented publications are about."""
