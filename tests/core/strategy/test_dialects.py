from __future__ import annotations

import pytest

from core.strategy.dialects import DIALECTS, OTHER, dialect_of
from sample_data.sources import SOURCES


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1. (peer adj mentor*).ti,ab.\n2. exp Mental Health/\n3. 1 and 2", "Ovid"),
        ('"peer support"[tiab] OR "Peer Group"[Mesh]', "PubMed"),
        ('S1 TI ("peer support*") OR (MH "Peer Group+")\nS2 S1 AND mentor N3 peer', "EBSCOhost"),
        ('TITLE-ABS-KEY("peer support" W/2 worker) AND NOT TITLE(child)', "Scopus"),
        ("TS=(peer NEAR/2 support) AND TI=(recovery)", "Web of Science"),
        ('noft(peer N/2 support) AND MAINSUBJECT.EXACT("Peer relations")', "ProQuest"),
        ("('peer support'/exp OR (peer NEXT/1 mentor*):ti,ab) AND [english]/lim", "Embase.com"),
        ("peer support", "other"),
    ],
)
def test_the_text_tells_its_platform(text: str, name: str) -> None:
    assert dialect_of("", "", text).name == name


def test_each_source_of_the_sample_review_is_read_as_its_platform_writes() -> None:
    found = {each.name: dialect_of(each.platform, each.name, each.strategy).name for each in SOURCES if each.strategy}
    assert found == {
        "Medline": "Ovid",
        "PsycINFO": "EBSCOhost",
        "Embase": "Embase.com",
        "Oria": "other",
        "WorldCat": "other",
        "Google Scholar": "other",
        "Scopus": "Scopus",
        "Academic Search Elite": "EBSCOhost",
        "Cinahl": "EBSCOhost",
        "Web of Science": "Web of Science",
    }


def test_a_code_that_nobody_knows_is_a_field_that_no_record_has() -> None:
    assert all(dialect.meant(("zzz",)) == (OTHER,) for dialect in DIALECTS.values())
    assert DIALECTS["Ovid"].meant(("ti", "ab", "ti")) == ("title", "abstract")
