"""The product rules, each with the records that it is about."""

import pytest

from core.dedup.compare import Comparison
from core.dedup.decide import MERGES, REVIEWS, VETOES, decide
from core.dedup.normalise import keys_of
from core.dedup.pairs import MERGE, REVIEW
from core.records.record import Author, RawField, Record

PAPER = Record(
    title="Peer support in crisis care: a qualitative study of service users",
    abstract="Crisis services increasingly employ peers.",
    authors=(Author("Berg", "Anne"), Author("Haug", "Eva"), Author("Larsen", "Mette")),
    year=2017,
    journal="Journal of Mental Health",
    volume="26",
    issue="3",
    pages="201-210",
    doi="10.1000/jmh.1",
)
BARE = PAPER._replace(volume="", issue="", pages="", doi="", abstract="")
EDITORIAL = PAPER._replace(title="Editorial", pages="201-203", doi="", abstract="")


def outcome(a: Record, b: Record) -> str:
    keys_a, keys_b = keys_of(a._replace(id="a")), keys_of(b._replace(id="b"))
    evidence = Comparison().evidence(keys_a, keys_b)
    mirrored = Comparison().evidence(keys_b, keys_a)
    assert evidence == mirrored, "comparing must not depend on the order"
    decision = decide(evidence) if evidence else None
    return decision[1] if decision else "no"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(PAPER, id="the same file again"),
        pytest.param(PAPER._replace(title=PAPER.title.upper(), journal="JOURNAL OF MENTAL HEALTH"), id="capitals"),
        pytest.param(PAPER._replace(journal="J Ment Health", pages="201-10", doi=""), id="abbreviated"),
        pytest.param(PAPER._replace(title=PAPER.title + ". [Review] [33 refs]", doi=""), id="notes"),
        pytest.param(PAPER._replace(title=PAPER.title.replace(" & ", " &amp; ") + ".", doi=""), id="entities"),
        pytest.param(PAPER._replace(title="Peer support in crisis care", doi=""), id="no subtitle"),
        pytest.param(BARE._replace(authors=(Author("A Berg"), Author("E Haug"))), id="Google Scholar"),
        pytest.param(BARE._replace(journal="Journal of Mental …"), id="half a journal"),
        pytest.param(BARE._replace(journal=""), id="no journal"),
        pytest.param(BARE._replace(year=2016), id="online first"),
        pytest.param(BARE._replace(doi=PAPER.doi, year=2016), id="online first with DOI"),
        pytest.param(PAPER._replace(pages="", doi=""), id="no pages"),
        pytest.param(PAPER._replace(pages="1-10", doi=""), id="the file's own pages"),
        pytest.param(PAPER._replace(doi="10.1000/jmh.99"), id="a mistyped DOI"),
        pytest.param(
            PAPER._replace(authors=(Author("Anne", "Berg"), Author("Eva", "Haug")), doi=""), id="given and family names"
        ),
        pytest.param(
            PAPER._replace(title=f"Soutien par les pairs. [{PAPER.title}]", doi=""), id="the title in two languages"
        ),
    ],
)
def test_merged(other):
    assert outcome(PAPER, other) == MERGE


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(
            PAPER._replace(title="Peer support in crisis care: part I"),
            PAPER._replace(title="Peer support in crisis care: part II", pages="211-219", doi="10.1000/jmh.2"),
            id="Part I and Part II",
        ),
        pytest.param(
            PAPER,
            PAPER._replace(title="Correction: " + PAPER.title, pages="300", doi="10.1000/jmh.9"),
            id="an erratum",
        ),
        pytest.param(
            PAPER, PAPER._replace(title=PAPER.title + ": reply", pages="211", doi="10.1000/jmh.3"), id="a reply"
        ),
        pytest.param(
            PAPER,
            PAPER._replace(journal="medRxiv", volume="", issue="", pages="", doi="10.1101/2016.01.01", year=2016),
            id="a preprint",
        ),
        pytest.param(
            PAPER,
            PAPER._replace(types=(RawField("M3", "Conference Abstract"),), issue="S1", pages="S12", doi=""),
            id="a conference abstract",
        ),
        pytest.param(
            PAPER._replace(journal="Cochrane Database of Systematic Reviews", doi="10.1002/14651858.cd1.pub2"),
            PAPER._replace(
                journal="Cochrane Database of Systematic Reviews", doi="10.1002/14651858.cd1.pub3", year=2021
            ),
            id="two versions",
        ),
        pytest.param(
            PAPER._replace(doi=""),
            PAPER._replace(title="Brukermedvirkning i akutte tjenester", doi="", abstract=""),
            id="a translated title",
        ),
        pytest.param(PAPER, PAPER._replace(pages="", doi="10.1000/jmh.77"), id="two DOIs and too little else"),
        pytest.param(PAPER, PAPER._replace(journal="Psychiatric Services", volume="9", doi=""), id="another journal"),
        pytest.param(
            PAPER._replace(title="Stress responses of the hippocampus in rats", pages="S12", doi="10.1000/s"),
            PAPER._replace(title="Stress responses of the hippocampus in mice", pages="S12", doi="10.1000/s"),
            id="two abstracts on a page",
        ),
    ],
)
def test_reviewed_and_never_merged(a, b):
    assert outcome(a, b) == REVIEW


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(
            PAPER._replace(pages="S12"),
            PAPER._replace(title="Housing first in Norway", authors=(Author("Dahl", "T."),), pages="S40"),
            id="abstracts of a meeting with one DOI",
        ),
        pytest.param(EDITORIAL, EDITORIAL._replace(issue="4"), id="the next issue's editorial"),
        pytest.param(EDITORIAL, EDITORIAL._replace(volume="27", year=2018), id="next year's editorial"),
        pytest.param(EDITORIAL, EDITORIAL._replace(pages="204-205"), id="two editorials of an issue"),
        pytest.param(
            EDITORIAL, EDITORIAL._replace(volume="", issue="", pages=""), id="an editorial of an unknown issue"
        ),
        pytest.param(
            PAPER,
            PAPER._replace(volume="31", issue="9", pages="77-80", doi="10.1000/jmh.500", year=2022),
            id="the same column, years later",
        ),
    ],
)
def test_neither(a, b):
    assert outcome(a, b) == "no"


def test_identical_records_merge_however_little_they_say():
    assert outcome(Record(title="Editorial"), Record(title="Editorial")) == MERGE
    assert outcome(Record(title="Sleep"), Record(title="Sleep", abstract="Other.")) == "no"


def test_every_rule_has_a_name_of_its_own_and_a_reason():
    rules = (*VETOES, *MERGES, *REVIEWS)
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.why for rule in rules)


def test_every_rule_and_why_it_holds(snapshot):
    assert "\n".join(f"{each.name}: {each.why}" for each in (*VETOES, *MERGES, *REVIEWS)) == snapshot
