"""RIS, in the dialects of all who write it.

The tables of tags and of reference types are rispy's. Its parser does not read, since it loses records and values: of
the 6,342 records of 42 RIS exports rispy 0.10 finds 5,829, and of most tags that are repeated it keeps the first value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from rispy.config import TAG_KEY_MAPPING, TYPE_OF_REFERENCE_MAPPING

from core.formats.clean import lines_are_plain
from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import OpenRecord, RawPairs, RawRecord
from core.formats.result import LEFT_OVER, Reading, Tally, WarningLog
from core.words import count, plural

RULES = FieldRules(
    title=("TI", "T1", "CT", "BT", "ST", "TT"),
    abstract=("AB", "N2"),
    authors=("AU", "A1"),
    year=("PY", "Y1", "DA"),
    journal=("JF", "BT", "T2", "JO", "JA", "J2", "J1", "C3"),
    second_title="T2",
    volume=("VL",),
    issue=("IS",),
    pages=("SP",),
    last_page="EP",
    article_number=("C7",),
    doi=("DO", "L3", "DI"),
    doi_marked=("M3",),
    pmid_marked=("U1", "AN", "C2", "U2"),
    accession=("AN", "ID"),
    accession_marked=("U2",),
    issn=("SN",),
    publisher=("PB",),
    languages=("LA",),
    types=("TY", "M3", "PT"),
    kind="TY",
    keywords=("KW",),
    urls=("UR", "L1", "L2", "LK"),
    notes=("N1",),
)

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# How a line with any tag that can be starts, to that tag: one look-up says whether a line is well-formed, and all
# records share the same strings.
_TAGS = {f"{first}{second}  -": first + second for first in _LETTERS for second in _LETTERS + "0123456789"}
_SHARED_LIMIT = 1 << 16
# The tags whose values many records share: one string for all of them saves a fifth of the memory.
_OFTEN_THE_SAME = "TY KW LA M3 T2 JF JO JA J2 PB PY Y1 DA VL IS SN CY DB DP"
_REPEATED = frozenset(_OFTEN_THE_SAME.split())
_TITLES = frozenset({"TI", "T1", "CT", "BT"})

# Where a line is less than well-formed ("AU - Larsen", "au  - Larsen"), only these are believed to be tags.
_ADDED_BY_VENDORS = "AI BT CP CT ED J1 L3 L5 LK NL NS OP PD PG PT RD U1 U2 U3 U4"
_KNOWN = frozenset(TAG_KEY_MAPPING).union(_ADDED_BY_VENDORS.split())
_LOOSE_START = re.compile(r"[ \t]*TY[ \t]{0,3}-(.*)", re.IGNORECASE)
_LOOSE_END = re.compile(r"[ \t]*ER[ \t]{0,3}-[ \t]*", re.IGNORECASE)
_LOOSE_TAG = re.compile(r"[ \t]*([A-Z][A-Z0-9])[ \t]{0,3}-(?:[ \t]+(.*)|$)", re.IGNORECASE)
_ONE_SPACE = re.compile(r"([A-Z][A-Z0-9])[ \t]-(?:[ \t]+(\S.*)|[ \t]*)")
_TEXTS = frozenset({"AB", "N1", "N2", "KW"})
_OF_THE_SEARCH = frozenset({"C1", "N1", "DB"})  # what Ovid writes after an ER, of the search and not of a record
_DECLARED = re.compile(r"Record #?\d{1,9} of (\d{1,9})\b", re.IGNORECASE)  # Cochrane's, above each record
_NUMBERING = re.compile(r"(?:\d+\.?)?")


class PairParser:
    """Reads lines into the tag–value pairs of each record, all of them and in their order.

    Each line is judged by itself, so that damage stays where it is; what is not as the format has it goes to the log.

    - A record ends at an empty ER, at the next TY or at the end of the file. `ER  - text` is text.
    - Tagged lines right above a TY belong to its record; in a file that starts with such lines, all since an ER.
    - Other tagged lines between an ER and the next TY (Ovid writes some) are kept beside the record before, and are
      none of its own, unless there is a title among them: then they are a record that lost its TY.
    - In a file without any TY, ER alone delimits, if it does so more than once.
    - A line without a tag continues the value before; after KW it is a further keyword, as EndNote writes them.
    - One-space tags, tags in lower case and indented ones are read in a record whose TY line is written so; elsewhere
      those of one space that are empty, or do not go on with a text.
    """

    def __init__(self, log: WarningLog, tally: Tally) -> None:
        self._log = log
        self._tally = tally
        self._starts = 0
        self._ends = 0
        self._open: OpenRecord | None = None
        self._closed: RawRecord | None = None  # the record before; lines after its ER may still belong to it
        self._ready: list[RawRecord] = []
        self._shared: dict[str, str] = {}  # equal values of different records: journals, keywords, years, …
        self._untyped: list[RawRecord] = []
        self._leads = False  # whether the file starts with lines of a record above its TY
        self._junk = 0
        self._first_junk = (0, "")

    def parse_line(self, line: str) -> tuple[str | None, str]:
        """The tag and the value of a well-formed line; None and the text of any other."""
        tag = _TAGS.get(line[:5])
        return (None, line.strip()) if tag is None else (tag, line[5:].strip())

    def parse_lines(self, lines: Iterable[str]) -> Iterator[RawRecord]:
        """The records of a file, from its lines without their line ends, or from pieces of several such lines.

        Pieces that are a whole record each are read several times faster.
        """
        number = 1
        for piece in lines:
            number += self._take_well_formed(piece, number) or self._take_lines(piece, number)
            if self._ready:
                yield from self._ready
                self._ready.clear()
        self._finish()
        yield from self._ready

    def _take_well_formed(self, text: str, number: int) -> int:
        """Take a record of nothing but well-formed lines at once.

        Returns:
            The number of lines taken; 0 when the text is no such record.
        """
        if self._open is not None:
            return 0
        start = max(text.find("TY  -"), 0)
        above = text[:start]
        if above and not (above[-1] == "\n" and _NUMBERING.fullmatch(above.strip("\n"))):
            return 0
        lines = text[start:].split("\n")
        try:
            tags = [_TAGS[line[:5]] for line in lines]
        except KeyError:
            return 0
        values = [line[5:].strip() for line in lines]
        if tags[0] != "TY" or tags[-1] != "ER" or values[-1] or tags.count("TY") > 1 or tags.count("ER") > 1:
            return 0
        del tags[-1], values[-1]
        self._begin_typed()
        self._ends += 1
        if len(self._shared) > _SHARED_LIMIT:
            self._shared.clear()
        share = self._shared.setdefault
        shared = [share(value, value) if tag in _REPEATED else value for tag, value in zip(tags, values, strict=True)]
        head = above.count("\n")
        self._keep(RawRecord(number + head, RawPairs(tags, shared), None, lines_are_plain(text)))
        return head + len(lines)

    def _take_lines(self, text: str, number: int) -> int:
        """Take the lines of a text one by one; the first has that number. Returns how many there are."""
        lines = text.split("\n")
        for place, line in enumerate(lines, number):
            tag, value = self.parse_line(line)
            if tag is None and value:
                tag, value = self._judge(line, value)
            record = self._open
            if tag is None and not value:
                if record is not None:
                    record.note_gap()
            elif tag == "TY":
                self._start(place, value, loose=line[:5] != "TY  -")
            elif tag == "ER" and not value:
                self._ends += 1
                self._close(ended=True)
            elif tag is None or tag == "ER":
                self._continue(place, line)
            else:
                if record is None:
                    record = self._open = OpenRecord(place, typed=False)
                record.add(tag, value)
        return len(lines)

    def _judge(self, line: str, text: str) -> tuple[str | None, str]:
        """The tag and the value of a line that is not well-formed, where it is sure enough to have one."""
        record = self._open
        second = text[1:2]
        if second in "Yy" and (match := _LOOSE_START.fullmatch(line)):
            kind = match[1].strip()
            if record is None or kind.upper() in TYPE_OF_REFERENCE_MAPPING:
                return "TY", kind
        elif second in "Rr" and _LOOSE_END.fullmatch(line):
            return "ER", ""
        if record is not None and (record.loose or record.tags[-1] == "TY") and (match := _LOOSE_TAG.fullmatch(line)):
            tag = match[1].upper()
            if tag in _KNOWN:
                record.loose = True
                return tag, (match[2] or "").strip()
        narrow = _ONE_SPACE.fullmatch(line) if record is not None else None
        # With a value, it may as well be a line of a text.
        if narrow and record is not None and narrow[1] in _KNOWN:
            if not narrow[2]:
                return narrow[1], ""
            if (record.tags[-1] not in _TEXTS or record.is_empty) and not record.after_gap:
                return narrow[1], narrow[2].strip()
        return None, text

    def _start(self, number: int, kind: str, *, loose: bool) -> None:
        lead = self._lead()
        if lead is None:
            self._missing_end()
            self._close()
            self._open = OpenRecord(number, typed=True, loose=loose)
        else:
            lead.typed, lead.loose, lead.lead, lead.gap = True, loose, len(lead.tags), 0
        self._begin_typed()
        self._open = lead or self._open
        assert self._open is not None
        self._open.add("TY", kind)

    def _lead(self) -> OpenRecord | None:
        """The record being collected, where its lines belong to the TY that comes now."""
        record = self._open
        if record is None or record.typed:
            return None
        first = not self._starts and self._closed is None and not self._untyped
        self._leads = self._leads or (first and not record.gap)
        above = not record.after_gap and not _OF_THE_SEARCH.issuperset(record.tags)
        return record if self._leads or above else None

    def _begin_typed(self) -> None:
        """Note a TY line; at the first, what was read without one before it is settled."""
        if not self._starts:
            for raw in self._untyped:
                self._give_untyped(raw)
            self._untyped = []
        self._starts += 1

    def _close(self, *, ended: bool = False) -> None:
        """End the record being collected."""
        record, before = self._open, self._closed
        self._open = None
        if record is None:
            return
        raw = record.raw()
        if (
            record.lead
            and not _TITLES.isdisjoint(record.tags[: record.lead])
            and not _TITLES.isdisjoint(record.tags[record.lead :])
        ):
            # Both have a title: the first of two records lost its TY and its ER.
            tags, values, lead = raw.pairs.tags, raw.pairs.values, record.lead
            self._keep(RawRecord(record.line, RawPairs(tags[:lead], values[:lead])))
            raw = RawRecord(record.line, RawPairs(tags[lead:], values[lead:]))
        typeless_file = ended and not self._starts
        if record.typed or typeless_file or not _TITLES.isdisjoint(record.tags):
            self._keep(raw)
        elif before is not None:
            self._log.add(record.line, f"lines after ER {LEFT_OVER}", "lines after ER")
            # Not for its fields: they may as well be the rest of a record that lost its first lines.
            both = RawPairs(before.pairs.tags + raw.pairs.tags, before.pairs.values + raw.pairs.values)
            self._closed = RawRecord(before.line, both, before.own or len(before.pairs))
        else:
            self._note_junk(record.line, f"{record.tags[0]}  - {record.values[0]}", len(record.tags))

    def _keep(self, raw: RawRecord) -> None:
        """Keep a record that has ended, and give the one before it, of which nothing more can come now."""
        before, self._closed = self._closed, raw
        if before is None:
            return
        if "TY" in before.pairs.tags:
            self._ready.append(before)
        elif self._starts:
            self._give_untyped(before)
        else:
            self._untyped.append(before)

    def _give_untyped(self, raw: RawRecord) -> None:
        self._log.add(raw.line, "a record without a TY line; it was kept", "records without a TY line, kept")
        self._ready.append(raw)

    def _finish(self) -> None:
        self._missing_end()
        self._close()
        if self._closed is not None:
            self._keep(self._closed)
        if len(self._untyped) > 1:
            self._log.add(None, "there is no TY line in the file: each ER line was taken as the end of a record")
            self._ready += self._untyped
        elif self._untyped:
            self._tally.skipped += 1
            self._log.add(self._untyped[0].line, "left out: a single record that no TY line starts")
        elif self._ends and not self._starts:
            ends = f"{plural(self._ends, 'is')} {count(self._ends, 'ER line')}"
            self._log.add(None, f"there {ends}, but no reference: was the file exported whole?")
        if self._junk:
            line, text = self._first_junk
            what = "a line" if self._junk == 1 else f"{self._junk:,} lines"
            are = "was left out: it" if self._junk == 1 else "were left out; the first"
            self._log.add(line, f"{what} outside any record {are} is “{text[:80]}”")
        self._tally.ty_lines, self._tally.er_lines = self._starts, self._ends

    def _missing_end(self) -> None:
        if self._open is not None and self._open.typed:
            self._log.add(self._open.line, "no ER line ends the record that starts here", "records without an ER line")

    def _continue(self, number: int, line: str) -> None:
        """Add a line without a tag to what it continues."""
        record, text = self._open, line.strip()
        # What comes after ER and an empty line is no part of a value ("Link to the Ovid Full Text or citation: …").
        after_end = record is not None and not record.typed and self._starts and record.after_gap
        if record is None or after_end or record.tags[-1] == "TY":
            if not _NUMBERING.fullmatch(text):
                self._note_junk(number, text)
        elif record.tags[-1] == "KW" and not line[0].isspace():
            record.add("KW", text)
        else:
            record.extend(text)

    def _note_junk(self, number: int, text: str, lines: int = 1) -> None:
        if not self._junk:
            self._first_junk = (number, text)
        self._junk += lines
        if match := _DECLARED.match(text):
            self._tally.declared = int(match[1])


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a RIS file."""
    blocks = source.blocks(cut_after=b"\nER  -")
    return Reading(PairParser(log, tally).parse_lines(blocks), partial(derive, rules=RULES))
