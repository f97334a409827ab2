"""Reads BibTeX by bibtexparser, and line by line what that gives up on."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from bibtexparser import model
from bibtexparser.entrypoint import parse_string

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.reference_types import BIBTEX_TYPES, TABLE_TYPES
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField, Record

RULES = FieldRules(
    title=("title", "booktitle"),
    abstract=("abstract",),
    authors=("author",),
    year=("year", "date"),
    journal=("journal", "journaltitle", "booktitle", "journal-iso", "series"),
    volume=("volume",),
    issue=("number", "issue"),
    pages=("pages",),
    article_number=("article-number", "art_number", "articleno", "eid"),
    doi=("doi",),
    pmid=("pmid", "pubmed_id"),
    pmid_marked=("ID",),
    accession=("unique-id", "accession", "eprint", "ID"),
    issn=("issn", "eissn", "isbn"),
    publisher=("publisher", "school", "institution"),
    languages=("language", "langid"),
    types=("ENTRYTYPE", "document_type", "type"),
    kind="ENTRYTYPE",
    kinds=BIBTEX_TYPES,
    keywords=("keywords", "author_keywords", "keywords-plus", "keyword"),
    urls=("url", "link"),
    notes=("note",),
)

# So many entries are given to the parser at a time: it keeps everything that it is given.
_BATCH = 200
_ENTRY = re.compile(r"\s*@\s*(\w+)\s*[{(]")
_NOT_ENTRIES = frozenset({"comment", "string", "preamble"})
_FIELD = re.compile(r"^[ \t,]*([A-Za-z][\w-]*)[ \t]*=[ \t]*", re.MULTILINE)
_LOST = re.compile(_FIELD.pattern + r'[{"].*', re.MULTILINE)
_NAME_MARKS = re.compile(r"[{}]| and ")
_KEY = re.compile(r"\s*@\s*(\w+)\s*[{(]\s*([^,\n]*)")
# The key of an entry: up to the comma before its first field, or to the end of the line.
_WHOLE_KEY = re.compile(r"(\s*@\s*\w+\s*[{(])(.*?)(?=\s*,\s*(?:[A-Za-z][\w-]*\s*=|$))")
_JOINED = re.compile(r'["}]\s*#\s*["{]')
_NO_COMMA = re.compile(rf'"[ \t]*\n{_FIELD.pattern[1:]}["{{]')
_OPENED = re.compile(r"\s*@\s*\w+\s*[{(]\s*")
_NO_KEY = re.compile(rf"^{_OPENED.pattern}(?=[A-Za-z][\w-]*\s*=)")
_OUR_KEY = re.compile("r[0-9a-f]{16}")  # what an export of ours has for one
_COMMA_IN_KEY = "\ue02c"  # what the parser is given for it, which would take the key to end there
_MORE_AUTHORS = re.compile(r"\band\s+\W*others\W*$|\bet\.? al\W*$", re.IGNORECASE)
# bibtexparser tells of bad blocks by logging, which would reach the terminal; here they become warnings.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


class _AsWritten(RawRecord):
    """An entry whose values the parser left in their braces or quotes."""


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a BibTeX file: all entries but @comment, @string and @preamble."""
    return Reading(_records(source, log, tally), _derive)


