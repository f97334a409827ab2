"""Writes a tree in its platform's own way, so that reading it again gives the same tree."""

from __future__ import annotations

import re

from core.strategy.dialects import EBSCO, EMBASE, OTHERS, OVID, PROQUEST, PUBMED, SCOPUS, WOS, Platform
from core.strategy.tree import AllOf, AnyOf, Combined, Fielded, Heading, Limit, LineOf, Near, Node, Term

_SMALL = r"(?!(?:and|or|not|of|in|with|for|to|the|by|exp|explode|adj\d*)\b)"
_BARE_NAME = re.compile(rf"(?!limit|remove){_SMALL}\w[\w',\-]*(?: {_SMALL}\w[\w',\-]*)*", re.IGNORECASE)


def printed(node: Node, dialect: Platform) -> str:
    """The tree as its platform would have it written, with all brackets that tell how it is read."""
    upper = dialect is not OVID
    match node:
        case Term():
            return f'"{node.text}"' if node.quoted else node.text
        case Heading():
            return _heading(node, dialect)
        case LineOf():
            return f"{'remove duplicates from ' if node.once else ''}{dialect.reference}{node.number}"
        case Combined():
            sign = "#" if dialect is EMBASE else ""
            named = ",".join(f"{sign}{a}" if a == b else f"{sign}{a}-{sign}{b}" for a, b in node.ranges)
            return f"{{{node.operator.upper()} {named}}}" if sign else f"{node.operator}/{named}"
        case Limit():
            if node.part is None:
                return node.words
            part, to = _within(node.part, dialect), dialect is OVID and not node.words.lower().startswith("use ")
            return f"limit {part} to {node.words}" if to else f"{part} {node.words}"
        case Fielded():
            return _fielded(node, dialect)
        case Near():
            operator = _near(node, dialect)
            return f" {operator} ".join(_within(part, dialect) for part in node.parts)
        case AnyOf():
            return (" OR " if upper else " or ").join(_within(part, dialect) for part in node.parts)
        case AllOf():
            text = (" AND " if upper else " and ").join(_within(part, dialect) for part in node.parts)
            minus = " AND NOT " if dialect is SCOPUS else " NOT " if upper else " not "
            return text + "".join(minus + _within(part, dialect) for part in node.without)


def _within(node: Node, dialect: Platform) -> str:
    text = printed(node, dialect)
    return f"({text})" if isinstance(node, (Near, AllOf, AnyOf)) or (isinstance(node, Limit) and node.part) else text


def _fielded(node: Fielded, dialect: Platform) -> str:
    inner = printed(node.part, dialect)
    if dialect is PUBMED:
        if isinstance(node.part, Near):
            return f'"{_words(node.part)}"[{node.codes[0]}:~{node.part.gap}]'
        return f"{inner if isinstance(node.part, Term) else f'({inner})'}[{node.codes[0]}]"
    alone = isinstance(node.part, Term)
    codes = ",".join(node.codes)
    if dialect is OVID:
        return f"{inner if alone else f'({inner})'}.{codes}."
    if dialect is EMBASE:
        return f"{inner if alone else f'({inner})'}:{codes}"
    if dialect is EBSCO:  # two letters that are no field that is known are one before a bracket only
        alone = alone and all(map(dialect.of_code, node.codes))
        return f"{codes.upper()} {inner if alone else f'({inner})'}"
    if dialect is WOS:
        return f"{codes.upper()}={inner if alone else f'({inner})'}"
    if dialect is OTHERS:
        return f"{codes}:{inner if alone else f'({inner})'}"
    return f"{codes.upper()}({inner})"


def _words(near: Near) -> str:
    return " ".join(part.text for part in near.parts if isinstance(part, Term))


def _near(node: Near, dialect: Platform) -> str:
    if dialect is OVID and node.ordered:
        return "adj"
    return dialect.near[node.ordered].format(node.gap + dialect.between)


def _heading(node: Heading, dialect: Platform) -> str:
    name, slash, qualifiers = node.name.partition("/")
    behind = slash + qualifiers
    if dialect is PUBMED:
        tag = ("Majr" if node.major else "Mesh") + ("" if node.explode else ":NoExp")
        return f'"{node.name}"[{tag}]'
    if dialect is EBSCO:
        return f'{node.code.upper()} "{name}{"+" if node.explode else ""}{behind}"'
    if dialect is PROQUEST:
        return f'{node.code.upper()}.EXACT{".EXPLODE" if node.explode else ""}("{node.name}")'
    if dialect is EMBASE:
        if node.code == "mh":
            return f'[mh {"" if node.explode else "^"}"{name}"{behind}{"[mj]" if node.major else ""}]'
        how = [node.code or "exp"] if node.explode else []
        how += (["mj"] if node.major else []) or ([] if how or behind else ["de"])
        quote = '"' if "'" in name else "'"
        return f"{quote}{name}{quote}/{'/'.join(how)}{behind if how else qualifiers}"
    shown = name if _BARE_NAME.fullmatch(name.replace("-", " ")) else f'"{name}"'
    return f"{'exp ' if node.explode else ''}{'*' if node.major else ''}{shown}/{qualifiers}"
