"""Random histories of a review, made with the product's own commands in this process.

A history is known by its number: the same number gives the same acts. Imports overlap, records are merged and parted,
readers decide, take back and decide anew, samples are drawn and extended, batches open in time or early, disagreements
are resolved, escalated and reopened, reports are not to be had and turn up, and searches are updated meanwhile.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from core.errors import TamisError
from tests.derivation.funnel import Funnel, Stage
from tests.derivation.sealed import readers_of
from tests.reviews import ris, run

PLAN = """
format = 1
[review]
title = "A history"
[sample]
seed = "a seed fixed beforehand"
[[reviewer]]
id = "ANNA"
role = "first"
[[reviewer]]
id = "BO"
role = "second"
[[reviewer]]
id = "CY"
role = "second"
[[reviewer]]
id = "CHIEF"
role = "adjudicator"
[[source]]
name = "Letters"
route = "experts"
[[stage]]
id = "language"
title = "Language"
kind = "step"
readers = [{ reviewer = "ANNA", coverage = "all" }]
reasons = [{ id = "not-english", label = "Not in English" }]
suggest = { rule = "language", keep = ["eng"] }
prisma = "AUTOMATION"
[[stage]]
id = "title-abstract"
title = "Title and abstract"
kind = "screen"
readers = [{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "SHARE" }THIRD]
reasons = [{ id = "wrong-topic", label = "Another topic" }, { id = "wrong-design", label = "Another design" }]
sample_base = "BASE"
maybe = "MAYBE"
disagreements = "RULED"
[[stage]]
id = "full-text"
title = "Full text"
kind = "fulltext"
readers = [{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "FULL" }]
reasons = [{ id = "wrong-population", label = "Another population" }]
"""
_CHIEF = '[[reviewer]]\nid = "CHIEF"'
SCREEN, FULL = "title-abstract", "full-text"


def shared_plan_of(chance: random.Random) -> str:
    """The same where title and abstract are shared out among four, and full texts among three now and then."""
    text = plan_of(chance).replace('[[reviewer]]\nid = "CHIEF"', '[[reviewer]]\nid = "DAG"\nrole = "second"\n' + _CHIEF)
    text = re.sub('sample_base = ".*"', chance.choice(["", "", "pilot = 2"]), text)
    readers = [
        '{ any = 2, of = ["ANNA", "BO", "CY", "DAG"] }',
        '{ any = 3, of = ["ANNA", "BO", "CY", "DAG"], weights = { ANNA = 3, BO = 3, CY = 2, DAG = 3 } }',
        '{ any = 1, of = ["ANNA", "BO", "CY", "DAG"], weights = [2, 1, 1, 1], one_more = "1/3" }',
    ]
    before, screen, full = text.split("readers = ", 3)[1:]
    parts = [text.split("readers = ", 1)[0], before]
    parts.append(chance.choice(readers) + screen[screen.index("\n") :])
    shared = '{ any = 2, of = ["ANNA", "BO", "CY"] }' + full[full.index("\n") :]
    return "readers = ".join([*parts, chance.choice([full, shared])])


def plan_of(chance: random.Random) -> str:
    """A plan with what differs between teams: who reads which share, what maybe counts as, who rules."""
    third = chance.choice(
        ["", "", ', { reviewer = "CY", coverage = "all" }', ', { reviewer = "CY", coverage = "SHARE" }']
    )
    choices = {
        "AUTOMATION": ["screening", "automation"],
        "THIRD": [third],
        "SHARE": ["1/2", "40%", "1/5", "all"],
        "BASE": ["entering", "entering", "identified"],
        "MAYBE": ["include", "exclude"],
        "RULED": ["consensus", "consensus", "adjudicator"],
        "FULL": ["all", "all", "1/2"],
    }
    text = PLAN
    for name, values in choices.items():
        text = text.replace(name, chance.choice(values))
    return text


class History:
    """One history: `act` does the next thing and tells what it was, with what was refused.

    Attributes:
        folder: The review.
        acts: What was done so far.
    """

    def __init__(self, folder: Path, number: int, plan: Callable[[random.Random], str] = plan_of) -> None:
        self.folder, self.chance = folder, random.Random(f"history {number}")
        folder.mkdir(parents=True)
        (folder / "protocol.toml").write_text(plan(self.chance), encoding="utf-8")
        self.people = ("ANNA", "BO", "CY", *(("DAG",) if plan is not plan_of else ()))
        self.acts: list[str] = []
        self._seen: dict[str | None, Funnel] = {}
        self._files, self._known = 0, 0
        self._do("import", *self._exported(self.chance.randint(8, 14)), "--source", "Firstbase")
        self._do("import", *self._exported(3), "--source", self.chance.choice(["Otherbase", "Letters"]))
        self._do("dedup")

    def act(self) -> str:
        """Do the next thing. What the review refuses is told and changes nothing."""
        kinds: dict[Callable[[], None], int] = {
            self._read: 22,
            self._finish: 12,
            self._change_mind: 4,
            self._take_back: 6,
            self._update: 4,
            self._withdraw: 3,
            self._merge: 8,
            self._part: 5,
            self._search: 4,
            self._draw: 5,
            self._extend: 2,
            self._unblind: 2,
            self._resolve: 12,
            self._reports: 6,
            self._look_again: 3,
            self._suggested: 3,
            self._amend: 2,
            self._studies: 2,
            **({self._hand_over: 14} if "DAG" in self.people else {}),
        }
        before = len(self.acts)
        self.chance.choices(list(kinds), list(kinds.values()))[0]()
        return "; ".join(self.acts[before:]) or "nothing"

    def seen_by(self, who: str | None) -> Funnel:
        """What follows from the folder at this moment."""
        if who not in self._seen:
            self._seen[who] = Funnel(self.folder, who)
        return self._seen[who]

    def visit(self, who: str) -> None:
        """Let somebody look at the review: a reader's program may have something to state, and to open."""
        self._do("status", role=who)

    def _do(self, *args: str, role: str | None = None) -> bool:
        self._seen.clear()
        told = " ".join(each if "/" not in each else Path(each).name for each in args)
        try:
            result = run(self.folder, *args, role=role)
        except TamisError as refused:
            self.acts.append(f"{role}: {told} REFUSED: {refused}")
            return False
        self.acts.append(f"{role}: {told}" + (f" EXIT {result.exit_code}: {result.output}" if result.exit_code else ""))
        return result.exit_code == 0

    def _file(self, ending: str) -> Path:
        self._files += 1
        return self.folder.parent / f"{self.folder.name}-{self._files}.{ending}"

    def _exported(self, new: int) -> tuple[str]:
        """An export with some new records, some that are there already, and some that say less of known ones."""
        numbers = range(self._known, self._known + new)
        self._known += new
        records = [ris([n]).replace("ER  -", f"LA  - {'ger' if n % 6 == 5 else 'eng'}\nER  -") for n in numbers]
        again = [n for n in range(self._known) if self.chance.random() < 0.15]
        for n in again:
            other = ris([n], prefix="U").replace("10.5555/u.", "10.5555/t.")
            if self.chance.random() < 0.5:
                other = "\n".join(line for line in other.splitlines() if not line.startswith("AB")) + "\n"
            records.append(self.chance.choice([other, ris([n])]))
        file = self._file("ris")
        file.write_text("\n".join(records), encoding="utf-8")
        return (str(file),)

    def _stage(self, who: str) -> tuple[Stage, Sequence[str]] | None:
        """A stage at which somebody has something to read, mostly the first one, and what."""
        stages = [stage for stage in self.seen_by(who).stages.values() if stage.left.get(who)]
        if not stages:
            return None
        stage = stages[0] if self.chance.random() < 0.7 else self.chance.choice(stages)
        return stage, stage.left[who]

    def _verdict(self, record: str, stage: str) -> tuple[str, str]:
        keep = int(record[:4], 16) % 3 < 2 or stage == "language"
        if self.chance.random() < 0.25:
            keep = not keep
        reasons = {"language": "not-english", SCREEN: "wrong-topic", FULL: "wrong-population"}
        if keep:
            return ("maybe" if self.chance.random() < 0.15 else "include"), ""
        return "exclude", (reasons[stage] if stage == FULL or self.chance.random() < 0.8 else "")

    def _decide(self, who: str, stage: str, records: Sequence[str]) -> None:
        file = self._file("csv")
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("record_id", "verdict", "reason"))
            writer.writerows((each, *self._verdict(each, stage)) for each in records)
        self._do("decisions", "import", str(file), "--stage", stage, role=who)

    def _some(self, records: Sequence[str], most: int) -> list[str]:
        return self.chance.sample(list(records), min(len(records), self.chance.randint(1, most)))

    def _reader(self) -> str:
        return self.chance.choice(["ANNA", "ANNA", "BO", "BO", *self.people[2:]])

    def _at_a_stage(self) -> tuple[str, str]:
        """A reader, and a stage that is theirs to read."""
        stage = self.chance.choice(["language", SCREEN, SCREEN, FULL])
        return self.chance.choice(readers_of(self.seen_by(None).words.plan, stage)), stage

    def _read(self) -> None:
        who = self._reader()
        if found := self._stage(who):
            stage, left = found
            self._decide(who, stage.id, self._some(left, 8))
        else:
            self._finish()

    def _finish(self) -> None:
        """All readers of a stage read all they owe, but now and then one of them; so batches open."""
        for stage in self.chance.choice([["language"], ["language", SCREEN], ["language", SCREEN, FULL]]):
            if self._to_draw(stage):
                self._do("sample", stage, "--draw", "--yes", role="BO")
            for who in self.people:
                left = self.seen_by(who).stages[stage].left.get(who)
                if left and self.chance.random() < 0.9:
                    self._decide(who, stage, left)

    def _to_draw(self, stage: str) -> bool:
        """Whether a sample is read there, and a search round has none."""
        seen = self.seen_by(None)
        drawn = {batch for name, batch in seen.samples.drawn if name == stage}
        return not all(seen.stages[stage].reads_all.values()) and not drawn.issuperset(seen.records.rounds)

    def _change_mind(self) -> None:
        """A reader decides on any record, decided or not, theirs to read or not, merged or not."""
        who, stage = self._at_a_stage()
        record = self._record()
        verdict, reason = self._verdict(record, stage)
        self._do("decide", stage, record, verdict, *(("--reason", reason) if reason else ()), role=who)

    def _record(self) -> str:
        return self.chance.choice(list(self.seen_by(None).records.identified))

    def _take_back(self) -> None:
        who, stage = self._at_a_stage()
        self._do(self.chance.choice(["undo", "undo", "redo"]), stage, "--yes", role=who)

    def _update(self) -> None:
        which = self.chance.choice([("--round", "new"), ("--round", "new"), ()])
        source = self.chance.choice(["Firstbase", "Otherbase", "Letters"])
        self._do("import", *self._exported(self.chance.randint(0, 5)), "--source", source, *which)
        if self.chance.random() < 0.35:
            self._do("withdraw", str(len(self.seen_by(None).words.in_order("imports"))))
        if self.chance.random() < 0.7:
            self._do("dedup")

    def _withdraw(self) -> None:
        """Bring an import back that was taken back, or try to take one back; the review refuses what is screened."""
        words = self.seen_by(None).words
        withdrawn = {each.key for each in words.in_order("withdrawals") if each.says and each.says["withdrawn"]}
        numbers = list(enumerate((each.key for each in words.in_order("imports")), start=1))
        back = [number for number, key in numbers if key in withdrawn]
        number = self.chance.choice(back or [number for number, _ in numbers])
        self._do("withdraw", str(number), *(("--undo",) if back else ()))

    def _pair(self) -> tuple[str, str]:
        """Two records, mostly such as one reader has decided on."""
        seen = self.seen_by("ANNA")
        records = list(seen.records.identified)
        said = [each for each in seen.records.unique if each in seen.stages[SCREEN].decisions["ANNA"]]
        one, other = self.chance.sample(said if len(said) > 1 and self.chance.random() < 0.7 else records, 2)
        return one, other

    def _merge(self) -> None:
        sure = ("--even-so",) if self.chance.random() < 0.7 else ()
        self._do("dedup", "--same", *self._pair(), "--yes", *sure, role=self.chance.choice([None, "ANNA", "BO"]))

    def _part(self) -> None:
        records = self.seen_by(None).records
        merged = [each for each in records.identified if records.survivor[each] != each]
        if not merged:
            return
        one = self.chance.choice(merged)
        other = self.chance.choice(sorted(records.around(one) - {one}))
        how = self.chance.choice([("--undo", one, other), ("--not-same", one, other), ("--undo-last",)])
        role = self.chance.choice([None, "ANNA", "BO"])
        self._do("dedup", *how, "--yes", "--even-so", role=role)

    def _search(self) -> None:
        self._do("dedup", role=self.chance.choice([None, "ANNA", "BO"]))

    def _draw(self) -> None:
        stage = self.chance.choice([SCREEN, SCREEN, FULL])
        if self._to_draw(stage) and self.chance.random() < 0.6:
            self._do("sample", stage, "--draw", "--yes", role="BO")
        elif not any(name == stage for name, _ in self.seen_by(None).samples.drawn):
            self._do("sample", stage, "--pilot", "2", "--yes", role="ANNA")

    def _extend(self) -> None:
        rounds = ("--round", str(self.chance.randint(1, 2)))
        self._do("sample", SCREEN, "--extend", "2", "--reason", "more of it", "--yes", *rounds, role="BO")

    def _hand_over(self) -> None:
        """What somebody has left, or some of it, goes to others, by their own word or an adjudicator's."""
        shared = [stage for stage in self.seen_by(None).stages.values() if stage.shared]
        left = [
            (stage.id, who) for stage in shared for who in stage.readers if self.seen_by(who).stages[stage.id].left[who]
        ]
        stage, giver = self.chance.choice(left or [(SCREEN, self._reader())])
        to = self.chance.choice([(), (), (self._reader(),)])
        how = self.chance.choice([("--all",), ("--records", "2"), ("--records", "1")])
        self._do("hand-over", stage, giver, *to, *how, "--reason", "ill", role=self.chance.choice([giver, "CHIEF"]))

    def _unblind(self) -> None:
        pilot = ("--pilot",) if self.chance.random() < 0.3 else ()
        self._do("unblind", self.chance.choice([SCREEN, FULL]), "--rationale", "on leave", *pilot, role="CHIEF")
        for who in self.people:
            if self.chance.random() < 0.8:
                self.visit(who)

    def _resolve(self) -> None:
        stages = [stage for stage in self.seen_by(None).stages.values() if stage.disagreements]
        role = self.chance.choice(["ANNA", "BO", "CHIEF", "CHIEF"])
        if not stages or self.chance.random() < 0.15:
            how = self.chance.choice([("--reopen",), ("--escalate",), ("include", "--rationale", "so")])
            self._do("resolve", self.chance.choice([SCREEN, FULL]), self._record(), *how, role=role)
            return
        stage = self.chance.choice(stages)
        for record in self._some(stage.disagreements, 4):
            verdict = self.chance.choice([("include",), ("exclude",), ("exclude",), ("--escalate",), ("--reopen",)])
            self._do("resolve", stage.id, record, *verdict, "--rationale", "we talked", role=role)

    def _reports(self) -> None:
        who = self.chance.choice([None, "ANNA", "BO"])
        entered = self.seen_by(who).stages[FULL].entered or [self._record()]
        for record in self._some(entered, 3):
            how = [("--not-retrieved", "no library has it"), ("--sought",), ("--retrieved", "https://example.org/1")]
            self._do("fulltext", FULL, record, *self.chance.choice([how[0], *how]), role=who)

    def _look_again(self) -> None:
        who = self._reader()
        stage = self.seen_by(who).stages[SCREEN]
        excluded = [each for each in stage.excluded if each in stage.decisions.get(who, {})]
        for record in self._some(excluded, 2) if excluded else ():
            how = self.chance.choice([("--change", record, "include"), ("--confirm", record)])
            self._do("second-look", SCREEN, *how, role=who)

    def _suggested(self) -> None:
        how = self.chance.choice([("--apply",), ("--apply", "--pass-rest"), ("--pass-rest",)])
        self._do("suggest", "language", *how, role="ANNA")

    def _amend(self) -> None:
        """Edit the plan: what maybe counts as, who rules, whether a third person reads; the next act logs it."""
        file = self.folder / "protocol.toml"
        text = file.read_text("utf-8")
        end = ']\nreasons = [{ id = "wrong-topic"'
        ways = [
            ('maybe = "include"', 'maybe = "exclude"'),
            ('disagreements = "consensus"', 'disagreements = "adjudicator"'),
            (end, f', {{ reviewer = "CY", coverage = "all" }}{end}'),
        ]
        old, new = self.chance.choice(ways)
        if old not in text or new in text:
            old, new = new, old
        if 'reviewer = "CY", coverage' in text.replace(old, "") and '"CY"' in new:
            return
        file.write_text(text.replace(old, new), encoding="utf-8")
        self.acts.append(f"the plan: {old!r} became {new!r}")
        self._do("decide", "language", self._record(), "include", role="ANNA")

    def _studies(self) -> None:
        how = self.chance.choice([self._pair(), self._pair(), ("--apart", self._record()), ("--undo",)])
        self._do("study", *how, "--yes", role=self.chance.choice([None, "ANNA"]))
