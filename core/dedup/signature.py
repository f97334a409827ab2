"""Picks the old records that a search update must read, by 32-bit numbers that stand for their keys.

A record's signature is stored with its keys: a number for each block that it is in, and one for each word of its title.
Two different things seldom have the same number; where they do, one record more is read, and then not compared.
"""

from __future__ import annotations

import binascii
import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import chain
from typing import NamedTuple
from zlib import crc32

from core.dedup.candidates import frequencies, lasting_blocks, rare_words
from core.dedup.normalise import Keys, keys_of
from core.records.record import Record

NAME = "b"
"""Under which name the signature stands among the stored keys."""


class Signature(NamedTuple):
    """What a record has in common with those that it may be a duplicate of.

    Attributes:
        blocks: A number for each block that does not depend on other records.
        words: A number for each word of the title.
    """

    blocks: Sequence[int]
    words: Sequence[int]

    def as_text(self) -> str:
        """Base64 of the numbers, after the number of blocks; the order of bytes is the same on every machine."""
        numbers = _little(array("I", [len(self.blocks), *self.blocks, *self.words]))
        return binascii.b2a_base64(numbers.tobytes(), newline=False).decode()

    @classmethod
    def from_text(cls, text: bytes) -> Signature:
        """The inverse of `as_text`.

        Raises:
            ValueError: It is no signature.
        """
        numbers = _little(array("I", binascii.a2b_base64(text)))
        if not numbers or numbers[0] >= len(numbers):
            raise ValueError("it holds fewer numbers than it says")
        end = numbers[0] + 1
        return cls(numbers[1:end], numbers[end:])


def signature_of(key: Keys) -> Signature:
    """The signature of a record."""
    blocks = array("I", [crc32(repr(value).encode()) for value in lasting_blocks(key)])
    return Signature(blocks, array("I", [_number(word) for word in key.title.split()]))


def keys_to_store(record: Record) -> dict[str, str | int]:
    """What is kept of a record for finding its duplicates: its keys and its signature."""
    keys = keys_of(record)
    return keys.as_document() | {NAME: signature_of(keys).as_text()}


class Update:
    """A search for the old records that may be duplicates of new ones.

    Args:
        new: The new records.
        signatures: Of all records, old and new; gone through once for the words, and once more by `worth_reading`.

    Attributes:
        frequency: In how many titles the words of the new ones occur, as `candidates.blocks_of` takes it.
    """

    def __init__(self, new: Sequence[Keys], signatures: Sequence[Signature]) -> None:
        words = {word: _number(word) for key in new for word in key.title.split()}
        known = set(words.values()).__contains__
        counted = Counter(filter(known, chain.from_iterable(each.words for each in signatures)))
        self.frequency = frequencies({word: counted[number] for word, number in words.items()})
        self._signatures = signatures
        self._blocks = {number for key in new for number in signature_of(key).blocks}
        self._pairs: dict[int, set[int]] = {}
        for key in new:
            rare = (map(words.__getitem__, pair.split()) for pair in rare_words(key, self.frequency))
            for one, other in rare:
                self._pairs.setdefault(one, set()).add(other)
                self._pairs.setdefault(other, set()).add(one)

    def worth_reading(self) -> Iterator[int]:
        """The places of the records that share a block, or two rare words of the title, with a new one."""
        alone = self._blocks.isdisjoint
        words = self._pairs.keys()
        for place, (blocks, title) in enumerate(self._signatures):
            if not alone(blocks) or self._share_a_pair(words & title):
                yield place

    def _share_a_pair(self, words: Set[int]) -> bool:
        return any(not self._pairs[word].isdisjoint(words) for word in words)


def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
