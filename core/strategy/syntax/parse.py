"""Reads one line of a strategy into a tree, as far as it goes: damage is named with its place, and mended in reading.

It never raises. Brackets are kept on a stack of its own, so that none of them can exhaust Python's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.strategy.dialects import EBSCO, HEADINGS, OVID, PROQUEST, PUBMED, Platform
from core.strategy.printed import printed
from core.strategy.syntax.behind import limit_behind
from core.strategy.syntax.brackets import balanced
from core.strategy.syntax.fields import after, known
from core.strategy.syntax.joined import Frame, Operand, TooDeepError, as_text, deeper, reduced
from core.strategy.syntax.notes import MOST_PROBLEMS, Notes
from core.strategy.syntax.tokens import EBSCO_HEADINGS, Token, heading_token, plain, tokens_of
from core.strategy.tree import DEEPEST, AllOf, Combined, Fielded, Heading, Limit, LineOf, Node, Term
from core.strategy.values import Fault
from core.words import shortened

LONGEST_LINE = 1 << 17
"""Characters that are read of a line."""
_BARE = re.compile(
    r"(?!(?i:exp|explode|limit|remove|near|same)\b)[\w*?$#:%'\-]+(?: (?!(?i:exp|explode|use)\b)[\w*?$#:%'\-]+)*"
)
_LIMIT = re.compile(r"\s*limit\b(?P<what>.*?)\bto\b(?P<to>.*)", re.IGNORECASE | re.DOTALL)
_BY_COMMAND = re.compile(
    r"\s*(?:\.\.l(?:imit)?\s?/?\s{0,9}(?P<number>\d{1,4})(?=\s)|from\s+(?P<kept>\d{1,4})(?=\s+keep\s))", re.IGNORECASE
)
_DEDUPLICATED = re.compile(r"\s*(?:remove\s+duplicates\s+from)\s+(?P<number>\d{1,4})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one line means, what is wrong with it, and which lines it names, each range with its column."""

    tree: Node | None
    problems: tuple[Fault, ...]
    named: tuple[tuple[int, int, int], ...] = ()


def parse_line(text: str, dialect: Platform) -> Parsed:
    """Read one line, without its number."""
    shown = plain(text[:LONGEST_LINE])
    notes = Notes()
    if len(text) > LONGEST_LINE:
        notes.problem(LONGEST_LINE, "the line is too long", "Only what stands before was read.")
    reading = _Reading(dialect, notes)
    try:
        tree = _limited(shown, reading)
        tree = _as_printed(tree, reading) if tree is not None else None
    except TooDeepError:
        tree = None
        notes.problem(0, f"brackets stand in each other more than {DEEPEST} deep", "Write it in several lines.")
    problems = notes.problems
    if tree is None and not problems:
        notes.problem(0, "nothing stands in this line", "Write the term that was searched, or take the line out.")
    if tree is not None and notes.mended:
        read = shortened(printed(tree, dialect), 100)
        for place, advice in notes.mended:
            said = f"{advice}; read as {read}" if advice else f"Read as {read}"
            problems[place] = replace(problems[place], advice=said)
    problems.sort(key=lambda problem: problem.column)
    return Parsed(tree, tuple(dict.fromkeys(problems))[:MOST_PROBLEMS], tuple(notes.named))


def _as_printed(tree: Node, reading: _Reading) -> Node | None:
    """The tree that is read from what is printed of it: the same, but where damaged signs have made it mean neither."""
    for _ in range(3):
        again = _limited(plain(printed(tree, reading.dialect)), _Reading(reading.dialect, Notes()))
        if again == tree:
            return tree
        reading.notes.problem(0, "damaged signs leave open what this line means", "", mended=again is not None)
        if again is None:
            break
        tree = again
    return None


