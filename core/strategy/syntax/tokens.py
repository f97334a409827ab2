"""Cuts a line of a strategy into tokens, by rules for each platform. Linear in the length of the line."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from core.strategy.dialects import EBSCO, EMBASE, OTHERS, OVID, PROQUEST, PUBMED, SCOPUS, WOS, Platform

#: Signs that mean the same, one for one, so that columns stay: quotes of all kinds, spaces, dashes, full-width signs,
#: and letters that would be taken for those of a code.
_SAME = str.maketrans(
    "“”„‟″＂«»‘’‚‛′´`\u00a0\u2002\u2003\u2009\u202f\u200b\ufeff\u00ad\t\r\n–—‐‑−（）［］，．：；／＊？＃İſ\u212a",
    '""""""""' + "'''''''" + " " * 11 + "-----" + "()[],.:;/*?#IsK",
)


EBSCO_HEADINGS = ("mh", "mm", "de", "mj")
"""Codes behind which EBSCOhost looks for a heading."""


class Token(NamedTuple):
    """A piece of a line.

    Attributes:
        kind: WORD, QUOTED, LEFT, RIGHT, AND, OR, NOT, NEAR, AFTER (codes of fields), LOST
            (such codes without the full stop before them), BEFORE (in front), HEADING, LINE, COMBINE, LIMIT, JUNK.
        start: Its first place in the line, from 0.
        end: The place behind it.
        text: What stands there; of a heading its name, of quotes what they hold.
        values: Codes of fields; of a heading its code, "explode" and "major"; of NEAR gap and "ordered"; of COMBINE its
            word.
        fault: What is wrong with it, and what would mend it; "" for nothing.
    """

    kind: str
    start: int
    end: int
    text: str
    values: tuple[str, ...] = ()
    fault: str = ""
    advice: str = ""


def plain(text: str) -> str:
    """The line with one kind of quotes, spaces and dashes; each character at its place."""
    return text.translate(_SAME)


def tokens_of(text: str, dialect: Platform) -> list[Token]:
    """The tokens of a line, without spaces and without the signs that mean nothing in a phrase."""
    found: list[Token] = []
    for match in _pattern(dialect.name).finditer(text):
        kind = (match.lastgroup or "").rstrip("_0123456789")
        if kind not in ("space", "nothing"):
            found.append(_token(kind, match, dialect))
    return found


# The name of a heading without quotes ends before an operator. Repeats are bounded, so that no line is read twice.
_CODES = r"(?:[a-z]{2}|m_titl|\(?sa_year\)?)(?:\s{0,2},\s{0,2}(?:[a-z]{2}|m_titl)){0,30}"
_KNOWN = r"(?:ti|ab|tw|mp|kw|kf|hw|sh|ot|af)"
_EDGE = r"(?=\s|$|[()\[\]{},;])"
_ANY_NAME = r"(?:(?!\b(?:or|exp)\b)[\w ,'&\-]){0,120}?"
_NAME = r"(?:(?!\b(?:and|or|not|adj\d*|exp)\b)[\w ,'&\-]){1,120}?"
_SUBHEADINGS = r"[a-z]{2,3}_[a-z]{2}(?:\s?,\s?[a-z]{2,3}_[a-z]{2}){0,60}"
_DAYS = r"\d{4}-\d\d-\d\d\s?/\s?\d{4}-\d\d-\d\d"
_DATABASES = (
    r"(?:ppez[vx]?|medall|medl?|mesz|mesx|prmz|pmoz|emczd|emczw|emez|emed|oemezd|emcr|psyh|psyb|psyc|psycinfo|cctr|coch"
    r"|clhta|cleed|dare|acp|amed|hmic|cagh|eric|jlh|nursing|soan|ovft)"
)
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    OVID.name: (
        ("nothing", r"\[[^\[\]]{0,400}\]"),
        (
            "heading",
            rf"(?:\bexp(?:lode)?\s{{1,3}}\*?(?:\"[^\"/]{{1,120}}\"|\w{_ANY_NAME})|\*?(?:\"[^\"/]{{1,120}}\"|{_NAME}))\s?/"
            r"(?:[a-z]{2}(?:\s?,\s?[a-z]{2}){0,20}(?![\w])(?:\s?\[[^\]]{0,200}\])?)?",
        ),
        (
            "heading_open",
            rf"\bexp(?:lode)?\s{{1,3}}\*?(?:\"[^\"]{{1,120}}\"|\w{_NAME}(?=\s*(?:$|[()]|\b(?:and|or|not)\b)))",
        ),
        ("limit", rf"\buse\s+{_DATABASES}(?:\s?,\s?{_DATABASES}){{0,9}}\b"),
        ("combine", r"\b(?:or|and)\s?/\s?[\d,\s\-]{0,400}"),
        ("near", r"\b(?:adj|near)/?(?:\d{1,3})?(?=\s|$|[()\"])"),
        (
            "after",
            rf"\.\s?{_CODES}\s?(?:\.(?:\s?/\s?freq\s?=\s?\d{{1,3}})?|(?=\s*$|\)))|\.\s?{_CODES}(?=\s(?:and|or|not)\s)",
        ),
        (
            "lost",
            rf"\b{_KNOWN}(?:\s?,\s?[a-z]{{2}}){{0,30}}\.(?=\s|$|\))|(?<=[*$)\"]){_KNOWN}(?:,\s?[a-z]{{2}}){{0,30}}\.?(?=\s|$|\))",
        ),
        ("word", rf"[^\s()\"\[\]{{}},;=/.]{{1,100}}?[*$](?={_KNOWN}(?:,[a-z]{{2}}){{0,30}}\.?(?:\s|$|\)))"),
    ),
    PUBMED.name: (
        (
            "limit",
            r"(?:\"[^\"]{1,40}\"|[\d/]{4,10})\s?\[[^\[\]]{1,60}\]?\s?:\s?(?:\"[^\"]{1,40}\"|[\d/]{4,10})\s?\[[^\[\]]{1,60}\]|\b\d{4}\s?:\s?\d{4}\s?\[[^\[\]]{1,60}\]",
        ),
        ("tag", r"\[[^\[\]]{1,80}\]"),
        ("tag_open", r"\[[^\[\]\s()]{1,80}"),
        ("line", r"#\s?\d{1,4}\b"),
    ),
    EBSCO.name: (
        ("limit", r"\bFT\s[Yy]\b"),
        (
            "heading",
            r"\b(?:MH|MM|DE|MJ)\s{1,3}(?:\"[^\"]{1,120}(?:\"|$)|(?!(?:AND|OR|NOT)\b)[A-Za-z]"
            r"(?:(?!\b(?:AND|OR|NOT)\b)[\w ,'&/+\-]){0,119})",
        ),
        (
            "before",
            r"\b(?:TI|AB|KW|SU|TX|AU|AF|SO|JN|LA|PT|ZT|PY|DT|HW|MA|MW|XB|ID|MD|AN|IS|IB|PB|AG|PG|TM|RV|ZU|GE)(?:\s?,\s?(?:TI|AB|KW|SU)\b){0,5}(?=\s|[(\"])"
            r"|(?:^|(?<=\()|(?<=AND )|(?<=OR )|(?<=NOT ))(?!OR\b)[A-Z]{2}(?=\s[(\"])",
        ),
        ("near", r"\b[NWnw]\d{1,3}(?=\s|[(\"])"),
        ("line", r"\bS\d{1,4}\b"),
    ),
    SCOPUS.name: (
        (
            "limit",
            r"\b(?:LIMIT-TO|EXCLUDE)\s?\([^()]{0,200}(?:\)|$)|\b[A-Z][A-Z\-]{2,40}\s{0,2}(?:[<>=]|(?:AFT|BEF|IS)\b)\s{0,2}\d{4,8}\b",
        ),
        (
            "before",
            r"\b(?!(?:AND|OR|NOT|LIMIT-TO|EXCLUDE)\b)[A-Z][A-Z\-]{2,40}(?=\s?\()"
            r"|\b(?i:title|abs|key|auth|authkey|indexterms|all|language|doctype|srctitle)(?i:-[a-z]{1,8}){0,4}(?=\()",
        ),
        ("not", r"(?i:\band\s{1,3}not)" + _EDGE),
        ("near", r"\b(?:W|PRE|w|pre)/\d{1,3}"),
        ("exact", r"\{[^{}]{0,400}\}"),
        ("line", r"#\s?\d{1,4}\b"),
    ),
    WOS.name: (
        ("limit", rf"\bDOP\s?=\s?(?:{_DAYS}|\(\s?{_DAYS}\s?\))"),
        (
            "before",
            r"\b[a-z]{2,3}\s?=(?=\s?\S)|\b(?:topic|title|abstract|author|language|document types"
            r"|publication name|all fields|year published|author keywords|mesh headings)\s?[:=](?=\s?\S)",
        ),
        ("near", r"\b(?:NEAR(?:/\d{1,3})?|PRE/\d{1,3})\b"),
        ("and", r"\bSAME\b"),
        ("line", r"#\s?\d{1,4}\b"),
    ),
    PROQUEST.name: (
        (
            "heading",
            r"\b(?i:(?:MAINSUBJECT|MJMAINSUBJECT|MESH|EMB|MJMESH|MJEMB|SUBJECT|SU|DE)\.(?:EXACT|X)(?:\.EXPLODE)?)"
            r"\s?\(\s?(?:\"[^()\"]{1,120}\"?|(?:(?!\b(?:AND|OR|NOT)\b)[^()\"]){1,120})\s?(?:\)|$)",
        ),
        ("limit", r"\b(?i:yr|year|pd|pubdate)\s?\(\s?(?:[<>]=?\s?\d{4,8}|\d{8}\s?-\s?\d{8})\s?\)"),
        ("word", r"[^\s()\"\[\]{},;=/:|]{1,100}\[\*\d{1,2}\]"),
        (
            "before",
            r"\b(?:TI|AB|DE|KW|SU|AU|SO|LA|PY)\s?=(?=\s?[(\"\w])|\b(?i:[a-z]{2,13}\.exact(?:\.explode)?)(?=\s?\()|\b(?:[a-z]{2,12}(?:\s?,\s?[a-z]{2,12}){0,8})(?=\()(?<!\band)(?<!\bor)(?<!\bnot)(?<!\bnear)|\b[A-Z]{2,12}(?:\s?,\s?[A-Z]{2,12}){0,8}(?=\s?\()(?<!\bAND)(?<!\bOR)(?<!\bNOT)(?<!\bNEAR)",
        ),
        ("near", r"\b(?:NEAR|N|PRE|P)/\d{1,3}|\bNEAR\b"),
        ("line", r"\[?\bS\d{1,4}\b\]?"),
    ),
    EMBASE.name: (
        ("limit", r"\[[^\[\]]{1,120}\]\s?/\s?(?:lim|py|sd)\b"),
        (
            "heading",
            r"(?:'[^']{1,120}'|\"[^\"]{1,120}\"|\b\w[\w\-]{0,60})\s?/\s?"
            rf"(?:(?:exp/mj|mj/exp|exp|de|mj|lnk)\b(?:/{_SUBHEADINGS})?|{_SUBHEADINGS})"
            r"|\[mh\s\^?(?:\"[^\[\]\"]{1,120}\"(?:\s?/[a-z]{2}(?:,[a-z]{2}){0,30})?(?:\[mj\])?|[^\[\]\"/]{1,120}(?:/[a-z]{2}(?:,[a-z]{2}){0,30})?)\]"
            r"|MeSH descriptor:\s?\[[^\[\]]{1,120}\]"
            r"(?:\s(?:explode (?:all|\d{1,2}) trees?|this term only|in all MeSH products))?"
            r"(?: and with qualifiers?(?:\(s\))?: \[[^\[\]]{0,200}\])?",
        ),
        ("combine", r"\{\s?(?:or|and)\s[#\d\s,\-]{1,400}\}"),
        ("after", r":\s?[a-z]{2,4}(?:\s?,\s?[a-z]{2,4}){0,20}(?![\w*])|/\s?(?:it|la|py|ff|ti|ab|tn|jt)\b"),
        ("near", r"\b(?:NEAR|NEXT)(?:/\d{1,3})?\b"),
        ("line", r"#\s?\d{1,4}\b"),
        ("exact", r"(?<![\w*$?])'[^']{0,400}'"),
    ),
    OTHERS.name: (
        ("before", r"\b[A-Za-z]{2,12}:(?=\s?\S)"),
        ("near", r"\b(?:NEAR|N|W|PRE)/\d{1,3}\b"),
        ("line", r"#\s?\d{1,4}\b"),
    ),
}
_EVERYWHERE = (
    ("space", r"\s+"),
    ("quoted", r"\"[^\"]*\""),
    ("quoted_open", r"\"[^\"]*$"),
    ("left", r"\("),
    ("right", r"\)"),
    ("and", rf"\b(?i:and){_EDGE}|&"),
    ("or", rf"\b(?i:or){_EDGE}|\|"),
    ("not", rf"\b(?i:not){_EDGE}"),
)
_LAST = (("nothing", r"[.,;]"), ("junk", r"[\s\S]"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    word = r"[^\s()\"\[\]{},;=/.]+" if name == OVID.name else r"[^\s()\"\[\]{},;=/:|]+"
    rules = (*_RULES[name], *_EVERYWHERE, ("word", word), *_LAST)
    case = re.NOFLAG if name in (EBSCO.name, SCOPUS.name, PROQUEST.name) else re.IGNORECASE
    # A group has one name, and two rules may be of one kind: the place of the rule tells them apart.
    return re.compile("|".join(f"(?P<{kind}_{place}>{pattern})" for place, (kind, pattern) in enumerate(rules)), case)


def _token(kind: str, match: re.Match[str], dialect: Platform) -> Token:
    start, end, text = match.start(), match.end(), match[0]
    upper = kind.upper()
    if kind == "word" and dialect is PROQUEST:
        return Token(upper, start, end, text.replace("[", "").replace("]", ""))
    if kind in ("word", "left", "right", "and", "or", "not"):
        return Token(upper, start, end, text)
    if kind == "quoted":
        return Token("QUOTED", start, end, text[1:-1])
    if kind == "exact":
        return Token("QUOTED", start, end, text[1:-1])
    if kind == "quoted_open":
        fault, advice = (
            "the closing quote is missing",
            "Put one where the phrase ends; read as if it were the end of the line.",
        )
        return Token("QUOTED", start, end, text[1:], (), fault, advice)
    if kind in ("heading", "heading_open"):
        return heading_token(start, end, text, dialect, is_open=kind == "heading_open")
    if kind == "combine":
        word, _, numbers = text.strip("{} ").replace("/", " ").partition(" ")
        return Token("COMBINE", start, end, numbers.replace("#", "").strip(), (word.lower(),))
    if kind == "near":
        return _near(start, end, text, dialect)
    if kind in ("after", "lost"):
        codes = tuple(re.findall(r"[a-z_]+", text.lower() if dialect is EMBASE else text.partition("/")[0].lower()))
        fault = advice = ""
        if dialect is OVID and kind == "after" and not text.rstrip().endswith(".") and "/" not in text:
            fault, advice = f"the full stop behind “{text.strip()}” is missing", f"Write {text.strip()}."
        return Token(upper, start, end, text.strip(), codes, fault, advice)
    if kind in ("tag", "tag_open"):
        return _tag(start, end, text, closed=kind == "tag")
    if kind == "before":
        if code := _LONG.get(text.rstrip(" :=").lower()) if dialect is WOS else None:
            return Token("BEFORE", start, end, text, (code,))
        codes = tuple(re.findall(r"[a-z][a-z\-]*(?:\.exact(?:\.explode)?)?", text.lower()))
        return Token("BEFORE", start, end, text, codes)
    if kind == "line":
        return Token("LINE", start, end, "".join(filter(str.isdigit, text)))
    if kind == "limit":
        return _closed(Token("LIMIT", start, end, text), dialect)
    return Token("JUNK", start, end, text, (), f"“{text}” means nothing here", "Take it out.")


_LONG = {
    "topic": "ts",
    "title": "ti",
    "abstract": "ab",
    "author": "au",
    "language": "la",
    "document types": "dt",
    "publication name": "so",
    "all fields": "all",
    "year published": "py",
    "author keywords": "ak",
    "mesh headings": "mh",
}
"""Names of fields that Web of Science writes out in a history, and their codes."""


def heading_token(start: int, end: int, text: str, dialect: Platform, *, is_open: bool = False) -> Token:
    """The token of a heading as the platform writes it; `is_open` where the sign that ends it is missing."""
    lower, code, qualifiers = text.lower(), "", ""
    if dialect is OVID:
        explode = re.match(r"exp(?:lode)?\s", lower) is not None
        body = text[len(text.split()[0]) :].strip() if explode else text
        name, _, qualifiers = (body, "", "") if is_open else body.partition("[")[0].partition("/")
        major = name.startswith("*")
        name = name.lstrip("*")
    elif dialect is EBSCO:
        code, explode, major = lower[:2], "+" in text, lower.startswith(("mm", "mj"))
        name, _, qualifiers = text[2:].strip().strip('"').replace("+", "").partition("/")
    elif dialect is PROQUEST:
        code, explode, major = lower.partition(".")[0], ".explode" in lower, lower.startswith("mj")
        name = text.partition("(")[2].rpartition(")")[0]
    elif lower.startswith(("[mh", "mesh descriptor")):
        code, major = "mh", "[mj]" in lower
        explode = "^" not in text and (lower.startswith("[mh") or "explode" in lower or "in all" in lower)
        name, _, qualifiers = (
            text.replace("[mj]", "").partition("[")[2].partition("]")[0].removeprefix("mh ").lstrip("^ ").partition("/")
        )
        qualifiers = qualifiers.rstrip('" ') or ",".join(re.findall(r"- ([A-Z]{2})\b", text))
        if not re.fullmatch(r"[A-Za-z]{2}(?:,\s?[A-Za-z]{2})*", qualifiers):
            name, qualifiers = f"{name} {qualifiers}", ""
    else:
        parts = re.match(r"('[^']*'|\"[^\"]*\"|[^/]*)/(.*)", text)
        name, how = (parts[1], parts[2].lower().replace(" ", "").split("/")) if parts else (text, [])
        explode, major = "exp" in how or "lnk" in how, "mj" in how
        code = "lnk" if "lnk" in how else ""
        qualifiers = ",".join(each for each in how if each not in ("exp", "mj", "de", "lnk"))
    name = " ".join(name.replace("/", " ").replace('"', " ").strip(" '").split())
    if name and qualifiers.strip():
        name += f"/{''.join(qualifiers.split())}"
    values = (code, *(["explode"] if explode else []), *(["major"] if major else []))
    if is_open:
        fault, advice = "the “/” behind the heading is missing", f"Write {text.strip()}/"
        return Token("HEADING", start, end, name, values, fault, advice)
    return _closed(Token("HEADING", start, end, text, values), dialect)._replace(text=name)


def _closed(token: Token, dialect: Platform) -> Token:
    """A token that goes on to the end of the line, since what should close it is missing, with what it lacks."""
    text = token.text
    lacks = '"' * (text.count('"') % 2) + ")" * (text.count("(") - text.count(")"))
    if not lacks or text.endswith(")") or dialect is EMBASE:  # there they end in a "]" or a "/"
        return token
    fault, advice = f"the “{lacks}” is missing", f"Write {text.strip()}{lacks}"
    return token._replace(text=text + lacks, fault=fault, advice=advice)


def _near(start: int, end: int, text: str, dialect: Platform) -> Token:
    word = text.upper().rstrip("/0123456789")
    digits = "".join(filter(str.isdigit, text))
    ordered = word in ("ADJ", "NEXT", "PRE", "P") or (dialect is EBSCO and word == "W")
    if dialect is OVID and digits:
        ordered = False
    usual = {"NEAR": {WOS.name: 15, PROQUEST.name: 4}.get(dialect.name, 5)}.get(word, 0)
    gap = max(0, int(digits) - dialect.between) if digits else usual
    values = (str(min(gap, 255)), *(["ordered"] if ordered else []))
    return Token("NEAR", start, end, text, values)


_MESH = re.compile(
    r"(?:mesh(?: terms?| headings?| major topic)?|mh|majr|mesh:noexp|mh:noexp|majr:noexp|mesh terms:noexp)$"
)


def _tag(start: int, end: int, text: str, *, closed: bool) -> Token:
    code = " ".join(text.strip("[]").lower().split())
    fault, advice = ("", "") if closed else ("the “]” is missing", f"Write {text}]")
    if _MESH.match(code):
        how = (["explode"] if "noexp" not in code else []) + (["major"] if "maj" in code else [])
        return Token("AFTER", start, end, "mesh", ("mesh", *how), fault, advice)
    code, _, distance = (part.strip() for part in code.partition(":~"))
    return Token("AFTER", start, end, code, (code, *([distance] if distance.isdigit() else [])), fault, advice)
