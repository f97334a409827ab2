"""The search for duplicates among records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from core.dedup.candidates import blocks_of, frequencies_in
from core.dedup.cluster import Clusters, Place, Verdicts, by_certainty, connected
from core.dedup.compare import Comparison, Evidence
from core.dedup.decide import MERGES, REVIEWS, VETOES, decide
from core.dedup.normalise import Keys
from core.dedup.pairs import LINK, MERGE, REVIEW, SPARE, DedupResult, RecordPair
from core.screening.merged_words import Said

COLUMN_YEARS = 4
"""A title found in so many years names a column, not a work: databases disagree by one year, seldom by two."""
COMMON = 6
"""A word in so many titles is a word, and no slip in one that databases have copied from each other."""
CROWD = 4
"""A DOI on so many titles is that of an issue or a supplement; two are a translated title, three a slip beside it."""
CROWD_LETTERS = 12
"""Letters by which titles are told apart then."""
_STEP = 500
"""Records between two calls of `progress`."""

_BEST: dict[str, Any] = {"title": 100, "authors": 100, "journal": 100, "years": 0, "volume": 1, "issue": 1, "pages": 3}
_BEST |= {"doi": 1, "pmid": 1}
"""What a field says at best."""

Progress = Callable[[int, int], None]


def find_duplicates(
    keys: Iterable[Keys],
    *,
    new: Collection[str] | None = None,
    verdicts: Verdicts | None = None,
    merged: Iterable[tuple[str, str]] = (),
    words_of: Callable[[str], Said] = lambda _: {},
    frequency: Mapping[str, int] | None = None,
    progress: Progress | None = None,
) -> DedupResult:
    """The pairs to merge and the pairs to review. The order of the records makes no difference.

    Args:
        keys: Of all records, or in a search update of those that `signature.Update` finds, with their groups.
        new: Ids of the records to look at; only pairs with one of these are looked for (a search update). None for all.
        verdicts: Pairs of ids -> whether a person called them the same (True) or not the same (False). They always hold
            and are not asked again.
        merged: Pairs that were merged earlier; groups grow from these.
        words_of: Takes a record's id; what was said of it. Records of which one voice said different things wait for a
            person.
        frequency: As `candidates.blocks_of` takes it.
        progress: Called now and then with the number of records done and the number of all; it may raise to interrupt.
    """
    verdicts = verdicts or {}
    by_id = {key.id: key for key in keys}
    ordered = [by_id[record] for record in sorted(by_id)]
    wanted = new and frozenset(new)
    places = [place for place, key in enumerate(ordered) if wanted is None or key.id in wanted]
    return _resolve(_compare(ordered, places, frequency, progress), by_id, verdicts, merged, words_of)


def _compare(
    keys: Sequence[Keys],
    places: list[int],
    frequency: Mapping[str, int] | None,
    progress: Progress | None,
) -> list[RecordPair]:
    """The pairs that a rule merges, sends to review or links, with at least one record in `places` (of `keys`)."""
    if progress:
        progress(0, len(places))
    everything = len(places) == len(keys)
    if frequency is None:
        frequency = frequencies_in(keys)
    blocks = blocks_of(keys, None if everything else places, frequency)
    done_with = bytearray(len(keys))
    comparison = _comparison(keys, {keys[place].title for place in places}, frequency, thorough=False)
    pairs = []
    for done, place in enumerate(places, 1):
        key = keys[place]
        done_with[place] = True
        for other in set().union(*blocks[place]):
            if done_with[other]:
                continue
            evidence = comparison.evidence(key, keys[other])
            if evidence is None or (decision := decide(evidence)) is None:
                continue
            a, b = sorted((key.id, keys[other].id))
            rule, outcome = decision
            pairs.append(RecordPair(a, b, rule, evidence.shown(), outcome))
        if progress and (done % _STEP == 0 or done == len(places)):
            progress(done, len(places))
    return pairs


class Explanation(NamedTuple):
    """Why two records were merged, asked or neither.

    Attributes:
        rule: The rule that decided, and its outcome: "" for two publications.
        forbade: The names of the vetoes that hold, the first of which decided.
        nearly: Rules that hold but for a veto or an earlier rule (""), or that one field alone keeps from it.
    """

    rule: str
    outcome: str
    forbade: tuple[str, ...]
    nearly: tuple[tuple[str, str], ...]


def _explained(evidence: Evidence) -> Explanation:
    """What `decide` says, and what else nearly did."""
    rule, outcome = decide(evidence) or ("", "")
    forbade = () if evidence.identical else tuple(veto.name for veto in VETOES if veto.holds(evidence))
    agreeing = {"": evidence} | {name: replace(evidence, **{name: best}) for name, best in _BEST.items()}
    others = [each for each in (*MERGES, *REVIEWS) if each.name != rule]
    nearly = {each.name: next((name for name, e in agreeing.items() if each.holds(e)), None) for each in others}
    return Explanation(rule, outcome, forbade, tuple((n, lacks) for n, lacks in nearly.items() if lacks is not None))


def explain_pair(keys: Sequence[Keys], a: str, b: str) -> tuple[Explanation, Mapping[str, int | str]]:
    """Why two of the records are one publication, a question or neither, and what was compared (without guards)."""
    one, other = (next(key for key in keys if key.id == each) for each in (a, b))
    evidence = _comparison(keys, {one.title, other.title}, frequencies_in(keys)).evidence(one, other)
    return (_explained(evidence), evidence.shown()) if evidence else (Explanation("", "", (), ()), {})


def _comparison(
    keys: Sequence[Keys], titles: set[str], frequency: Mapping[str, int], *, thorough: bool = True
) -> Comparison:
    common = {word for word, count in frequency.items() if count >= COMMON}
    return Comparison(_recurring_titles(keys, titles), _crowded_dois(keys), common, thorough=thorough)


def _crowded_dois(keys: Sequence[Keys]) -> set[str]:
    """The DOIs that stand on several titles."""
    titles: dict[str, set[str]] = {}
    for key in keys:
        if key.doi:
            titles.setdefault(key.doi, set()).add(key.title[:CROWD_LETTERS])
    return {doi for doi, several in titles.items() if len(several) >= CROWD}


def _recurring_titles(keys: Sequence[Keys], titles: set[str]) -> set[str]:
    """Which of the titles come back year after year, as those of columns and editorials do."""
    years: dict[str, set[int]] = {}
    for key in keys:
        if key.title in titles:
            years.setdefault(key.title, set()).add(key.year)
    return {title for title, all_years in years.items() if len(all_years) >= COLUMN_YEARS}


def _resolve(
    pairs: list[RecordPair],
    keys: Mapping[str, Keys],
    verdicts: Verdicts,
    merged: Iterable[tuple[str, str]],
    words_of: Callable[[str], Said],
) -> DedupResult:
    """Groups out of pairs: which merges connect them, and which pairs of groups are to be reviewed."""

    def place_of(record: str) -> Place:
        key = keys.get(record)
        return (key.doi, key.volume, key.page) if key else ("", 0, 0)

    clusters = Clusters(verdicts, place_of, words_of)
    for a, b in sorted(_leading_to({each for pair in pairs for each in (pair.a, pair.b)}, merged, verdicts)):
        clusters.join(a, b, certain=True)
    merges: list[RecordPair] = []
    doubtful: list[RecordPair] = []
    rest: list[RecordPair] = []
    links = [pair for pair in pairs if pair.outcome == LINK]
    for pair in sorted((each for each in pairs if each.outcome != LINK), key=by_certainty):
        said = (pair.a, pair.b) in verdicts or (pair.b, pair.a) in verdicts
        root, other = clusters.root(pair.a), clusters.root(pair.b)
        if pair.outcome != MERGE:
            (rest if said else doubtful).append(pair)
        elif not said and root != other and clusters.join(pair.a, pair.b):
            merges.append(pair)
        else:
            # What alone forbids the merge is said by people, and may be taken back; or there is no need for it now.
            spare = said or root == other or clusters.parted(pair.a, pair.b)
            alone = spare and Clusters({}, place_of, words_of).join(pair.a, pair.b)
            pair = replace(pair, outcome=SPARE if alone else REVIEW)
            (rest if said or root == other else doubtful).append(pair)
    reviews: dict[frozenset[str], RecordPair] = {}
    for pair in doubtful:
        between = frozenset((clusters.root(pair.a), clusters.root(pair.b)))
        if len(between) == 1 or reviews.setdefault(between, pair) is not pair:
            rest.append(pair)
    return DedupResult(*(sorted(each, key=_by_ids) for each in (merges, reviews.values(), rest, links)))


def _leading_to(records: Iterable[str], merged: Iterable[tuple[str, str]], verdicts: Verdicts) -> list[tuple[str, str]]:
    """Of earlier merges those that concern some records: from which others, and people's words, lead to one of them."""
    earlier = list(merged)
    keys = connected(chain(earlier, (pair for pair, same in verdicts.items() if same)))
    wanted = set(map(keys.get, records))
    return [pair for pair in earlier if keys[pair[0]] in wanted]


def _by_ids(pair: RecordPair) -> tuple[str, str]:
    return (pair.a, pair.b)
