"""What people's words use and the plan in force no longer has: stages, reasons, people, items of the form.

A stage that was renamed is a new one, and what was decided at the old one counts nowhere; so this is told when the plan
is amended. Of decisions only those are looked at that this session may know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from core.charting.form import form_of
from core.words import count, listed
from store.acts.resolutions import consensus_table, resolutions_table
from store.decisions.access import decisions_of
from store.decisions.decision_journal import TABLE as DECISIONS
from store.decisions.decision_journal import VALUES
from store.folder.people import PEOPLE, batch_of_folder
from store.folder.review import Review
from store.journal.line import Document


class Gone(NamedTuple):
    """Something that is in use and no longer in the plan.

    Attributes:
        kind: "stage", "reader", "person", "reason" or "item".
        stage: The stage's id; "" for a person.
        name: Its id.
        used: By whom, or how often, in words.
    """

    kind: str
    stage: str
    name: str
    used: str

    def __str__(self) -> str:
        """What it is, where, and how it is used."""
        where = f" of {self.stage}" if self.stage and self.stage != self.name else ""
        return f"the {self.kind} {self.name}{where} is no longer in the plan: {self.used}"


def gone_from_plan(review: Review) -> list[Gone]:
    """All that is in use and no longer in the plan, stages and people first."""
    return [*_stages_and_people(review), *_reasons_and_items(review)]


def _stages_and_people(review: Review) -> Iterator[Gone]:
    plan = review.protocol
    stages, people = {each.id: each for each in plan.stages}, {each.id for each in plan.reviewers}
    readers: dict[str, dict[str, None]] = {}
    for folder in sorted((review.folder / PEOPLE).glob("*/*.*")):
        if batch_of_folder(folder.name) is not None and folder.is_dir():
            readers.setdefault(folder.name.rpartition(".")[0], {})[folder.parent.name] = None
    tables = _tables_of_stages(review)
    for stage in [*readers, *(each for each in tables if each not in readers)]:
        if stage not in stages:
            whose = f"{listed([*readers[stage]])} decided there" if stage in readers else listed([*tables[stage]])
            yield Gone("stage", stage, stage, f"{whose}, and that counts nowhere now")
            continue
        for who in readers.get(stage, ()):
            if who in people and stages[stage].reader(who) is None:
                yield Gone("reader", stage, who, "what was decided there counts nowhere now")
    for who in sorted(each.name for each in (review.folder / PEOPLE).glob("*/")):
        if who not in people and not who.startswith("@"):
            yield Gone("person", "", who, "their words stay, and what they decided counts nowhere now")


def _tables_of_stages(review: Review) -> dict[str, dict[str, None]]:
    """Stage → what was said of it for all to see: "resolutions", "samples" and so on."""
    found: dict[str, dict[str, None]] = {}
    for table, documents in review.acts.tables.items():
        name, _, stage = table.partition("/")
        for each in [stage] if stage else {str(said.get("stage") or "") for said in documents.values()}:
            if each:
                found.setdefault(each, {})[name] = None
    return found


def _reasons_and_items(review: Review) -> Iterator[Gone]:
    for stage in review.protocol.stages:
        said: list[Document] = list(review.db.table(resolutions_table(stage.id)).all())
        values: list[Document] = list(review.db.table(consensus_table(stage.id)).all())
        for reader in stage.readers:
            tables = decisions_of(review, reader.reviewer, stage.id).tables
            said += tables.get(DECISIONS, {}).values()
            values += tables.get(VALUES, {}).values()
        reasons = Counter(each["reason"] for each in said if each.get("reason"))
        for name, times in sorted(reasons.items()):
            if stage.reason(name) is None and stage.reason_label(name) == name:
                yield Gone("reason", stage.id, name, f"{count(times, 'exclusion')} for it")
        items = {each.id for each in form_of(review.protocol, stage).items} if values else set()
        for name, times in sorted(Counter(each["item"] for each in values if each.get("item")).items()):
            if name not in items:
                yield Gone("item", stage.id, name, f"{count(times, 'answer')} to it")
