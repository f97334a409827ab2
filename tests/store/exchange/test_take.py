"""Taking packs: all come to the same whatever is lost, late or repeated, and nothing that does not fit is taken."""

from __future__ import annotations

import hashlib
import json
import random
import re
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from store.exchange import comparison
from store.exchange.files import MANIFEST
from store.folder.people import ACTS, PEOPLE
from store.journal.files import file_sha256
from store.journal.line import START, Event, encode
from tests.interleavings import end_with_the_same, in_pack
from tests.refusing import not_taken
from tests.reviews import counted, made_once, ris, run, run_json
from tests.team import PEOPLE_OF_PLAN, Laptops, plan


class Packing(Laptops):
    """Laptops that exchange by packs: some are lost, some come late, some twice."""

    def __init__(self, place: Path, seed: int) -> None:
        super().__init__(place, plan())
        self.random = random.Random(seed)
        self.packs: list[Path] = []
        self._looked_at = 0

    def exchange(self, order: Any = PEOPLE_OF_PLAN) -> None:
        for who in order:
            for other in PEOPLE_OF_PLAN:
                if other == who or not (self.reliable or self.random.random() < 0.2):
                    continue
                pack = self.place / f"{len(self.packs)}.pack"
                whom = ("--for", other) if self.random.random() < 0.2 else ()
                assert isinstance(self.do(who, "pack", str(pack), *whom), dict)
                self.packs.append(pack)
                if self.reliable or self.random.random() < 0.7:
                    self.take(other, pack)
                if not whom and self.random.random() < 0.3:
                    late = self.random.choice(self.packs)
                    if not _is_for_one(late, self.packs):
                        self.take(self.random.choice(PEOPLE_OF_PLAN), late)

    def take(self, who: str, pack: Path) -> None:
        taken = self.do(who, "take", str(pack))
        assert isinstance(taken, dict), taken
        assert taken["problems"] == [], taken

    def left(self) -> bytes:
        """What is in the packs that were made since this was last asked."""
        packs, self._looked_at = self.packs[self._looked_at :], len(self.packs)
        return b"".join(map(in_pack, packs))


def _is_for_one(pack: Path, packs: list[Path]) -> bool:
    """Whether a pack lacks what one person had: another one may miss it."""
    with zipfile.ZipFile(pack) as archive:
        names = archive.namelist()
    return not all(f"{PEOPLE}/{who}/{ACTS}" in names for who in PEOPLE_OF_PLAN)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, *(pytest.param(each, marks=pytest.mark.long) for each in range(1, 40))])
