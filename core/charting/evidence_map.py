"""The evidence map: two items crossed, and in each cell how many of its studies gave which answer to a third."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.charting.charted import Charted
from core.charting.tables import NO_ANSWERS, Cross, cross, labels_of, ordered
from core.errors import TamisError
from core.protocol.values import ChartItem

LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHERS = "*"
"""The letter of every answer beyond the twenty-sixth."""


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """An evidence map.

    Attributes:
        crossed: The two items, with the studies of each cell.
        by: The third item, or None.
        letters: The letter of each answer to it; answers beyond the alphabet share `OTHERS`.
        names: How each study is called, by its id.
    """

    crossed: Cross
    by: ChartItem | None
    letters: Mapping[str, str]
    names: Mapping[str, str]
    answers: Mapping[str, Sequence[str]]

    def studies(self, row: str, column: str) -> Sequence[str]:
        """The studies of a cell."""
        return self.crossed.cells.get((row, column), ())

    def lettered(self, row: str, column: str) -> dict[str, int]:
        """How many studies of a cell have each letter, in the order of the letters; {} without a third item."""
        counts: dict[str, int] = {}
        for study in self.studies(row, column):
            for letter in {self.letters[answer] for answer in self.answers.get(study, ())}:
                counts[letter] = counts.get(letter, 0) + 1
        return dict(sorted(counts.items(), key=lambda each: (each[0] == OTHERS, each[0])))

    def by_text(self, row: str, column: str, *, between: str = " ") -> str:
        """The letters of a cell with their counts, where more than one: "a2 b d3"."""
        lettered = self.lettered(row, column).items()
        return between.join(letter if count == 1 else f"{letter}{count}" for letter, count in lettered)

    @property
    def highest(self) -> int:
        """The most studies in a cell."""
        return max(map(len, self.crossed.cells.values()), default=0)

    def rows(self) -> Iterator[tuple[str, str, Sequence[str]]]:
        """(row, column, studies) of every cell, empty ones too, line by line."""
        for row in self.crossed.rows:
            for column in self.crossed.columns:
                yield row, column, self.studies(row, column)

    def as_table(self) -> tuple[list[str], list[list[str]]]:
        """(head, rows) for CSV: one row a cell, with the ids of its studies."""
        crossed = self.crossed
        head = [crossed.row_item.id, crossed.column_item.id, "n", "by", "record_ids"]
        return head, [
            [
                row,
                column,
                str(len(studies)),
                self.by_text(row, column),
                ";".join(studies),
            ]
            for row, column, studies in self.rows()
        ]

    def legend(self) -> list[tuple[str, str]]:
        """(letter, answers) of the third item, in the order of the letters."""
        return [
            (letter, "; ".join(each for each in self.letters if self.letters[each] == letter)) for letter in _used(self)
        ]


def evidence_map(charted: Charted, row_item: str, column_item: str, by: str = "") -> EvidenceMap:
    """Cross two items, and letter the studies by a third.

    Args:
        charted: What was charted; the studies whose forms are complete are counted.
        row_item: The id of the item down the side.
        column_item: The id of the item along the top.
        by: The id of the third one; "" for none.

    Raises:
        TamisError: There is no such item, or the items are one.
    """
    rows, columns = charted.form.item(row_item), charted.form.item(column_item)
    if rows is columns:
        raise TamisError("an item cannot be crossed with itself", where=f"item {row_item}", advice="Name two items.")
    third = charted.counted(charted.form.item(by)) if by else None
    answers: dict[str, list[str]] = {}
    given: dict[str, list[str]] = {}
    if third is not None:
        for study in charted.complete:
            labels, why = labels_of(charted, study, third)
            answers[study.study] = labels or [why]
            for label in labels:
                given.setdefault(label, []).append(study.study)
    used = [label for label in ordered(third, given) if label in given] if third is not None else []
    used += [why for why in NO_ANSWERS if [why] in answers.values() and why not in used]
    return EvidenceMap(
        crossed=cross(charted, rows, columns),
        by=third,
        letters={label: LETTERS[n] if n < len(LETTERS) else OTHERS for n, label in enumerate(used)},
        names={study.study: study.name for study in charted.complete},
        answers=answers,
    )


def _used(this: EvidenceMap) -> list[str]:
    return list(dict.fromkeys(this.letters.values()))
