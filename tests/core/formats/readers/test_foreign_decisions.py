"""What the exports of other screening programs say was decided, and by whom."""

from __future__ import annotations

import pytest

from core.formats.readers.foreign_decisions import foreign_decisions
from core.records.record import RawField, Record
from core.screening.decision import Verdict


def told(*raw: tuple[str, str], all_as: Verdict | None = None) -> list[str]:
    """Each decision as one line: the verdict, by whom, the reasons, the labels, the note."""
    record = Record(title="One", raw=tuple(RawField(*pair) for pair in raw))
    found = list(foreign_decisions([record], all_as=all_as))
    assert all(each.record is record for each in found)
    return [
        f"{each.verdict.value}|{each.person}|{','.join(each.reasons)}|{','.join(each.labels)}|{each.note}"
        for each in found
    ]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ('{"Anna"=>"Included", "Bo"=>"Excluded"}', ["include|Anna|||", "exclude|Bo|||"]),
        ('{"Anna"=>"MAYBE"}', ["maybe|Anna|||"]),
        ('{"Anna"=>true, "Bo"=>false}', ["include|Anna|||", "exclude|Bo|||"]),
        ('{"Anna"=>"Undecided", "Bo"=>"Included"}', ["include|Bo|||"]),
        ('{"Anna"=>["Included", "Excluded"], "Bo"=>"Maybe"}', ["include|Anna|||", "maybe|Bo|||"]),
        ('{"A \\"B\\" C"=>"Included"}', ['include|A "B" C|||']),
        ('{"Anna"=>"Included"} {"Bo"=>"Included"}', ["include|Anna|||"]),
        ('{"Anna"=&gt;"Included"}', ["include|Anna|||"]),
        (
            '{"Anna"=>"Included", "Bo"=>"Excluded"} | RAYYAN-LABELS: a, b;c,, | RAYYAN-EXCLUSION-REASONS: d , e',
            ["include|Anna||a,b,c|", "exclude|Bo|d,e|a,b,c|"],
        ),
        ('{"Anna"=>"Included"} | USER-NOTES: {"Anna"=>["x", "y"], "Bo"=>["z"]}', ["include|Anna|||x; y"]),
        ('{"Anna"=>"Included"} | USER-NOTES: {"Anna"=>["x"]} | RAYYAN-LABELS: late', ["include|Anna|||x"]),
        ('{"Anna"=>"Included"} | USER-NOTES: {"Anna"=>["a } b", "c"]}', ["include|Anna|||a } b; c"]),
        ('{"Anna"=>"Included"} | USER-NOTES: {"Anna"=>[x} "y"]}', ["include|Anna|||y"]),
        ("{}", []),
        ('{"Anna"}', []),
        ('{"Anna"=>', []),
    ],
)
def test_rayyans_note_gives_each_persons_word(note: str, said: list[str]) -> None:
    assert told(("AB", "An abstract"), ("N1", f"Before. RAYYAN-INCLUSION: {note}")) == said


def test_the_first_of_rayyans_notes_counts() -> None:
    notes = [("N1", f'RAYYAN-INCLUSION: {{"{who}"=>"Included"}}') for who in ("Anna", "Bo")]
    assert told(*notes) == ["include|Anna|||"]


@pytest.mark.parametrize("greater", ["\\textgreater{}", "$>$", ">"])
@pytest.mark.parametrize("tag", ["note", "NOTE"])
def test_bibtex_escapes_what_rayyan_wrote(greater: str, tag: str) -> None:
    note = f'RAYYAN-INCLUSION: \\{{"An\\_na"={greater}"Included"\\}} | RAYYAN-LABELS: a\\&b'
    assert told((tag, note)) == ["include|An_na||a&b|"]


def test_a_backslash_outside_of_bibtex_stays() -> None:
    assert told(("N1", 'RAYYAN-INCLUSION: {"Anna"=>"Included"} | RAYYAN-LABELS: a\\&b')) == ["include|Anna||a\\&b|"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([("N1", " ASReview_relevant "), ("N1", "one"), ("N1", "two")], ["include||||one; two"]),
        ([("N1", "before"), ("N1", "asreview_IRRELEVANT")], ["exclude||||"]),
        ([("N1", "ASReview_relevant"), ("N1", "ASReview_irrelevant")], ["include||||ASReview_irrelevant"]),
        ([("N1", "ASReview_relevant"), ("included", "0")], ["include||||"]),
        ([("N2", "ASReview_relevant")], []),
        ([("asreview_label", "1"), ("included", "0"), ("asreview_note", "why")], ["include||||why"]),
        ([("asreview_label", ""), ("included", "0")], ["exclude||||"]),
        ([("Label Included", "1.0"), ("exported_notes_1", "x &amp; y")], ["include||||x & y"]),
        ([("final_included", "0.0"), ("asreview_note", ""), ("exported_notes_1", "second")], ["exclude||||second"]),
        ([("asreview_note", "first"), ("exported_notes_1", "second"), ("LABEL", " 1 ")], ["include||||first"]),
        ([("label", "2")], []),
        ([("label", "-1")], []),
        ([("title", "1")], []),
    ],
)
def test_asreview_has_a_note_or_a_column(raw: list[tuple[str, str]], said: list[str]) -> None:
    assert told(*raw) == said


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([("Code: First", "Include: yes")], ["include|First|||"]),
        ([("Code: First", "Include: yes"), ("Code: First", "Exclude: a: b")], ["exclude|First|a: b||"]),
        (
            [("Code: A", "Exclude: x &lt; y"), ("Code: B &amp; C", "Include: z"), ("Code: A", "Exclude: w")],
            ["exclude|A|x < y,w||", "include|B & C|||"],
        ),
        ([("Code: A", "Exclude")], ["exclude|A|||"]),
        ([("Code: A", "Screen: x")], []),
        ([("A", "Exclude: x")], []),
    ],
)
def test_eppi_has_a_decision_for_each_set_of_codes(raw: list[tuple[str, str]], said: list[str]) -> None:
    assert told(*raw) == said


@pytest.mark.parametrize(
    ("all_as", "said"),
    [(Verdict.EXCLUDE, "exclude||Wrong & odd,Late||"), (Verdict.INCLUDE, "include||||"), (Verdict.MAYBE, "maybe||||")],
)
def test_a_file_of_one_category_is_one_verdict(all_as: Verdict, said: str) -> None:
    raw = [
        ("N1", "Exclusion reason: Wrong &amp;amp; odd; more"),
        ("notes", "x | Exclusion reason:  Late | y"),
        ("N2", 'RAYYAN-INCLUSION: {"Anna"=>"Included"}'),
        ("N1", "Exclusion reason: "),
    ]
    assert told(*raw, all_as=all_as) == [said]


def test_decisions_come_in_the_order_of_the_file() -> None:
    records = [Record(title=title, raw=(RawField("label", value),)) for title, value in (("a", "0"), ("b", "1"))]
    assert [(each.record.title, each.verdict) for each in foreign_decisions(iter(records))] == [
        ("a", Verdict.EXCLUDE),
        ("b", Verdict.INCLUDE),
    ]
