"""One set of lines, sound and damaged, as each platform's: what is read, said and found."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.strategy.dialects import DIALECTS, dialect_of
from core.strategy.found.concepts import proposed
from core.strategy.found.evaluate import evaluate
from core.strategy.found.limits import asked_by, years_of
from core.strategy.found.on_record import leaving_open, losing
from core.strategy.found.smells import smells_of, smells_of_titles
from core.strategy.found.spellings import missed_spellings
from core.strategy.read import read_strategy
from tests.core.strategy.hand_made import HAND_MADE
from tests.core.strategy.protocols import V

LINES = """\
peer
peer support
"peer support" or peer*
(peer adj3 support*).ti,ab.
peer N3 support
peer near/3 support
peer W/3 support
peer NEXT/2 support
peer pre/2 support
TI peer OR AB (peer support)
TITLE-ABS-KEY(peer AND support)
TS=(peer NEAR/3 support) NOT TI=cancer
peer[tiab] OR "peer support"[Title:~3]
"Peer Group"[Mesh:NoExp] OR "Peer Group"[Majr]
(MH "Peer Group+") OR MM "Peer Group"
MAINSUBJECT.EXACT.EXPLODE("Peer Group")
exp *Peer Group/px or Peer Group/
'peer group'/exp/mj OR peer:ti,ab,kw
[mh "Peer Group"] OR [mh ^"Peer Group"]
exp Peer Group
limit 1 to english
limit 2 to (english language and yr="2010 -Current")
limit 3 to (journal article or review)
#1 AND #2
1 and 2 not 3
or/1-4,6
S1 OR S2
{OR #1-#3}
#1 OR #99
1 AND 45
remove duplicates from 1
(peer or support
peer or) support
peer and or support
and peer
peer or
()
"peer support
peer?support* or p$er or pe#r or *peer or wom!n
peer adj support adj group
(a or b) adj2 (c or d) and (e or f)
a or b and c
not peer
peer.xx. or support.mp,ot.
peer, support; group
“peer support” OR ‘peer group’
peer \u2013 support / group
((((((peer))))))
english.la. or humans.sh. and 2010:2020.yr.
LANGUAGE: (English) AND PUBYEAR > 2009
peer AND (2015:2020[pdat]) AND english[la]
peer use medall
AND
123
peer support (1234)
""".splitlines()
TEXT = "".join(f"{number}. {line}\n" for number, line in enumerate(LINES, 1))
RECORDS = [record for record, _ in HAND_MADE]
TITLES = [record.title for record in RECORDS]


@pytest.mark.parametrize("name", DIALECTS)
def test_what_is_read_and_said(name: str, snapshot: SnapshotAssertion) -> None:
    strategy = read_strategy(TEXT, name)
    lines = [f"{strategy.dialect.name}; left out: {strategy.left_out}"]
    for line in strategy.lines:
        lines.append(f"{line.number} ({line.at}) {line.text!r}, {line.reported}: {line.understood}")
        lines += [f"    {each.column}: {each.what} – {each.advice}" for each in line.problems]
    assert "\n".join(lines) == snapshot


@pytest.mark.parametrize("name", DIALECTS)
def test_what_is_found_and_smelt(name: str, snapshot: SnapshotAssertion) -> None:
    strategy = read_strategy(TEXT, name)
    _, found = evaluate(strategy, RECORDS)
    lines = [f"{number}: {each.surely:x} {each.undecidable:x}" for number, each in found.items()]
    smells = smells_of(strategy, steps=["language", "publication-type"])
    lines += [str(each) for each in smells if each.kind != "unused"]
    lines += [str(each) for each in smells_of_titles(strategy, TITLES)]
    lines += [str(each) for each in missed_spellings(strategy, TITLES)]
    lines += [str(each) for each in proposed(strategy)]
    lines += [f"{place}: {losing(strategy, found, place)}" for place in range(0, 30, 6)]
    lines.append(str(leaving_open(strategy, found)))
    assert "\n".join(lines) == snapshot


def test_a_preprint_read_line_by_line(snapshot: SnapshotAssertion) -> None:
    strategy = read_strategy(V)
    told = [f"{line.number}: {line.understood} {line.problems}" for line in strategy.lines]
    assert "\n".join([*told, *(str(each) for each in proposed(strategy))]) == snapshot


def test_which_platform_a_text_is_of(snapshot: SnapshotAssertion) -> None:
    lines = [f"{line}: {dialect_of('', '', line).name}" for line in LINES]
    lines += [f"{text!r}: {dialect_of('', '', text).name}" for text in ("x\n 4. Limit 3 to english", "LIMIT 3 TO y")]
    names = (
        "CENTRAL", "Ovid MEDLINE", "PubMed", "EBSCOhost", "CINAHL", "Web of Science", "Scopus", "ProQuest",
        "Embase.com", "Cochrane", "PsycINFO (Ovid)", "x", "Cochrane Library", "ASSIA", "Medline",
    )  # fmt: skip
    lines += [f"{each}: {dialect_of(each, '', '').name}, as a source {dialect_of('', each, '').name}" for each in names]
    assert "\n".join(lines) == snapshot


def test_what_limits_ask_for(snapshot: SnapshotAssertion) -> None:
    words = ("english", "english language", "English or German", 'yr="2010 -Current"', "yr=2010-2015", "2010:2020",
    "humans",
             "journal article", "(review or editorial)", "last 5 years", "full text", "abstracts",
             "peer reviewed journals",
             "yr=2015", "female", "all adult <19 plus years>", "conference abstract", "no language")  # fmt: skip
    assert "\n".join(f"{each}: {asked_by(each)} {years_of(each)}" for each in words) == snapshot
