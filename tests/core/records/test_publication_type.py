"""What databases and titles say of the kind of a publication."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.records.publication_type import _CLASS, _KINDS, CLASSES, class_of_kind, class_of_title, classes_of


@pytest.mark.parametrize(
    ("value", "classes"),
    [
        ("Editorial", ["editorial"]),
        (" LETTER ", ["letter"]),
        ("Journal: Conference Abstract", ["conference"]),
        ("Editorial (online)", ["editorial"]),
        ("Nothing that is known", []),
        ("", []),
    ],
)
def test_a_databases_word(value: str, classes: list[str]) -> None:
    assert [each for each in classes_of(value) if each in CLASSES] == classes


def test_of_several_words_each_counts() -> None:
    assert classes_of("Article; Proceedings Paper")[-1] == "conference" and len(classes_of("Letter|Editorial")) == 2


@pytest.mark.parametrize(("kind", "found"), [("CONF", "conference"), ("thes", "thesis"), ("JOUR", ""), ("", "")])
def test_a_code_of_ris_that_tells_something(kind: str, found: str) -> None:
    assert class_of_kind(kind) == found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Editorial: peers", "editorial"),
        ("Editorial boards and what they do", ""),
        ("Letter to the editor", "letter"),
        ("Re: peers", "letter"),
        ("Commentary on a trial", "opinion"),
        ("Book review: peers", "book-review"),
        ("Erratum to: peers", "correction"),
        ("Peers: a systematic review", "review"),
        ("A trial of peers", ""),
    ],
)
def test_a_title_that_hints_at_it(title: str, found: str) -> None:
    assert class_of_title(title, CLASSES) == found


def test_only_classes_that_were_asked_for_and_the_first_of_them() -> None:
    assert class_of_title("Editorial: peers", ["letter"]) == ""
    title = "Commentary: a systematic review"
    assert [class_of_title(title, order) for order in (["opinion", "review"], ["review", "opinion"])] == [
        "opinion",
        "review",
    ]


def test_every_word_that_is_believed(snapshot: SnapshotAssertion) -> None:
    said = "\n".join(f"{word}: {', '.join(classes_of(word))}" for word in _CLASS)
    kinds = "\n".join(f"{kind}: {class_of_kind(kind.lower())}" for kind in _KINDS)
    assert f"{said}\n{kinds}\n{CLASSES}" == snapshot


TITLES = (
    """
Editorial|Editorials|Guest editorial: x|Special Editorial – x|Editorial comment on x|Editorial boards
Editor's choice|From the editor|A note from the guest editors|Letter from the editors|Editors’ page
Introduction to this special issue|Introduction to the special ward|Letter to the editor|Letters to editors
Letters from home|In reply|Authors' reply: x|Reply to x|Replying|Response to the letter
Authors' response to article|Re: x|Research|Correspondence|Correspondence. x|Correspondence courses|Comment
Invited commentary: x|Expert commentaries on x|Comments in brief|Viewpoint|Opinion: x|Opinions
Point of view – x|Perspectives|Perspective: x|Perspectives of x|Annual report 2019|Technical report x
Progress reports|Abstracts|Poster abstracts: x|Selected papers of the 3rd conference on x
Abstracts presented at a meeting|Papers from the ward|Proceedings. x|Proceedings in x|News|News in brief
News and notes|Newspapers|Book review: x|Book reviews|Review of the book x|Erratum|Publisher correction: x
Author retraction to x|Corrigendum|Corrections|Retracted: x|[Erratum] x|[retraction of x
Expression of concern|A systematic review of x|Scoping review|An umbrella review|A rapid review
Narrative review x|A literature review|Meta-analysis|A metaanalysis of x|An integrative review|A review of x
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def test_every_beginning_that_hints(snapshot: SnapshotAssertion) -> None:
    assert "\n".join(f"{title}: {class_of_title(title, CLASSES)}" for title in TITLES) == snapshot


@pytest.mark.parametrize(
    ("value", "classes"),
    [
        ("Dissertations/Theses - Doctoral Dissertations", ["thesis"]), ("Reports - Research", []),
        ("Books - x", ["book"]),
        ("x - Letter", ["letter"]), ("x - y", []), ("Journal_Article", ["article"]),
        ("Letter,Note:Poster|x", ["letter", "opinion", "conference"]),
        ("Article (in press)", ["article"]), ("Consensus Development Conference, NIH", ["conference"]),
        ("LETTER  TO the Editor", ["letter"]),
    ],
)  # fmt: skip
def test_words_put_together(value: str, classes: list[str]) -> None:
    assert classes_of(value) == classes
