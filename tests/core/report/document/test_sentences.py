"""Paragraphs with footnotes: parts in their order, one note for equal sources, nothing for what is not there."""

from __future__ import annotations

from core.report.document.sentences import Passage, as_markdown
from core.sentences import Fact, Part, found, limit, say

DONE = say("We did *{it}*.", it=Fact(2, "thing", "status: a"))
CAME = found("Of it came {it:#}.", it=Fact(3, "thing", "status: b"))
AGAIN = found("And {it:#}.", "flow.svg", it=Fact(3, "thing", "status: b"))
LIMIT = limit("But {it:#}.", it=Fact(3, "thing", "sources: b"))


def test_parts_passages_and_notes() -> None:
    passages = [Passage("One_", [DONE, CAME]), Passage("Two", [CAME, AGAIN]), Passage("Three", [LIMIT, DONE])]
    assert as_markdown("All", ["Read this.", "And this."], passages).split("\n") == [
        "# All", "", "Read this.", "", "And this.", "",
        "## Methods", "", r"### One\_", "", r"We did \*2 things\*.[^1]", "", "### Three", "",
        r"We did \*2 things\*.[^1]", "",
        "## Results", "", r"### One\_", "", "Of it came 3.[^1]", "", "### Two", "", "Of it came 3.[^1] And 3.[^2]", "",
        "## Limitations", "", "### Three", "", "But 3.[^3]", "",
        "[^1]: `tamis status`", "[^2]: `tamis status`; flow.svg", "[^3]: `tamis sources`", "",
    ]  # fmt: skip


def test_without_sentences_there_is_a_title_alone() -> None:
    assert as_markdown("All", [], [Passage("One", [])]) == "# All\n\n"


def test_the_text_of_some_parts() -> None:
    passage = Passage("One", [DONE, CAME, LIMIT])
    assert passage.text(Part.RESULTS) == "Of it came 3." and passage.text() == ""
    assert passage.text(Part.LIMITATIONS, Part.METHODS) == "We did *2 things*. But 3."
