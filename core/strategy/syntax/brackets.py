"""Gives each bracket that lacks its partner one, where it was most likely lost."""

from __future__ import annotations

from core.strategy.dialects import PUBMED, Platform
from core.strategy.syntax.notes import Notes
from core.strategy.syntax.tokens import Token


def balanced(text: str, tokens: list[Token], dialect: Platform, notes: Notes) -> list[Token]:
    """The tokens with each bracket that lacks its partner given one, where it was most likely lost."""
    open_at: list[int] = []
    surplus: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == "LEFT":
            open_at.append(place)
        elif token.kind == "RIGHT":
            if open_at:
                open_at.pop()
            else:
                surplus.append(place)
    if not open_at and not surplus:
        return tokens
    added: dict[int, list[Token]] = {}
    first = tokens[0]
    dropped = set()
    begun = next((place for place, token in enumerate(tokens) if token.kind != "RIGHT"), len(tokens))
    for place in surplus:
        token = tokens[place]
        if place < begun:
            dropped.add(place)
            notes.problem(token.start, "“)” closes no bracket", "Take it out.")
            continue
        added.setdefault(0, []).append(Token("LEFT", first.start, first.start, "("))
        missing = f"“(” is missing before “{text[first.start : first.end][:40]}”"
        advice = f"Or the “)” in column {token.start + 1} is one too many"
        notes.problem(first.start, missing, advice, mended=True)
    for place in open_at:
        token = tokens[place]
        end = _end_of(tokens, place, dialect) if len(open_at) <= 20 else len(tokens)
        at = tokens[end].start if end < len(tokens) else len(text)
        added.setdefault(end, []).append(Token("RIGHT", at, at, ")"))
        notes.problem(token.start, "“)” is missing for this bracket", f"Put it in column {at + 1}", mended=True)
    result: list[Token] = []
    for place in range(len(tokens) + 1):
        result += added.get(place, ())
        if place < len(tokens) and place not in dropped:
            result.append(tokens[place])
    return result


def _end_of(tokens: list[Token], place: int, dialect: Platform) -> int:
    """Where a bracket that was never closed most likely ends: before the next codes of fields at its level."""
    depth = 0
    for at in range(place + 1, len(tokens)):
        kind = tokens[at].kind
        depth += (kind == "LEFT") - (kind == "RIGHT")
        if depth <= 0 and kind in ("AFTER", "LOST") and dialect is not PUBMED and at > place + 1:
            return at
    return len(tokens)
