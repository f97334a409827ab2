"""The tables of how disagreements ended: on records, and on the items of forms."""

from __future__ import annotations


def resolutions_table(stage: str) -> str:
    """The table of the resolutions and escalations at a stage, by record."""
    return f"resolutions/{stage}"


def consensus_table(stage: str) -> str:
    """The table of the answers that a team has agreed on at a stage, by record and item."""
    return f"consensus/{stage}"
