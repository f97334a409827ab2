"""Reads one line of a strategy into a tree, as far as it goes: damage is named with its place, and mended in reading.

It never raises. Brackets are kept on a stack of its own, so that none of them can exhaust Python's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from core.strategy.dialects import EBSCO, OVID, PUBMED, Platform
from core.strategy.printed import printed
from core.strategy.tokens import Token, plain, tokens_of
from core.strategy.tree import DEEPEST, AllOf, AnyOf, Combined, Fielded, Heading, Limit, LineOf, Near, Node, Term
from core.strategy.values import Fault

LONGEST_LINE = 1 << 17
"""Characters that are read of a line."""
_MOST_PROBLEMS = 20
_BARE = re.compile(r"(?!(?i:exp|limit|remove|near|same)\b)[\w*?$#:%'\-]+(?: (?!(?i:exp)\b)[\w*?$#:%'\-]+)*")
_LIMIT = re.compile(r"\s*limit\b(?P<what>.*?)\bto\b(?P<to>.*)", re.IGNORECASE | re.DOTALL)
_DEDUPLICATED = re.compile(r"\s*(?:remove\s+duplicates\s+from)\s+(?P<number>\d{1,4})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one line means, what is wrong with it, and which lines it names, each range with its column."""

    tree: Node | None
    problems: tuple[Fault, ...]
    named: tuple[tuple[int, int, int], ...] = ()


class _TooDeepError(Exception):
    """The tree would have more levels than anybody could walk."""


@dataclass(frozen=True, slots=True)
class _Operand:
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
class _Frame:
    """What stands within one bracket, or in the whole line."""

    start: int
    before: tuple[str, ...] = ()
    operands: list[_Operand] = field(default_factory=list)
    operators: list[Token] = field(default_factory=list)
    pending: Token | None = None

    @property
    def wants_operand(self) -> bool:
        return len(self.operands) == len(self.operators)


def parse_line(text: str, dialect: Platform) -> Parsed:
    """Read one line, without its number."""
    shown = plain(text[:LONGEST_LINE])
    problems: list[Fault] = []
    if len(text) > LONGEST_LINE:
        problems.append(Fault(LONGEST_LINE + 1, "the line is too long", "Only what stands before was read."))
    reading = _Reading(dialect, problems)
    try:
        tree = _limited(shown, reading) if dialect is OVID else reading.read(shown)
    except _TooDeepError:
        tree = None
        problems.append(
            Fault(1, f"brackets stand in each other more than {DEEPEST} deep", "Write it in several lines.")
        )
    if tree is None and not problems:
        problems.append(
            Fault(1, "nothing stands in this line", "Write the term that was searched, or take the line out.")
        )
    if tree is not None and reading.mended:
        shortened = printed(tree, dialect)
        shortened = shortened if len(shortened) <= 100 else f"{shortened[:99]}…"
        for place, advice in reading.mended:
            said = f"{advice}; read as {shortened}" if advice else f"Read as {shortened}"
            problems[place] = replace(problems[place], advice=said)
    problems.sort(key=lambda problem: problem.column)
    return Parsed(tree, tuple(dict.fromkeys(problems))[:_MOST_PROBLEMS], tuple(reading.named))


def _limited(text: str, reading: _Reading) -> Node | None:
    """A line of Ovid: a limit upon others, or an expression."""
    if found := _DEDUPLICATED.fullmatch(text):
        number = int(found["number"])
        reading.named.append((number, number, found.start("number") + 1))
        return LineOf(number)
    if not re.match(r"\s*limit(?:\s|$)", text, re.IGNORECASE):
        return reading.read(text)
    found = _LIMIT.match(text)
    if found is None:
        if rest := re.match(r"\s*limit\s+(\d{1,4})\s*$", text, re.IGNORECASE):
            reading.problem(
                rest.start(1), "what it is limited to is missing", "Write “to” and the limit; read without one."
            )
            return reading.read(" " * rest.start(1) + rest[1])
        reading.problem(0, "a limit needs “to”", "Write: limit 48 to english")
        return None
    words = found["to"].strip()
    if not found["what"].strip():
        reading.problem(found.start("what"), "the number of the line to limit is missing", "Write: limit 48 to english")
        return None
    part = reading.read(" " * found.start("what") + found["what"])
    if not words:
        reading.problem(found.start("to") - 2, "what it is limited to is missing", "Read without a limit.")
        return part
    return Limit(part, words) if part is not None else None


