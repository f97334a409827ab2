"""TOML that is read back as what was written."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.protocol.read import TEMPLATES, parse_protocol, template
from core.toml.writer import toml_text

texts = st.text(st.characters(exclude_categories=("Cs",)))
scalars = texts | st.booleans() | st.integers(-(2**63), 2**63 - 1)
values: st.SearchStrategy[Any] = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(texts, values, max_size=4))
@settings(max_examples=60)
def test_any_document_is_read_back(document: dict[str, Any]) -> None:
    assert tomllib.loads(toml_text(document)) == document


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_protocol_says_the_same_without_its_comments(name: str) -> None:
    text = template(name)
    written = toml_text(tomllib.loads(text))
    assert parse_protocol(written) == parse_protocol(text)
    assert "#" not in written


def test_what_toml_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        toml_text({"a": None})
