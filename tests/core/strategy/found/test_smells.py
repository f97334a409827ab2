from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.records.record import Record
from core.strategy.found.evaluate import evaluate
from core.strategy.found.smells import smells_among, smells_of, smells_of_titles
from core.strategy.read import read_strategy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a.ti.\n2. b.ti.\n3. or/1\n", (2, "unused", "no later line names it")),
        ("1. a.ti.\n2. a.ti.\n3. or/1-2\n", (2, "same-as", "it says what line 1 says")),
        ("1. (peer* or peers).ti.\n", (1, "contained", "“peer*” finds all that “peers” finds")),
        ("1. (peer support* or peer supporter$).ti.\n", (1, "contained", "“peer support*” finds all that")),
        ("1. (peer or Peer).ti.\n", (1, "contained", "stands twice")),
        ("1. a.ti.\n2. limit 1 to English language\n", (2, "limit-is-step", "the plan also makes a step")),
        (
            "1. a.ti.\n2. limit 1 to (journal article or review)\n",
            (2, "limit-is-step", "“(journal article or review)”"),
        ),
        ("1. a.ti.\n2. 1 and english.lg.\n", (2, "limit-is-step", "“english”")),
        ("1. a.ti.\n2. b.ti.\n3. a.ti.\n4. or/1-3\n", (3, "same-as", "it says what line 1 says")),
    ],
)
def test_what_a_strategy_says_by_itself(text: str, expected: tuple[int, str, str]) -> None:
    (smell,) = smells_of(read_strategy(text, "Ovid"), steps=["language", "publication-type"])
    assert smell[:2] == expected[:2] and expected[2] in smell.what and smell.advice


@pytest.mark.parametrize(
    "text",
    [
        "1. (peer$1 or peers).ti.\n",
        "1. (peer* or pee).ti.\n",
        "1. (a.ti. or a.ab.)\n",
        "1. (a b* or b c).ti.\n2. limit 1 to humans\n",
    ],
)
def test_nothing_is_said_of_what_is_sound(text: str) -> None:
    assert list(smells_of(read_strategy(text, "Ovid"), steps=["language", "publication-type"])) == []


@pytest.mark.parametrize(
    ("platform", "text", "what"),
    [
        ("Ovid", "1. a.ti.\n2. b.ti,ab.\n3. c.mp.\n4. or/1-3\n", "it does not look in abstract and keywords"),
        ("Ovid", "1. a.ti,ab.\n2. b.mp.\n3. c.ab,ti.\n4. d.tw.\n5. or/1-4\n", "lines 1, 3-4 do not look in keywords"),
        ("Scopus", "TITLE-ABS(a)", "it does not look in keywords"),
        ("PubMed", "a[ti] OR b[tiab]", ""),
        ("Embase.com", "a:ti,ab,kw", ""),
        ("Ovid", "1. exp Peer Group/\n2. 1 and english.lg.\n", ""),
    ],
)
def test_fields_that_are_narrower_than_the_plan_promises_are_named_once(platform: str, text: str, what: str) -> None:
    found = smells_of(read_strategy(text, platform), promised=["title", "abstract", "keywords"])
    said = [each.what for each in found if each.kind == "fields-narrower"]
    assert said[:1] == ([f"{what}, where the plan promises to"] if what else [])


def test_a_heading_of_another_thesaurus_is_named_with_what_this_one_has() -> None:
    strategy = read_strategy("1. exp Cooperative Behavior/\n", "Ovid")
    (smell,) = smells_of(strategy, source="Embase")
    assert (smell.kind, smell.advice) == ("foreign-heading", "Emtree has “cooperation”.")
    assert not list(smells_of(strategy, source="Medline")) and not list(smells_of(strategy))


def test_a_heading_that_only_records_of_other_sources_have_is_named() -> None:
    strategy = read_strategy("1. exp Lions/\n2. Tigers/\n3. or/1-2\n", "Ovid")
    records = [Record(keywords=("Lions", "Tigers") if place in (30, 31, 32) else ("Tigers",)) for place in range(40)]
    index, found = evaluate(strategy, records)
    said = list(smells_among(strategy, index, found, own=(1 << 30) - 1, source="Zoo"))
    assert [(each.line, each.what, each.advice) for each in said if each.kind == "foreign-heading"] == [
        (
            1,
            "no record of Zoo has the heading “Lions”, and 3 of others do",
            "It may be of another database’s thesaurus, which this one does not know.",
        )
    ]
    assert not [e for e in smells_among(strategy, index, found, own=(1 << 40) - 1) if e.kind == "foreign-heading"]


def test_a_truncation_that_catches_most_records_is_named_with_its_commonest_words() -> None:
    strategy = read_strategy("1. (co* and lion).ti.\n2. care*.ti.\n", "Ovid")
    records = [Record(title="cost" if place % 3 else "cooperate care lion") for place in range(30)]
    said = {each.line: each.what for each in smells_among(strategy, *evaluate(strategy, records))}
    assert said == {1: "“co*” is in 30 of 30 records, by “cost”, “cooperate”"}


def test_spellings_of_included_titles_are_a_smell() -> None:
    (smell,) = smells_of_titles(read_strategy("1. organisation*.ti.\n", "Ovid"), ["Organizations", "Organizations!"])
    assert smell[:3] == (1, "spelling-missed", "2 included titles have “organizations”, which “organisation*” misses")


