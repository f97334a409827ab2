"""A version of the protocol, as the journal has it."""

from __future__ import annotations

from core.protocol.amendment import Amendment


def test_the_journals_form_is_read() -> None:
    document = {"version": "0123456789ab", "at": "2021-01-04", "changed": ["- a", "+ b"], "text": "b"}
    assert Amendment.from_document(document).changed == ("- a", "+ b")
