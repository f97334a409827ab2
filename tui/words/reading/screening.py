"""The words of the screening screen: what it says where no record is, and what is marked in the text."""

from __future__ import annotations

from collections.abc import Sequence

from tui.text.plain import clean


def marked_now(marking: str, blocks: Sequence[str]) -> str:
    """What is marked in the text from now on.

    Args:
        marking: "words", "blocks", "both" or "off".
        blocks: The blocks of the search, each with its sign.
    """
    legend = clean(", ".join(blocks))
    return {
        "words": "highlights on",
        "blocks": f"blocks of the search: {legend}",
        "both": f"words and blocks: {legend}",
        "off": "highlights off",
    }[marking]
