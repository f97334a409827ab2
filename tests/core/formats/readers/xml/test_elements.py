"""Elements cut out of any XML: with prefixes declared elsewhere, on one line, across pieces, in two encodings."""

from __future__ import annotations

import io

import pytest

from core.errors import TamisError
from core.formats.decode import TextSource
from core.formats.readers.xml.elements import elements, text_of
from core.formats.result import Tally, WarningLog


def found(data: bytes) -> tuple[list[tuple[int, str]], list[str]]:
    log = WarningLog()
    read = elements(TextSource(io.BytesIO(data), log), log, Tally(), r"<(?:\w+:)?item")
    texts = [(line, text_of(each)) for line, each in read]
    return texts, [each.message for each in log.all()]


@pytest.mark.parametrize("prefix", ["", "a:", "b2:"])
def test_prefixes_are_taken_off_wherever_they_are_declared(prefix: str) -> None:
    text = f"<all>\n<{prefix}item><{prefix}x>One</{prefix}x></{prefix}item>\n<{prefix}item>Two</{prefix}item></all>"
    assert found(text.encode()) == ([(2, "One"), (3, "Two")], [])


def test_a_file_on_one_line_is_read_in_pieces() -> None:
    text = "<all>" + "<item>é and more</item>" * 50_000 + "</all>"
    texts, said = found(text.encode())
    assert len(texts) == 50_000 and {each for _, each in texts} == {"é and more"} and not said


def test_a_byte_that_is_not_utf8_costs_only_itself_and_is_said() -> None:
    texts, said = found(b"<all><item>caf\xe9</item>\n<item>\xc3\xa9</item></all>")
    assert texts == [(1, "café"), (2, "é")] and "guess" in said[0]


def test_entities_of_its_own_are_refused() -> None:
    with pytest.raises(TamisError, match="entities of its own"):
        found(b'<!DOCTYPE a [<!ENTITY x "y">]><all><item>&x;</item></all>')


@pytest.mark.parametrize("damaged", ["</r¹f:x>", "<·:x/>", "<a-·b:x></a-·b:x>"])
def test_a_prefix_that_is_no_name_is_declared_for_nothing_that_follows(damaged: str) -> None:
    """One altered byte in a tag took all records that follow with it."""
    good = "<item><b:x>Two</b:x></item>\n<item><b:x>Three</b:x></item>"
    texts, said = found(f"<all>\n<item><b:x>One</b:x>{damaged}</item>\n{good}</all>".encode())
    assert texts[-2:] == [(3, "Two"), (4, "Three")] and len(texts) + len(said) == 3


def test_a_file_without_any_has_none_and_what_is_in_one_declares_nothing() -> None:
    assert found(b"<all><x>One</x></all>") == ([], ["left out, since it is in no record: “One”"])
    assert found(b"<all/>") == ([], []) and found(b"") == ([], [])
    assert found(b"<item><![CDATA[<!ENTITY x>]]></item>") == ([(1, "<!ENTITY x>")], [])
    assert found(b"<item>One<item>Two</item>")[0] == [(1, "Two")]
