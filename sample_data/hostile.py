"""Titles and texts that break careless programs, and records that lack what every record should have."""

from __future__ import annotations

from dataclasses import replace

from sample_data.chance import Chance
from sample_data.journals import JOURNALS
from sample_data.printing import in_journal
from sample_data.publication import Publication
from sample_data.publications import Library

_LONG = "peer support workers, service users, relatives, nurses, social workers and managers " * 9
TITLES = (
    "[Erratum] Co-creating recovery in a municipal addiction service: what the first report left out",
    "Peer support a [/] b [@click=app.quit]x[/]: markup, hyperlinks and mental health services",
    '=HYPERLINK("http://example.org","Peer support") and other formulas for co-production',
    "+1 for peer workers: a note on participation in public services",
    "@home with psychosis: peer support by telephone in community mental health services",
    "-2+3: the arithmetic of co-production in addiction services",
    "Peer support &amp; <i>co-production</i> in mental health services: p &lt; .05 is not enough",
    "🙂 or 🙁? Emoji check-ins between peer workers 👩🏽‍🤝‍👨🏿 and service users",
    "شراكة الأقران في خدمات الصحة النفسية: peer partnership in mental health services",
    "Peer support \u202ereversed\u202c in mental health services: reading from the other side",
    "\x1b[31mRed flags\x1b[0m in peer support\x07: early signs of burnout in crisis teams",
    "精神保健福祉におけるピアサポート: peer support in mental health and welfare",
    "Ze\u0301ro\u0308 to\u0301le\u0301rance: combining marks and combined efforts in co-produced care",
    "Robert'); DROP TABLE records;-- A peer mentor in the records department",
    "The {role} of %s in $SERVICES: C:\\peers\\new and `other` placeholders of co-creation",
    "Why?",
    f"Who decides when {_LONG.strip()} are to co-produce one and the same plan?",
    "",
)
"""The last one is no title at all."""


def publications(library: Library, chance: Chance, rounds: int) -> list[Publication]:
    """One publication for every title, times `rounds` in a larger review."""
    result = []
    for turn in range(rounds):
        for place, title in enumerate(TITLES):
            base = library.study(f"hostile/{turn}/{place}", topic=chance.pick(("user-participation", "working-lives")))
            placed = in_journal(base, chance, chance.pick(JOURNALS["mental-health"]))
            marked = f"{title} ({turn})" if turn and title else title
            result.append(replace(placed, title=marked, literal=True, sections=_sections(place, placed)))
    return result


def _sections(place: int, publication: Publication) -> tuple[tuple[str, str], ...]:
    """No abstract for every fourth; the others with a line separator, a tab and markup in the midst of the text."""
    if place % 4 == 3:
        return ()
    strange = "Notes[^1] were kept in <b>bold</b>\u2028and\tin [link=https://example.org]links[/link]."
    return (("", f"{strange} {publication.abstract}".strip()),)
