"""Writes the README of a bundle: what it is, what was left out or renamed, and how to check it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.sampling.sample import METHOD_NAME, shell_line
from store.bundle.copying import Chain


def readme(title: str, chains: Sequence[Chain], *, abstracts: bool, other_names: bool) -> str:
    """The README, as Markdown."""
    return "".join(f"{line}\n" for line in _lines(title, chains, abstracts, other_names))


def _lines(title: str, chains: Sequence[Chain], abstracts: bool, other_names: bool) -> Iterator[str]:
    yield from (f"# Data of the review: {' '.join(title.split())}", "", _INTRODUCTION)
    yield from ("## Records", "", _WITH_ABSTRACTS if abstracts else _WITHOUT_ABSTRACTS)
    if other_names:
        yield from ("## People", "", _PSEUDONYMS)
        yield from _named_in_free_text(chains)
        yield from ("The last hash of each journal as it was before:", "")
        yield from ("| journal | lines | last hash of the original |", "|---|---|---|")
        yield from (f"| `review/{each.journal}` | {each.lines:,} | `{each.last}` |" for each in chains)
        yield ""
    else:
        yield from ("## People", "", _REAL_NAMES)
    journal = f"review/{chains[0].journal}" if chains else "review/JOURNAL"
    yield from ("## Checking it", "", _CHECKING.replace("SHELL_LINE", _SHELL_LINE).replace("JOURNAL_OF_THIS", journal))
    yield from ("## What this proves, and what not", "", _PROVES + (_PROVES_RENAMED if other_names else ""))


def _named_in_free_text(chains: Sequence[Chain]) -> Iterator[str]:
    found = [each for each in chains if each.naming]
    if not found:
        yield from ("No id, login or name of a reviewer was found in it; look yourself before you publish.", "")
        return
    yield from ("It does name reviewers by id, login or name. Look before you publish:", "")
    for each in found:
        numbers = ", ".join(map(str, each.naming[:20]))
        more = f" and {len(each.naming) - 20} more" if len(each.naming) > 20 else ""
        yield f"- `review/{each.journal}`, lines {numbers}{more}"
    yield ""


_INTRODUCTION = """\
This bundle holds what a third party needs to check a literature review without asking its team: the plan, the records,
every decision as it was logged, the samples, and the results that were derived from them. `DATA-DICTIONARY.md`
describes every file and field.

- `review/` is a review folder: `tamis -C review status` and every other command of tamis read it.
- `samples/`, `results/` and `report/` follow from `review/` and from nothing else.
"""

_WITH_ABSTRACTS = """\
The records are whole: abstracts and the pairs as the databases wrote them are in. Publishers may hold rights in them.
The records files are those that the imports logged, byte for byte.
"""

_WITHOUT_ABSTRACTS = """\
Abstracts, and the pairs as the databases wrote them (they hold the abstract too), are left out, since publishers may
hold rights in them. So two things cannot be checked from here: that a record's id is the hash of what its database
wrote, and that the records files are those whose SHA-256 the imports logged; the logged SHA-256 are those of the whole
files. The ids, the order of the records and the keys by which duplicates were found are as logged.
"""

_REAL_NAMES = """\
Reviewers stand under the ids of the protocol, with the names and logins that it and the journals give. The journals are
those of the team, byte for byte.
"""

_PSEUDONYMS = """\
The reviewers are called R1, R2 … in the order of the protocol, the same everywhere: in the protocol, in the names of
folders, and in every event; accounts that are bound to no reviewer are called U1, U2 … The comments of the protocol,
names, logins and the Unix group are left out. Since names are part of what is hashed, the journals with names were
chained anew and the versions of the protocol in them numbered anew; everything else in an event is as the team logged
it. The team can show that by its own journals, whose last hashes stand below. Journals of decisions name nobody: they
are the team's, byte for byte, and bear the numbers of the versions as the team had them.

What people wrote in their own words (notes, rationales, reasons for amendments, names of imported files) is left as
they wrote it.
"""

_SHELL_LINE = shell_line("SEED", 0).replace("SEED", '"$seed"').replace("-n 0", '-n "$(say size)"')
"""The line that `tamis sample --verify` prints for one sample, for any."""

_CHECKING = f"""\
With tamis:

    tamis verify FILE.zip

It derives everything anew in a temporary folder and says what differs. Without tamis, in the unpacked folder:

    sha256sum -c SHA256SUMS

A journal is a text file. Line N ends in `"~"`, the first 32 hexadecimal digits of SHA-256(the `~` of line N-1, 32
zeros for the first, followed by line N without its own `~`):

    python3 -c '
    import hashlib, sys
    last = b"0" * 32
    for number, line in enumerate(open(sys.argv[1], "rb"), 1):
        link = hashlib.sha256(last + line[:-41] + b"}}").hexdigest()[:32].encode()
        if line[-35:-3] != link:
            sys.exit(f"line {{number}} is not as it was written")
        last = link
    print(number, "lines are whole")' JOURNAL_OF_THIS

Each sample (method {METHOD_NAME}) is drawn again from its `seed` and `frame_ids`, in a POSIX shell:

    say() {{ python3 -c 'import json, sys
    said = json.load(open(sys.argv[1]))[sys.argv[2]]
    print(*(said if isinstance(said, list) else [said]), sep="\\n")' "$sample" "$1"; }}
    for sample in samples/*.json; do
    say frame_ids > ids.txt
    seed="$(say seed)"
    SHELL_LINE > drawn.txt
    say ids | LC_ALL=C sort > listed.txt
    LC_ALL=C sort drawn.txt | diff - listed.txt && echo "$sample is as it was drawn"
    done

"""

_PROVES = """\
What `tamis verify` shows of this bundle:

- Samples, results, report, README, data dictionary and `bundle.json` follow from `review/`, and no file is missing or
  too much, whatever `SHA256SUMS` says.
- Each journal is whole: no line was changed, lost, put in or moved after later lines were written.
- Each reader's journal of a batch that was read blind still begins with the lines that its reader stated before the
  others could see them. Who writes a journal anew after that, with a chain that fits, is found.
- Each person's words still begin with what others had seen of them when they said something later themselves.
- Each sample is the one that its seed gives. The plan is the one that the newest amendment holds.

What it does not show:

- That the records are those of the databases: compare them with the databases, or with the exports whose SHA-256 the
  imports give.
- That a person decided it, or when: a journal has the times of the machine, and its account may be used by others.
- Lines that nobody else had stated or seen: those after a statement, those of a stage with one reader, and the last
  words of each person. A chain finds accidents there, and no one who writes the file anew.
- What all of a team forge together: whoever holds all folders can write all of them anew.

What shows that this is the bundle of the paper is the SHA-256 of the zip, if the paper states it.
"""

_PROVES_RENAMED = """
Under other names the words had to be chained anew, so what people had seen of each other's words is left out, and only
the team can show that these words are its own. Journals of decisions that name nobody are byte for byte the team's.
"""
