"""Thirty records, each with the lines of P that find it: written down from P's text, line by line, from nothing else.

Lines that join others are written down too. What a heading that is not among the keywords could find is not expected.
"""

from __future__ import annotations

from core.records.record import Record
from tests.core.strategy.made import GERMAN, record

HAND_MADE: list[tuple[Record, tuple[int, ...]]] = [
    (record("Peer mentors in municipal services", "They take part in co-creation."), (9, 14, 22, 25, 40, 47, 48, 49)),
    (record("A peer group for nurses", "", "Humans"), (1, 14)),
    (
        record("Notes on wards", "", "*Peer Group", "Cooperative Behavior", "Public Sector"),
        (1, 14, 15, 25, 26, 47, 48, 49),
    ),
    (record("Peer providers", "Living experience of cooperation."), (2, 13, 14, 20, 25)),
    (
        record("Lived experience of prosumers", "Live experiences of integrated care in public services."),
        (3, 6, 14, 18, 25, 34, 47, 48, 49),
    ),
    (record("PSW training", "The PSWs were trained."), (4, 14)),
    (record("An expert by experience", "Experts by experience took part."), (5, 14)),
    (record("Experts by experience in social work", "", "Social Work"), (42, 47)),
    (record("Enduced change", "Boundary-spanners enduce collaboration."), (7, 8, 14, 16, 25)),
    (
        record("Boundary spanning", "A boundary spanner. Peer educators, who participated in addiction services."),
        (8, 10, 14, 17, 25, 36, 47, 48, 49),
    ),
    (
        record("Peer advocates and peer listeners", "They integrate third-sector organisations."),
        (11, 12, 14, 18, 25, 46, 47, 48, 49),
    ),
    (record("Third sector organizations", "Peer support."), (2, 14)),
    (record("Peer Recovery Support Services"), (38, 47)),
    (record("Recovery services", "Co-production, co-produced."), (24, 25, 39, 47)),
    (record("Coproduction in social health care"), (23, 25, 41, 47)),
    (record("Cocreated statutory mental health services"), (21, 25, 35, 44, 47)),
    (record("Social innovation by peers", "Collaborative innovations."), (16, 19, 25)),
    (
        record(
            "Headings alone", "", "Health Care Sector", "Mental Health Services", "Mental Health", "State Medicine",
            "Primary Health Care", "Delivery of Health Care", "Health Services", "Social Work",
            "Community Mental Health Services",
        ),
        (27, 28, 29, 30, 31, 32, 37, 42, 45, 47),
    ),
    (
        record("Peer support und Kooperation", "Co-creation in municipalities.", languages=GERMAN),
        (2, 14, 22, 25, 40, 47, 48),
    ),
    (record("Peer support", "Collaboration in mental health.", languages=()), (2, 14, 16, 25, 35, 47, 48)),
    (record("PEER-SUPPORT", "A CO PRODUCT of Mental-Health."), (2, 14, 24, 25, 35, 47, 48, 49)),
    (record("The peer", "Support was good."), ()),
    (record("Support peer", "Services, public; health: mental."), ()),
    (record("Two words", "", "Peer", "Group"), ()),
    (record("A subheading", "", "Mental Health Services/og [Organization & Administration]"), (28, 47)),
    (record("Reform", "", "Public Sector Reform"), ()),
    (record("Peer and mentor", "Mental or health, a public mental service."), ()),
    (
        record("Municipality", "Integration of social services by peer providing teams, lived experiences."),
        (2, 3, 13, 14, 18, 25, 40, 43, 47, 48, 49),
    ),
    (record("Peer’s support", "Cooperàtion."), (20, 25)),
    (record("Public care services", "Public-care service users co-create."), (22, 25, 33, 47)),
]  # fmt: skip
