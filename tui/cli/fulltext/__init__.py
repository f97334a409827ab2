"""The commands on full texts and studies."""
