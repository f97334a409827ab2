"""PubMed's texts: "Summary" (a citation a record) and "Abstract" (a citation, then paragraphs)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField, Record

RULES = FieldRules(
    title=("title",),
    abstract=("abstract",),
    authors=("author",),
    year=("year",),
    journal=("journal",),
    volume=("volume",),
    issue=("issue",),
    pages=("pages",),
    doi=("DOI",),
    doi_marked=("citation",),
    pmid=("PMID",),
    accession=("PMID",),
    issn=(),
    languages=("language",),
    types=("type",),
    kind="type",
    kinds={"": "JOUR"},
    keywords=("keyword",),
)

# A citation has a journal or authors and a date: "1. 0" is none.
_START = re.compile(r"(\d{1,7})([:.]) (?=[^\n]*[^\W\d_]{2}[^\n]* )(\S.{11,})")
# "J Wards. 2014 Mar 1;11(2):100-9. doi: …": the journal, the date, then volume, issue and pages.
_ISSUE_OF = re.compile(
    r"(?P<journal>[^.?!]{2,200})\. (?P<year>(?:1[89]|20)\d\d)(?P<date>[^;:.]{0,30})"
    r"(?:;(?P<volume>[^(:;.]{0,40})(?:\((?P<issue>[^)]{1,60})\))?(?::(?P<pages>[^.;]{1,60}))?)?[.;]"
)
_AFTER_SENTENCE = re.compile(r"(?<=[.?!\]])\s+")
_NAME = re.compile(r"[^\W\d_][^,.;:()]{0,60} [A-Z]{1,4}(?: (?:Jr|Sr|2nd|3rd|4th|II|III))?")
_MARKS = re.compile(r"\([\d,* †‡#]+\)")
_IDENTIFIER = re.compile(r"\b(doi|DOI|PMID|PMCID): ?(\S+?)(?=[.;]?(?:\s|$))")
_NOTICE = re.compile(
    r"(?:Comment (?:in|on)|Erratum (?:in|for)|Update (?:in|of)|Retraction (?:in|of)|Republished (?:in|from)|Dataset"
    r"|Original report in|Summary for patients in|Expression of concern (?:in|for)"
    r"|Corrected and republished (?:in|from)"
    r"|Retracted and republished (?:in|from)|Partial retraction (?:in|of)|Reprint (?:in|of)|Reprinted (?:in|from))\b"
)
_RETRACTION_IN = "Retraction in"
_IN_LANGUAGE = re.compile(r"\[Article in ([A-Z][a-z]+)")
_CLOSES = re.compile(r"©|\(c\)|Copyright|Conflict of interest|DOI: |PMID: |PMCID: |Published by|© ")
_LABELLED = {"Author information:": "Author information", "Collaborators:": "Collaborators"}


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a text that PubMed saved: each starts with its number, "1: " or "1. "."""
    return Reading(_records(source, log, tally), _derive)