def test_packs_lost_late_and_repeated_end_in_the_same_report_for_all(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = Packing(tmp_path, seed)
    end_with_the_same(team, seed, monkeypatch, team.left)


# -- two readers: ANNA packs, BO takes


@made_once
def gone_on(place: Path) -> Path:
    """ANNA has imported and said something, and BO has had it; ANNA has gone on since."""
    place.mkdir()
    team = Laptops(place, plan())
    export = place / "a.ris"
    export.write_text("".join(f"TY  - JOUR\nTI  - A title of the number {n}\nPY  - 2020\nER  - \n\n" for n in range(6)))
    assert team.do("ANNA", "import", str(export), "--source", "Base")["new"] == 6
    assert isinstance(team.do("ANNA", "pack", str(place / "first.pack")), dict)
    assert team.do("BO", "take", str(place / "first.pack"))["problems"] == []
    assert not (team.folders["BO"] / PEOPLE / "BO" / ACTS).exists(), "whoever has the plan already says nothing of it"
    team.do("BO", "highlights", "--include", "one")
    team.do("ANNA", "dedup")
    team.do("ANNA", "highlights", "--include", "two")
    return place


@pytest.fixture
def team(tmp_path: Path) -> Laptops:
    return Laptops.there(gone_on(tmp_path / "team"))


def pack(team: Laptops, who: str, *words: str) -> Path:
    path = team.place / f"{who}.pack"
    made = team.do(who, "pack", str(path), *words)
    assert isinstance(made, dict), made
    return path


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """All of a review: name → (mode, content)."""
    return {
        each.relative_to(folder).as_posix(): (each.lstat().st_mode, b"" if each.is_dir() else each.read_bytes())
        for each in folder.rglob("*")
    }


def repacked(path: Path, change: Callable[[dict[str, bytes]], None], *, listed: bool = False) -> Path:
    """A pack with other content, and a list that fits it where somebody took that trouble."""
    with zipfile.ZipFile(path) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    change(files)
    if listed:
        document = json.loads(files[MANIFEST])
        names = files.keys() - {MANIFEST}
        for name in names:
            path.write_bytes(files[name])
            document["files"][name] = {"sha256": file_sha256(path), "lines": files[name].count(b"\n")}
        document["files"] = {name: each for name, each in document["files"].items() if name in names}
        files[MANIFEST] = json.dumps(document).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


ANNAS = f"{PEOPLE}/ANNA/{ACTS}"


def _changed(files: dict[str, bytes]) -> None:
    files[ANNAS] = files[ANNAS].replace(b'"act":"import"', b'"act":"imp0rt"')


def _writtenanew(files: dict[str, bytes]) -> None:
    """Line 2 says something else, and the chain fits."""
    lines, chain = [], START.chain
    for number, line in enumerate(files[ANNAS].splitlines(keepends=True), 1):
        event = Event.from_line(line)
        if number == 2:
            event = Event.from_fields({**event.as_fields(), "note": "another"})
        written, chain = encode(event, chain)
        lines.append(written)
    files[ANNAS] = b"".join(lines)


def _shortened(files: dict[str, bytes]) -> None:
    files[ANNAS] = files[ANNAS][: files[ANNAS].rindex(b"\n", 0, -1) + 1]


def _cut(files: dict[str, bytes]) -> None:
    files[ANNAS] = files[ANNAS][:-20]


def _stranger(files: dict[str, bytes]) -> None:
    files[f"{PEOPLE}/EVE/{ACTS}"] = files[ANNAS]


def _records(files: dict[str, bytes]) -> None:
    name = next(each for each in files if each.endswith(".json") and "/duplicates/" in each)
    files[name] = files[name].replace(b"}", b" }", 1)


def _unnamed(files: dict[str, bytes]) -> None:
    files[f"{PEOPLE}/ANNA/records/other-1.json"] = b"{}"


def _missing(files: dict[str, bytes]) -> None:
    del files[next(each for each in files if "/duplicates/" in each)]


def _plan(files: dict[str, bytes]) -> None:
    files["protocol.toml"] = b"x"


def _absolute(files: dict[str, bytes]) -> None:
    files["/etc/x"] = b"x"


def _outside(files: dict[str, bytes]) -> None:
    files["people/ANNA/../../x"] = b"x"


def _huge(files: dict[str, bytes]) -> None:
    files[f"{PEOPLE}/ANNA/records/huge.json"] = b"0" * (2 << 20)


def _snapshot(files: dict[str, bytes]) -> None:
    files[f"{PEOPLE}/ANNA/acts.json"] = b"{}"


def anew(files: dict[str, bytes], change: Callable[[bytes], bytes]) -> None:
    """ANNA's words, changed, in lines that chain."""
    lines, chain = [], START.chain
    for line in change(files[ANNAS]).splitlines():
        text, chain = encode(Event.from_line(line), chain)
        lines.append(text)
    files[ANNAS] = b"".join(lines)


TAMPERED: dict[str, tuple[Callable[[dict[str, bytes]], None], bool, str]] = {
    "changed line": (_changed, False, ANNAS),
    "changed line, listed": (_changed, True, "line 3"),
    "changed past": (_writtenanew, True, "from line 2 on"),
    "shortened": (_shortened, False, "lines; "),
    "cut off": (_cut, True, "cut off"),
    "stranger": (_stranger, False, "EVE"),
    "stranger, listed": (_stranger, True, "nobody of the plan"),
    "file written once": (_records, False, "duplicates/"),
    "file written once, listed": (_records, True, "duplicates/"),
    "file that no word names": (_unnamed, True, "no word of ANNA names it"),
    "file that is missing": (_missing, False, "duplicates/"),
    "file that is missing, listed": (_missing, True, "duplicates/"),
    "a plan": (_plan, True, "protocol.toml"),
    "a snapshot": (_snapshot, True, "acts.json"),
    "absolute": (_absolute, False, "/etc/x"),
    "outside": (_outside, False, "people/ANNA/../../x"),
    "huge": (_huge, False, "huge.json"),
    "no list": (lambda files: files.pop(MANIFEST) and None, False, MANIFEST),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_each_tampering_is_refused_with_what_and_where_and_nothing_changes(
    team: Laptops, how: str, snapshot: SnapshotAssertion
) -> None:
    change, listed, told = TAMPERED[how]
    bad = repacked(pack(team, "ANNA"), change, listed=listed)
    before = tree(team.folders["BO"])
    try:
        said = run(team.folders["BO"], "take", str(bad), role="BO")
        assert said.exit_code == 2 and told in said.output, said.output
        whole = said.output
    except TamisError as refused:
        assert told in str(refused)
        whole = str(refused)
    whole = whole.replace(str(team.place), "TMP")
    assert re.sub(r"\b[0-9a-f]{15,64}\b|\d{4}-\d\d-\d\dT[\d:]+Z", "N", whole) == snapshot
    assert tree(team.folders["BO"]) == before


def test_a_link_in_a_pack_is_refused(team: Laptops) -> None:
    path = pack(team, "ANNA")
    entry = zipfile.ZipInfo(f"{PEOPLE}/ANNA/records/link.json")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(entry, "/etc/passwd")
    before = tree(team.folders["BO"])
    assert "is a link" in str(team.do("BO", "take", str(path)))
    assert tree(team.folders["BO"]) == before


def test_what_another_saw_and_is_not_there_is_refused(team: Laptops) -> None:
    """A shortened file of which somebody has seen more, for a machine that never had it."""
    assert team.do("BO", "take", str(pack(team, "ANNA")))["problems"] == []
    team.do("BO", "highlights", "--include", "three")
    bad = repacked(pack(team, "BO"), _shortened, listed=True)
    before = tree(team.folders["CHIEF"])
    taken = run(team.folders["CHIEF"], "--json", "take", str(bad), role="CHIEF")
    assert taken.exit_code == 2
    [problem] = json.loads(taken.stdout)["problems"]
    assert problem["who"] == "ANNA" and "BO had seen them" in problem["what"]
    assert json.loads(taken.stdout)["again"] == 0
    assert tree(team.folders["CHIEF"]) == before


@pytest.mark.parametrize(
    ("ending", "was", "now", "what"),
    [
        ("", rb'"title":"..([^"]*)"', rb'"title":["\1"]', "the title of record ID is none that a record can have"),
        ("", rb'"year":..(..)', rb'"year":"\1"', "the year of record ID is none that a record can have"),
        ("", rb'"types":\[\["TY"', rb'"types":[[1234', "the types of record ID is none that a record can have"),
        ("", rb'"id":"....', rb'"id":"0000', "the id of record ID is none that a record can have"),
        ("", rb'"starts":\[(\d)', rb'"starts":[1\1', "line 2 is damaged"),
        (".keys", rb'"starts":\[(\d)', rb'"starts":[1\1', "line 2 is damaged"),
        (".raw", rb'"starts":\[(\d)', rb'"starts":[1\1', "line 2 is damaged"),
    ],
)
def test_records_that_no_import_writes_are_refused(
    team: Laptops, ending: str, was: bytes, now: bytes, what: str
) -> None:
    """What could not be shown, exported or searched for duplicates, chain and checksums and all."""

    def forge(files: dict[str, bytes]) -> None:
        name = next(each for each in files if re.search(rf"/records/[a-z0-9-]+{ending}\.json$", each))
        before = hashlib.sha256(files[name]).hexdigest()
        files[name], times = re.subn(was, now, files[name], count=1)
        assert times
        after = hashlib.sha256(files[name]).hexdigest()
        anew(files, lambda text: text.replace(before.encode(), after.encode()))

    bad = repacked(pack(team, "ANNA"), forge, listed=True)
    taken = run(team.folders["CHIEF"], "--json", "take", str(bad), role="CHIEF")
    [problem] = json.loads(taken.stdout)["problems"]
    assert taken.exit_code == 2 and problem["who"] == "ANNA" and what == re.sub("[0-9a-f]{16}", "ID", problem["what"])


def test_records_whose_ids_are_of_another_content_are_refused(team: Laptops) -> None:
    """Whoever writes an import anew, chain and checksums and all, cannot put other words under the id of a record."""

    def forge(files: dict[str, bytes]) -> None:
        name = next(each for each in files if each.endswith(".raw.json"))
        was = hashlib.sha256(files[name]).hexdigest()
        for number in (b"3", b"4"):
            files[name] = files[name].replace(b"A title of the number " + number, b"Another of the number " + number)
        now = hashlib.sha256(files[name]).hexdigest()
        anew(files, lambda text: text.replace(was.encode(), now.encode()))

    # Nobody else's words in it: what they saw would tell.
    bad = repacked(pack(team, "ANNA"), forge, listed=True)
    taken = run(team.folders["CHIEF"], "take", str(bad), role="CHIEF")
    assert taken.exit_code == 2 and taken.output.count("has the id of another content") == 1, "one of a file is enough"


def test_taking_says_what_came_and_the_second_time_that_nothing_did(team: Laptops) -> None:
    path = pack(team, "ANNA")
    taken = run(team.folders["BO"], "take", str(path), role="BO")
    assert "ANNA: " in taken.output and "1 search for duplicates" in taken.output
    [search] = (team.folders["BO"] / PEOPLE).glob("*/duplicates/*")
    assert stat.S_IMODE(search.stat().st_mode) == 0o444
    before = tree(team.folders["BO"])
    assert "nothing is new" in run(team.folders["BO"], "take", str(path), role="BO").output
    assert tree(team.folders["BO"]) == before


def test_files_that_words_name_are_written_before_them_and_all_of_it_is_on_the_disk(
    team: Laptops, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off anywhere, no word names what is not there."""
    path, folder = pack(team, "ANNA"), team.folders["BO"]
    done: list[str] = []
    for name in ("atomic_write", "_append", "fsync_dir"):
        real = getattr(comparison, name)
        monkeypatch.setattr(
            comparison,
            name,
            lambda path, *rest, name=name, real=real: (done.append(f"{name} {path.name}"), real(path, *rest))[1],
        )
    synced = counted(monkeypatch, comparison, "sync")
    assert team.do("BO", "take", str(path))["problems"] == []
    [search] = (folder / PEOPLE).glob("*/duplicates/*")
    assert done == [f"atomic_write {search.name}", f"_append {ACTS}", "fsync_dir ANNA"] and synced == ["sync"]


def test_a_fork_of_ones_own_file_is_named_with_its_lines(team: Laptops, snapshot: SnapshotAssertion) -> None:
    """ANNA's second machine went on from the same state."""
    second = Laptops.__new__(Laptops)
    second.place, second.folders = team.place, {**team.folders, "ANNA": team.place / "ANNA-2"}
    mine = pack(team, "ANNA", "--mine")
    assert stat.S_IMODE(mine.stat().st_mode) == 0o600
    run(team.place, "init", str(second.folders["ANNA"]))
    (second.folders["ANNA"] / "protocol.toml").write_text(plan_of(team))
    assert second.do("ANNA", "take", str(mine))["problems"] == []
    assert (second.folders["ANNA"] / ANNAS).read_bytes() == (team.folders["ANNA"] / ANNAS).read_bytes()
    second.do("ANNA", "highlights", "--include", "here")
    longer = pack(second, "ANNA")
    before = tree(team.folders["ANNA"])
    told = not_taken(run(team.folders["ANNA"], "take", str(longer), role="ANNA").stderr, {})
    assert tree(team.folders["ANNA"]) == before
    team.do("ANNA", "highlights", "--include", "there")
    before = tree(team.folders["ANNA"])
    forked = run(team.folders["ANNA"], "take", str(longer), role="ANNA")
    assert forked.exit_code == 2 and f"{told}\n{not_taken(forked.stderr, {})}" == snapshot
    assert tree(team.folders["ANNA"]) == before


def plan_of(team: Laptops) -> str:
    return (team.folders["ANNA"] / "protocol.toml").read_text("utf-8")


def test_a_reader_who_is_not_named_keeps_what_is_written_here(team: Laptops) -> None:
    """Whoever has written here is known by the snapshot beside their words."""
    before = (team.folders["BO"] / PEOPLE / "BO" / ACTS).read_bytes()
    taken = run_json(team.folders["BO"], "take", str(pack(team, "ANNA")))
    assert {each["who"] for each in taken["received"]} == {"ANNA"} and not taken["problems"]
    assert (team.folders["BO"] / PEOPLE / "BO" / ACTS).read_bytes() == before


def test_what_was_cut_off_while_it_was_taken_is_taken_again(team: Laptops) -> None:
    path, journal = pack(team, "ANNA"), team.folders["BO"] / ANNAS
    had = journal.read_bytes()
    team.do("BO", "take", str(path))
    whole = journal.read_bytes()
    for size in (len(had) + 1, len(whole) - 1, len(whole) - 40, 5):
        journal.write_bytes(whole[:size])
        assert team.do("BO", "take", str(path))["problems"] == []
        assert journal.read_bytes() == whole


def test_what_is_sealed_by_what_is_here_is_left_out(team: Laptops, snapshot: SnapshotAssertion) -> None:
    """Somebody packs by hand what is not open."""
    team.do("ANNA", "decisions", "import", str(_all_included(team)), "--stage", "language")
    journal = team.folders["ANNA"] / PEOPLE / "ANNA" / "title-abstract.1" / "decisions.jsonl"
    record = team.do("ANNA", "records", "owed", "--stage", "title-abstract", "--reviewer", "ANNA")[0]["record_id"]
    team.do("ANNA", "decide", "title-abstract", record, "include")
    name = journal.relative_to(team.folders["ANNA"]).as_posix()
    bad = repacked(pack(team, "ANNA"), lambda files: files.update({name: journal.read_bytes()}), listed=True)
    result = run(team.folders["BO"], "take", "--json", str(bad), role="BO")
    taken = json.loads(result.stdout)
    [left] = taken["problems"]
    assert left["who"] == "ANNA" and left["file"] == name and taken["received"]
    assert not_taken(result.stderr, {}) == snapshot
    assert not (team.folders["BO"] / name).exists()


def _all_included(team: Laptops) -> Path:
    rows = team.do("ANNA", "records", "owed", "--stage", "language", "--reviewer", "ANNA")
    file = team.place / "all.csv"
    file.write_text("record_id,verdict\n" + "".join(f"{each['record_id']},include\n" for each in rows))
    return file


def test_a_pack_of_ones_own_is_for_oneself(team: Laptops) -> None:
    mine = pack(team, "ANNA", "--mine")
    before = tree(team.folders["BO"])
    result = run(team.folders["BO"], "take", str(mine), role="BO")
    assert result.exit_code == 2 and "ANNA's own" in result.output and tree(team.folders["BO"]) == before


def test_of_two_plans_both_are_shown_first_and_the_newest_is_in_force(team: Laptops) -> None:
    file = team.folders["ANNA"] / "protocol.toml"
    file.write_text(file.read_text().replace('title = "', 'title = "New: ', 1))
    team.do("ANNA", "amend", "a better title")
    (team.folders["BO"] / "protocol.toml").chmod(0o755)
    taken = run(team.folders["BO"], "take", str(pack(team, "ANNA")), role="BO")
    first, *_ = taken.stderr.splitlines()
    assert first.startswith("two plans: in force is now ") and "ANNA" in first and "a better title" in first
    assert (team.folders["BO"] / "protocol.toml").read_text() == file.read_text()
    assert stat.S_IMODE((team.folders["BO"] / "protocol.toml").stat().st_mode) == 0o755
    assert run_json(team.folders["BO"], "take", str(pack(team, "ANNA")), role="BO")["plans"] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_said_in_lines_that_chain_the_status_can_still_be_read(tmp_path: Path, seed: int) -> None:
    """Any value of any word replaced by one of another kind: refused without a trace, or taken and of no harm."""
    chance, team = random.Random(seed), Laptops(tmp_path, plan())
    export = tmp_path / "a.ris"
    export.write_text(ris(range(6)))
    team.do("ANNA", "import", str(export), "--source", "Base")
    team.do("ANNA", "dedup")
    team.do("ANNA", "decisions", "import", str(_all_included(team)), "--stage", "language")
    team.do("ANNA", "sample", "title-abstract", "--pilot", "2", "--yes")
    team.do("CHIEF", "unblind", "title-abstract", "--rationale", "x", "--round", "1")
    for number in range(12):
        bad = repacked(pack(team, "ANNA"), lambda files: _another_value(files, chance), listed=True)
        before = tree(team.folders["BO"])
        taken = team.do("BO", "take", str(bad))
        assert isinstance(taken, dict) or taken.startswith("TamisError") or "nothing was taken" in taken, (
            number,
            taken,
        )
        if isinstance(taken, str):
            assert tree(team.folders["BO"]) == before
            continue
        told = team.do("BO", "status")
        assert isinstance(told, dict), told
        Path(team.folders["BO"]).rename(tmp_path / f"spoilt-{number}")
        Laptops._made(team, tmp_path / f"new-{number}", plan())
        (tmp_path / f"new-{number}" / "BO").rename(team.folders["BO"])


def _another_value(files: dict[str, bytes], chance: random.Random) -> None:
    lines = files[ANNAS].splitlines()
    place = chance.randrange(1, len(lines))
    document = json.loads(lines[place])
    holder = document["after"] = document["after"] or {}
    while isinstance(holder, dict) and holder:
        key = chance.choice(sorted(holder))
        if not isinstance(holder[key], dict) or chance.random() < 0.2:
            holder[key] = chance.choice([None, "x", -1, 2**70, [], {}, [[1]], True, 1.5])
            break
        holder = holder[key]
    chain, written = START.chain, []
    for number, line in enumerate(lines):
        event = Event.from_fields(document if number == place else json.loads(line))
        text, chain = encode(event, chain)
        written.append(text)
    files[ANNAS] = b"".join(written)


def test_a_plan_that_was_edited_and_not_used_yet_is_not_lost(team: Laptops) -> None:
    file = team.folders["BO"] / "protocol.toml"
    first = pack(team, "ANNA")
    edited = file.read_text().replace('title = "', 'title = "Mine: ', 1)
    team.do("BO", "take", str(first))
    file.write_text(edited)
    assert team.do("BO", "take", str(first))["received"] == [] and file.read_text() == edited
    theirs = team.folders["ANNA"] / "protocol.toml"
    theirs.write_text(theirs.read_text().replace('title = "', 'title = "Hers: ', 1))
    team.do("ANNA", "amend", "a better title")
    two = team.do("BO", "take", str(pack(team, "ANNA")))["plans"]
    assert {each["who"] for each in two} == {"ANNA", "BO"} and two[0]["in_force"] and not two[1]["in_force"]
    assert file.read_text() == (edited if two[0]["who"] == "BO" else theirs.read_text())
    team.do("ANNA", "take", str(pack(team, "BO")))
    assert theirs.read_text() == file.read_text()
    mine = team.folders["CHIEF"] / "protocol.toml"
    mine.write_text(mine.read_text().replace('title = "', 'title = "Chief: ', 1))
    team.do("CHIEF", "take", str(first))
    assert b"Chief: " in (team.folders["CHIEF"] / PEOPLE / "CHIEF" / ACTS).read_bytes(), (
        "though nothing was said before"
    )


def test_lines_of_ones_own_that_were_lost_come_back_from_the_others(team: Laptops) -> None:
    team.do("BO", "take", str(pack(team, "ANNA")))
    team.do("BO", "highlights", "--include", "three")
    path, journal = pack(team, "BO"), team.folders["ANNA"] / ANNAS
    whole = journal.read_bytes()
    journal.write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 1])
    journal.with_suffix(".json").unlink(missing_ok=True)
    [left] = team.do("ANNA", "take", str(path))["problems"]
    assert left["who"] == "ANNA" and journal.read_bytes() != whole
    assert "lines are missing" in team.do("ANNA", "highlights", "--include", "four")
    assert team.do("ANNA", "take", str(path), "--both")["problems"] == [] and journal.read_bytes() == whole
    assert "four" in team.do("ANNA", "highlights", "--include", "four")["include"]


def test_what_is_sealed_on_its_readers_machine_is_missed_by_nobody_else(team: Laptops) -> None:
    team.do("ANNA", "decisions", "import", str(_all_included(team)), "--stage", "language")
    owed = team.do("ANNA", "records", "owed", "--stage", "title-abstract", "--reviewer", "ANNA")
    file = team.place / "read.csv"
    file.write_text("record_id,verdict\n" + "".join(f"{each['record_id']},include\n" for each in owed))
    team.do("ANNA", "decisions", "import", str(file), "--stage", "title-abstract")
    taken = team.do("BO", "take", str(pack(team, "ANNA")))
    assert taken["problems"] == [] and b'"statements"' in (team.folders["BO"] / ANNAS).read_bytes()
    assert team.do("BO", "check")["problems"] == []
