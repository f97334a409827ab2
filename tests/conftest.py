"""For all tests: hypothesis never judges by the clock, which on a busy machine says nothing."""

from hypothesis import settings

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")
