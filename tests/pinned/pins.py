"""What is kept of an output: a short one whole; of a long one its digest, its length, how it begins and ends."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path
from typing import Any

PINS = Path(__file__).with_name("outputs.json")
SHORT = 600
"""Bytes of an output that is kept whole."""
SHOWN = 2
"""Lines that are kept of a longer one's beginning."""
ADVICE = """Is it meant? `python -m tests.pinned` writes the pins anew. To see it whole, in this tree and in one before
the change: `python -m tests.pinned --dump DIR`, then `diff -r` of the two folders."""


def pin(text: str) -> Any:
    """What is kept of one output: its lines, or what is known of them."""
    content = text.encode(errors="surrogateescape")
    lines = text.splitlines()
    if len(content) <= SHORT:
        return lines
    begins = [each[:80] for each in lines[:SHOWN]]
    return {"sha256": sha256(content).hexdigest()[:16], "bytes": len(content), "begins": begins, "ends": lines[-1][:80]}


def read() -> dict[str, Any]:
    """The pins as they stand in the tree."""
    found: dict[str, Any] = json.loads(PINS.read_text(encoding="utf-8"))
    return found


def write(pins: Mapping[str, Any]) -> None:
    """Write the pins anew, one a line."""
    rows = [f"{json.dumps(name)}: {json.dumps(pins[name], ensure_ascii=False)}" for name in sorted(pins)]
    PINS.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Each pin that is not what it was, as a diff."""
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            texts = (json.dumps(pins.get(name), indent=1, ensure_ascii=False).split("\n") for pins in (before, now))
            yield "\n".join([name, *list(unified_diff(*texts, n=0, lineterm=""))[2:]])


def command() -> None:
    """Write the pins and the names of the fields anew."""
    from tests.pinned.fields import FieldNames, read_fields, write_fields
    from tests.pinned.outputs import PEOPLE, outputs, part_of

    parser = argparse.ArgumentParser(prog="python -m tests.pinned", description=command.__doc__)
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--check", action="store_true", help="only say what differs from them; exit 1 if anything does"
    )
    instead.add_argument("--dump", type=Path, metavar="DIR", help="write every output whole, into a folder")
    parser.add_argument("--only", choices=PEOPLE, help="only what is pinned of one review")
    said = parser.parse_args()
    parts = [said.only] if said.only else list(PEOPLE)
    pins, fields = {}, {part: FieldNames() for part in parts}
    with tempfile.TemporaryDirectory() as place:
        for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = f"{place}/{name}"
        for part in parts:
            for name, text in outputs(Path(place).resolve() / part, part):
                if name in pins:
                    raise SystemExit(f"two outputs are called {name}")
                pins[name] = pin(text)
                fields[part].note(name, text)
                if said.dump is not None:
                    file = said.dump / name
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
    known, known_fields = read(), read_fields()
    if said.check:
        found = list(differences({name: each for name, each in known.items() if part_of(name) in parts}, pins))
        for part in parts:
            if known_fields.get(part) != fields[part].found():
                found.append(f"fields.json, {part}: the names of the fields that --json prints")
        print("\n\n".join([*found, f"{len(found):,} of {len(pins):,} outputs differ", ADVICE] if found else []))
        sys.exit(1 if found else 0)
    if said.dump is None:
        write({name: each for name, each in known.items() if part_of(name) not in parts} | pins)
        write_fields({**known_fields, **{part: each.found() for part, each in fields.items()}})
    sys.stderr.write(f"{len(pins):,} outputs\n")
