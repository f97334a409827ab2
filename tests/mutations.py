"""The small faults that can be put into a module, one at a time: found by `ast`, written as a change of its text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import TypeVar

_Node = TypeVar("_Node", bound=ast.AST)

FLIPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
EMPTY: dict[str, ast.expr] = {
    "str": ast.Constant(""),
    "int": ast.Constant(0),
    "float": ast.Constant(0.0),
    "bool": ast.Constant(False),
    "list": ast.List([]),
    "tuple": ast.Tuple([]),
    "dict": ast.Dict([], []),
}
"""What a function of this type gives instead of its value; None where it is of another type."""
ALIKE = (ast.Name, ast.Attribute)
LEFT_OUT = {"logging", "logger", "warnings", "TYPE_CHECKING", "cast", "TypeVar", "NewType", "suppress", "contextlib"}
DROPPED = (ast.Expr, ast.AugAssign, ast.Continue, ast.Break, ast.Raise, ast.Delete)


@dataclass(frozen=True)
class Mutation:
    """One fault: its kind, and the text from `start` to `end` (characters from 0) that it puts another for."""

    kind: str
    start: int
    end: int
    text: str

    def of(self, source: str) -> str:
        """The module with the fault in it."""
        return source[: self.start] + self.text + source[self.end :]


def mutations(source: str) -> list[Mutation]:
    """All faults for a module's text, in the order of its lines. Each of them is still Python."""
    return [each for each in candidates(source) if is_python(each.of(source))]


def candidates(source: str) -> list[Mutation]:
    """As `mutations`, without asking the compiler, which takes minutes over a whole tree: some are no Python."""
    starts = [0]
    lines = source.split("\n")
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def at(line: int, column: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

    found: dict[tuple[int, int, str], Mutation] = {}
    for kind, old, new in _changes(ast.parse(source), None):
        start, end = at(old.lineno, old.col_offset), at(old.end_lineno or 0, old.end_col_offset or 0)
        text = ast.unparse(ast.fix_missing_locations(new))
        text = f"({text})" if isinstance(new, (ast.BoolOp, ast.BinOp, ast.Compare, ast.UnaryOp)) else text
        each = Mutation(kind, start, end, text)
        if source[start:end] != text:
            found[start, end, text] = each
    return sorted(found.values(), key=lambda each: (each.start, each.end, each.text))


def is_python(text: str) -> bool:
    """Whether a text can be compiled."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _changes(node: ast.AST, within: ast.expr | None) -> Iterator[tuple[str, ast.expr | ast.stmt, ast.AST]]:
    """Kind, node as it is and node as it is to be, below a node; `within` is what its function says that it gives."""
    if isinstance(node, ast.expr | ast.stmt):
        yield from ((kind, node, new) for kind, new in _instead(node, within))
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(node.test, ast.UnaryOp):
        yield "condition", node.test, ast.UnaryOp(ast.Not(), node.test)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        within = node.returns
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_comment") or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _left_out(child):
                yield from _changes(child, within)


def _left_out(node: ast.AST) -> bool:
    """Whether nothing below a node is a fault: docstrings, imports, types, contracts, logging."""
    match node:
        case ast.Expr(ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.Assert():
            return True
        case ast.ClassDef():
            return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)
        case ast.Assign([ast.Name("__all__")]) | ast.If(ast.Name("TYPE_CHECKING")):
            return True
        case ast.Call(ast.Name(name)) | ast.Call(ast.Attribute(ast.Name(name))):
            return name in LEFT_OUT
        case ast.Expr(ast.Call(ast.Name(name))) | ast.Expr(ast.Call(ast.Attribute(ast.Name(name)))):
            return name in LEFT_OUT
        case ast.Subscript(ast.Name("Literal")) | ast.keyword("strict"):
            return True
    return False


def _instead(node: ast.expr | ast.stmt, within: ast.expr | None) -> Iterator[tuple[str, ast.AST]]:
    """Kind and form of each fault that one node can have."""
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                if flip := FLIPS.get(type(operator)):
                    yield "comparison", _with(node, ops=[*node.ops[:place], flip(), *node.ops[place + 1 :]])
        case ast.BoolOp():
            yield "and, or", _with(node, op=FLIPS[type(node.op)]())
            for place in range(len(node.values)):
                rest = node.values[:place] + node.values[place + 1 :]
                yield "and, or", rest[0] if len(rest) == 1 else _with(node, values=rest)
        case ast.BinOp() if type(node.op) in FLIPS:
            yield "arithmetic", _with(node, op=FLIPS[type(node.op)]())
        case ast.UnaryOp(ast.Not()):
            yield "not", node.operand
        case ast.Constant(bool(value)):
            yield "constant", ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            yield "boundary", ast.Constant(value + 1)
            yield "boundary", ast.Constant(value - 1)
        case ast.Constant(str(value)):
            yield "text", ast.Constant(f"{value}X" if value else "X")
        case ast.JoinedStr():
            for place in range(len(node.values)):
                try:
                    ast.unparse(short := _with(node, values=node.values[:place] + node.values[place + 1 :]))
                except ValueError:
                    continue
                yield "text", short
        case ast.Call():
            either_way = isinstance(node.func, ast.Name) and node.func.id in ("min", "max")
            for place, (left, right) in enumerate(zip(node.args, node.args[1:], strict=False)):
                if not either_way and isinstance(left, ALIKE) and type(left) is type(right):
                    swapped = [*node.args[:place], right, left, *node.args[place + 2 :]]
                    yield "arguments", _with(node, args=swapped)
    if isinstance(node, ast.Return) and node.value is not None:
        given = within.value if isinstance(within, ast.Subscript) else within
        empty = EMPTY.get(given.id, ast.Constant(None)) if isinstance(given, ast.Name) else ast.Constant(None)
        if ast.dump(node.value) != ast.dump(empty):
            yield "return", ast.Return(empty)
    elif isinstance(node, DROPPED) or (
        isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute | ast.Subscript)
    ):
        yield "statement", ast.Pass()


def _with(node: _Node, **fields: object) -> _Node:
    new = copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new