class _Reading:
    """Reads the tokens of one line; `problems`, `mended` and `named` fill meanwhile."""

    def __init__(self, dialect: Platform, problems: list[Fault]) -> None:
        self.dialect = dialect
        self.problems = problems
        self.mended: list[tuple[int, str]] = []
        self.named: list[tuple[int, int, int]] = []

    def problem(self, at: int, what: str, advice: str = "", *, mended: bool = False) -> None:
        """Note a fault at a place; `mended` where the advice shall say how the line was read."""
        if len(self.problems) < 3 * _MOST_PROBLEMS:
            if mended:
                self.mended.append((len(self.problems), advice))
            self.problems.append(Fault(at + 1, what, advice))

    def read(self, text: str) -> Node | None:
        """The tree of an expression; None where nothing of it could be read."""
        tokens = self._balanced(text, self._sound(tokens_of(text, self.dialect)))
        frames = [_Frame(0)]
        place = 0
        while place < len(tokens):
            token, frame = tokens[place], frames[-1]
            place += 1
            if token.kind == "WORD":
                last = place
                while last < len(tokens) and tokens[last].kind == "WORD":
                    last += 1
                tagged = last < len(tokens) and tokens[last].kind == "AFTER"
                self._words(frame, tokens[place - 1 : last], tagged)
                place = last
            elif token.kind == "LEFT":
                self._implicit(frame, token)
                before = frame.pending.values if frame.pending else ()
                frame.pending = None
                frames.append(_Frame(token.start, before))
            elif token.kind == "RIGHT":
                if len(frames) > 1:
                    frames.pop()
                    self._close(frame, frames[-1], token)
            else:
                self._token(frame, token)
        operand = self._reduced(frames[0])
        return operand.node if operand else None

    def _sound(self, tokens: list[Token]) -> list[Token]:
        """The tokens without those that mean nothing, whose faults are noted."""
        kept = []
        for token in tokens:
            if token.fault:
                self.problem(token.start, token.fault, token.advice)
            if token.kind == "QUOTED" and not self.dialect.pieces.search(token.text):
                self.problem(token.start, "nothing stands between the quotes", "Write the phrase, or take them out.")
            elif token.kind != "JUNK":
                kept.append(token)
        return kept

    def _balanced(self, text: str, tokens: list[Token]) -> list[Token]:
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
                self.problem(token.start, "“)” closes no bracket", "Take it out.")
                continue
            added.setdefault(0, []).append(Token("LEFT", first.start, first.start, "("))
            missing = f"“(” is missing before “{text[first.start : first.end][:40]}”"
            advice = f"Or the “)” in column {token.start + 1} is one too many"
            self.problem(first.start, missing, advice, mended=True)
        for place in open_at:
            token = tokens[place]
            end = self._end_of(tokens, place) if len(open_at) <= 20 else len(tokens)
            at = tokens[end].start if end < len(tokens) else len(text)
            added.setdefault(end, []).append(Token("RIGHT", at, at, ")"))
            self.problem(token.start, "“)” is missing for this bracket", f"Put it in column {at + 1}", mended=True)
        result: list[Token] = []
        for place in range(len(tokens) + 1):
            result += added.get(place, ())
            if place < len(tokens) and place not in dropped:
                result.append(tokens[place])
        return result

    def _end_of(self, tokens: list[Token], place: int) -> int:
        """Where a bracket that was never closed most likely ends: before the next codes of fields at its level."""
        depth = 0
        for at in range(place + 1, len(tokens)):
            kind = tokens[at].kind
            depth += (kind == "LEFT") - (kind == "RIGHT")
            after_words = kind in ("AFTER", "LOST") and "mesh" not in tokens[at].values
            if depth <= 0 and after_words and self.dialect is not PUBMED and at > place + 1:
                return at
        return len(tokens)

    def _implicit(self, frame: _Frame, token: Token) -> None:
        """Put the operator that nobody wrote between two parts: all of them are wanted."""
        if not frame.wants_operand:
            if self.dialect in (OVID, EBSCO):
                self.problem(token.start, "an operator is missing", "Write “or”, “and” or “adj”; read as “and”.")
            frame.operators.append(Token("AND", token.start, token.start, ""))

    def _push(self, frame: _Frame, operand: _Operand, token: Token) -> None:
        self._implicit(frame, token)
        if frame.pending is not None:
            node = Fielded(_text(operand).node, frame.pending.values)
            operand = _Operand(node, frame.pending.start, _deeper(operand.depth), operand.group, operand.group)
            frame.pending = None
        frame.operands.append(operand)

    def _words(self, frame: _Frame, words: list[Token], tagged: bool) -> None:
        """Words side by side: one phrase, or each of them for itself."""
        useful = []
        for word in words:
            if self.dialect.pieces.search(word.text):
                useful.append(word._replace(text=word.text.strip("'")))
            else:
                self.problem(word.start, f"“{word.text[:40]}” is no word", "Take it out.")
        if not useful:
            return
        text = " ".join(word.text for word in useful)
        if len(useful) == 1 and text.isdecimal() and self.dialect is OVID and len(text) <= 4:
            self._push(frame, _Operand(LineOf(int(text)), useful[0].start, bare=text), useful[0])
            if not tagged:
                self.named.append((int(text), int(text), useful[0].start + 1))
        elif len(useful) == 1 or self.dialect.phrases or (tagged and self.dialect is PUBMED):
            self._push(frame, _Operand(self._term(text), useful[0].start), useful[0])
        elif frame.pending is not None:
            parts = tuple(self._term(word.text) for word in useful)
            self._push(frame, _Operand(AllOf(parts), useful[0].start, 2), useful[0])
        else:
            for word in useful:
                self._push(frame, _Operand(self._term(word.text), word.start), word)

    def _term(self, text: str) -> Term:
        """A term; in quotes where without them its words would mean something else."""
        again = tokens_of(f"{text} (", self.dialect)[:-1]
        bare = _BARE.fullmatch(text) and [token.text for token in again if token.kind == "WORD"] == text.split()
        return Term(text, quoted=not bare)

    def _token(self, frame: _Frame, token: Token) -> None:
        match token.kind:
            case "QUOTED":
                self._push(frame, _Operand(Term(_phrase(token.text), quoted=True), token.start), token)
            case "HEADING":
                self._heading(frame, token.text, token.values, token)
            case "LINE":
                number = int(token.text)
                self.named.append((number, number, token.start + 1))
                self._push(frame, _Operand(LineOf(number), token.start), token)
            case "LIMIT":
                self._push(frame, _Operand(Limit(None, token.text), token.start), token)
            case "COMBINE":
                self._combine(frame, token)
            case "AND" | "OR" | "NOT" | "NEAR":
                self._operator(frame, token)
            case "BEFORE":
                self._known(token)
                if frame.pending is not None:
                    self.problem(
                        frame.pending.start, f"no term behind “{frame.pending.text}”", "Write what to look for."
                    )
                frame.pending = token
            case "AFTER" | "LOST":
                self._after(frame, token)

    def _heading(self, frame: _Frame, name: str, values: tuple[str, ...], token: Token) -> None:
        if not name:
            self.problem(token.start, "the name of the heading is missing", "Write it before the “/”.")
            return
        self._push(frame, _Operand(Heading(name, "explode" in values, "major" in values), token.start), token)

    def _combine(self, frame: _Frame, token: Token) -> None:
        """Read other lines by their numbers: or/1-13."""
        ranges: list[tuple[int, int]] = []
        for part in token.text.replace(" ", "").split(","):
            found = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", part)
            if found is None or (found[2] and int(found[2]) < int(found[1])):
                if part or not ranges:
                    what = (
                        f"“{token.values[0]}/{part}” names no lines" if part else "the numbers of the lines are missing"
                    )
                    self.problem(
                        token.start, what, f"Write {token.values[0]}/ and numbers or ranges: {token.values[0]}/1-13"
                    )
                continue
            ranges.append((int(found[1]), int(found[2] or found[1])))
        self.named += [(first, last, token.start + 1) for first, last in ranges]
        if ranges:
            self._push(frame, _Operand(Combined(token.values[0], tuple(ranges)), token.start), token)

    def _operator(self, frame: _Frame, token: Token) -> None:
        if frame.wants_operand:
            if frame.operators and frame.operators[-1].kind == "AND" and token.kind == "NOT":
                frame.operators[-1] = token
                return
            before = f"between “{frame.operators[-1].text}” and" if frame.operators else "before"
            self.problem(
                token.start, f"nothing stands {before} “{token.text}”", f"Write the term, or take “{token.text}” out."
            )
            return
        if token.kind == "NEAR" and self.dialect is PUBMED:
            self.problem(token.start, f"PubMed has no “{token.text}”", 'Write "two words"[tiab:~3].')
        frame.operators.append(token)

    def _known(self, token: Token) -> None:
        for code in token.values:
            if code not in self.dialect.fields:
                at, name = token.start, self.dialect.name
                self.problem(at, f"“{code}” is no field that is known of {name}", "What it finds cannot be told here.")

    def _after(self, frame: _Frame, token: Token) -> None:
        """Codes of fields behind what they are for."""
        if frame.wants_operand:
            shown = token.text.strip(".: ")
            self.problem(
                token.start, f"the term is missing before “{shown}”", "Write what was searched in these fields."
            )
            return
        operand = frame.operands[-1]
        if token.kind == "LOST":
            if isinstance(operand.node, Fielded) and not operand.group:
                self.problem(token.start, "a comma is expected between fields", f"Write ,{token.text}")
                frame.operands[-1] = replace(
                    operand, node=Fielded(operand.node.part, operand.node.codes + token.values)
                )
                return
            self.problem(token.start, f"the full stop before “{token.text}” is missing", f"Write .{token.text}")
        if self.dialect is PUBMED:
            self._tagged(frame, operand, token)
            return
        self._known(token)
        node = Fielded(_text(operand).node, token.values)
        frame.operands[-1] = _Operand(node, operand.start, _deeper(operand.depth), suffixed=operand.group)

    def _tagged(self, frame: _Frame, operand: _Operand, token: Token) -> None:
        code, *more = token.values
        node = operand.node
        if not code:
            self.problem(token.start, "no field stands between the brackets", "Write one: [tiab].")
            return
        if code == "mesh":
            if isinstance(node, Term):
                found = Heading(node.text, "explode" in more, "major" in more)
                frame.operands[-1] = replace(operand, node=found)
            else:
                self.problem(token.start, f"no heading before “[{token.text}]”", "Write its name in quotes.")
            return
        if code not in self.dialect.fields:
            self.problem(
                token.start, f"“{code[:40]}” is no field that is known of PubMed", "What it finds cannot be told here."
            )
        if operand.group:
            self.problem(
                token.start, f"“[{code}]” stands behind a bracket", "PubMed wants it behind each term; read so."
            )
        if more:
            parts = (
                tuple(Term(word) for word in self.dialect.pieces.findall(node.text)) if isinstance(node, Term) else ()
            )
            if len(parts) < 2:
                self.problem(token.start, "a distance needs a phrase before it", 'Write "two words"[tiab:~3].')
                parts = ()
            node = Near(parts, min(int(more[0][:4]), 255), ordered=False) if parts else node
        depth = _deeper(operand.depth + (1 if more else 0))
        frame.operands[-1] = _Operand(Fielded(node, (code,)), operand.start, depth)

    def _close(self, frame: _Frame, outer: _Frame, token: Token) -> None:
        operand = self._reduced(frame)
        if operand is None:
            self.problem(frame.start, "nothing stands between the brackets", "Write the terms, or take them out.")
            if outer.operators and outer.wants_operand and outer.operators[-1].text == "":
                outer.operators.pop()
            return
        if frame.before:
            node = Fielded(_text(operand).node, frame.before)
            operand = _Operand(node, operand.start, _deeper(operand.depth), suffixed=True)
        else:
            operand = replace(operand, start=frame.start, group=True, suffixed=False)
        if not outer.wants_operand:
            outer.operators.append(Token("AND", token.start, token.start, ""))
        outer.operands.append(operand)

    def _reduced(self, frame: _Frame) -> _Operand | None:
        """All that stands within a bracket as one part; None for nothing."""
        if frame.pending is not None:
            self.problem(frame.pending.start, f"no term behind “{frame.pending.text}”", "Write what to look for.")
        if frame.operators and frame.wants_operand:
            last = frame.operators.pop()
            if last.text:
                what = f"nothing stands behind “{last.text}”"
                self.problem(last.start, what, "Write the term or the number of the line; read without it.")
        if not frame.operands:
            return None
        operands, operators = frame.operands, frame.operators
        if self.dialect.first == "or":
            operands, operators = _merged(operands, operators, ("OR",), self._chain)
        operands, operators = _merged(operands, operators, ("NEAR",), self._near)
        if self.dialect.first == "and":
            operands, operators = _merged(operands, operators, ("AND", "NOT"), self._chain)
        operands, operators = _merged(operands, operators, ("AND", "OR", "NOT"), self._chain)
        return operands[0]

    def _chain(self, operands: list[_Operand], operators: list[Token]) -> _Operand:
        """Parts joined by "and", "or" and "not", from left to right; what is joined alike is one node."""
        start, parts, without = operands[0].start, [operands[0].node], list[Node]()
        depth, how = operands[0].depth, ""
        for operator, operand in zip(operators, operands[1:], strict=True):
            joined = "OR" if operator.kind == "OR" else "AND"
            if how and joined != how:
                parts, without = [_joined(how, parts, without)], []
                depth = _deeper(depth)
            how = joined
            (without if operator.kind == "NOT" else parts).append(operand.node)
            depth = max(depth, operand.depth)
        return _Operand(_joined(how, parts, without), start, _deeper(depth))

    def _near(self, operands: list[_Operand], operators: list[Token]) -> _Operand:
        """Parts that stand close to each other; codes of fields at one end are for all of them."""
        operands = [_text(operand) for operand in operands]
        for operand, operator in zip(operands[1:], operators, strict=True):
            for side in (operand, operands[0]):
                if isinstance(side.node, (Heading, LineOf, Combined, Limit, AllOf)):
                    what = f"“{operator.text}” joins words, and beside it stands something else"
                    self.problem(operator.start, what, "Write “and”, or the words themselves.")
                    break
        lifts_last = self.dialect.style in ("suffix", "colon")
        last, first = operands[-1], operands[0]
        if last.suffixed and self.dialect is OVID and not any(isinstance(each.node, Fielded) for each in operands[:-1]):
            word = printed(first.node, self.dialect)[:40]
            self.problem(first.start, f"“(” is missing before “{word}”", "", mended=True)
        parts, depth = [first.node], first.depth
        how: tuple[int, bool] | None = None
        for operator, operand in zip(operators, operands[1:], strict=True):
            joined = (int(operator.values[0]), "ordered" in operator.values)
            if how is not None and joined != how:
                parts, depth = [_near(parts, how, lifts_last)], _deeper(_deeper(depth))
            how = joined
            parts.append(operand.node)
            depth = max(depth, operand.depth)
        return _Operand(_near(parts, how or (0, True), lifts_last), first.start, _deeper(_deeper(depth)))


