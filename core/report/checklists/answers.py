"""What the log answers to the items of a checklist, whichever asks for it, and how far each answer is done."""

from __future__ import annotations

from functools import cached_property

from core.report.checklists.checklist import Done
from core.report.limitations import limitations
from core.report.methods import methods, protocol_changes
from core.report.values import ReportValues
from core.sentences import Part
from core.words import count, day, number


class Answers:
    """The answers of one report.

    Args:
        report: What it is written from.
    """

    def __init__(self, report: ReportValues) -> None:
        self.report = report
        self.protocol = report.protocol
        self.passages = {each.title: each.text(*Part) for each in methods(report)}
        self.included = self.passages.get("What is included", "")
        self.charting = self.passages.get("Charting", "")
        self.duplicates = self.passages.get("Duplicates", "")

    @property
    def selected(self) -> Done:
        """How far the selection is done."""
        begun = any(each.state.entered for each in self.report.screening)
        return Done.FILLED if self.report.finished else Done.DRAFTED if begun else Done.LEFT

    @property
    def charted(self) -> Done:
        """How far the charting is done."""
        charts = self.report.charts
        begun = any(each.complete for each in charts)
        complete = self.report.finished and begun and all(len(x.complete) == len(x.studies) for x in charts)
        return Done.FILLED if complete else Done.DRAFTED if begun else Done.LEFT

    @property
    def characteristics(self) -> Done:
        """How far the included studies are described: listed at least, with their citations."""
        included = Done.DRAFTED if self.report.funnel.included else Done.LEFT
        return included if self.charted is Done.LEFT else self.charted

    @property
    def absent(self) -> tuple[str, ...]:
        """The files that an item may name and this report does not have."""
        return () if self.report.charts else ("charting.csv", "map.svg")

    @property
    def searched(self) -> Done:
        """Whether anything was searched."""
        return Done.FILLED if self.report.searches else Done.LEFT

    @property
    def begun(self) -> Done:
        """A draft where anything is charted, else nothing."""
        return Done.DRAFTED if any(each.complete for each in self.report.charts) else Done.LEFT

    @property
    def registered(self) -> Done:
        """A draft where the plan says where the protocol is, else nothing."""
        return Done.DRAFTED if self.protocol.registration or self.protocol.protocol_doi else Done.LEFT

    @property
    def criteria_noted(self) -> Done:
        """A draft where the plan has criteria, else nothing."""
        return Done.DRAFTED if self.protocol.criteria else Done.LEFT

    @property
    def limited(self) -> Done:
        """A draft where the log knows any limit, else nothing."""
        return Done.DRAFTED if self.limits else Done.LEFT

    @property
    def synthesis(self) -> str:
        """What the page counts of what was charted; "" where nothing is."""
        words = "Frequencies of each item, and two items crossed as a map, are counted from complete forms."
        return words if self.begun is Done.DRAFTED else ""

    @property
    def registration(self) -> str:
        """Where the protocol is, and whether it was changed."""
        named = "; ".join(each for each in (self.protocol.registration, self.protocol.protocol_doi) if each)
        return (f"Registered or published: {named}." if named else "No registration is noted.") + f" {self.changes}"

    @property
    def changes(self) -> str:
        """Whether the protocol was changed while in use."""
        return protocol_changes(self.report).text if self.report.amendments else "The protocol is not in use yet."

    @property
    def question(self) -> str:
        """The question of the protocol."""
        return f"Question in the protocol: {self.protocol.question}" if self.protocol.question else ""

    @property
    def criteria(self) -> str:
        """The criteria of the protocol, group by group."""
        groups = []
        for each in self.protocol.criteria:
            parts = [
                f"{word}: {text.rstrip('.')}"
                for word, text in (("included", each.include), ("excluded", each.exclude))
                if text
            ]
            groups.append(f"{each.group} – {'; '.join(parts)}.")
        return " ".join([*groups, "The reasons for these criteria are yours to give."]) if groups else "None are noted."

    @property
    def sources(self) -> str:
        """Every source with its dates and counts, and the day of the last search."""
        searched = sorted({each.source.searched for each in self.report.searches if each.source.searched})
        last = f" The last search was on {day(searched[-1])}." if searched else ""
        return f"{self.passages['Search']}{last}"

    @property
    def items(self) -> str:
        """The items that were charted, with their types."""
        return "; ".join(f"{each.label} ({each.type})" for each in self.protocol.chart_items)

    @cached_property
    def selection(self) -> str:
        """How each stage was read, and what came of it."""
        stages = [each.name for each in self.report.screening if each.name in self.passages]
        return " ".join(f"{name}: {self.passages[name]}" for name in stages) or "Nothing has been screened yet."

    @property
    def numbers(self) -> str:
        """The counts from the search to the last stage that excludes, in one sentence."""
        report = self.report
        parts = [f"{count(len(report.funnel.identified), 'record')} identified"]
        parts.append(f"{count(report.duplicates, 'duplicate')} removed")
        for each in report.screening:
            if each.state.entered:
                state = each.state
                some = [
                    (state.read_excluded, "out"),
                    (state.not_retrieved, "not retrieved"),
                    (state.waiting, "waiting"),
                ]
                left = ", ".join(f"{number(len(ids))} {word}" for ids, word in some if ids or word == "out")
                parts.append(f"{each.name}: {count(len(state.entered), each.unit)} in, {left}")
        return f"{'; '.join(parts)}."

    @property
    def limits(self) -> str:
        """What one person saw, what is open, and what was not to be had."""
        return " ".join(each.text for each in limitations(self.report))
