"""Picks the pairs of records that are worth comparing: those that share a block.

A block is a set of records with one thing in common that two records of one publication nearly always share. Each kind
of block finds pairs that the others miss: no single field is in every record, and none is free of slips.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from core.dedup.normalise import Keys

CAP = 40
"""Largest block in which every pair is compared. Larger ones come from what says little ("Editorial", a DOI of a whole
supplement) and would cost the square of their size."""
WINDOW = 8
"""In a larger block a record is compared with this many neighbours, after sorting by title, authors, year and place."""
COMMON_WORD = 3_000
"""A title word in more records than this is no block, not even together with another: it says too little."""

_TITLES_AT_ONCE = 1_000

Block = list[int]


def blocks_of(
    keys: Sequence[Keys], new: Sequence[int] | None = None, frequency: Mapping[str, int] | None = None
) -> list[list[Block]]:
    """For each record (by its place in `keys`), the blocks that it is in, each a list of at least two places.

    Args:
        keys: The records.
        new: Places of the records whose blocks are wanted; the others' are left out. None for all.
        frequency: What `frequencies` says of the words of the new titles, where `keys` does not hold every record.
    """
    result: list[list[Block]] = [[] for _ in keys]
    if frequency is None:
        frequency = frequencies_in(keys)
    for values_of in _KINDS:
        first: dict[Hashable, int] = {}
        shared: dict[Hashable, Block] = {}
        if new is None:
            for place, key in enumerate(keys):
                for value in values_of(key, frequency):
                    earlier = first.setdefault(value, place)
                    if earlier != place:
                        shared.setdefault(value, [earlier]).append(place)
        else:
            wanted = {value for place in new for value in values_of(keys[place], frequency)}
            if values_of is rare_words:
                # The rarest words of an old title that are worth anything are among those of the new titles.
                frequency = {word: frequency[word] for pair in wanted for word in str(pair).split()}
            for place, key in enumerate(keys):
                values = values_of(key, frequency)
                if not wanted.isdisjoint(values):
                    for value in wanted.intersection(values):
                        shared.setdefault(value, []).append(place)
        for block in shared.values():
            for part in (block,) if len(block) <= CAP else _neighbourhoods(block, keys):
                for place in part:
                    result[place].append(part)
    return result


def frequencies(counted: Mapping[str, int]) -> dict[str, int]:
    """In how many titles a word occurs, for the words that may make a block; from their numbers in all titles."""
    return {word: count for word, count in counted.items() if 1 < count <= COMMON_WORD}


def frequencies_in(keys: Iterable[Keys]) -> dict[str, int]:
    """The same from the records."""
    counted: Counter[str] = Counter()
    titles = (key.title for key in keys)
    while some := list(
        islice(titles, _TITLES_AT_ONCE)
    ):  # the words of all of them would fill more memory than the keys
        counted.update(" ".join(some).split())
    return frequencies(counted)


def lasting_blocks(key: Keys) -> list[Hashable]:
    """The blocks that a record is in whatever other records there are: all but those of rare words."""
    return [value for values_of in _KINDS if values_of is not rare_words for value in values_of(key, {})]


def _neighbourhoods(block: Block, keys: Sequence[Keys]) -> Iterator[Block]:
    """Overlapping stretches of a large block, sorted so that the likeliest partners are neighbours."""

    def order(place: int) -> tuple[str, str, int, int, int, str]:
        key = keys[place]
        return (key.title, key.authors, key.year, key.volume, key.page, key.id)

    ordered = sorted(set(block), key=order)
    for start in range(0, max(1, len(ordered) - WINDOW), WINDOW):
        yield ordered[start : start + 2 * WINDOW]


def _identifiers(key: Keys, _: Mapping[str, int]) -> Iterable[Hashable]:
    own = filter(None, (key.doi, key.pmid, key.digest))
    return (*own, *key.about.split()) if key.about else tuple(own)


def _ends_of_title(key: Keys, _: Mapping[str, int]) -> Iterable[Hashable]:
    letters = key.title.replace(" ", "")
    if not letters:
        return ()
    if key.original:
        return (letters[:28], letters[-22:], key.original.replace(" ", "")[:28])
    return (letters[:28], letters[-22:])


def rare_words(key: Keys, frequency: Mapping[str, int]) -> tuple[str, ...]:
    """The three pairs of the three rarest words of the title that occur elsewhere too."""
    shared = frequency.keys() & key.title.split()
    if len(shared) < 2:
        return ()
    rarest = sorted([word for _, word in sorted([(frequency[word], word) for word in shared])[:3]])
    if len(rarest) == 2:
        return (f"{rarest[0]} {rarest[1]}",)
    one, two, three = rarest
    return (f"{one} {two}", f"{one} {three}", f"{two} {three}")


def _volume_and_page(key: Keys, _: Mapping[str, int]) -> Iterable[Hashable]:
    if not key.volume or not key.page:
        return ()
    place = key.volume * 10**9 + key.page
    return ((place, key.year), (place, key.authors[:4])) if key.authors else ((place, key.year),)


def _author_and_year(key: Keys, _: Mapping[str, int]) -> Iterable[Hashable]:
    if not key.authors or not key.year:
        return ()
    author = key.authors.partition(" ")[0]
    if key.page:
        return ((author, key.year, key.page), (author, key.year, key.title[:6]))
    return ((author, key.year, key.title[:6]),)


_KINDS = (_identifiers, _ends_of_title, rare_words, _volume_and_page, _author_and_year)
