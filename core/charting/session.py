"""Charts the studies that one reviewer owes at a stage: their forms line by line, every change saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from core.charting.answers import BETWEEN, Answer, in_order, read_answer, typed_text
from core.charting.chart_store import ChartStore, Field, StudyProgress, Touched
from core.charting.form import Form
from core.charting.quotes import Quote
from core.charting.study_walk import StudyWalk
from core.charting.values import Value, Values, asked, is_answered, outdated, prefill
from core.errors import TamisError
from core.protocol.values import ChartItem, Stage
from core.undo import UndoSession
from core.words import count, plural

PAGE_LIMIT, QUOTE_LIMIT = 40, 4000


class ChartSession(StudyWalk, UndoSession[Touched]):
    """One reviewer's work at one stage.

    The session holds a view of the studies, a place in it, and a place in the form. What it knows of a study is
    derived once and again only when that study changes.

    Args:
        stage: The stage.
        form: Its form.
        reviewer: Who charts.
        studies: The ids of the studies that the reviewer owes, in their order.
        store: The part of the store that the session needs.
        start: The study to begin at; by default the first whose form is not complete.
        material: At coding, by study and item what was charted: what is coded, and so required. None at other stages.
    """

    _store: ChartStore

    def __init__(
        self,
        stage: Stage,
        form: Form,
        reviewer: str,
        studies: Sequence[str],
        store: ChartStore,
        *,
        start: str | None = None,
        material: Mapping[str, Values] | None = None,
    ) -> None:
        self.stage = stage
        self.material = material
        self.form = form
        self.reviewer = reviewer
        self.studies = studies
        self._progress: dict[str, StudyProgress] = {}
        super().__init__(studies, store)
        self._owed = frozenset(studies)
        self._done = sum(1 for each in studies if each in store.complete)
        if start is None or not self.go_to(start):
            self._begin_at(0)

    # -- reading

    @property
    def items(self) -> Sequence[ChartItem]:
        """The items that are asked of the current study; the whole form where there is none."""
        return self.form.items if self.current is None else self._asked(self.current)

    @property
    def item(self) -> ChartItem:
        """The current item."""
        return self.items[self.line]

    def value(self, study: str, item: str) -> Value | None:
        """What was filled in."""
        return self._store.values.get(study, {}).get(item)

    def field(self, item: str, study: str | None = None) -> Field:
        """One line of the form.

        Raises:
            LookupError: No study is named, and there is no current one.
            TamisError: The form has no such item.
        """
        return self._field(self.form.item(item), study or self.here)

    def fields(self, study: str | None = None) -> list[Field]:
        """What the form asks of a study (default: of the current one), in its order.

        Raises:
            LookupError: No study is named, and there is no current one.
        """
        study = study or self.here
        return [self._field(item, study) for item in self._asked(study)]

    def is_complete(self, study: str) -> bool:
        """Whether the reviewer has said that the form of a study is complete."""
        return study in self._store.complete

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
        before = self.value(self.here, item)
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
        """Note the words of the report, and the page, that an answer rests on first; None leaves what is there.

        Raises:
            TamisError: They are too long, or it could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        first, *further = self._quotes(item) or (Quote(),)
        changed = first._replace(text=first.text if quote is None else quote, page=first.page if page is None else page)
        return self._quoting(item, (changed, *further))

    def add_quote(self, item: str, quote: Quote) -> Value:
        """Note further words of the report that an answer rests on; the same again is noted once.

        Raises:
            TamisError: They are too long, or it could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        return self._quoting(item, (*self._quotes(item), quote))

    def code_quote(self, item: str, quote: Quote, categories: Sequence[str]) -> Value:
        """Give categories to a quote, in place of those that it had; the answer has them too, beside its others.

        Raises:
            TamisError: One is none of the item's choices, or it could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        study, this = self.here, self.form.item(item)
        given = read_answer(this, BETWEEN.join(categories)).parts
        before = self.value(study, item) or Value(study=study, item=item)
        kept = [each for each in before.quotes if (each.text, each.page) != (quote.text, quote.page)]
        coded = [quote._replace(category=each) for each in given]
        parts = in_order(this, (*before.answer.parts, *given))
        return self._save(replace(before, answer=Answer(parts), quotes=(*kept, *coded), prefilled=False))

    def drop_quote(self, item: str, place: int) -> Value:
        """Take a quote off, by its place from 0.

        Raises:
            TamisError: There is no such quote, or it could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        quotes = self._quotes(item)
        if not 0 <= place < len(quotes):
            advice = f"It has {count(len(quotes), 'quote')}."
            raise TamisError(f"there is no quote {place + 1}", where=f"item {item}", advice=advice)
        return self._quoting(item, (*quotes[:place], *quotes[place + 1 :]))

    def clear(self, item: str, *, keep_evidence: bool = False) -> Value | None:
        """Leave an item without an answer. A complete form that requires it is complete no longer.

        Raises:
            TamisError: It could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        study = self.here
        this = self.form.item(item)
        before = self.value(study, item)
        reopens = self._required(this, study) and self.is_complete(study)
        if keep_evidence and before is not None and before.quotes and not reopens:
            return self._save(replace(before, answer=Answer(), prefilled=False))
        self._store.clear(study, item, reopens=reopens)
        self._forget(study)
        return None

    def complete(self) -> None:
        """Say that the current form is complete, proposals of the record included, and go on to the next open one.

        Raises:
            TamisError: Required items are missing, or it could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        study = self.here
        fields = self.fields(study)
        lacking = [each.item.id for each in fields if each.missing]
        if lacking:
            raise TamisError(
                f"{count(len(lacking), 'required item')} {plural(len(lacking), 'has')} no answer: {', '.join(lacking)}",
                where=f"study {study}",
                advice="Fill them in, or say that the report does not give them (“not reported”).",
            )
        self._store.put([self._proposed(each) for each in fields if each.proposal], completes=study)
        self._forget(study)
        self.line = 0
        self.advance()

    def reopen(self) -> None:
        """Take back that the current form is complete; what was filled in stays.

        Raises:
            TamisError: It could not be saved; nothing has changed.
            LookupError: There is no current study.
        """
        study = self.here
        self._store.reopen(study)
        self._forget(study)

    # -- moving

    def lines(self, study: str) -> Sequence[str]:
        """The ids of the items that are asked of a study."""
        return [each.id for each in self._asked(study)]

    def waiting_lines(self, study: str) -> Sequence[int]:
        """The lines of the required items without an answer."""
        if not self.progress(study).missing:
            return ()
        return [line for line, each in enumerate(self.fields(study)) if each.missing]

    def show(self, wanted: Callable[[str], bool] | None = None) -> None:
        """Narrow the view to the owed studies that `wanted` accepts (all, when None), keeping the place if possible."""
        view = self.studies if wanted is None else [each for each in self.studies if wanted(each)]
        self._look_at(view, again=wanted is not None)

    # -- inside

    def _asked(self, study: str) -> Sequence[ChartItem]:
        return asked(self.form, self._store.values.get(study, {}))

    def _field(self, item: ChartItem, study: str) -> Field:
        value = self.value(study, item.id)
        proposal = "" if is_answered(value) or not item.prefill else prefill(item, self._store.record(study))
        return Field(
            item=item,
            value=value,
            proposal=proposal,
            missing=self._required(item, study) and not is_answered(value) and not proposal,
            outdated=outdated(item, value) if value is not None else (),
        )

    def _required(self, item: ChartItem, study: str) -> bool:
        if self.material is None:
            return item.required and item in self._asked(study)
        value = self.material.get(study, {}).get(item.id)
        return value is not None and bool(value.answer.parts)

    def _proposed(self, field: Field) -> Value:
        before = field.value or Value(study=self.here, item=field.item.id)
        return replace(before, answer=read_answer(field.item, field.proposal), prefilled=True)

    def _quotes(self, item: str) -> tuple[Quote, ...]:
        before = self.value(self.here, self.form.item(item).id)
        return before.quotes if before is not None else ()

    def _quoting(self, item: str, quotes: Sequence[Quote]) -> Value:
        tidy = [Quote(typed_text(text), " ".join(typed_text(page).split()), *rest) for text, page, *rest in quotes]
        for text, page, _category in tidy:
            for name, part, limit in (("quote", text, QUOTE_LIMIT), ("page", page, PAGE_LIMIT)):
                if len(part) > limit:
                    what = f"the {name} has {len(part):,} characters; expected at most {limit:,}"
                    raise TamisError(what, where=f"item {item}")
        before = self.value(self.here, item) or Value(study=self.here, item=item)
        return self._save(replace(before, quotes=tuple(dict.fromkeys(each for each in tidy if any(each)))))

    def _answer(self, item: str, answer: Answer) -> Value:
        study = self.here
        before = self.value(study, item) or Value(study=study, item=item)
        return self._save(replace(before, answer=answer, prefilled=False))

    def _save(self, value: Value) -> Value:
        (saved,) = self._store.put([value])
        self._forget(value.study)
        return saved

    def _forget(self, study: str) -> None:
        before = self._progress.pop(study, None)
        if study not in self._owed:
            return
        if before is None or before.complete is not self.is_complete(study):
            self._done = sum(1 for each in self.studies if each in self._store.complete)

    def _take_in(self, change: Touched) -> None:
        self._forget(change.study)

    def _go_to_change(self, change: Touched) -> None:
        self.go_to(*change)
