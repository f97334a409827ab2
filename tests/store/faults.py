"""What the failure tests share: a writer process that can be killed anywhere, and faults at chosen points."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from store.journal.journal import Change, Journal

ROOT = Path(__file__).resolve().parents[2]
TABLE = "decisions"


def decision(number: int, verdict: str = "include") -> dict[str, object]:
    return {"record": f"{number:016x}", "verdict": verdict, "note": "not “mental” health " * (number % 3)}


def change(number: int, verdict: str = "include") -> Change:
    return Change(TABLE, number, decision(number, verdict))


def failing(point: str, error: OSError, *, times: int = 1) -> Callable[[str], None]:
    """A fault that raises at a point, the first so many times."""
    left = Counter({point: times})

    def fault(reached: str) -> None:
        if left[reached]:
            left[reached] -= 1
            raise error

    return fault


def deadly(point: str, nth: int, most: int = 0, how: int = signal.SIGKILL) -> Callable[[str], int | None]:
    """A fault that kills the process when it reaches a point for the nth time; at "write" after so many bytes."""
    seen: Counter[str] = Counter()
    doomed = False

    def fault(reached: str) -> int | None:
        nonlocal doomed
        seen[reached] += 1
        if doomed or (reached == point and seen[point] == nth):
            if point == "write" and most and not doomed:
                doomed = True
                return most
            os.kill(os.getpid(), how)
        return None

    return fault


class Writer:
    """A process that commits numbered decisions and says which were confirmed.

    Args:
        path: The journal.
        first: The number of its first decision.
        count: How many it makes; every fifth commit is a batch of three.
        fault: The arguments of `deadly`, as text with colons, or "".
    """

    def __init__(self, path: Path, first: int, count: int, fault: str = "") -> None:
        arguments = [sys.executable, "-m", "tests.store.faults", str(path), str(first), str(count), fault]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=ROOT)
        self.confirmed: set[int] = set()

    def read(self, confirmations: int) -> None:
        """Waits until that many more decisions were confirmed, or the process has ended."""
        assert self.process.stdout
        for _ in range(confirmations):
            line = self.process.stdout.readline()
            if not line.endswith(b"\n"):
                return
            self.confirmed.update(map(int, line.split()))

    def kill(self, how: int = signal.SIGKILL) -> None:
        self.process.send_signal(how)

    def finish(self) -> int:
        """Reads what is left and waits for the end; gives the exit status, negative for a signal."""
        assert self.process.stdout
        with self.process.stdout:
            self.read(sys.maxsize)
        return self.process.wait()


def main(path: str, first: str, count: str, fault: str) -> None:
    point, _, rest = fault.partition(":")
    journal = Journal(
        Path(path), who="anna", timeout=60, fault=deadly(point, *map(int, rest.split(":"))) if fault else None
    )
    number, last = int(first), int(first) + int(count)
    while number < last:
        numbers = range(number, number + 3) if number % 5 == 0 else range(number, number + 1)
        journal.commit([change(each) for each in numbers])
        os.write(1, b" ".join(b"%d" % each for each in numbers) + b"\n")
        number = numbers.stop
        if number % 20 == 0:
            journal.checkpoint()
    journal.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