def _near(parts: list[Node], how: tuple[int, bool], lifts_last: bool) -> Node:
    """Parts close to each other; codes of fields at the one end where they are written are for all of them."""
    place = -1 if lifts_last else 0
    end, others = parts[place], parts[:-1] if lifts_last else parts[1:]
    if not isinstance(end, Fielded) or any(isinstance(each, Fielded) for each in others):
        return Near(tuple(parts), *how)
    bare = (*others, end.part) if lifts_last else (end.part, *others)
    return Fielded(Near(bare, *how), end.codes)


_Join = Callable[[list[_Operand], list[Token]], _Operand]


def _merged(
    operands: list[_Operand], operators: list[Token], kinds: tuple[str, ...], join: _Join
) -> tuple[list[_Operand], list[Token]]:
    """The parts with each run that operators of these kinds join made one, and the operators that are left."""
    kept: list[_Operand] = []
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


def _phrase(text: str) -> str:
    return " ".join(text.replace('"', " ").split())


def _text(operand: _Operand) -> _Operand:
    """A part beside which only words can stand: digits are such, and no number of a line."""
    return replace(operand, node=Term(operand.bare), bare="") if operand.bare else operand


def _deeper(depth: int) -> int:
    if depth >= DEEPEST:
        raise _TooDeepError
    return depth + 1
