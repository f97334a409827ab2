"""Step stages: what a rule suggests, group by group and record by record."""
