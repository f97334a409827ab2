"""Decisions, the funnel that they give, and the sessions behind the screens on which records are read."""
