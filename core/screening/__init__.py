"""Decisions and what follows from them: the funnel, and the sessions that the screens of reading drive."""