def test_what_is_found_or_not_among_records() -> None:
    strategy = read_strategy("1. (c* or zebra).ti.\n2. lion.ti.\n3. or/1-2\n4. exp Lions/\n", "Ovid")
    records = [Record(title="care"), Record(title="cure")] + [Record(title="care")] * 30
    index, found = evaluate(strategy, records)
    said = {(each.line, each.kind): each.what for each in smells_among(strategy, index, found)}
    assert said == {
        (1, "term-finds-nothing"): "no record has “zebra”",
        (1, "finds-almost-all"): "it finds 32 of 32 records, by “care”, “cure”",
        (2, "finds-nothing"): "it finds none of the records",
    }


BY_THEMSELVES = (
    "1. a.ti.\n2. ()\n3. b.ti.\n4. c.ti.\n5. 1 and 9\n6. 4 or 3",
    "1. a.ti.\n2. a.ti.\n3. a.ti.\n4. or/1-3",
    "1. a.ti.\n2. english.lg.\n3. (english or german).la.\n4. english.lg,pt.\n5. review.pt.\n6. and/1-5",
    "1. a.ti.\n2. limit 1 to yr=2000\n3. limit 2 to (english or german)\n4. limit 3 to review\n5. limit 4 to humans",
    "1. a.ti.\n2. limit 1 to (humans and journal article)\n3. limit 2 to publication type x\n4. limit 3 to (a, review)",
    f"1. ({' or '.join(f'word{number}' for number in range(12))}).pt. and a.ti.",
    f"1. (ab* or {' or '.join(f'ab{number}' for number in range(12))}).ti.",
    "1. (peer or Peer).ti.\n2. peer.ti.\n3. or/1-2",
    "1. peer*.ti.\n2. (peers or x).ti.\n3. peers.ti.\n4. or/1-3",
    "1. exp Cooperative Behavior/\n2. Fractures, Bone/\n3. exp peer group/ or exp Cooperative Behavior/\n4. or/1-3",
    "1. a.ti.\n2. a.ab.\n3. (a adj b).ti.\n4. exp X/\n5. (a.ti. and b.ab.)\n6. (a not b.kw.).ti.\n7. a.au.\n8. or/1-7",
    "1. a.kw.\n2. limit a.ti. to english\n3. (a or b.ab.).ti.\n4. a.sh.\n5. a.ti,ab,kw.\n6. or/1-5",
    "1. (a.ti. adj b.ab.)\n2. (a.ti. and (b.ab. or c.kw.))\n3. or/1-2",
)


def test_all_that_is_said_of_lines_by_themselves(snapshot: SnapshotAssertion) -> None:
    told = []
    for text in BY_THEMSELVES:
        strategy, both = read_strategy(text, "Ovid"), ["language", "publication-type"]
        smells = smells_of(strategy, source="Embase", steps=both, promised=["keywords", "abstract", "title"])
        told += [repr(text), *(f"    {each.line} {each.kind}: {each.what}. {each.advice}" for each in smells)]
        for step in both:
            limits = [each.what for each in smells_of(strategy, steps=[step]) if each.kind == "limit-is-step"]
            told += [f"        {step}: {each}" for each in limits]
    for platform, text in (
        ("Scopus", 'TITLE(a) AND LIMIT-TO(LANGUAGE, "English") AND LIMIT-TO(DOCTYPE, "ar") AND DOCTYPE(re)'),
        ("EBSCOhost", "TI a Limiters - Document Type: x; English"),
    ):
        smells = smells_of(read_strategy(text, platform), steps=["language", "publication-type"])
        told += [text, *(f"    {each.line} {each.kind}: {each.what}. {each.advice}" for each in smells)]
    assert "\n".join(told) == snapshot


AMONG = """
co*.ti.|(co* and lion).ti.|(co* or zebra or gnu).ti.|c?t.ti.|cat.ti.|(cat or dog).ti,ab.|(co* adj cat).ti.
exp Lions/|Tigers/|exp Bears/|Lions/px|gnu.ti.|(g1 or g2 or g3 or g4 or g5 or g6 or cat).ti.|()|co*.ab.|cow$2.ti.
ca*t.ti.|(cat and c*).ti.|a*.au.
"""


def test_all_that_is_said_of_lines_among_records(snapshot: SnapshotAssertion) -> None:
    lines = AMONG.strip().replace("\n", "|").split("|")
    strategy = read_strategy("".join(f"{at}. {line}\n" for at, line in enumerate(lines, 1)), "Ovid")
    titles = ("cat cow", "cat colt", "cat cob", "dog cat", "cat cod cot", "cat cog", "cat cock")
    told = []
    for size in (0, 20, 21, 30):
        records = [
            Record(
                title=titles[place % 7] if place < size - 2 else "x",
                keywords=(("Lions", "Tigers") if place > size - 4 else ("Tigers",) if place else ("Bears",)),
            )
            for place in range(size)
        ]
        index, found = evaluate(strategy, records)
        smells = smells_among(strategy, index, found, own=0, source="Zoo")
        told += [f"{size}", *(f"    {each.line} {each.kind}: {each.what}. {each.advice}" for each in smells)]
        for own in (20, 21, 27, 28):
            smells = smells_among(strategy, index, found, own=(1 << own) - 1, source="Zoo")
            told += [f"    of {own}: {each.what}" for each in smells if each.kind == "foreign-heading"]
    assert "\n".join(told) == snapshot
