"""Parts that have been read, and what operators make of them: which of them binds first is the platform's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from core.strategy.dialects import OVID, Platform
from core.strategy.printed import printed
from core.strategy.syntax.notes import Notes
from core.strategy.syntax.tokens import Token
from core.strategy.tree import DEEPEST, AllOf, AnyOf, Combined, Fielded, Heading, Limit, LineOf, Near, Node, Term


class TooDeepError(Exception):
    """The tree would have more levels than anybody could walk."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A part that has been read.

    Attributes:
        start: Its place in the line.
        depth: The levels of its tree.
        group: Whether it stood in brackets.
        suffixed: Whether codes of fields stood directly behind those brackets.
        bare: The digits it was written as, where nothing but its place tells whether they are a line's number.
    """

    node: Node
    start: int
    depth: int = 1
    group: bool = False
    suffixed: bool = False
    bare: str = ""


@dataclass(slots=True)
class Frame:
    """What stands within one bracket, or in the whole line."""

    start: int
    before: tuple[str, ...] = ()
    operands: list[Operand] = field(default_factory=list)
    operators: list[Token] = field(default_factory=list)
    pending: Token | None = None

    @property
    def wants_operand(self) -> bool:
        """Whether an operator stands last, or nothing does."""
        return len(self.operands) == len(self.operators)


def reduced(frame: Frame, dialect: Platform, notes: Notes) -> Operand | None:
    """All that stands within a bracket as one part; None for nothing."""
    if frame.pending is not None:
        notes.problem(frame.pending.start, f"no term behind “{frame.pending.text}”", "Write what to look for.")
    if frame.operators and frame.wants_operand:
        last = frame.operators.pop()
        if last.text:
            what = f"nothing stands behind “{last.text}”"
            notes.problem(last.start, what, "Write the term or the number of the line; read without it.")
    if not frame.operands:
        return None
    operands, operators = frame.operands, frame.operators
    if dialect.first == "or":
        operands, operators = _merged(operands, operators, ("OR",), _chain)
    operands, operators = _merged(
        operands, operators, ("NEAR",), lambda run, inside: _beside(run, inside, dialect, notes)
    )
    if dialect.first == "and":
        operands, operators = _merged(operands, operators, ("AND", "NOT"), _chain)
    operands, operators = _merged(operands, operators, ("AND", "OR", "NOT"), _chain)
    return operands[0]


def _chain(operands: list[Operand], operators: list[Token]) -> Operand:
    """Parts joined by "and", "or" and "not", from left to right; what is joined alike is one node."""
    start, parts, without = operands[0].start, [operands[0].node], list[Node]()
    depth, how = operands[0].depth, ""
    for operator, operand in zip(operators, operands[1:], strict=True):
        joined = "OR" if operator.kind == "OR" else "AND"
        if how and joined != how:
            parts, without = [_joined(how, parts, without)], []
            depth = deeper(depth)
        how = joined
        (without if operator.kind == "NOT" else parts).append(operand.node)
        depth = max(depth, operand.depth)
    return Operand(_joined(how, parts, without), start, deeper(depth))


def _beside(operands: list[Operand], operators: list[Token], dialect: Platform, notes: Notes) -> Operand:
    """Parts that stand close to each other; codes of fields at one end are for all of them."""
    operands = [as_text(operand) for operand in operands]
    for operand, operator in zip(operands[1:], operators, strict=True):
        for side in (operand, operands[0]):
            if isinstance(side.node, (Heading, LineOf, Combined, Limit, AllOf)):
                what = f"“{operator.text}” joins words, and beside it stands something else"
                notes.problem(operator.start, what, "Write “and”, or the words themselves.")
                break
    lifts_last = dialect.style in ("suffix", "colon")
    last, first = operands[-1], operands[0]
    if last.suffixed and dialect is OVID and not any(isinstance(each.node, Fielded) for each in operands[:-1]):
        word = printed(first.node, dialect)[:40]
        notes.problem(first.start, f"“(” is missing before “{word}”", "", mended=True)
    parts, depth = [first.node], first.depth
    distances = [(int(operator.values[0]), "ordered" in operator.values) for operator in operators]
    how = distances[0]
    for joined, operand in zip(distances, operands[1:], strict=True):
        if joined != how:
            parts, depth = [_near(parts, how, lifts_last)], deeper(deeper(depth))
        how = joined
        parts.append(operand.node)
        depth = max(depth, operand.depth)
    return Operand(_near(parts, how, lifts_last), first.start, deeper(deeper(depth)))


def _near(parts: list[Node], how: tuple[int, bool], lifts_last: bool) -> Node:
    """Parts close to each other; codes of fields at the one end where they are written are for all of them."""
    place = -1 if lifts_last else 0
    end, others = parts[place], parts[:-1] if lifts_last else parts[1:]
    if not isinstance(end, Fielded) or any(isinstance(each, Fielded) for each in others):
        return Near(tuple(parts), *how)
    bare = (*others, end.part) if lifts_last else (end.part, *others)
    return Fielded(Near(bare, *how), end.codes)


_Join = Callable[[list[Operand], list[Token]], Operand]


def _merged(
    operands: list[Operand], operators: list[Token], kinds: tuple[str, ...], join: _Join
) -> tuple[list[Operand], list[Token]]:
    """The parts with each run that operators of these kinds join made one, and the operators that are left."""
    kept: list[Operand] = []
    between: list[Token] = []
    run, inside = [operands[0]], list[Token]()
    for operator, operand in zip(operators, operands[1:], strict=True):
        if operator.kind in kinds:
            run.append(operand)
            inside.append(operator)
        else:
            kept.append(join(run, inside) if inside else run[0])
            between.append(operator)
            run, inside = [operand], []
    kept.append(join(run, inside) if inside else run[0])
    return kept, between


def _joined(how: str, parts: list[Node], without: list[Node]) -> Node:
    if how == "OR":
        return AnyOf(tuple(parts))
    return AllOf(tuple(parts), tuple(without))


def as_text(operand: Operand) -> Operand:
    """A part beside which only words can stand: digits are such, and no number of a line."""
    return replace(operand, node=Term(operand.bare), bare="") if operand.bare else operand


def deeper(depth: int) -> int:
    """One level more; raises TooDeepError beyond the deepest."""
    if depth >= DEEPEST:
        raise TooDeepError
    return depth + 1
