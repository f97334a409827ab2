"""What one machine hands to another: packs of what is open, and taking them without trusting them."""
