"""The searches that a person keeps by name, for all reviews: `searches.toml` beside the settings.

```toml
"no abstract" = "not abstract:a"
```
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from core.errors import TamisError, refusals
from store.journal.files import atomic_write
from tui.settings.settings import settings_path

LONGEST = 60
"""Characters of a name that are kept."""


def searches_path() -> Path:
    """Where they are kept."""
    return settings_path().with_name("searches.toml")


def kept_searches(path: Path) -> dict[str, str]:
    """The text of each search by its name, in the order in which they were kept; {} without a file.

    Raises:
        TamisError: The file cannot be read, or is no list of searches.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        raise TamisError(f"cannot be read: {problem}", where=str(path), advice="Mend it, or delete it.") from problem
    if not all(isinstance(each, str) for each in found.values()):
        raise TamisError(
            "each line is a name and a search", where=str(path), advice='As in: "crisis" = "crisis not child"'
        )
    return found


def keep_searches(path: Path, searches: Mapping[str, str]) -> None:
    """Write all kept searches.

    Raises:
        TamisError: They cannot be written; the file is as it was.
    """
    lines = [f"{_quoted(name[:LONGEST])} = {_quoted(text)}\n" for name, text in searches.items()]
    with refusals("cannot be written", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, ["".join(lines).encode()], 0o600)


def _quoted(text: str) -> str:
    """A text as TOML has it: as JSON, but no pairs of surrogates, and DEL escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
