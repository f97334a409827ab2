"""Reads a person's branch without trusting it: which files it holds, and whether it only went on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from core.words import count, plural
from store.exchange.files import SAFE, Refusal, lines_from, named
from store.exchange.link import Link
from store.exchange.unpack import MOST_BYTES, MOST_ENTRIES

MOST_FILE = 256 << 20
"""The most bytes of one file: records are written in parts of 40 MB, a decision is some hundred bytes."""
_ENTRY = re.compile(rb"(\d+) \w+ ([0-9a-f]+) +(\S+)\t(.*)", re.DOTALL)
_KINDS = {"120000": "it is a link", "160000": "it is another repository (a submodule)"}
ASK = "Ask {who}, and whoever may write there, who did that; the review is as it was."


class Blob(NamedTuple):
    """A file of a branch: its number in the repository, and its size in bytes."""

    number: str
    size: int


Tree = dict[str, Blob]
"""Name below the review folder → the file."""


def odd_branches(heads: dict[str, str]) -> Iterator[Refusal]:
    """Branches that are nobody's by their name, or that a disk might take for another one's."""
    seen: dict[str, str] = {}
    for name in sorted(heads):
        if not re.fullmatch(SAFE, name):
            yield Refusal(
                name, "", f"the branch {name} is none that tamis makes", "Take it away, or use another place."
            )
        elif other := seen.get(name.casefold()):
            what = f"the branches {other} and {name} differ in case only"
            yield Refusal(name, "", what, "Take away the one that is nobody's.")
        seen[name.casefold()] = name


def read_tree(link: Link, who: str, commit: str) -> tuple[Tree, list[Refusal]]:
    """The files of a person's branch, and what in it is none that tamis hands out."""
    listed = link.git.run("ls-tree", "-r", "-z", "-l", "--full-tree", commit).split(b"\0")[:-1]
    tree: Tree = {}
    refused: list[Refusal] = []
    names: dict[str, str] = {}
    for match in filter(None, map(_ENTRY.fullmatch, listed[: MOST_ENTRIES + 1])):
        mode, number, size, path = (part.decode(errors="backslashreplace") for part in match.groups())
        each = named(path)
        what = ""
        if mode in _KINDS:
            what = _KINDS[mode]
        elif each is None or each.who != who:
            what = f"{who} hands out no such file"
        elif mode != "100644" or not size.isdigit():
            what = f"it is no plain file (mode {mode})"
        elif int(size) > MOST_FILE:
            what = f"it is larger than any file of a review: {int(size):,} bytes"
        elif other := names.get(path.casefold()):
            what = "it is there twice" if other == path else f"it differs from {other} in case only"
        names[path.casefold()] = path
        if what:
            refused.append(Refusal(who, path, what, ASK.format(who=who)))
        else:
            tree[path] = Blob(number, int(size))
    if len(listed) > MOST_ENTRIES or sum(each.size for each in tree.values()) > MOST_BYTES:
        refused.append(
            Refusal(who, "", f"its branch holds far more than a review: {len(listed):,} files", ASK.format(who=who))
        )
    return tree, refused


def went_back(link: Link, who: str, before: Tree, now: Tree) -> Refusal | None:
    """What a branch has less of than when it was last taken, or sent, from here; None where it only went on.

    Of a file that grew, the lines are compared with those here; see `Incoming`.
    """
    less = [name for name, each in before.items() if name not in now or now[name].size < each.size]
    if not less:
        return None
    what = "; ".join(_changed(link, name, before, now) for name in less)
    return Refusal(who, less[0], f"the branch {who} went back: {what}", ASK.format(who=who))


def _changed(link: Link, name: str, before: Tree, now: Tree) -> str:
    if name not in now:
        return f"{name} is gone"
    with TemporaryDirectory() as folder:
        link.git.save({"before": before[name].number, "now": now[name].number}, Path(folder))
        had, has = ((Path(folder) / each).read_bytes().splitlines() for each in ("before", "now"))
    first = next((place for place, (one, two) in enumerate(zip_longest(had, has), 1) if one != two), len(had))
    if first > len(has):
        are = plural(len(had) - len(has), "is")
        return f"of {name} {lines_from(first, len(had))} {are} gone ({count(len(has), 'line')} left)"
    return f"{name} says something else from line {first} on"
