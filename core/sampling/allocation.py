"""Who reads which records of a stage that any k of several read: dealt so that anyone can deal them again.

The records go in the order of a sample (see `core.sampling.sample`). Each is dealt to those who are most behind what is
due to them by then, in whole records; of equals, to who has met the others of that record least often, then by digits
of the record's own hash. Nobody gets a record more or less than their share, rounded, and all readers meet each other.
What comes later is dealt by its own hash alone, so that it changes nothing of what was dealt before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from core.sampling.share import parse_share, sample_size

METHOD_NAME = "sha256-dealt-v1"
MOST_READERS = 24
"""Each reader has two digits of a hash of their own, and the first ones give the order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """How records are shared out.

    Attributes:
        any: How many read each record.
        of: The readers, in the plan's order.
        weights: Their shares, whole numbers in the same order; nothing is dealt to a reader of weight 0.
        one_more: The share of the records, as stated, that one more of them reads; "" for none.
    """

    any: int
    of: tuple[str, ...]
    weights: tuple[int, ...]
    one_more: str = ""

    def as_document(self) -> dict[str, Any]:
        """The JSON form."""
        return {"any": self.any, "of": list(self.of), "weights": list(self.weights), "one_more": self.one_more}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Sharing:
        """The inverse of `as_document`."""
        known = {name: document[name] for name in cls.__dataclass_fields__}
        return cls(**{**known, "of": tuple(known["of"]), "weights": tuple(known["weights"])})

    def read_by_one_more(self, size: int) -> int:
        """How many of so many records one more reads, the first ones in hash order."""
        return sample_size(size, parse_share(self.one_more)) if self.one_more else 0

    def share(self, reader: str) -> Fraction:
        """The share of the records that a reader gets; above 1 where the weights ask for more than there are."""
        each = self.any + (parse_share(self.one_more) if self.one_more else 0)
        return Fraction(each * self.weights[self.of.index(reader)]) / (sum(self.weights) or 1)

    def loads(self, size: int) -> tuple[int, ...]:
        """How many of so many records each reader gets, in the order of `of`: shares rounded by largest remainder."""
        rest = size * self.any + self.read_by_one_more(size)
        found = dict.fromkeys(range(len(self.of)), 0)
        open_to = [each for each in found if self.weights[each]]
        while open_to:
            total = sum(self.weights[each] for each in open_to)
            full = [each for each in open_to if rest * self.weights[each] > size * total]
            if not full:
                break
            for each in full:  # nobody reads a record twice: what is above all of them goes to the others
                found[each], rest = size, rest - size
            open_to = [each for each in open_to if each not in full]
        due = {each: Fraction(rest * self.weights[each], total) for each in open_to}
        found |= {each: int(share) for each, share in due.items()}
        left = rest - sum(found[each] for each in open_to)
        for each in sorted(open_to, key=lambda each: (int(due[each]) - due[each], each))[:left]:
            found[each] += 1
        return tuple(found[each] for each in range(len(self.of)))


def deal_seed(seed: str, stage: str) -> str:
    """The seed by which a stage is dealt: one of its own, so that it says nothing of samples and pilots."""
    return f"{seed} {stage} dealt"


