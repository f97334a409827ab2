"""The review as it would be with what a pack brings, looked at before anything of it is taken.

It is a folder of links to files of the review and of the pack, opened as anybody's copy: whatever a review would refuse
to read, or would find at odds with what people stated and saw, is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from core.errors import TamisError
from core.protocol.read import parse_protocol, protocol_hash
from core.records.ids import misfits, wrong_ids
from store.acts.amendments import amendments
from store.decisions.access import is_sealed
from store.decisions.stated import compare_with_statements
from store.exchange.files import Refusal, named, written_by
from store.exchange.plans import plans
from store.folder.cache import Cache
from store.folder.documents import Documents
from store.folder.journal_memory import accepted, said_ends
from store.folder.people import ACTS, DECISIONS, PEOPLE
from store.folder.plan import PROTOCOL_FILE
from store.folder.records import RECORDS
from store.folder.review import Review
from store.journal.files import file_sha256
from store.journal.line import Document
from store.numbers.status import status
from store.state.review_state import review_state

ANEW = "Ask whoever handed it out to do so again."
_ACCOUNT = re.compile(r"@[A-Za-z0-9._-]+-[0-9a-f]{4}")


def make_candidate(review: Review, files: Mapping[str, Path], folder: Path) -> None:
    """Make the folder: what the review has, and these files in the place of what they are longer copies of.

    Args:
        review: The review.
        files: Name below the review folder → the file.
        folder: An empty folder.
    """
    (folder / PROTOCOL_FILE).write_text(review.protocol_text, "utf-8")
    for each in sorted((review.folder / PEOPLE).glob("*/*.*")):
        if each.is_dir():  # whoever has begun a batch is known by the folder, which nobody need enter
            (folder / each.relative_to(review.folder)).mkdir(parents=True, exist_ok=True)
    here = {each.relative_to(review.folder).as_posix(): each for each in (review.folder / PEOPLE).glob("*/**/*.json*")}
    for name, path in {**{name: path for name, path in here.items() if named(name)}, **files}.items():
        link = folder / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(path.absolute())


def newest_plan(folder: Path) -> str:
    """The text of the newest amendment in a candidate, which is then its plan too.

    Raises:
        TamisError: The words cannot be read, or the plan is none.
    """
    with _opened(folder) as review:
        logged = amendments(review)
        text = logged[-1].text if logged else review.protocol_text
    parse_protocol(text, PROTOCOL_FILE)
    (folder / PROTOCOL_FILE).write_text(text, "utf-8")
    return text


def sealed_in(folder: Path, names: Iterator[str]) -> set[str]:
    """Of these files of a candidate, the journals of decisions that are not open to all."""
    with _opened(folder) as review:
        return {name for name in names if (each := named(name)) and each.batch and is_sealed(review, folder / name)}


def refusals(
    folder: Path, here: Review, taken: Mapping[str, int], known: set[tuple[str, str]], own: frozenset[str]
) -> list[Refusal]:
    """What speaks against taking files.

    Args:
        folder: The candidate.
        here: The review as it is, from the people of whose plan all others must have been named.
        taken: The files that would be taken → how many of their lines are here already.
        known: What is not as stated in the review as it is, each as (journal, what).
        own: The people whose files nobody else's pack changes; of what is missing of theirs they are told apart.
    """
    with _opened(folder) as review:
        review.cache = Cache(here.folder, used=False)  # what follows from lines that were read here already
        found = [*_of_strangers(review, here.protocol_text, taken), *_of_files(review, taken)]
        for each in compare_with_statements(review)[0]:
            who = each.journal.split("/")[1]
            if each.journal.endswith(DECISIONS) and not (folder / each.journal).exists():
                continue  # open by now, and its reader's machine, which knows of it first by this, hands it out then
            if (each.journal, each.what) not in known and who not in own:
                advice = f"Ask {who} for the whole file."
                found.append(Refusal(who, each.journal, each.what, advice))
        if not found:
            for plan_said in plans(review):
                if plan_said.version != protocol_hash(plan_said.text)[:12]:
                    found.append(
                        Refusal(plan_said.who, "", "a version of the plan is named by another one's hash", ANEW)
                    )
            status(review_state(review))  # reads every word and every open decision
        return found


def ahead_of_others(folder: Path, taken: Mapping[str, int], own: frozenset[str]) -> dict[str, tuple[str, int, int]]:
    """Whose new words were said after words of somebody else's that are still to come.

    Args:
        folder: The candidate.
        taken: As for `refusals`.
        own: The people whose words are all here.

    Returns:
        Person → (of whom words are still to come, how many lines were seen, how many there are).
    """
    found: dict[str, tuple[str, int, int]] = {}
    with _opened(folder) as review:
        there = {f"{who}/{ACTS}": journal.seq for who, journal in review.acts.journals.items()}
        for who, journal in review.acts.journals.items():
            had = taken.get(f"{PEOPLE}/{who}/{ACTS}", journal.seq)
            for event in journal.events_with(b'"seen":{'):
                for name, end in said_ends(who, event) if event.seq > had else ():
                    other, lines = name.split("/")[0], there.get(name, 0)
                    if name == f"{other}/{ACTS}" and end.seq > lines and accepted(review, name, [end]):
                        found |= {who: (other, end.seq, lines)} if other not in own else {}
    return found


HOSTILE = (TamisError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What reading a file may end in whose writer can say anything in lines that chain."""


