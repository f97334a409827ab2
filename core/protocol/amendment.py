"""A version of the protocol that was in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A version of the protocol that was in use.

    Attributes:
        version: The first 12 digits of the protocol's hash.
        at: When it was first used, in UTC, ISO 8601.
        changed: The lines taken out ("- …") and put in ("+ …") since the version before; () for the first one.
        text: The protocol itself.
        why: Why it was changed, in a person's words; "" while nobody has said.
        by: Who said why.
    """

    version: str
    at: str
    changed: tuple[str, ...]
    text: str
    why: str = ""
    by: str = ""

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Amendment:
        """Read the journal's form."""
        return cls(**{**document, "changed": tuple(document["changed"])})