def _records(lines: TextSource, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
    paragraphs: list[list[str]] = []
    open_paragraph = False
    started = 0
    brief = True
    expected = None
    tally.ty_lines = 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        match = None if open_paragraph or line[:1].isspace() else _START.fullmatch(line.rstrip())
        if match and _goes_on(int(match[1]), expected, paragraphs):
            if paragraphs:
                yield RawRecord.of(started, _pairs(paragraphs, brief))
            if expected is not None and int(match[1]) > expected:
                gap = f"number {match[1]} follows number {expected - 1}: was a start between them damaged?"
                log.add(number, gap, "gaps in the numbers of records")
            tally.ty_lines += 1
            started, brief, expected = number, match[2] == ":", int(match[1]) + 1
            paragraphs, open_paragraph = [[match[3]]], True
        elif not text:
            open_paragraph = False
        elif not paragraphs:
            log.add(number, f"left out, since it is no part of a record: “{text[:80]}”", "lines outside any record")
        elif open_paragraph:
            paragraphs[-1].append(text)
        else:
            paragraphs.append([text])
            open_paragraph = True
    if paragraphs:
        if not any("PMID:" in line for each in paragraphs for line in each):
            log.add(started, "the last record has no PMID: was the file cut off?")
        yield RawRecord.of(started, _pairs(paragraphs, brief))


def _goes_on(number: int, expected: int | None, paragraphs: list[list[str]]) -> bool:
    """Whether a numbered line starts a record: a list within an abstract has numbers, too."""
    last = paragraphs[-1] if paragraphs else ["PMID:"]
    closed = (line.startswith("PMID:") for each in paragraphs if not _NOTICE.match(each[0]) for line in each)
    ended = any("PMID:" in line for line in last) or any(closed)
    return expected is None or ended or expected == number


def _pairs(paragraphs: list[list[str]], brief: bool) -> Iterator[RawField]:
    """The paragraphs of a record, each by what it is."""
    texts = [" ".join(lines) for lines in paragraphs]
    if brief:
        yield RawField("summary", " ".join(texts))
        return
    yield RawField("citation", texts[0])
    titled = named = closed = False
    for lines, text in zip(paragraphs[1:], texts[1:], strict=True):
        if _NOTICE.match(text):
            yield RawField("notice", text)
        elif not titled:
            titled = True
            yield RawField("title", text)
        elif match := _IN_LANGUAGE.match(text):
            yield RawField("language", match[1])
        elif label := _LABELLED.get(lines[0]):
            yield RawField(label, " ".join(lines[1:]))
        elif not named and _are_names(text):
            named = True
            yield RawField("authors", text)
        elif closed or _CLOSES.match(text):
            closed = True
            for line in lines:
                match = _IDENTIFIER.match(line)
                yield RawField(*match.groups()) if match else RawField("note", line)
        else:
            yield RawField("abstract", text)


def _are_names(text: str) -> bool:
    """Whether a paragraph is the line of the authors: the first of them has initials, or marks of an address."""
    first = _MARKS.sub("", text.split(",")[0]).strip(" .;")
    return bool(_NAME.fullmatch(first)) or bool(_MARKS.search(text[:200]) and len(first) < 80)


def _derive(raw: RawRecord) -> Record:
    plain = [each for tag, value in raw.pairs for each in _plain(tag, value)]
    abstract = " ".join(value for tag, value in plain if tag == "abstract")
    pairs = [each for each in plain if each.tag != "abstract"] + [RawField("abstract", abstract)] * bool(abstract)
    return derive(RawRecord.of(raw.line, pairs), RULES)._replace(raw=raw.pairs)


def _plain(tag: str, value: str) -> Iterator[RawField]:
    if tag == "summary":
        yield from _of_summary(value)
    elif tag == "citation":
        yield from _of_citation(value, _ISSUE_OF.match(value))
    elif tag == "authors":
        yield from (RawField("author", each) for each in _names(value))
    elif tag == "title":
        yield RawField("title", value.strip())
    elif tag == "notice" and value.startswith(_RETRACTION_IN):
        yield RawField("type", "retracted publication")
    else:
        yield RawField(tag, value)


def _of_summary(text: str) -> Iterator[RawField]:
    """Of “Larsen M, Berg A. Peer work. J Wards. 2014 Mar;11(2):100-9. doi: 10.1000/x. PMID: 1.” the fields."""
    authors, _, rest = text[:20_000].partition(". ")
    if not all(_NAME.fullmatch(each.strip()) for each in authors.split(",")[:1]):
        authors, rest = "", text[:20_000]
    yield from (RawField("author", each) for each in _names(authors))
    at = 0
    for sentence in _AFTER_SENTENCE.finditer(rest):
        match = _ISSUE_OF.match(rest, sentence.end())
        if match:
            yield RawField("title", rest[: sentence.start()])
            yield from _of_citation(rest[sentence.end() :], match)
            return
        at = at or sentence.start()
    yield RawField("title", rest[:at] if at else rest)
    yield from _of_citation(rest, None)


def _of_citation(text: str, match: re.Match[str] | None) -> Iterator[RawField]:
    if match:
        for name, value in match.groupdict("").items():
            if value.strip():
                yield RawField(name, value.strip())
    for name, value in _IDENTIFIER.findall(text):
        yield RawField(name.upper(), value)


def _names(text: str) -> list[str]:
    return [name for each in re.split("[,;]", _MARKS.sub("", text.rstrip(". "))) if (name := each.strip())]
