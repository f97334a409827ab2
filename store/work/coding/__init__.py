"""Coding: beginning it, giving categories to answers and quotes, what each category was given to."""
