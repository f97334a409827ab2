"""Prose from templates: slots in braces are filled with words, and keep their words throughout a publication."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sample_data.chance import Chance

Words = Mapping[str, Sequence[str]]

_SLOT = re.compile(r"\{(?:(\d+)\.\.(\d+)|(\w+))\}")
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeiouAEIOU])(?!(?:uni|use|usu|util|one|eu|U[A-Z]))")
_QUESTION = re.compile(r"([?] )([a-z])")


class Writer:
    """Fills the templates of one publication.

    `{setting}` is drawn once and stays; `{setting2}` is another draw from the same words, different from the first;
    `{12..40}` is a number; `{setting}` filled with a text that has slots itself is filled further.
    """

    def __init__(self, chance: Chance, words: Words, fixed: Mapping[str, str]) -> None:
        self._chance = chance
        self._words = words
        self.chosen = dict(fixed)

    def fill(self, template: str) -> str:
        """The template with every slot filled and "a" before a vowel made "an".

        Raises:
            KeyError: A slot has no words.
        """
        return _ARTICLE.sub(r"\1n ", self._slots(template))

    def sentences(self, templates: Sequence[str]) -> str:
        """The templates, one sentence each, as running text."""
        filled = [self.fill(template) for template in templates]
        return " ".join(sentence[:1].upper() + sentence[1:] for sentence in filled)

    def title(self, template: str) -> str:
        """The template as a title: a capital at the start and after a question."""
        text = self.fill(template)
        for place, letter in enumerate(text):
            if letter.isalpha():
                text = text[:place] + letter.upper() + text[place + 1 :]
                break
        return _QUESTION.sub(lambda found: found[1] + found[2].upper(), text)

    def as_it_stands(self, template: str) -> str:
        """The template with its slots filled and nothing else done: for other languages than English."""
        return self._slots(template)

    def _slots(self, template: str) -> str:
        return _SLOT.sub(self._slot, template)

    def _slot(self, found: re.Match[str]) -> str:
        low, high, name = found.groups()
        if low is not None:
            return str(self._chance.between(int(low), int(high)))
        if name not in self.chosen:
            base = name.rstrip("0123456789")
            used = {value for slot, value in self.chosen.items() if slot.rstrip("0123456789") == base}
            words = [word for word in self._words[base] if word not in used]
            self.chosen[name] = self._chance.pick(words or self._words[base])
            filled = self._slots(self.chosen[name])
            self.chosen[name] = filled
        return self.chosen[name]


def title_case(title: str) -> str:
    """The title with capitals as Web of Science writes them."""
    words = title.split(" ")
    return " ".join(
        word if place and word.lower() in _SMALL and not words[place - 1].endswith(":") else _capital(word)
        for place, word in enumerate(words)
    )


_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"}
)


def _capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