def _limited(text: str, reading: _Reading) -> Node | None:
    """A line with the limits behind it; on Ovid also a limit upon other lines; else an expression."""
    if (at := limit_behind(text, reading.dialect)) is not None:
        words, part = text[at:].strip(), _limited(text[:at], reading) if text[:at].strip() else None
        return Limit(part, words)
    if reading.dialect is not OVID:
        return reading.read(text)
    if found := _DEDUPLICATED.fullmatch(text):
        number = int(found["number"])
        reading.notes.named.append((number, number, found.start("number") + 1))
        return LineOf(number, once=True)
    if found := _BY_COMMAND.match(text):
        number_at = max(len("limit "), found.start("number"), found.start("kept"))
        text = f"{'limit':{number_at}}{found['number'] or found['kept']} to{text[found.end() :]}"
    if not re.match(r"\s*limit(?:\s|$)", text, re.IGNORECASE):
        return reading.read(text)
    found = _LIMIT.match(text)
    if found is None:
        if rest := re.match(r"\s*limit\s+(\d{1,4})\s*$", text, re.IGNORECASE):
            reading.notes.problem(
                rest.start(1), "what it is limited to is missing", "Write “to” and the limit; read without one."
            )
            return reading.read(" " * rest.start(1) + rest[1])
        reading.notes.problem(0, "a limit needs “to”", "Write: limit 48 to english")
        return None
    words = found["to"].strip()
    if not found["what"].strip():
        reading.notes.problem(
            found.start("what"), "the number of the line to limit is missing", "Write: limit 48 to english"
        )
        return None
    part = reading.read(" " * found.start("what") + found["what"])
    if not words:
        reading.notes.problem(found.start("to") - 2, "what it is limited to is missing", "Read without a limit.")
        return part
    return Limit(part, words) if part is not None else None