def deal(sharing: Sharing, seed: str, ordered: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Record → its readers; where one more reads it, that one comes last.

    Args:
        sharing: How they are shared out.
        seed: See `deal_seed`.
        ordered: The records in hash order by that seed.
    """
    loads, number = sharing.loads(len(ordered)), len(sharing.of)
    twice, whole, dealt_out = sharing.read_by_one_more(len(ordered)), sum(sharing.weights), 0
    had, met = [0] * number, [[0] * number for _ in range(number)]
    found = {}
    start = hashlib.sha256(f"{seed}\n".encode())
    for place, record in enumerate(ordered):
        size, rows_left = sharing.any + (place < twice), len(ordered) - place
        dealt_out += size
        digest = start.copy()
        digest.update(record.encode())
        digits = digest.hexdigest()
        behind = [dealt_out * sharing.weights[each] // whole - had[each] for each in range(number)]
        open_to = [each for each in range(number) if had[each] < loads[each]]
        chosen: list[int] = []
        while len(chosen) < size:
            best = min(
                open_to,
                key=lambda each: (
                    loads[each] - had[each] != rows_left,  # who has all the rest to read must have this one
                    -behind[each],
                    sum(met[each][other] for other in chosen),
                    digits[62 - 2 * each : 64 - 2 * each],
                ),
            )
            open_to.remove(best)
            chosen.append(best)
        for each in chosen:
            had[each] += 1
            for other in chosen:
                met[each][other] += each != other
        found[record] = tuple(sharing.of[each] for each in chosen)
    return found


def deal_late(sharing: Sharing, seed: str, record: str) -> tuple[str, ...]:
    """The readers of a record that came after the others had been dealt: by weight, from its own hash alone."""
    digits = hashlib.sha256(f"{seed}\n{record}".encode()).hexdigest()
    tickets = [who for who, weight in zip(sharing.of, sharing.weights, strict=True) for _ in range(weight)]
    chosen: list[str] = []
    while tickets and len(chosen) < sharing.any:
        digits = hashlib.sha256(digits.encode()).hexdigest()
        chosen.append(tickets[int(digits, 16) % len(tickets)])
        tickets = [each for each in tickets if each != chosen[-1]]
    return tuple(chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Records that one reader gives to others.

    Attributes:
        giver: Who gives them.
        given: Record → who reads it instead.
        reason: Why.
    """

    stage: str
    giver: str
    given: Mapping[str, str]
    reason: str
    at: str


def handed_over(
    owners: Mapping[str, tuple[str, ...]], giver: str, given: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The readers of what a hand-over moves: nothing that the giver does not read, or the taker does."""
    return {
        record: tuple(taker if each == giver else each for each in owners[record])
        for record, taker in given.items()
        if giver in owners.get(record, ()) and taker not in owners[record]
    }


class TooFewReadersError(ValueError):
    """A record is left that none of those who could take it may take."""


def takers(
    owners: Mapping[str, tuple[str, ...]], giver: str, records: Iterable[str], among: Sequence[str]
) -> dict[str, str]:
    """Record → who takes it over: of those who do not read it yet, whoever reads least; of equals the first.

    Raises:
        TooFewReadersError: All of them read a record already.
    """
    loads = dict.fromkeys(among, 0)
    for those in owners.values():
        for who in those:
            loads[who] = loads.get(who, 0) + 1
    found = {}
    for record in records:
        able = [each for each in among if each != giver and each not in owners[record]]
        if not able:
            raise TooFewReadersError(record)
        found[record] = min(able, key=lambda each: (loads[each], among.index(each)))
        loads[found[record]] += 1
    return found


_RULE = (
    "function d(j){return substr($1,65-2*j,2)} "
    'BEGIN{m=split(L,l," ");split(W,w," ");for(j=1;j<=m;j++)t+=w[j];split(N,n," ")} '
    '{k=K+(NR<=M);o+=k;split("",c);r="";for(x=1;x<=k;x++){b=0;for(j=1;j<=m;j++)if(!(j in c)&&h[j]<l[j]){'
    "f=(l[j]-h[j]!=R-NR+1);u=h[j]-int(o*w[j]/t);s=0;for(i in c)s+=e[i,j];"
    "if(!b||f<F||(f==F&&(u<U||(u==U&&(s<S||(s==S&&d(j)<d(b))))))){b=j;F=f;U=u;S=s}}"
    'c[b]=1;r=r" "n[b]}for(i in c){h[i]++;for(j in c)if(i!=j)e[i,j]++}print $2 r}'
)


def shell_line(sharing: Sharing, seed: str, size: int, frame_file: str = "ids.txt") -> str:
    """The command with which anyone deals the records again, without tamis: each id and its readers, in hash order.

    It needs a POSIX shell, `sha256sum` (on macOS: `shasum -a 256`) and `awk`.

    Args:
        sharing: How they are shared out.
        seed: See `deal_seed`.
        size: How many records.
        frame_file: A file with one id a line, the last one also ended by a newline.
    """
    import shlex  # only where somebody asks for the recipe

    hashed = f"""printf '%s\\n%s' {shlex.quote(seed)} "$id" | sha256sum | cut -c 1-64"""
    values = {
        "K": str(sharing.any),
        "M": str(sharing.read_by_one_more(size)),
        "R": str(size),
        "N": " ".join(sharing.of),
        "W": " ".join(map(str, sharing.weights)),
        "L": " ".join(map(str, sharing.loads(size))),
    }
    given = " ".join(f"-v {name}={shlex.quote(value)}" for name, value in values.items())
    return (
        f"""while IFS= read -r id; do printf '%s %s\\n' "$({hashed})" "$id"; done < {shlex.quote(frame_file)} """
        f"| LC_ALL=C sort | LC_ALL=C awk {given} {shlex.quote(_RULE)}"
    )
