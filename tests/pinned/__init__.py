"""What the program prints and writes, held fast: `outputs.json`, compared in `tests/test_pinned.py`.

Three reviews are built with the program's own commands, and every command is run on them in one process whose clock
stands still (`python -m tests.pinned --dump DIR`; of one review with `--only REVIEW`). Short outputs are kept whole,
long ones as their digest; `--dump` gives all of them whole, so that two trees are compared with `diff -r`.
`python -m tests.pinned` writes the pins anew.
"""
