"""Goes through the studies that two or more charted, and settles the items on which they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol as Interface

from core.charting.answers import Answer, read_answer
from core.charting.consensus import Compared, compare, differing
from core.charting.form import Form
from core.charting.study_walk import StudyWalk
from core.charting.values import Value, Values
from core.errors import TamisError
from core.protocol.values import Stage
from core.walk import ShownRecords


class ConsensusStore(ShownRecords, Interface):
    """What a session needs of the store, for one stage; the record of a study is the one it goes by.

    Every call that changes something returns when the change is on disk, or raises and has changed nothing.
    """

    @property
    def settled(self) -> Mapping[str, Mapping[str, Value]]:
        """The consensus so far, by study and item; always up to date."""

    def settle(self, values: Sequence[Value]) -> list[Value]:
        """Save what was agreed on, all or none."""

    def reopen(self, study: str, items: Sequence[str]) -> None:
        """Take a consensus back."""

    def refresh(self) -> list[tuple[str, str]]:
        """Take in what other windows have done: the studies and items that it concerns."""


@dataclass(frozen=True, slots=True)
class StudyCharts:
    """A study that two or more have finished charting: what each filled in, by reviewer."""

    study: str
    values: Mapping[str, Values]


class ConsensusSession(StudyWalk):
    """The way through the studies of one stage on which reviewers differ, or differed.

    Args:
        stage: The stage.
        form: Its form.
        studies: What two or more charted, in the order of the stage.
        store: The part of the store that the session needs.
        resolvers: In whose name a consensus is made.
        blind: The search rounds in which the stage is still blind; their studies are not here.
    """

    _store: ConsensusStore

    def __init__(
        self,
        stage: Stage,
        form: Form,
        studies: Sequence[StudyCharts],
        store: ConsensusStore,
        *,
        resolvers: Sequence[str] = (),
        blind: Sequence[int] = (),
    ) -> None:
        self.stage = stage
        self.form = form
        self.resolvers = tuple(resolvers)
        self.blind = tuple(blind)
        self.compared_studies = len(studies)
        self._store = store
        self._sides = {each.study: each for each in studies}
        self._acts: list[tuple[str, tuple[str, ...]]] = []
        # Who differed is fixed for the session: what is settled stays in the list, so that the list does not jump.
        self.studies = [each.study for each in studies if self.differences(each.study)]
        super().__init__(self.studies, store)
        self._begin_at(0)

    def waits(self, study: str) -> bool:
        """Whether any item of a study waits for a consensus."""
        return bool(self.open_items(study))

    @property
    def item(self) -> Compared | None:
        """The current difference."""
        found = self.differences(self.current) if self.current else []
        return found[self.line] if found else None

    def compared(self, study: str) -> list[Compared]:
        """Every item of a study, from all sides."""
        return compare(self.form, self._sides[study].values, self._store.settled.get(study))

    def differences(self, study: str) -> list[Compared]:
        """The items of a study on which reviewers differ, settled ones too."""
        return differing(self.compared(study))

    def open_items(self, study: str) -> list[Compared]:
        """The items of a study that wait for a consensus."""
        return [each for each in self.differences(study) if each.settled is None]

    def count_open(self) -> int:
        """How many items wait, over all studies."""
        return sum(len(self.open_items(each)) for each in self.studies)

    def take(self, reviewer: str) -> Value:
        """Take one reviewer's answer for the current item, an empty one too, and go on to the next that waits.

        Raises:
            LookupError: There is no difference here.
            TamisError: The reviewer did not chart the study, or it could not be saved; nothing has changed.
        """
        item = self._current_item()
        return self._settle([self._taken(item, reviewer)])[0]

    def take_all(self, reviewer: str) -> list[Value]:
        """Take one reviewer's answer for every item of the current study that waits.

        Raises:
            LookupError: There is no difference here.
            TamisError: As `take`.
        """
        self._current_item()
        return self._settle([self._taken(each, reviewer) for each in self.open_items(self.current or "")])

    def set(self, text: str) -> Value:
        """Give the current item an answer of the team's own.

        Raises:
            LookupError: There is no difference here.
            TamisError: The text is no answer of the item's type, or it could not be saved; nothing has changed.
        """
        return self._own(read_answer(self._current_item().item, text))

    def set_not_reported(self) -> Value:
        """Agree that the report does not give the current item.

        Raises:
            LookupError: There is no difference here.
            TamisError: It could not be saved; nothing has changed.
        """
        return self._own(Answer(not_reported=True))

    def reopen(self) -> tuple[str, tuple[str, ...]] | None:
        """Take back what this session settled last, else the consensus on the current item, and go to it.

        Returns:
            The study and its items; None when there is nothing to take back.
        """
        item = self.item
        if self._acts:
            study, items = self._acts[-1]
        elif item is not None and item.settled is not None and self.current:
            study, items = self.current, (item.item.id,)
        else:
            return None
        self._store.reopen(study, items)
        if self._acts:
            self._acts.pop()
        self.go_to(study, items[0])
        return study, items

    def move(self, steps: int) -> bool:
        """Go a number of studies on (or back, when negative), stopping at the ends; whether the place changed."""
        moved = super().move(steps)
        if moved:
            self.line = 0
        return moved

    def lines(self, study: str) -> Sequence[str]:
        """The ids of the items on which reviewers differ."""
        return [each.item.id for each in self.differences(study)]

    def waiting_lines(self, study: str) -> Sequence[int]:
        """The lines of the items that wait for a consensus."""
        return [line for line, each in enumerate(self.differences(study)) if each.settled is None]

    def refresh(self) -> list[tuple[str, str]]:
        """Take in what other windows have done: the studies and items that it concerns. The place stays."""
        touched = self._store.refresh()
        # What somebody else has done to an item since is not this session's to take back.
        changed = set(touched)
        self._acts = [act for act in self._acts if not changed & {(act[0], item) for item in act[1]}]
        return touched

    def _current_item(self) -> Compared:
        item = self.item
        if item is None:
            raise LookupError("there is no difference here")
        return item

    def _taken(self, item: Compared, reviewer: str) -> Value:
        if reviewer not in item.sides:
            raise TamisError(
                f"{reviewer} has not charted this study",
                where=f"item {item.item.id}",
                advice=f"Take the answer of: {', '.join(item.sides)}.",
            )
        side = item.sides[reviewer]
        return Value(
            study=self.current or "",
            item=item.item.id,
            answer=side.answer if side else Answer(),
            quotes=side.quotes if side else (),
            taken=reviewer,
        )

    def _own(self, answer: Answer) -> Value:
        item = self._current_item()
        return self._settle([Value(study=self.current or "", item=item.item.id, answer=answer)])[0]

    def _settle(self, values: Sequence[Value]) -> list[Value]:
        saved = self._store.settle(values)
        if saved:
            self._acts.append((saved[0].study, tuple(each.item for each in saved)))
        if not self.next_line():
            self.position = len(self.studies)
        return saved
