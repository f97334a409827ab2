"""What the log answers to the items of a checklist, whichever asks for it, and how far each answer is done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from core.protocol.appraisal import APPRAISAL
from core.report.checklists.checklist import Done, Says
from core.report.limitations import limitations
from core.report.methods import appraisal, certainty, methods, protocol_changes, registration, support
from core.report.methods_search import strategies_kept
from core.report.values import ReportValues
from core.sentences import Fact, Sentence, Several, say


class Answers:
    """The answers of one report.

    Args:
        report: What it is written from.
    """

    def __init__(self, report: ReportValues) -> None:
        self.report = report
        self.protocol = report.protocol

    @cached_property
    def passages(self) -> Mapping[str, Says]:
        """What the paragraphs on methods say, by title."""
        return {each.title: each.sentences for each in methods(self.report)}

    @property
    def included(self) -> Says:
        """What is included."""
        return self.passages.get("What is included", ())

    @property
    def charting(self) -> Says:
        """How it was charted."""
        return self.passages.get("Charting", ())

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
        """How far the searches are described: a draft as long as a date is missing."""
        dated = all(each.source.searched for each in self.report.sought)
        return (Done.FILLED if dated else Done.DRAFTED) if self.report.sought else Done.LEFT

    @property
    def all_kept(self) -> Done:
        """Whether the strategies of all databases and registers are kept; a draft where some are."""
        asked = [each.source for each in self.report.sought if each.source.route in ("databases", "registers")]
        whole = asked and all(each.strategy.strip() for each in asked)
        return Done.FILLED if whole else Done.DRAFTED if strategies_kept(self.report) else Done.LEFT

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
    def synthesis(self) -> Says:
        """What the page counts of what was charted; nothing where nothing is."""
        words = "Frequencies of each item, and two items crossed as a map, are counted from complete forms."
        return (words,) if self.begun is Done.DRAFTED else ()

    @property
    def registration(self) -> Says:
        """Where the protocol is, and whether it was changed."""
        return (registration(self.report) or "No registration is noted.", *self.changes)

    @property
    def paid(self) -> Done:
        """A draft where the plan says who paid for the review."""
        return Done.DRAFTED if self.funding else Done.LEFT

    @property
    def funding(self) -> Says:
        """Who paid, as the plan says."""
        return [each for each in support(self.report) if "{funding}" in each.template]

    @property
    def changes(self) -> Says:
        """Whether the protocol was changed while in use."""
        return (protocol_changes(self.report) if self.report.amendments else "The protocol is not in use yet.",)

    @property
    def title(self) -> Says:
        """The title of the protocol."""
        return (
            say("Title of the protocol: {title}", title=Fact(self.protocol.title, "", "protocol.toml: review/title")),
        )

    @property
    def question(self) -> Says:
        """The question of the protocol."""
        question = Fact(self.protocol.question, "", "protocol.toml: review/question")
        return (say("Question in the protocol: {question}", question=question),) if self.protocol.question else ()

    @property
    def criteria(self) -> Says:
        """The criteria of the protocol, group by group."""
        if not self.protocol.criteria:
            return ("No criterion is noted.",)
        groups = []
        for each in self.protocol.criteria:
            values = {
                name: Fact(text.rstrip("."), "", f"protocol.toml: criterion/{name}!/{name}")
                for name, text in (("include", each.include), ("exclude", each.exclude))
                if text
            }
            parts = "; ".join(f"{name}d: {{{name}}}" for name in values)
            group = Fact(each.group, "", "protocol.toml: criterion/group")
            groups.append(say(f"{{group}} – {parts}.", group=group, **values))
        return (*groups, "The reasons for these criteria are yours to give.")

    @property
    def sources(self) -> Says:
        """Every source with its dates and counts, and the day of the last search."""
        searched = max((each.source.searched for each in self.report.sought), default="")
        last = say("The last search was on {day:day}.", day=Fact(searched, "", "sources: searched"))
        return (*self.passages["Search"], *([last] if searched else []))

    @property
    def strategies(self) -> Says:
        """Of how many searches the strategy is kept."""
        return strategies_kept(self.report) or ("No strategy is kept.",)

    @property
    def items(self) -> Says:
        """The items that were charted, with their types."""
        at = "protocol.toml: chart/item"
        each = [
            say("{label} ({type})", label=Fact(one.label, "", f"{at}/label"), type=Fact(one.type, "", f"{at}/type"))
            for one in self.protocol.chart_items
        ]
        return (say("{items}.", items=Several(each, "; ")),) if each else ()

    @cached_property
    def selection(self) -> Says:
        """How each stage was read, and what came of it."""
        told: list[Sentence | str] = []
        for each in self.report.screening:
            if each.name in self.passages:
                told += [say("{stage}:", stage=each.titled), *self.passages[each.name]]
        return told or ("Nothing has been screened yet.",)

    @property
    def identified(self) -> Fact:
        """How many records were identified."""
        return Fact(len(self.report.funnel.identified), "record", "status: identified")

    @property
    def numbers(self) -> Says:
        """The counts from the search to the last stage that excludes, in one sentence."""
        removed = Fact(self.report.duplicates, "duplicate", "status: duplicates_removed")
        parts = [say("{all} identified", all=self.identified), say("{removed:no} removed", removed=removed)]
        for each in self.report.screening:
            if each.state.entered:
                some = {"not_retrieved": "not retrieved", "waiting": "waiting"}
                left = "".join(f", {{{name}:#}} {word}" for name, word in some.items() if getattr(each.state, name))
                parts.append(
                    say(
                        f"{{stage}}: {{entered}} in, {{out:#}} out{left}",
                        stage=each.titled,
                        entered=each.counted("entered"),
                        out=each.read_out,
                        **{name: each.counted(name) for name in some},
                    )
                )
        return (say("{parts}.", parts=Several(parts, "; ")),)

    @property
    def limits(self) -> Says:
        """What one person saw, what is open, and what was not to be had."""
        return [*limitations(self.report)]

    @property
    def appraised(self) -> Says:
        """Who appraised what, or that nothing was, and whether the plan said so."""
        return [*appraisal(self.report)]

    @property
    def appraisal(self) -> Done:
        """A draft where anything was appraised; that nothing was to be is an answer of its own."""
        done = any(each.complete for each in self.report.charts if each.form.stage == APPRAISAL)
        return Done.DRAFTED if done else Done.LEFT if self.protocol.appraisal else Done.NONE

    @property
    def certainty(self) -> Says:
        """By what the certainty of the evidence is judged, as the plan says."""
        return [*certainty(self.report)]

    @property
    def judged(self) -> Done:
        """A draft where the plan says how certainty is judged, or that it is not."""
        return Done.DRAFTED if self.certainty else Done.LEFT

    @property
    def rated(self) -> Done:
        """A draft where the plan says that certainty is not judged: what it is found to be is the team's to say."""
        return Done.DRAFTED if self.protocol.certainty == "none" else Done.LEFT
