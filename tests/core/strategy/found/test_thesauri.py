from __future__ import annotations

import pytest

from core.strategy.dialects import EMBASE, OVID, PUBMED
from core.strategy.found.thesauri import APA, CINAHL, EMTREE, MESH, foreign_to, thesaurus_of


def test_a_database_has_one_thesaurus_whatever_the_platform() -> None:
    named = {name: thesaurus_of(OVID, name) for name in ("MEDLINE(R) ALL", "Embase", "PsycInfo", "Ovid", "CINAHL Plus")}
    assert named == {"MEDLINE(R) ALL": MESH, "Embase": EMTREE, "PsycInfo": APA, "Ovid": None, "CINAHL Plus": CINAHL}
    assert thesaurus_of(PUBMED, "") == MESH and thesaurus_of(EMBASE, "Cochrane CENTRAL") == MESH


@pytest.mark.parametrize(
    ("thesaurus", "heading", "foreign"),
    [
        (EMTREE, "Cooperative Behavior", (MESH, "cooperation")),
        (MESH, "Health Care Delivery", (EMTREE, "delivery of health care")),
        (APA, "Peer Group", (MESH, "peers")),
        (EMTREE, "Fractures, Bone", (MESH, "")),
        (MESH, "Cooperative Behavior", None),
        (CINAHL, "cooperative  behavior/px", None),
        (MESH, "Fractures, Bone", None),
        (APA, "Infant, Newborn/px", (MESH, "")),
        (CINAHL, "client participation", (APA, "")),
        (EMTREE, "peer group", None),
        (APA, "a heading that nobody knows", None),
    ],
)
def test_a_heading_of_another_thesaurus(thesaurus: str, heading: str, foreign: tuple[str, str] | None) -> None:
    assert foreign_to(thesaurus, heading) == foreign