def refusal_of(error: Exception, folder: Path) -> Refusal:
    """An error about a file of a candidate or of an unpacked pack, with the person it concerns."""
    if not isinstance(error, TamisError):
        return Refusal("", "", f"it holds what tamis never writes ({type(error).__name__}: {error})", ANEW)
    where = error.where.replace(f"{folder}/", "")
    who = where.split("/")[1] if where.startswith(f"{PEOPLE}/") else ""
    return Refusal(who, where, error.what, ANEW)


def _opened(folder: Path) -> Review:
    return Review(folder, unsafe_filesystem_accepted=True, copied=True)


def _of_strangers(review: Review, plan: str, taken: Mapping[str, int]) -> Iterator[Refusal]:
    """Folders of people of no plan that somebody of the review, or an account of theirs, has put in force."""
    plans: dict[str, list[Document]] = {}
    for who, journal in review.acts.journals.items():
        events = (event.after for event in journal.events() if event.table == "amendments" and event.after)
        plans[who] = [after["says"] for after in events if after["says"]]
    # The plan here, and from it on what its people and their accounts say.
    trusted = {each.id for each in parse_protocol(plan, PROTOCOL_FILE).reviewers}
    while True:
        speak = [who for who in plans if who in trusted or _ACCOUNT.fullmatch(who)]
        more = {each.id for who in speak for says in plans[who] for each in parse_protocol(says["text"], who).reviewers}
        if more <= trusted:
            break
        trusted |= more
    for who in sorted({name.split("/")[1] for name in taken} - trusted):
        if not _ACCOUNT.fullmatch(who):
            file = min(name for name in taken if name.split("/")[1] == who)
            yield Refusal(who, file, "this is nobody of the plan", "Is it another review's? Name whom you mean in it.")


def _of_files(review: Review, taken: Mapping[str, int]) -> Iterator[Refusal]:
    """Files written once that no word names, that words name otherwise, or whose records have ids of other records."""
    said: dict[str, tuple[str, Document]] = {}
    for who, journal in review.acts.journals.items():
        for event, file, sha256 in written_by(journal.events()):
            name = f"{PEOPLE}/{who}/{file}"
            said[name] = sha256, (event.after or {})["says"]
            path = review.folder / name
            if event.seq > taken.get(f"{PEOPLE}/{who}/acts.jsonl", event.seq) or name in taken:
                if named(name) is None or not path.is_file():
                    yield Refusal(who, name, f"line {event.seq} of {who}'s words names it, and it is not there", ANEW)
                elif file_sha256(path) != sha256:
                    yield Refusal(who, name, f"it is not what line {event.seq} of {who}'s words says", ANEW)
    for name, who, _, written_once in filter(None, map(named, sorted(taken))):
        if written_once and name not in said:
            yield Refusal(who, name, f"no word of {who} names it", ANEW)
        elif written_once and f"/{RECORDS}/" in name:
            yield from _of_records(review.folder / name, who, name, said[name][1])


def _of_records(path: Path, who: str, name: str, says: Document) -> Iterator[Refusal]:
    """Whether the three files of an import hold the same records, each one a record, with the id of its content.

    They are read as they will be: by their index.
    """
    documents = Documents(path)
    numbered = zip(documents.ids, documents.several(range(len(documents))), strict=True)
    if name.endswith(".raw.json"):
        others = (path.with_name(path.name.replace(".raw.json", ending)) for ending in (".json", ".keys.json"))
        if any(Documents(each).ids != documents.ids for each in others):
            yield Refusal(who, name, "the files of this import hold different records", ANEW)
        for record in islice(wrong_ids(says["source"]["name"], numbered), 1):
            yield Refusal(who, name, f"the record {record} has the id of another content", ANEW)
    elif not name.endswith(".keys.json"):
        for record, field in islice(misfits(numbered), 1):
            yield Refusal(who, name, f"the {field} of record {record} is none that a record can have", ANEW)
    for _ in numbered:
        pass  # the lines that are left: whether one of them is damaged
