"""What follows from all that was said and decided, as far as one audience may know it. Blindness is enforced here."""