def _records(source: TextSource, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
    tally.ty_lines = 0
    strings = ""
    keys: set[str] = set()
    for first_line, text in _batches(source, tally):
        before = strings.count("\n")
        library = parse_string(strings + text)
        broken = False  # whether the parser gave up on the block before
        for block, following in zip_longest(library.blocks, library.blocks[1:]):
            line = first_line + (block.start_line or 0) - before
            if isinstance(block, model.String) and line >= first_line:
                strings += (block.raw or "") + "\n"
            # Where the parser gives up, it takes what is left of the entry for a comment.
            rest = following.comment if isinstance(following, model.ImplicitComment) else ""
            if not broken and isinstance(block, model.ImplicitComment) and (lost := _LOST.search(block.comment)):
                log.add(
                    line, f"left out, since it is in no entry: “{lost[0].strip()[:80]}”", "fields outside any entry"
                )
            broken = isinstance(block, model.ParsingFailedBlock)
            raw = _entry(block, rest, line, log, tally)
            if raw is not None:
                _say_what_is_odd(raw, keys, log)
                yield raw


def _say_what_is_odd(raw: RawRecord, keys: set[str], log: WarningLog) -> None:
    key = raw.pairs.values[1]
    if not key or key in keys:
        what = f"the key “{key[:60]}” was there before" if key else "an entry without a key"
        log.add(raw.line, f"{what}; the entry was kept", "entries whose key was there before, or is missing")
    elif "," in key:
        log.add(raw.line, f"the key “{key[:60]}” has a comma; the entry was kept", "keys with a comma")
    keys.add(key)
    for tag, value in raw.pairs:
        if tag.lower() == "author" and _MORE_AUTHORS.search(value):
            log.add(raw.line, "the authors end in “and others”: the rest is not named", "entries with “and others”")


def _batches(source: TextSource, tally: Tally) -> Iterator[tuple[int, str]]:
    """The text, cut before some of the entries, each piece with the number of its first line."""
    lines: list[str] = []
    first, entries = 1, 0
    for number, line in enumerate(source, 1):
        if "@" in line and (match := _ENTRY.match(line)) and match[1].lower() not in _NOT_ENTRIES:
            tally.ty_lines = (tally.ty_lines or 0) + 1
            entries += 1
            if entries > _BATCH:
                yield first, "\n".join(lines)
                lines, first, entries = [], number, 1
            line = _NO_KEY.sub(r"\g<0>,", line)
            if (key := _WHOLE_KEY.match(line)) and "," in key[2].strip(" ,"):
                line = f"{key[1]}{key[2].replace(',', _COMMA_IN_KEY)}{line[key.end() :]}"
        elif lines and _OPENED.fullmatch(lines[-1]) and _FIELD.match(line):
            lines[-1] += ","
        lines.append(line)
    yield first, "\n".join(lines)


def _entry(block: Any, rest: str, line: int, log: WarningLog, tally: Tally) -> RawRecord | None:
    """The pairs of an entry, however well it could be parsed; None for what is no entry."""
    twice = isinstance(block, model.DuplicateFieldKeyBlock)
    # Of an entry with a field twice, or with a key that was there before, the parser leaves the values as written.
    form = _AsWritten if isinstance(block, model.DuplicateBlockKeyBlock) else RawRecord
    if isinstance(block, model.ParsingFailedBlock):
        inner = block.ignore_error_block
        if isinstance(inner, model.Entry):
            if twice:
                log.add(line, "a field comes twice in this entry; both were kept", "entries with a field twice")
            block = inner
        else:
            pairs = _loose_pairs(f"{block.raw or ''}{rest}".replace(_COMMA_IN_KEY, ","))
            if pairs:
                log.add(line, "not well-formed BibTeX: its fields were read line by line", "entries not well-formed")
            elif _ENTRY.match(block.raw or ""):
                tally.skipped += 1
                log.add(line, "left out: an entry that cannot be read", "entries left out")
            return RawRecord.of(line, pairs) if pairs else None
    if not isinstance(block, model.Entry):
        return None
    if any('"' in field.value and _NO_COMMA.search(field.value) for field in block.fields):
        log.add(line, "a comma is missing between fields: they were read line by line", "entries not well-formed")
        return RawRecord.of(line, _loose_pairs((block.raw or "").replace(_COMMA_IN_KEY, ",")))
    pairs = [RawField("ENTRYTYPE", block.entry_type), RawField("ID", block.key.replace(_COMMA_IN_KEY, ","))]
    values = [_unenclosed(str(field.value)) if twice else str(field.value) for field in block.fields]
    return form.of(
        line, pairs + [RawField(field.key, value) for field, value in zip(block.fields, values, strict=True)]
    )


def _loose_pairs(text: str) -> list[RawField]:
    """The pairs of an entry with unbalanced braces or quotes: each field runs to the line where the next begins."""
    head = _KEY.match(text)
    fields = list(_FIELD.finditer(text))
    if head is None or not fields or head[1].lower() in _NOT_ENTRIES:
        return []
    pairs = [RawField("ENTRYTYPE", head[1].lower()), RawField("ID", head[2].strip())]
    ends = [field.start() for field in fields[1:]] + [len(text)]
    for field, end in zip(fields, ends, strict=True):
        value = text[field.end() : end].strip()
        value = value.removesuffix("}") if end == len(text) else value
        value = value.strip(" ,\n\t")
        pairs.append(RawField(field[1], _unenclosed(value)))
    return pairs


def _unenclosed(value: str) -> str:
    if value.startswith(("{", '"')):
        value = value[1:].removesuffix("}" if value[0] == "{" else '"')
    return value.strip()


def _derive(raw: RawRecord) -> Record:
    """The record, its fields derived from text without LaTeX and its raw pairs as they were."""
    plain: list[RawField] = []
    as_written = isinstance(raw, _AsWritten)
    for tag, written in raw.pairs:
        name = tag if tag in ("ENTRYTYPE", "ID") else tag.lower()
        if name == "ID" and _OUR_KEY.fullmatch(written):
            continue
        value = _unenclosed(written) if as_written else written
        if "#" in value and value[:1] in ('"', "{") and _JOINED.search(value):
            value = _unenclosed(_JOINED.sub("", value))
        if name == "author":
            plain += [RawField(name, _name(author)) for author in _names(" ".join(value.split()))]
        elif name in RULES.keywords and ";" not in value:
            plain.append(RawField(name, _plain(value).replace(",", ";")))
        elif name == "pages":
            plain.append(RawField(name, "-".join(page.strip() for page in re.split("-{2,}", _plain(value)))))
        else:
            plain.append(RawField(name, value if name in ("doi", "url", "ID") and "\\" not in value else _plain(value)))
    record = derive(RawRecord.of(raw.line, plain), RULES)._replace(raw=raw.pairs)
    if record.kind != "GEN":
        return record
    # An entry of no type of BibTeX's own may say its type in a field.
    said = (TABLE_TYPES.get(value.casefold()) for _, value in record.types)
    return record._replace(kind=next(filter(None, said), "GEN"))


def _names(value: str) -> Iterator[str]:
    """The names that an "and" divides, unless it is within braces: "{Health and Care}" is one."""
    if value.startswith("{") and value.endswith("}") and all("," in name for name in value.split(" and ")):
        value = value[1:-1]  # Web of Science puts the whole value in braces once more
    depth = start = 0
    for mark in _NAME_MARKS.finditer(value):
        depth += (mark[0] == "{") - (mark[0] == "}")
        if mark[0] == " and " and depth <= 0:
            yield value[start : mark.start()]
            start = mark.end()
    yield value[start:]


def _name(name: str) -> str:
    """An author as "family, given"; BibTeX also has "given family", and groups in braces."""
    name = name.strip()
    plain = _plain(name)
    words = plain.split()
    if "," in plain or name.startswith("{") or len(words) < 2 or words[-1].rstrip(".").isupper() or words[0] == "et":
        return plain
    family = len(words) - 1
    while family > 1 and words[family - 1].islower():  # "Ludwig van Beethoven"
        family -= 1
    return f"{' '.join(words[family:])}, {' '.join(words[:family])}"


def _plain(value: str) -> str:
    """The text of a value written in LaTeX."""
    return _LATEX.sub(_latex_text, value) if "\\" in value else value.replace("{", "").replace("}", "")


# \'e, \'{e}, \'\i, \c{c}, \c c; a symbol such as \ss{}; what formats its argument, such as \emph{…}; a symbol alone.
_LATEX = re.compile(
    r"""(?P<accent>\\(?:['`"^~=.] ?|[cvuHkrdbt](?: +|(?=\{)))(?:\{\\?[A-Za-z]{1,2}\}|\\?[A-Za-z]))"""
    r"""|(?P<symbol>\\[A-Za-z]+)\{\}|\\[A-Za-z]+\*?\s*\{|(?P<macro>\\(?:[A-Za-z]+ ?|[^A-Za-z]))|[{}]"""
)
# pylatexenc knows neither these symbols nor the commands that only change the form of what follows.
_SYMBOLS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
}
_CHANGE_THE_FORM = "bf em footnotesize it newline noindent par protect relax rm sc sf sl small tt"
_FORMS = frozenset(_CHANGE_THE_FORM.split())


def _latex_text(match: re.Match[str]) -> str:
    latex = match["accent"] or match["symbol"] or match["macro"]
    return _symbol(latex) if latex else ""


@lru_cache(maxsize=2048)
def _symbol(latex: str) -> str:
    # Only the symbols are given to pylatexenc: it takes milliseconds for an abstract, and for whoever does not write
    # LaTeX but BibTeX, "50% of patients" is no comment.
    name = latex[1:].rstrip()
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    if name.isalpha() and name not in _FORMS and _decoder().latex_context.get_macro_spec(name) is None:
        return latex  # what is no LaTeX, such as a path, stays as it is written
    try:
        return str(_decoder().latex_to_text(latex))
    except Exception:  # whatever it stumbles over, the text as written is better than none
        return latex


@lru_cache(maxsize=1)
def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

    return LatexNodes2Text()
