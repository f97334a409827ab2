"""What a charting screen drives: the studies, the form of the current one, every change saved at once. No terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.charting.answers import Answer, in_order, read_answer, typed_text
from core.charting.desk import ChartStore, Field, StudyProgress, Touched
from core.charting.form import Form
from core.charting.values import Value, is_answered, outdated, prefill
from core.errors import TamisError
from core.protocol.values import ChartItem, Stage
from core.records.record import Record
from core.undo import Sure, always
from core.walk import Walk

PAGE_LIMIT, QUOTE_LIMIT = 40, 4000


class ChartSession(Walk[str]):
    """One charter's work at one stage.

    The session holds a view of the studies, a place in it, and a place in the form. What it knows of a study is
    derived once and again only when that study changes.

    Args:
        stage: The stage.
        form: Its form.
        reviewer: Who charts.
        studies: The ids of the studies that the charter owes, in their order.
        desk: The store's side.
        start: The study to begin at; by default the first whose form is not complete.
    """

    def __init__(
        self,
        stage: Stage,
        form: Form,
        reviewer: str,
        studies: Sequence[str],
        desk: ChartStore,
        *,
        start: str | None = None,
    ) -> None:
        self.stage = stage
        self.form = form
        self.reviewer = reviewer
        self.studies = studies
        self.line = 0
        self._desk = desk
        self._progress: dict[str, StudyProgress] = {}
        super().__init__(studies)
        self._owed = frozenset(studies)
        self._done = sum(1 for each in studies if each in desk.complete)
        if start is None or not self.go_to(start):
            self._begin_at(0)

    # -- looking

    @property
    def item(self) -> ChartItem:
        """The item in front of the charter."""
        return self.form.items[self.line]

    def record(self, study: str) -> Record:
        """The record that stands for a study."""
        return self._desk.record(study)

    def sources(self, study: str) -> tuple[str, ...]:
        """Where that record came from."""
        return self._desk.sources(study)

    def value(self, study: str, item: str) -> Value | None:
        """What was filled in."""
        return self._desk.values.get(study, {}).get(item)

    def field(self, item: str, study: str | None = None) -> Field:
        """One line of the form.

        Raises:
            LookupError: No study is named, and there is no current one.
            TamisError: The form has no such item.
        """
        return self._field(self.form.item(item), study or self._here())

    def fields(self, study: str | None = None) -> list[Field]:
        """The form of a study (default: of the current one), in its order.

        Raises:
            LookupError: No study is named, and there is no current one.
        """
        study = study or self._here()
        return [self._field(item, study) for item in self.form.items]

    def is_complete(self, study: str) -> bool:
        """Whether the charter has said that the form of a study is complete."""
        return study in self._desk.complete

    def waits(self, study: str) -> bool:
        """Whether the form of a study is still open."""
        return not self.is_complete(study)

    def progress(self, study: str) -> StudyProgress:
        """How far the form of a study is."""
        known = self._progress.get(study)
        if known is None:
            fields = self.fields(study)
            known = self._progress[study] = StudyProgress(
                answered=sum(1 for each in fields if is_answered(each.value) or each.proposal),
                total=len(fields),
                missing=sum(1 for each in fields if each.missing),
                complete=self.is_complete(study),
            )
        return known

    @property
    def done(self) -> int:
        """How many of the owed forms are complete."""
        return self._done

    # -- changing the current form; each returns when it is on disk

    def set(self, item: str, text: str) -> Value:
        """Fill in an item with a typed answer; its evidence stays.

        Raises:
            TamisError: The text is no answer of the item's type, or it could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        return self._answer(item, read_answer(self.form.item(item), text))

    def toggle(self, item: str, choice: str) -> Value | None:
        """Choose, or take back, one of several that may apply; of an item with one choice, choose it.

        Returns:
            The value; None when the last choice was taken back and no evidence is left.

        Raises:
            TamisError: It is none of the item's choices, or it could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        this = self.form.item(item)
        (picked,) = read_answer(replace(this, type="choice"), choice).parts
        before = self.value(self._here(), item)
        parts = before.answer.parts if before is not None else ()
        if this.type == "multi-choice" and picked in parts:
            rest = tuple(each for each in parts if each != picked)
            return self._answer(item, Answer(rest)) if rest else self.clear(item, keep_evidence=True)
        return self._answer(
            item, Answer(in_order(this, (*parts, picked)) if this.type == "multi-choice" else (picked,))
        )

    def set_not_reported(self, item: str) -> Value:
        """Say that the report does not give an item.

        Raises:
            TamisError: It could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        return self._answer(item, Answer(not_reported=True))

    def accept(self, item: str) -> Value | None:
        """Take over what the record proposes; None when it proposes nothing."""
        field = self.field(item)
        return self._save(self._proposed(field)) if field.proposal else None

    def set_evidence(self, item: str, *, quote: str | None = None, page: str | None = None) -> Value:
        """Note the words of the report, and the page, that an answer rests on; None leaves what is there.

        Raises:
            TamisError: They are too long, or it could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        before = self.value(self._here(), self.form.item(item).id) or Value(study=self._here(), item=item)
        changed = replace(
            before,
            quote=before.quote if quote is None else typed_text(quote),
            page=before.page if page is None else " ".join(typed_text(page).split()),
        )
        for name, text, limit in (("quote", changed.quote, QUOTE_LIMIT), ("page", changed.page, PAGE_LIMIT)):
            if len(text) > limit:
                raise TamisError(
                    f"the {name} has {len(text):,} characters; expected at most {limit:,}", where=f"item {item}"
                )
        return self._save(changed)

    def clear(self, item: str, *, keep_evidence: bool = False) -> Value | None:
        """Leave an item without an answer. A complete form that requires it is complete no longer.

        Raises:
            TamisError: It could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        study = self._here()
        this = self.form.item(item)
        before = self.value(study, item)
        reopens = this.required and self.is_complete(study)
        if keep_evidence and before is not None and (before.quote or before.page) and not reopens:
            return self._save(replace(before, answer=Answer(), prefilled=False))
        self._desk.clear(study, item, reopens=reopens)
        self._forget(study)
        return None

    def complete(self) -> None:
        """Say that the current form is complete, proposals of the record included, and go on to the next open one.

        Raises:
            TamisError: Required items are missing, or it could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        study = self._here()
        fields = self.fields(study)
        lacking = [each.item.id for each in fields if each.missing]
        if lacking:
            raise TamisError(
                f"{len(lacking)} required items have no answer: {', '.join(lacking)}",
                where=f"study {study}",
                advice="Fill them in, or say that the report does not give them (“not reported”).",
            )
        self._desk.put([self._proposed(each) for each in fields if each.proposal], completes=study)
        self._forget(study)
        self.line = 0
        self.advance()

    def reopen(self) -> None:
        """Take back that the current form is complete; what was filled in stays.

        Raises:
            TamisError: It could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        study = self._here()
        self._desk.reopen(study)
        self._forget(study)

    def undo(self, sure: Sure = always) -> list[Touched]:
        """Take back the last change, and go to it when the view holds it."""
        return self._replayed(self._desk.undo(sure))

    def redo(self, sure: Sure = always) -> list[Touched]:
        """Do again what was undone, and go to it."""
        return self._replayed(self._desk.redo(sure))

    def refresh(self) -> list[Touched]:
        """Take in what another window has written; the place stays."""
        touched = self._desk.refresh()
        for each in touched:
            self._forget(each.study)
        return touched

    # -- moving

    def move_line(self, steps: int) -> bool:
        """Go a number of items down (or up), stopping at the ends; whether the place changed."""
        place = min(max(self.line + steps, 0), len(self.form.items) - 1)
        moved = place != self.line
        self.line = place
        return moved

    def go_to(self, study: str, item: str = "") -> bool:
        """Go to a study of the view, and to an item of its form; whether the study is there."""
        if not super().go_to(study):
            return False
        for line, each in enumerate(self.form.items):
            if each.id == item:
                self.line = line
        return True

    def next_missing(self) -> bool:
        """Go to the next required item without an answer, in this form, then in the next ones; whether there is one."""
        if self.current is None:
            return False
        for turn in range(len(self.view) + 1):
            position = (self.position + turn) % len(self.view)
            if turn and not self.progress(self.view[position]).missing:
                continue
            fields = self.fields(self.view[position])
            lines = range(self.line + 1, len(fields)) if turn == 0 else range(len(fields))
            for line in lines:
                if fields[line].missing:
                    self.position, self.line = position, line
                    return True
        return False

    def show(self, wanted: Callable[[str], bool] | None = None) -> None:
        """Narrow the view to the owed studies that `wanted` accepts (all, when None), keeping the place if possible."""
        view = self.studies if wanted is None else [each for each in self.studies if wanted(each)]
        self._look_at(view, again=wanted is not None)

    # -- inside

    def _here(self) -> str:
        if self.current is None:
            raise LookupError("there is no study here")
        return self.current

    def _field(self, item: ChartItem, study: str) -> Field:
        value = self.value(study, item.id)
        proposal = "" if is_answered(value) or not item.prefill else prefill(item, self._desk.record(study))
        return Field(
            item=item,
            value=value,
            proposal=proposal,
            missing=item.required and not is_answered(value) and not proposal,
            outdated=outdated(item, value) if value is not None else (),
        )

    def _proposed(self, field: Field) -> Value:
        before = field.value or Value(study=self._here(), item=field.item.id)
        return replace(before, answer=read_answer(field.item, field.proposal), prefilled=True)

    def _answer(self, item: str, answer: Answer) -> Value:
        study = self._here()
        before = self.value(study, item) or Value(study=study, item=item)
        return self._save(replace(before, answer=answer, prefilled=False))

    def _save(self, value: Value) -> Value:
        (saved,) = self._desk.put([value])
        self._forget(value.study)
        return saved

    def _forget(self, study: str) -> None:
        before = self._progress.pop(study, None)
        if study not in self._owed:
            return
        if before is None or before.complete is not self.is_complete(study):
            self._done = sum(1 for each in self.studies if each in self._desk.complete)

    def _replayed(self, touched: list[Touched]) -> list[Touched]:
        for each in touched:
            self._forget(each.study)
        if touched:
            self.go_to(*touched[0])
        return touched
