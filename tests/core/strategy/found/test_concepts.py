from __future__ import annotations

import pytest

from core.protocol.values import Concept
from core.strategy.found.concepts import Blocks, concepts_of, proposed
from core.strategy.read import read_strategy
from tests.core.strategy.protocols import P, V


@pytest.mark.parametrize("text", [P, V])
def test_the_or_lines_that_the_result_demands_are_proposed(text: str) -> None:
    found = proposed(read_strategy(text))
    blocks = [tuple(range(1, 14)), tuple(range(15, 25)), tuple(range(26, 47))]
    assert [each.lines for each in found] == (blocks if text is P else blocks[:2])
    assert [each.label for each in found][:2] == ["peer group", "Cooperative Behavior"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1. a\n2. b\n3. 1 or 2\n4. c\n5. d\n6. 4 or 5\n7. 3 and 6\n", [(1, 2), (4, 5)]),
        ("1. a\n2. b\n3. 1 or 2\n4. c\n5. d\n6. 4 or 5\n7. 3 not 6\n", [(1, 2)]),
        ("1. a\n2. b\n3. or/1-2\n4. limit 3 to english\n5. remove duplicates from 4\n", [(1, 2)]),
        ("1. a\n2. b\n3. 1 and 2\n", []),
        ("1. a\n2. b\n3. 1 or 2\n6. 3 and 5\n", [(1, 2)]),
        ("1. a\n2. b\n3. 1 or 2\n4. ()\n5. 4 and 3\n", [(1, 2)]),
        ("1. 2 or 3\n2. 1 and 3\n3. 2 and 1\n", []),
        ("", []),
    ],
)
def test_what_is_not_wanted_is_no_concept(text: str, lines: list[tuple[int, ...]]) -> None:
    assert [each.lines for each in proposed(read_strategy(text, "Ovid"))] == lines


@pytest.mark.parametrize(
    ("text", "platform", "label"),
    [
        ("1. (peer adj group).ti.\n2. x.ti.\n3. or/1-2\n", "Ovid", "peer group"),
        ("1. exp Peer Group/px\n2. x.ti.\n3. or/1-2\n", "Ovid", "Peer Group/px"),
        ("1. humans[filter]\n2. english[filter]\n3. #1 OR #2\n", "PubMed", "lines 1-2"),
    ],
)
def test_a_concept_is_called_what_its_lines_look_for_first(text: str, platform: str, label: str) -> None:
    read = read_strategy(text, platform)
    found = proposed(read)
    assert [each.label for each in found] == [label] and Blocks(read, found).labels == (label,)


def test_the_plan_comes_before_what_is_proposed() -> None:
    planned = [Concept(label="peers", lines=(1,), source="medline"), Concept(label="other", lines=(1,), source="X")]
    assert concepts_of(planned, "Medline", read_strategy(P)) == planned[:1]


def marked(text: str, field: str, strategy: str = P) -> list[tuple[str, int]]:
    read = read_strategy(strategy, "Ovid")
    spans = Blocks(read, proposed(read)).spans(text, field)
    return [(text[span.start : span.end], span.block) for span in spans]


def test_spans_and_no_single_words_are_marked() -> None:
    text = "Peer supporters, co-création and health; mental-health for peers."
    assert marked(text, "abstract") == [("Peer supporters", 1), ("co-création", 2), ("mental-health", 3)]


def test_places_stay_right_among_signs_that_are_folded_to_others() -> None:
    text = "½ ﬁne ㎏ İ re\u0301sume\u0301 peer mentors 中文"
    assert marked(text, "title") == [("peer mentors", 1)]


def test_a_line_marks_only_in_its_fields_and_a_heading_as_a_whole_keyword() -> None:
    assert marked("Peer mentors", "keywords") == []
    assert marked("*Mental Health Services/og [Organization]", "keywords") == [
        ("*Mental Health Services/og [Organization]", 3)
    ]
    assert marked("Mental Health Services", "journal") == []


def test_where_two_blocks_overlap_the_first_and_longer_wins() -> None:
    strategy = "1. peer.ti.\n2. or/1\n3. (peer adj group).ti.\n4. or/3\n5. 2 and 4\n"
    assert marked("a peer group", "title", strategy) == [("peer group", 2)]


def test_lines_are_marked_that_are_named_limited_or_look_in_keywords() -> None:
    strategy = "1. peer.ti,kw.\n2. limit 1 to english\n3. 2 and 1\n4. or/3\n"
    assert marked("A peer", "title", strategy) == [("peer", 1)] == marked("peer", "keywords", strategy)
    assert marked("A peer", "abstract", strategy) == []


def test_lines_that_name_each_other_are_marked_once() -> None:
    read = read_strategy("1. 2 or peer.ti.\n2. 1 or group.ti.\n", "Ovid")
    blocks = Blocks(read, [Concept(label="peers", lines=(1, 2, 9), source="")])
    assert [(span.start, span.end) for span in blocks.spans("a peer group", "title")] == [(2, 6), (7, 12)]
