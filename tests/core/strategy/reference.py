"""Strategies made at random, and a slow evaluator of them that knows nothing of the real one: record by record.

It goes through what was made, not through what was read: so that reading is tested too. Its answers are True, False
and, where the record does not tell, None.
"""

from __future__ import annotations

import re
from random import Random
from typing import Any

from core.records.record import RawField, Record

WORDS = ("ab", "abc", "abd", "bc", "b", "co", "cola", "cot")
TERMS = (*WORDS, "ab*", "a*", "co*", "ab$1", "a#c", "abc?", "b?")
HEADINGS = ("Ab Bc", "Cola", "Cot")
FIELDS = {
    ".ti.": ("title",),
    ".ab.": ("abstract",),
    ".ti,ab.": ("title", "abstract"),
    ".mp.": ("title", "abstract", "keywords"),
}
Part = tuple[Any, ...]


def record_of(random: Random) -> Record:
    """A record of few words, with or without keywords and language."""
    some = lambda most: " ".join(random.choices(WORDS, k=random.randint(0, most)))  # noqa: E731 (three times below)
    keywords = random.sample(("Ab Bc", "*Cola", "Cot/ab", "abc"), k=random.choice((0, 0, 1, 2)))
    languages = random.choice(((), (RawField("LA", "eng"),), (RawField("LA", "ger"),)))
    return Record(title=some(5), abstract=some(6), keywords=tuple(keywords), languages=languages)


def strategy_of(random: Random) -> list[Part]:
    """The lines of a strategy, the later ones upon the earlier."""
    lines: list[Part] = []
    for number in range(1, random.randint(3, 8)):
        kinds = ["words", "words", "words", "heading", *(["or", "range", "and", "not", "limit"] if number > 1 else [])]
        kind = random.choice(kinds)
        earlier = [random.randrange(1, number) for _ in range(2)] if number > 1 else []
        if kind == "words":
            lines.append(("words", _words(random, random.randint(0, 3)), random.choice([*FIELDS, ""])))
        elif kind == "heading":
            lines.append(("heading", random.choice(HEADINGS), random.random() < 0.5))
        elif kind == "limit":
            lines.append(("limit", earlier[0]))
        else:
            lines.append((kind, *sorted(earlier)))
    return lines


def _words(random: Random, depth: int, near: bool = False) -> Part | str:
    if depth == 0 or random.random() < 0.2:
        return random.choice(TERMS)
    operator = random.choice(("or", "adj", "adj2", "adj3") if near else ("or", "and", "not", "adj", "adj2", "adj3"))
    beside = near or operator.startswith("adj")
    return operator, _words(random, depth - 1, beside), _words(random, depth - 1, beside)


def written(lines: list[Part]) -> str:
    """The strategy as Ovid has it."""
    return "".join(f"{number}. {_line(line)}\n" for number, line in enumerate(lines, 1))


def _line(line: Part) -> str:
    match line:
        case ("words", tree, suffix):
            return f"{_text(tree)}{suffix}"
        case ("heading", name, explode):
            return f"{'exp ' if explode else ''}{name}/"
        case ("limit", number):
            return f"limit {number} to english"
        case ("range", first, last):
            return f"or/{first}-{last}"
    kind, first, last = line
    return f"{first} {kind} {last}"


def _text(tree: Part | str) -> str:
    return tree if isinstance(tree, str) else f"({_text(tree[1])} {tree[0]} {_text(tree[2])})"


def answers(lines: list[Part], record: Record) -> list[bool | None]:
    """What each line says of a record."""
    said: list[bool | None] = []
    for line in lines:
        said.append(_answer(line, said, record))
    return said


def _answer(line: Part, said: list[bool | None], record: Record) -> bool | None:
    match line:
        case ("words", tree, suffix):
            return _anywhere(tree, FIELDS.get(suffix, FIELDS[".mp."]), record)
        case ("heading", name, explode):
            if any(each.strip("*").partition("/")[0] == name for each in record.keywords):
                return True
            return None if explode or not record.keywords else False
        case ("limit", number):
            codes = [each.value for each in record.languages]
            return both(said[number - 1], "eng" in codes if codes else None)
        case ("range", first, last):
            found: bool | None = False
            for each in said[first - 1 : last]:
                found = either(found, each)
            return found
    kind, first, last = line
    a, b = said[first - 1], said[last - 1]
    return either(a, b) if kind == "or" else both(a, b if kind == "and" else opposite(b))


def both(a: bool | None, b: bool | None) -> bool | None:
    """Three-valued "and"."""
    return False if a is False or b is False else None if a is None or b is None else True


def opposite(a: bool | None) -> bool | None:
    """Three-valued "not"."""
    return None if a is None else not a


def either(a: bool | None, b: bool | None) -> bool | None:
    """Three-valued "or"."""
    return opposite(both(opposite(a), opposite(b)))


def _anywhere(tree: Part | str, fields: tuple[str, ...], record: Record) -> bool | None:
    """Of "and", "or" and "not" each side may stand in another field; words close to each other stand in one."""
    if not isinstance(tree, str) and tree[0] in ("and", "or", "not"):
        a, b = (_anywhere(part, fields, record) for part in tree[1:])
        return either(a, b) if tree[0] == "or" else both(a, b if tree[0] == "and" else opposite(b))
    texts = {"title": [record.title], "abstract": [record.abstract], "keywords": record.keywords}
    if any(_places(tree, re.findall(r"[a-z]+", text.lower())) for field in fields for text in texts[field]):
        return True
    return None if "keywords" in fields and not record.keywords else False


def _places(tree: Part | str, words: list[str]) -> set[tuple[int, int]]:
    """All first and last words of a match, by trying every place."""
    if isinstance(tree, str):
        pattern = tree.replace("?", ".?").replace("*", ".*").replace("$1", ".?").replace("#", ".")
        return {(at, at) for at, word in enumerate(words) if re.fullmatch(pattern, word)}
    left, right = _places(tree[1], words), _places(tree[2], words)
    if tree[0] == "or":
        return left | right
    gap = int(tree[0][3:] or 1) - 1
    return {
        (min(a, c), max(b, d))
        for a, b in left
        for c, d in right
        if 0 <= c - b - 1 <= gap or (tree[0] != "adj" and 0 <= a - d - 1 <= gap)
    }
