"""Whether two names are names of the same journal: abbreviated, cut off, or as an acronym."""

from __future__ import annotations

import pytest

from core.dedup import journals as module
from core.dedup.decide import SAME_JOURNAL
from core.dedup.journals import ABBREVIATION, JournalNames
from core.dedup.normalise import keys_of
from core.records.record import Record


def journals(a: str, b: str) -> int:
    one, other = (keys_of(Record(journal=name)).journal for name in (a, b))
    return JournalNames().similarity(one, other)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("J Ment Health", "Journal of Mental Health"),
        ("Int. J. Soc. Psychiatry", "International Journal of Social Psychiatry"),
        ("Intl J Nurs Stud", "International Journal of Nursing Studies"),
        ("JAMA", "Journal of the American Medical Association"),
        ("American Journal of …", "American Journal of Psychiatry"),
        ("Am J Psychiatry", "AMERICAN JOURNAL OF PSYCHIATRY"),
        ("ICIS : Transforming Society", "International Conference on Information Systems"),
    ],
)
def test_names_of_one_journal(a, b):
    assert journals(a, b) >= ABBREVIATION
    assert journals(b, a) >= ABBREVIATION


@pytest.mark.parametrize(
    ("a", "b"),
    [("Diabetes", "Diabetes Care"), ("Circulation", "Circulation Research"), ("Lancet Psychiatry", "World Psychiatry")],
)
def test_names_of_two_journals(a, b):
    assert journals(a, b) < SAME_JOURNAL


def test_the_same_name_is_certain() -> None:
    assert journals("The Lancet", "the lancet") == 100 > ABBREVIATION


def test_a_pair_is_compared_once_whichever_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []
    monkeypatch.setattr(module, "_similarity", lambda a, b: compared.append((a, b)) or 7)
    monkeypatch.setattr(module, "_MOST", 2)
    names = JournalNames()
    assert [names.similarity("b", "a"), names.similarity("a", "b")] == [7, 7] and compared == [("a", "b")]
    for other in "cd":
        names.similarity("a", other)
    names.similarity("a", "b")
    assert len(compared) == 4, "what is remembered has an end"
