"""Publications whose records differ so much that only a person should merge them."""

from __future__ import annotations

from dataclasses import replace

from sample_data.chance import Chance
from sample_data.coverage import REFERENCE_LISTS
from sample_data.journals import JOURNALS
from sample_data.printing import in_journal
from sample_data.publication import Publication
from sample_data.publications import Library

_KINDS = (
    ("sparse", ("Scopus", "Google Scholar"), 2),
    ("misremembered", ("PsycINFO", REFERENCE_LISTS), 2),
    ("renamed", ("Medline", "Google Scholar"), 1),
    ("translated", ("Oria", "PsycINFO"), 2),
)
"""What the last of the sources does to the record (see `disguises`), and how many in a review of 1,300 records."""


def publications(library: Library, chance: Chance, scale: float) -> list[Publication]:
    """The publications, each with the sources that its story needs."""
    result = []
    for kind, sources, count in _KINDS:
        for each in range(max(1, round(count * scale))):
            draw = chance.child(kind, each)
            if kind == "translated":
                base = library.in_other_language(f"{kind}/{each}")
            else:
                study = library.study(
                    f"{kind}/{each}", topic=draw.pick(("peer-support", "working-lives", "effectiveness"))
                )
                base = in_journal(study, draw, draw.pick([each for each in JOURNALS["mental-health"] if each.issues]))
            result.append(replace(base, hard=kind, fixed_sources=sources))
    return result