class _Reading:
    """Reads the tokens of one line; `notes` fill meanwhile."""

    def __init__(self, dialect: Platform, notes: Notes) -> None:
        self.dialect = dialect
        self.notes = notes

    def read(self, text: str) -> Node | None:
        """The tree of an expression; None where nothing of it could be read."""
        tokens = balanced(text, self._sound(tokens_of(text, self.dialect)), self.dialect, self.notes)
        frames = [Frame(0)]
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
                frames.append(Frame(token.start, before))
            elif token.kind == "RIGHT":
                if len(frames) > 1:
                    frames.pop()
                    self._close(frame, frames[-1], token)
            else:
                self._token(frame, token)
        operand = reduced(frames[0], self.dialect, self.notes)
        return operand.node if operand else None

    def _sound(self, tokens: list[Token]) -> list[Token]:
        """The tokens without those that mean nothing, whose faults are noted."""
        kept = []
        for token in tokens:
            if token.fault:
                self.notes.problem(token.start, token.fault, token.advice)
            if token.kind == "QUOTED" and not self.dialect.pieces.search(token.text):
                self.notes.problem(
                    token.start, "nothing stands between the quotes", "Write the phrase, or take them out."
                )
            elif token.kind != "JUNK":
                kept.append(token)
        return kept

    def _implicit(self, frame: Frame, token: Token) -> None:
        """Put the operator that nobody wrote between two parts: all of them are wanted."""
        if not frame.wants_operand:
            if self.dialect in (OVID, EBSCO) and token.kind != "LIMIT":
                self.notes.problem(token.start, "an operator is missing", "Write “or”, “and” or “adj”; read as “and”.")
            frame.operators.append(Token("AND", token.start, token.start, ""))

    def _push(self, frame: Frame, operand: Operand, token: Token) -> None:
        self._implicit(frame, token)
        if frame.pending is not None:
            node = self._fielded(as_text(operand).node, frame.pending.values, token)
            operand = Operand(node, frame.pending.start, deeper(operand.depth), operand.group, operand.group)
            frame.pending = None
        frame.operands.append(operand)

    def _fielded(self, node: Node, codes: tuple[str, ...], token: Token) -> Node:
        """A part behind codes of fields; one term behind a code of headings is a heading, in brackets too."""
        code = codes[0]
        if (
            not isinstance(node, Term)
            or not (
                (self.dialect is EBSCO and code in EBSCO_HEADINGS) or (self.dialect is PROQUEST and ".exact" in code)
            )
            or HEADINGS not in self.dialect.meant(codes)
        ):
            return Fielded(node, codes)
        written = f'{code} "{node.text}"' if self.dialect is EBSCO else f'{code}("{node.text}")'
        made = heading_token(token.start, token.end, written, self.dialect)
        return Heading(made.text, "explode" in made.values, "major" in made.values, made.values[0])

    def _words(self, frame: Frame, words: list[Token], tagged: bool) -> None:
        """Words side by side: one phrase, or each of them for itself."""
        useful = []
        for word in words:
            if self.dialect.pieces.search(word.text):
                useful.append(word._replace(text=word.text.strip("'")))
            else:
                self.notes.problem(word.start, f"“{word.text[:40]}” is no word", "Take it out.")
        if not useful:
            return
        text = " ".join(word.text for word in useful)
        if len(useful) == 1 and text.isdecimal() and self.dialect is OVID and len(text) <= 4:
            self._push(frame, Operand(LineOf(int(text)), useful[0].start, bare=text), useful[0])
            if not tagged:
                self.notes.named.append((int(text), int(text), useful[0].start + 1))
        elif len(useful) == 1 or self.dialect.phrases or (tagged and self.dialect is PUBMED):
            self._push(frame, Operand(self._term(text), useful[0].start), useful[0])
        elif frame.pending is not None or self.dialect is PUBMED:
            parts = tuple(self._term(word.text) for word in useful)
            self._push(frame, Operand(AllOf(parts), useful[0].start, 2), useful[0])
        else:
            for word in useful:
                self._push(frame, Operand(self._term(word.text), word.start), word)

    def _term(self, text: str) -> Term:
        """A term; in quotes where without them its words would mean something else."""
        again = tokens_of(f"{text} (", self.dialect)[:-1]
        bare = _BARE.fullmatch(text) and [token.text for token in again if token.kind == "WORD"] == text.split()
        return Term(text, quoted=not bare)

    def _token(self, frame: Frame, token: Token) -> None:
        match token.kind:
            case "QUOTED":
                self._push(frame, Operand(Term(_phrase(token.text), quoted=True), token.start), token)
            case "HEADING":
                self._heading(frame, token.text, token.values, token)
            case "LINE":
                number = int(token.text)
                self.notes.named.append((number, number, token.start + 1))
                self._push(frame, Operand(LineOf(number), token.start), token)
            case "LIMIT":
                self._push(frame, Operand(Limit(None, token.text), token.start), token)
            case "COMBINE":
                self._combine(frame, token)
            case "AND" | "OR" | "NOT" | "NEAR":
                self._operator(frame, token)
            case "BEFORE":
                known(token, self.dialect, self.notes)
                if frame.pending is not None:
                    self.notes.problem(
                        frame.pending.start, f"no term behind “{frame.pending.text}”", "Write what to look for."
                    )
                frame.pending = token
            case "AFTER" | "LOST":
                after(frame, token, self.dialect, self.notes)

    def _heading(self, frame: Frame, name: str, values: tuple[str, ...], token: Token) -> None:
        if not name:
            self.notes.problem(token.start, "the name of the heading is missing", "Write it before the “/”.")
            return
        heading = Heading(name, "explode" in values, "major" in values, values[0])
        self._push(frame, Operand(heading, token.start), token)

    def _combine(self, frame: Frame, token: Token) -> None:
        """Read other lines by their numbers: or/1-13."""
        ranges: list[tuple[int, int]] = []
        for part in token.text.replace(" ", "").split(","):
            found = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", part)
            if found is None or (found[2] and int(found[2]) < int(found[1])):
                if part or not ranges:
                    what = (
                        f"“{token.values[0]}/{part}” names no lines" if part else "the numbers of the lines are missing"
                    )
                    self.notes.problem(
                        token.start, what, f"Write {token.values[0]}/ and numbers or ranges: {token.values[0]}/1-13"
                    )
                continue
            ranges.append((int(found[1]), int(found[2] or found[1])))
        self.notes.named += [(first, last, token.start + 1) for first, last in ranges]
        if ranges:
            self._push(frame, Operand(Combined(token.values[0], tuple(ranges)), token.start), token)

    def _operator(self, frame: Frame, token: Token) -> None:
        if frame.wants_operand:
            if frame.operators and frame.operators[-1].kind == "AND" and token.kind == "NOT":
                frame.operators[-1] = token
                return
            before = f"between “{frame.operators[-1].text}” and" if frame.operators else "before"
            self.notes.problem(
                token.start, f"nothing stands {before} “{token.text}”", f"Write the term, or take “{token.text}” out."
            )
            return
        if token.kind == "NEAR" and self.dialect is PUBMED:
            self.notes.problem(token.start, f"PubMed has no “{token.text}”", 'Write "two words"[tiab:~3].')
        frame.operators.append(token)

    def _close(self, frame: Frame, outer: Frame, token: Token) -> None:
        operand = reduced(frame, self.dialect, self.notes)
        if operand is None:
            self.notes.problem(frame.start, "nothing stands between the brackets", "Write the terms, or take them out.")
            if outer.operators and outer.operators[-1].text == "":
                outer.operators.pop()
            return
        if frame.before:
            node = self._fielded(as_text(operand).node, frame.before, token)
            operand = Operand(node, operand.start, deeper(operand.depth))
        else:
            operand = replace(operand, start=frame.start, group=True, suffixed=False)
        outer.operands.append(operand)


def _phrase(text: str) -> str:
    return " ".join(text.replace('"', " ").split())
