"""What codes of fields behind a part mean: Ovid's .ti,ab., PubMed's [tiab], Embase.com's :ti,ab."""

from __future__ import annotations

from dataclasses import replace

from core.strategy.dialects import PUBMED, Platform
from core.strategy.printed import printed
from core.strategy.syntax.joined import Frame, Operand, as_text, deeper
from core.strategy.syntax.notes import Notes
from core.strategy.syntax.tokens import Token
from core.strategy.tree import Fielded, Heading, Limit, Near, Node, Term


def known(token: Token, dialect: Platform, notes: Notes) -> None:
    """Name the codes of fields that the platform is not known to have."""
    for code in token.values:
        if dialect.of_code(code) is None:
            at, name = token.start, dialect.name
            notes.problem(at, f"“{code}” is no field that is known of {name}", "What it finds cannot be told here.")


def after(frame: Frame, token: Token, dialect: Platform, notes: Notes) -> None:
    """Codes of fields behind what they are for."""
    if frame.wants_operand:
        shown = token.text.strip(".: ")
        notes.problem(token.start, f"the term is missing before “{shown}”", "Write what was searched in these fields.")
        return
    operand = frame.operands[-1]
    if token.kind == "LOST":
        if isinstance(operand.node, Fielded) and not operand.group:
            notes.problem(token.start, "a comma is expected between fields", f"Write ,{token.text}")
            frame.operands[-1] = replace(operand, node=Fielded(operand.node.part, operand.node.codes + token.values))
            return
        notes.problem(token.start, f"the full stop before “{token.text}” is missing", f"Write .{token.text}")
    if dialect is PUBMED:
        _tagged(frame, operand, token, notes)
        return
    known(token, dialect, notes)
    part: Node = as_text(operand).node
    codes = token.values
    if isinstance(part, Fielded) and not operand.group:
        notes.problem(token.start, "fields are named twice", f"Write them once, with a comma; read with {token.text}")
        codes = tuple(dict.fromkeys(part.codes + codes))
        part = part.part
    node = Fielded(part, codes)
    frame.operands[-1] = Operand(node, operand.start, deeper(operand.depth), suffixed=operand.group)


def _tagged(frame: Frame, operand: Operand, token: Token, notes: Notes) -> None:
    code, *more = token.values
    node = operand.node
    if not code:
        notes.problem(token.start, "no field stands between the brackets", "Write one: [tiab].")
        frame.operands[-1] = replace(operand, node=replace(node, quoted=True) if isinstance(node, Term) else node)
        return
    if code == "mesh":
        if isinstance(node, Term):
            found = Heading(node.text, "explode" in more, "major" in more)
            frame.operands[-1] = replace(operand, node=found)
        else:
            notes.problem(token.start, f"no heading before “[{token.text}]”", "Write its name in quotes.")
        return
    if code == "filter" and isinstance(node, Term):
        frame.operands[-1] = replace(operand, node=Limit(None, f"{printed(node, PUBMED)}[filter]"))
        return
    if code not in PUBMED.fields:
        notes.problem(
            token.start, f"“{code[:40]}” is no field that is known of PubMed", "What it finds cannot be told here."
        )
    if operand.group:
        notes.problem(token.start, f"“[{code}]” stands behind a bracket", "PubMed wants it behind each term; read so.")
    if more:
        parts = tuple(Term(word) for word in PUBMED.pieces.findall(node.text)) if isinstance(node, Term) else ()
        if len(parts) < 2:
            notes.problem(token.start, "a distance needs a phrase before it", 'Write "two words"[tiab:~3].')
            parts = ()
        node = Near(parts, min(int(more[0][:4]), 255), ordered=False) if parts else node
    depth = deeper(operand.depth + (1 if more else 0))
    frame.operands[-1] = Operand(Fielded(node, (code,)), operand.start, depth)
