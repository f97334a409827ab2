"""Protocol files to begin a review with; `core.protocol.template.template` reads them."""

from __future__ import annotations

_SECOND_READS = """{ reviewer = "second", coverage = "20%" }]
sample_base = "entering"               # the 20 % are of what comes to this stage; "identified": of all records
"""
_BOTH = '[{ reviewer = "first", coverage = "all" }, { reviewer = "second", coverage = "all" }]'
_ANY_TWO = '{ any = 2, of = ["first", "second", "third"] }'
_THIRD = """[[reviewer]]
id = "third"                           # more of them may follow: name each in `of` at the stages they read
role = "second"
name = ""
login = ""

[[reviewer]]
id = "adjudicator"
"""
_FIFTH_READ = "two readers, of whom the second reads a random fifth, full texts read by both"
_DRAWN = "# The second reader's fifth is drawn at random with this text, in a way that anybody can check. CHANGE"

VARIANTS: dict[str, tuple[tuple[str, str], ...]] = {
    "both-read-all": (
        (_FIFTH_READ, "two readers who both read everything"),
        (_DRAWN, "# What is drawn at random is drawn with this text, in a way that anybody can check. CHANGE"),
        (_SECOND_READS, '{ reviewer = "second", coverage = "all" }]\n'),
    ),
    "any-two": (
        (_FIFTH_READ, "three readers, any two of whom read each record"),
        (_DRAWN, "# Records are dealt to the readers with this text, in a way that anybody can check. CHANGE"),
        ('[[reviewer]]\nid = "adjudicator"\n', _THIRD),
        (f'[{{ reviewer = "first", coverage = "all" }}, {_SECOND_READS}', f"{_ANY_TWO}\n"),
        (_BOTH, _ANY_TWO),
    ),
}
"""The templates that are the blank one but for who reads what: name → what stands in it, and what stands instead."""
