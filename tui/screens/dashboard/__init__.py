"""The dashboard: the funnel, who owes what, and what to do next."""
