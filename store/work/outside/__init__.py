"""What comes in from other programs: their files of references, and what was decided or suggested in them."""
