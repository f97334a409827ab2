"""Every pinned output, by name: REVIEW/VIEW/CALL, and below it the files that a call wrote."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from sample_data.build import shipped
from tests.pinned import calls
from tests.pinned.calls import FOR_EVERYONE, FOR_THE_TEAM, filled_in, lines
from tests.pinned.reviews import asked, build
from tests.pinned.running import members, normal, tamis
from tests.pinned.still import set_clock
from tui.cli.kept_open import KeptOpen

PEOPLE = {
    "demo": ("KBAA", "ON", "SUPERVISORS"),
    "finished": ("ON",),
    "small": ("ANNA", "BO", "CY", "CHIEF"),
}
"""The parts of all that is pinned, by the review that they are about; for each the reviewers whose view is pinned."""


def part_of(name: str) -> str:
    """The part that an output belongs to."""
    review = name.partition("/")[0]
    return "small" if review == "shared" else review


def both(text: str) -> list[str]:
    """Each call of a list as text and with --json."""
    return [f"{each}{json}" for each in lines(text) for json in ("", " --json")]


def outputs(place: Path, part: str) -> Iterator[tuple[str, str]]:
    """Run every call of a part; `place` is a folder that is not there yet."""
    place.mkdir()
    build(place, part)
    calls.extra_files(place)
    yield from Pinning(place, part).of_a_review(PEOPLE[part])
    if part == "small":
        yield from Pinning(place, "shared").of_a_story()
        yield from Pinning(place, "small").of_mistakes()


class Pinning:
    """Runs calls on one review and on copies of it."""

    def __init__(self, place: Path, review: str) -> None:
        self._place = place
        self._review = review
        self._folder = place / review
        paths = {"place": place, "files": shipped(), "review": self._folder, "how": place / "how.txt"}
        self._words = {name: str(path) for name, path in paths.items()} | calls.WORDS[review]

    def of_a_review(self, people: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What is read of it, by the team and by each reviewer, and the story of what is written to it."""
        set_clock(1)
        more = calls.OF_A_SMALL_ONE if self._review == "small" else ""
        maps = calls.MAPS if "by" in self._words else ""
        yield from self._run("team", both(FOR_EVERYONE + FOR_THE_TEAM + more) + lines(calls.AS_IT_IS + maps))
        for person in people:
            yield from self._run(person, lines(FOR_EVERYONE), f" --as {person} --json")
        yield from self._written("report", "report --out {out}")
        if self._review == "finished":
            yield from self._written("bundle", "bundle {out}.zip")
        yield from self.of_a_story()

    def of_a_story(self) -> Iterator[tuple[str, str]]:
        """What is written to it, as text and with --json."""
        set_clock(1)
        for json in ("", " --json"):
            yield from self._run(
                f"story{json}", lines(calls.STORIES[self._review]), json, on=self._copy(f"story{json}")
            )

    def of_mistakes(self) -> Iterator[tuple[str, str]]:
        """Wrong use, a damaged journal, and commands that need no review."""
        yield from self._run("mistakes", lines(calls.MISTAKES), on=self._copy("mistakes"))
        for json in ("", " --json"):
            damaged = self._copy(f"damage{json}")
            with (damaged / "people/ANNA/title-abstract.1/decisions.jsonl").open("a") as stream:
                stream.write('{"half a li\n')
            yield from self._run(f"damage{json}", lines(calls.DAMAGE), json, on=damaged)
            yield from self._run(f"elsewhere{json}", lines(calls.ELSEWHERE), json)

    def _run(
        self, view: str, chosen: Iterable[str], options: str = "", *, on: Path | None = None
    ) -> Iterator[tuple[str, str]]:
        """Run calls, on a copy each a minute after the one before it; one that comes again is numbered.

        On the review itself, those that print JSON find it open, as the lines of a batch do.
        """
        out = self._place / f"{self._review}-{view}-out".replace(" ", "")
        times = Counter[str]()
        with KeptOpen() as kept_open:
            for minute, call in enumerate(chosen, start=2):
                if on is not None:
                    set_clock(minute)
                line = filled_in(call, self._words, partial(asked, self._folder)).replace("{out}", str(out))
                line = f"{'' if '-C' in line else f'-C {on or self._folder} '}{line}{options}"
                printed, narrated, end = tamis(line, kept_open if on is None and "--json" in line else None)
                times[call] += 1
                again = f" ({times[call]})" if times[call] > 1 else ""
                name = f"{self._review}/{view}/{call.replace('/', '|')}{again}"
                if printed.startswith(b"PK"):
                    for member, content in members(printed).items():
                        yield f"{name}/{member}", self._normal(content)
                    printed = b""
                yield f"{name}.txt", self._normal(printed + f"[stderr]\n{narrated}[exit {end}]\n".encode())

    def _written(self, name: str, call: str) -> Iterator[tuple[str, str]]:
        """Run a call that writes to {out}; what it printed, and each file of it."""
        yield from self._run(name, [call])
        out = self._place / f"{self._review}-{name}-out"
        zipped = out.with_suffix(".zip")
        if zipped.is_file():
            found = members(zipped.read_bytes())
        else:
            found = {str(each.relative_to(out)): each.read_bytes() for each in sorted(out.rglob("*")) if each.is_file()}
        for file, content in found.items():
            yield f"{self._review}/{name}/files/{file}", self._normal(content)

    def _normal(self, content: bytes) -> str:
        return normal(content.decode(errors="surrogateescape"), self._place)

    def _copy(self, view: str) -> Path:
        copy = self._place / f"{self._review}-{view}".replace(" ", "")
        shutil.copytree(self._folder, copy)
        return copy
