"""What is said on the screens of duplicates."""

from __future__ import annotations

from collections.abc import Iterable

from core.words import count, number
from tui.words.keys import key_now

THE_SAME = "the same"


def same_text(characters: int) -> str:
    return f"{THE_SAME}, {number(characters)} characters"


TITLE = "title"
AUTHORS = "authors"
JOURNAL = "journal"
YEAR = "year"
DOI = "doi"
PMID = "pmid"
TYPE = "type"
LANGUAGE = "language"
FLAGS = "flags"
ABSTRACT = "abstract"
VOLUME = "vol "
ISSUE = "no "
PAGES = "pp "
VERDICTS = {True: "same", False: "not the same"}


def nothing_waits() -> str:
    return (
        "No pair of records waits for you. After an import, “tamis dedup” looks for duplicates; “tamis dedup --groups” "
        f"lists what was merged. {key_now('leave')} goes back."
    )


def about_pairs() -> str:
    back, undo, leave = map(key_now, ("previous", "undo", "leave"))
    keys = f"{back} goes back to the last one, {undo} takes back, {leave} leaves."
    return f"Of each pair it is said whether it is the same. {keys}"


TOP = "duplicates · to review"


def left(left: int) -> str:
    return f"{number(left)} left"


def merged_automatically(merged: int) -> str:
    return f"merged {number(merged)} automatically"


def pair_at(place: int, said: str) -> str:
    return f"pair {number(place)}: {said}"


IN_ONE_GROUP = "in one group already, by what was said of other pairs"
NO_VERDICT = "no verdict yet"
PAIR = "pair"


def already(verdict: str) -> str:
    return f"already {verdict}"


MERGE_ALL_THE_SAME = "or enter: merge; no such verdict counts, the record waits"


def of_one_study(a: str, b: str) -> str:
    return f"; of one study: tamis study {a} {b}"


NONE_LEFT = "; no pair is left"
LATER = "later: the pair comes back at the end"
NO_OTHER_PAIR = "no other pair is left"
NO_PAIR_OF_TITLE = "no other waiting pair has this title"
NO_PAIR = "there is no pair here"


def part_all(pairs: int) -> str:
    return f"or enter: part all {number(pairs)}"


def none_the_same(pairs: int, title: str) -> str:
    return f"not the same: {count(pairs, 'pair')} titled “{title}”?"


def all_parted(pairs: int) -> str:
    return f"{count(pairs, 'pair')}: not the same"


NOTHING_TO_TAKE_BACK = "nothing of yours to take back; another's: tamis dedup --undo A B"


def verdicts_undone(verdicts: int) -> str:
    return f"undone: {count(verdicts, 'verdict')}"


FIELDS = {
    "title": "title",
    "authors": "authors",
    "doi": "doi",
    "pmid": "pmid",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "years": "years",
}
"""What the rules compare."""


def alike(field: str, similar: int) -> str:
    return f"{FIELDS[field]} {similar}"


def rule(rule: str, of_one_study: bool) -> str:
    return f"rule: {rule}{' (of one study?)' if of_one_study else ''}"


def differ(fields: Iterable[str]) -> str:
    return f"differ: {', '.join(FIELDS[each] for each in fields)}"


def years(years: object) -> str:
    return f"years {years}"


def journal(similar: object) -> str:
    return f"journal {similar}"


def agree(fields: Iterable[str]) -> str:
    return f"agree: {', '.join(FIELDS[each] for each in fields)}"


THIS_RULE = "the rule of this pair"
ABOUT_EVIDENCE = (
    "The numbers say how alike title, authors and journal are, from 0 to 100. Between two fields ≠ says that "
    "they differ; beneath them ^ says where. Letter case is no difference."
)
NEVER_MERGED = "never merged without a person"
MERGED = "merged automatically"
SHOWN = "shown to a person"


def not_yet_searched(imports: int, records: int) -> str:
    return f"{count(imports, 'import')} with {count(records, 'record')} not yet searched for duplicates:"


def import_line(number: int, name: str, records: int) -> str:
    return f"{number}  {name}  {count(records, 'record')}"


ABOUT_SEARCH = (
    "The search merges what is certain and asks about the rest. Nothing is deleted, what people said of "
    "pairs stands, and “tamis dedup --undo-last” takes it back."
)


def search_keys(find: str, leave: str) -> str:
    return f"{find} searches, {leave} leaves it for now"


COMPARING = "comparing …"


def comparing(done: int, total: int, leave: str) -> str:
    return f"comparing {number(done)} of {number(total)} — {leave} stops"
