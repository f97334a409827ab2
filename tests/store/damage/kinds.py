"""The page of damages: what is done to a review, the line that a check prints of it, and what mends it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from store.folder.people import PEOPLE
from store.folder.plan import PROTOCOL_FILE
from store.journal.files import temporary_name
from store.journal.line import START, Event, encode
from store.journal.snapshot import Snapshot, read_snapshot, write_snapshot
from tests.documents import write_documents

STAGE = "title-abstract"
OPEN, SEALED, ACTS = f"people/ANNA/{STAGE}.1/decisions", f"people/ANNA/{STAGE}.2/decisions", "people/ANNA/acts"
OTHERS, OTHERS_ACTS = f"people/BO/{STAGE}.1/decisions", "people/BO/acts"

Damage = Callable[[Path], object]
Bytes = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Kind:
    """One kind of damage.

    Attributes:
        does: Done to the review folder.
        says: What the line of the check says, besides the file.
        file: The file or folder that the line begins with, below the review folder; `*` for any part of a name.
        mends: Whether `tamis repair` of the owner, with a backup from before, mends it.
        alone: Whether it does so without a backup too.
        by: Who checks it.
    """

    does: Damage
    says: str
    file: str
    mends: bool = False
    alone: bool = False
    by: str = "ANNA"
    copies: bool = True


# -- what is done


def bytes_of(name: str, change: Bytes) -> Damage:
    def does(folder: Path) -> None:
        path = at(folder, name)
        path.chmod(0o644)
        path.write_bytes(change(path.read_bytes()))

    return does


def at(folder: Path, name: str) -> Path:
    """The one file of that name, which may hold a `*`."""
    return sorted(folder.glob(name))[0] if "*" in name else folder / name


def gone(*names: str) -> Damage:
    def does(folder: Path) -> None:
        for each in names:
            path = at(folder, each)
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return does


def put(name: str, content: bytes = b"x") -> Damage:
    def does(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return does


def in_place_of(name: str, make: Callable[[Path], object]) -> Damage:
    def does(folder: Path) -> None:
        path = at(folder, name)
        path.unlink()
        make(path)

    return does


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def renamed(old: str, new: str) -> Damage:
    return lambda folder: at(folder, old).rename(folder / new)


def mode(name: str, bits: int) -> Damage:
    return lambda folder: at(folder, name).chmod(bits)


def both(*damages: Damage) -> Damage:
    def does(folder: Path) -> None:
        for each in damages:
            each(folder)

    return does


def plan(old: str, new: str) -> Damage:
    def does(folder: Path) -> None:
        path = folder / PROTOCOL_FILE
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    return does


def swapped(one: str, two: str) -> Damage:
    def does(folder: Path) -> None:
        a, b = at(folder, one), at(folder, two)
        first, second = a.read_bytes(), b.read_bytes()
        for path, data in ((a, second), (b, first)):
            path.chmod(0o644)
            path.write_bytes(data)

    return does


def rewritten(name: str, change: Callable[[Event], Event | None], *, added: tuple[Event, ...] = ()) -> Damage:
    """The journal written anew with a chain that fits, and without its snapshot."""

    def does(folder: Path) -> None:
        path = folder / f"{name}.jsonl"
        events = [change(Event.from_line(line)) for line in path.read_bytes().splitlines()]
        lines, chain = [], START.chain
        for seq, event in enumerate([*(each for each in events if each is not None), *added], start=1):
            line, chain = encode(replace(event, seq=seq), chain)
            lines.append(line)
        path.write_bytes(b"".join(lines))
        path.with_suffix(".json").unlink(missing_ok=True)

    return does


def another_verdict(event: Event) -> Event:
    other = {"include": "exclude", "exclude": "include"}
    if event.after and (said := event.after.get("says", {}).get("verdict")):
        return replace(event, after=json.loads(json.dumps(event.after).replace(f'"{said}"', f'"{other[said]}"')))
    return event


def said_at_another_time(event: Event) -> Event:
    return replace(event, at=event.at.replace("2", "1", 1))


def word(table: str, says: dict[str, object], *, act: str = "edit", clock: object = 900) -> Event:
    return Event(1, "2026-11-29T10:00:00.000Z", "x", act, table, 77, None, {"clock": clock, "says": says})


def statement_of_more(event: Event) -> Event:
    if event.table != "statements" or event.after is None:
        return event
    return replace(event, after={**event.after, "says": {**event.after["says"], "last": 3}})


def another_snapshot(folder: Path) -> None:
    path = folder / f"{OPEN}.json"
    snapshot = read_snapshot(path)
    assert snapshot
    write_snapshot(path, Snapshot({"decisions": {}}, snapshot.position), 0o644)


def made_record(folder: Path) -> None:
    """A record that no source ever said, in files and a word of an import that fit each other."""
    person = folder / PEOPLE / "BO" / "records"
    person.mkdir()
    sums = {}
    for ending, table, document in (
        (".json", "records", {"id": f"{0xABC:016x}", "title": "Made", "kind": "JOUR"}),
        (".raw.json", "raw", {"raw": [["TI", "Made"]]}),
        (".keys.json", "keys", {}),
    ):
        name = f"made-1{ending}"
        sums[name] = write_documents(person / name, table, [(0xABC, document)])
    source = {"name": "Made", "route": "databases"}
    acts = (folder / f"{OTHERS_ACTS}.jsonl").read_bytes().splitlines(keepends=True)
    imported = next(
        json.loads(line)["after"]["says"]
        for path in folder.glob("people/*/acts.jsonl")
        for line in path.read_bytes().splitlines()
        if b'"imports"' in line
    )
    says = imported | {"source": imported["source"] | source, "file": "records/made-1.json", "checksums": sums}
    says |= {"new": 1, "records": 1}
    rewritten(OTHERS_ACTS, lambda event: event, added=(word("imports", says, act="import"),))(folder)
    assert len((folder / f"{OTHERS_ACTS}.jsonl").read_bytes().splitlines()) == len(acts) + 1


def killed_import(folder: Path) -> None:
    path = at(folder, "people/@*/records/*.keys.json")
    shutil.copy2(path, path.with_name("other-0123456789abcde.keys.json"))


def killed_while_writing(folder: Path) -> None:
    name = temporary_name(folder / f"{ACTS}.json")
    name.with_name(name.name.replace(str(os.getpid()), "4194305")).write_bytes(b"{")


def older_backup_over_it(folder: Path) -> None:
    """As `cp -a` of a backup made before the last round, over all that is there."""
    shutil.copytree(folder.parent / "older", folder, dirs_exist_ok=True)
    for each in folder.glob("people/**/*.json"):
        if each.name in ("acts.json", "decisions.json"):
            each.unlink()


def zeroed(data: bytes) -> bytes:
    start = len(data) // 2
    return data[:start] + bytes(min(4096, len(data) - start)) + data[start + 4096 :]


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Bytes:
    return lambda data: b"".join(change(data.splitlines(keepends=True)))


def flipped(data: bytes) -> bytes:
    place = data.index(b"\n") + 30
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def no_snapshot(name: str) -> Damage:
    return lambda folder: (folder / f"{name}.json").unlink(missing_ok=True)


KNOWN = "are known ("
J, S = ".jsonl", ".json"

KINDS: dict[str, Kind] = {
    # a journal that was cut
    "cut within its last line": Kind(bytes_of(OPEN + J, lambda data: data[:-9]), KNOWN, OPEN + J, mends=True),
    "cut at a line": Kind(bytes_of(OPEN + J, lines(lambda all: all[:3])), KNOWN, OPEN + J, mends=True),
    "cut at a line, without snapshot": Kind(
        both(no_snapshot(OPEN), bytes_of(OPEN + J, lines(lambda all: all[:3]))),
        "ANNA stated them",
        OPEN + J,
        mends=True,
    ),
    "without its last byte": Kind(
        bytes_of(OPEN + J, lambda data: data[:-1]), "known", OPEN + J, mends=True, alone=True
    ),
    "emptied": Kind(bytes_of(OPEN + J, lambda data: b""), "0 are there", OPEN + J, mends=True),
    "emptied, without snapshot": Kind(
        both(no_snapshot(OPEN), bytes_of(OPEN + J, lambda data: b"")),
        "ANNA stated them",
        OPEN + J,
        mends=True,
    ),
    "words cut at a line": Kind(
        both(no_snapshot(ACTS), bytes_of(ACTS + J, lines(lambda all: all[:-2]))), "had seen them", ACTS + J, mends=True
    ),
    "another's words cut": Kind(
        both(no_snapshot(OTHERS_ACTS), bytes_of(OTHERS_ACTS + J, lines(lambda all: all[:2]))),
        "ANNA had seen them",
        OTHERS_ACTS + J,
    ),
    # a journal that is gone
    "gone": Kind(gone(OPEN + J), "the journal is gone", OPEN + J, mends=True),
    "gone with its snapshot": Kind(gone(OPEN + J, OPEN + S), "ANNA stated them", OPEN + J, mends=True),
    "its folder gone": Kind(gone(f"people/ANNA/{STAGE}.1"), "ANNA stated them", OPEN + J, mends=True),
    "another's folder of a batch gone": Kind(gone(f"people/BO/{STAGE}.1"), "BO stated them", OTHERS + J),
    "words gone with their snapshot": Kind(gone(ACTS + J, ACTS + S), "had seen them", ACTS + J, mends=True),
    "a person's folder gone": Kind(gone("people/BO"), "ANNA had seen them", OTHERS_ACTS + J),
    "sealed and gone": Kind(gone(SEALED + J), "the journal is gone", SEALED + J, mends=True),
    "renamed by a sync program": Kind(
        renamed(OPEN + J, f"{OPEN} (conflicted copy){J}"), "the journal is gone", OPEN + J, mends=True, alone=True
    ),
    "all people's folders gone": Kind(gone("people"), "whatever was said and decided is missing", "people"),
    # a journal that was changed
    "a byte flipped": Kind(bytes_of(OPEN + J, flipped), "checksum", OPEN + J, mends=True, alone=True),
    "a byte flipped, sealed": Kind(bytes_of(SEALED + J, flipped), "checksum", SEALED + J, mends=True, alone=True),
    "a byte of words flipped": Kind(bytes_of(ACTS + J, flipped), "checksum", ACTS + J, mends=True, alone=True),
    "another's byte flipped": Kind(bytes_of(OTHERS + J, flipped), "checksum", OTHERS + J),
    "a page of zeros": Kind(bytes_of(OPEN + J, zeroed), "known", OPEN + J, mends=True),
    "all zeros": Kind(bytes_of(OPEN + J, lambda data: bytes(len(data))), "known", OPEN + J, mends=True),
    "a line taken out": Kind(
        bytes_of(OPEN + J, lines(lambda all: [*all[:2], *all[3:]])), "checksum", OPEN + J, mends=True
    ),
    "a line doubled": Kind(
        bytes_of(OPEN + J, lines(lambda all: [*all[:3], *all[2:]])), "checksum", OPEN + J, mends=True
    ),
    "lines swapped": Kind(
        bytes_of(OPEN + J, lines(lambda all: [*all[:2], all[3], all[2], *all[4:]])), "checksum", OPEN + J, mends=True
    ),
    "line ends of Windows": Kind(
        bytes_of(OPEN + J, lambda data: data.replace(b"\n", b"\r\n")), "whole line", OPEN + J, mends=True
    ),
    "something put in": Kind(
        bytes_of(OPEN + J, lines(lambda all: [*all[:2], b"hello\n", *all[2:]])), "whole line", OPEN + J, mends=True
    ),
    "something after its end": Kind(
        bytes_of(OPEN + J, lambda data: data + b"{}\n"), "whole line", OPEN + J, mends=True, alone=True
    ),
    "half a line after its end": Kind(
        bytes_of(OPEN + J, lambda data: data + b'{"act":'), "never confirmed", OPEN + J, mends=True, alone=True
    ),
    "doubled as a whole": Kind(
        bytes_of(OPEN + J, lambda data: data + data), "checksum", OPEN + J, mends=True, alone=True
    ),
    "two readers' journals swapped": Kind(swapped(OPEN + J, OTHERS + J), "known", OPEN + J),
    "two journals of one reader swapped": Kind(swapped(OPEN + J, SEALED + J), "known", OPEN + J, mends=True),
    # written anew, with a chain that fits
    "decisions written anew after the opening": Kind(
        rewritten(OPEN, another_verdict), "not the one that was there when ANNA", OPEN + J, mends=True
    ),
    "another's decisions written anew": Kind(
        rewritten(OTHERS, another_verdict), "not the one that was there when BO", OTHERS + J
    ),
    "words written anew": Kind(rewritten(ACTS, said_at_another_time), "had seen them", ACTS + J, mends=True),
    "another's words written anew": Kind(
        rewritten(OTHERS_ACTS, said_at_another_time), "had seen them", OTHERS_ACTS + J
    ),
    "a statement of another line": Kind(rewritten(ACTS, statement_of_more), "stated them", OPEN + J),
    "a word without a clock": Kind(
        rewritten(OTHERS_ACTS, lambda event: event, added=(word("verdicts", {}, clock=0),)), "no word", OTHERS_ACTS + J
    ),
    "an opening of what nobody stated": Kind(
        rewritten(
            OTHERS_ACTS,
            lambda event: event,
            added=(word("openings", {"stage": STAGE, "round": 2, "statements": {"ANNA": 899}, "at": "2026"}),),
        ),
        "no such statement",
        OTHERS_ACTS + J,
    ),
    "a draw by whom it is not": Kind(
        rewritten(OTHERS_ACTS, lambda event: event, added=(word("samples", {"stage": STAGE, "round": 2}),)),
        "what is another's to say",
        OTHERS_ACTS + J,
    ),
    "a word of another form": Kind(
        rewritten(OTHERS_ACTS, lambda event: event, added=(word("samples", {"stage": 7}),)), "form", "people"
    ),
    "a later format": Kind(
        bytes_of(
            OTHERS + J, lambda data: encode(Event(1, "", "", "format", "", 0, None, {"format": 9}), START.chain)[0]
        ),
        "format 9",
        OTHERS + J,
    ),
    # snapshots
    "a snapshot edited": Kind(
        bytes_of(OPEN + S, lambda data: data.replace(b"include", b"exclude", 1)),
        "not used",
        OPEN + S,
        mends=True,
        alone=True,
    ),
    "a snapshot of something else": Kind(another_snapshot, "does not hold", OPEN + S, mends=True, alone=True),
    # what was written once
    "a byte of a record": Kind(
        bytes_of("people/@*/records/*[0-9a-f].json", lambda data: data.replace(b"harbour", b"harbouR", 1)),
        "not what the import wrote",
        "people/@*/records/*[0-9a-f].json",
        mends=True,
        by="",
    ),
    "records cut": Kind(
        bytes_of("people/@*/records/*[0-9a-f].json", lambda data: data[: len(data) // 2]),
        "not what the import wrote",
        "people/@*/records/*[0-9a-f].json",
        mends=True,
        by="",
    ),
    "records gone": Kind(
        gone("people/@*/records/*[0-9a-f].json"), "not there", "people/@*/records/", mends=True, by=""
    ),
    "what a database wrote gone": Kind(
        gone("people/@*/records/*.raw.json"), "not there", "people/@*/records/", mends=True, by=""
    ),
    "keys emptied": Kind(
        bytes_of("people/@*/records/*.keys.json", lambda data: b""), "not what", "people/@*/records/", mends=True, by=""
    ),
    "a record that no source said": Kind(made_record, "the id of a record", "people/BO/records/made-1.raw.json"),
    "half an import": Kind(killed_import, "no word of", "people/@*/records/other-0123456789abcde.keys.json"),
    "a search changed": Kind(
        bytes_of("people/@*/duplicates/*", lambda data: data + b" "), "not what the search", "people/@*/duplicates/"
    ),
    "a search gone": Kind(gone("people/@*/duplicates/*.json"), "not there", "people/@*/duplicates/"),
    "a search that nobody made": Kind(
        put("people/BO/duplicates/0123456789abcde.json", b"{}"), "no word of BO's", "people/BO/duplicates/"
    ),
    # the plan
    "a stage taken out of the plan": Kind(
        lambda folder: (folder / PROTOCOL_FILE).write_text(
            (folder / PROTOCOL_FILE).read_text().replace(STAGE, "first-look")
        ),
        f"the stage {STAGE} is no longer in the plan",
        PROTOCOL_FILE,
    ),
    "a reason renamed": Kind(
        plan('"wrong-topic"', '"off-topic"'),
        "the reason wrong-topic of title-abstract is no longer in the plan",
        PROTOCOL_FILE,
    ),
    "a person renamed": Kind(plan('"BO"', '"BEA"'), "the person BO is no longer in the plan", PROTOCOL_FILE),
    "the plan edited": Kind(plan("A review for tests", "Another"), "differ from the plan in force", PROTOCOL_FILE),
    "the plan without its last line end": Kind(
        bytes_of(PROTOCOL_FILE, lambda data: data[:-1]), "differ from the plan in force", PROTOCOL_FILE
    ),
    "a line end of old Macs in the plan": Kind(
        bytes_of(PROTOCOL_FILE, lambda data: data.replace(b"\n", b"\r", 3)), "line", PROTOCOL_FILE
    ),
    "a plan that is none": Kind(plan("[review]", "[review"), "line", PROTOCOL_FILE),
    "the plan emptied": Kind(lambda folder: (folder / PROTOCOL_FILE).write_text(""), "", PROTOCOL_FILE),
    "the plan zeroed": Kind(bytes_of(PROTOCOL_FILE, lambda data: bytes(len(data))), "", PROTOCOL_FILE),
    # what is none of tamis's, and what waits for somebody
    "a foreign file": Kind(put("notes.txt"), "no file of tamis", "notes.txt"),
    "a foreign file among people": Kind(put("people/list.csv"), "no file of tamis", "people/list.csv"),
    "a foreign file of a person": Kind(put("people/BO/acts.xml"), "no file of tamis", "people/BO/acts.xml"),
    "a foreign folder": Kind(put("people/BO/old/acts.jsonl"), "with 1 file", "people/BO/old"),
    "a folder of nobody": Kind(
        put("people/EVE/progress.json"), "the person EVE is no longer in the plan", PROTOCOL_FILE
    ),
    "a copy of a sync program": Kind(
        put(f"{OPEN} (BO's conflicted copy){J}"), "another program's copy", f"{OPEN} (BO's conflicted copy){J}"
    ),
    "a copy of the plan": Kind(put("protocol.toml.orig"), "another program's copy", "protocol.toml.orig"),
    "what a writer left": Kind(put(f"{OPEN}{J}.torn-1"), "never confirmed", f"{OPEN}{J}.torn-1"),
    "what a repair left": Kind(put(f"{OPEN}{J}.set-aside-1"), "set aside", f"{OPEN}{J}.set-aside-1"),
    "what a killed program left": Kind(
        killed_while_writing, "half-written", "people/ANNA/.acts.json.*.tmp", mends=True, alone=True
    ),
    "a link": Kind(lambda folder: (folder / "people/BO/list").symlink_to("/etc/passwd"), "a link", "people/BO/list"),
    "a pipe": Kind(lambda folder: os.mkfifo(folder / "people/BO/pipe"), "no file of tamis", "people/BO/pipe"),
    "a pipe for a journal": Kind(in_place_of(OPEN + J, os.mkfifo), "no file but", OPEN + J),
    "a pipe for words": Kind(in_place_of(ACTS + J, os.mkfifo), "no file but", ACTS + J),
    "a pipe for another's words": Kind(in_place_of(OTHERS_ACTS + J, os.mkfifo), "no file but", OTHERS_ACTS + J),
    "a folder for words": Kind(in_place_of(ACTS + J, os.mkdir), "no file but", ACTS + J),
    "a device for a journal": Kind(in_place_of(OPEN + J, device), "no file but", OPEN + J),
    "a pipe for a snapshot": Kind(in_place_of(OPEN + S, os.mkfifo), "not used", OPEN + S),
    "a pipe for records": Kind(
        in_place_of("people/@*/records/*.raw.json", os.mkfifo), "no file but", "people/@*/records/*.raw.json", by=""
    ),
    "a pipe for a search": Kind(
        in_place_of("people/@*/duplicates/*", os.mkfifo), "no file but", "people/@*/duplicates/*", by=""
    ),
    # rights
    "a sealed folder that others enter": Kind(
        mode(f"people/ANNA/{STAGE}.2", 0o2755), "others may look", f"people/ANNA/{STAGE}.2", mends=True, alone=True
    ),
    "a journal that others write": Kind(mode(OPEN + J, 0o666), "others may write", OPEN + J, mends=True, alone=True),
    "a folder that others write": Kind(
        mode("people/ANNA", 0o2777), "others may write", "people/ANNA", mends=True, alone=True
    ),
    "people's folders that others rename": Kind(mode("people", 0o777), "others may rename", "people"),
    # together
    "an older backup over it": Kind(older_backup_over_it, "no word of", "people/@*/records/"),
}
