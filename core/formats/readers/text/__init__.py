"""Reading texts that databases write for people, with records that a number or a rule divides."""
