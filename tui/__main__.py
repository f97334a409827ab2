"""Runs the command line: `python -m tui` is `tamis`."""

from tui.cli import main

main()
