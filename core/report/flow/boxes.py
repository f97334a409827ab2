"""The flow diagram of PRISMA 2020: the records in each of its boxes. Each of its numbers is the length of a list.

The keys of the boxes are those of the PRISMA2020 package's template (Haddaway et al. 2022, doi 10.1002/cl2.1230). The
steps of the protocol are parts of "Records excluded"; where the protocol says so of a stage, what a rule excluded there
and nobody looked at one by one is part of "marked as ineligible by automation tools". What the template has no box for
has a key of ours: `other_duplicates`, `other_screened`, `other_screened_out`, `experts_results`, and the records that
wait.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from core.errors import TamisError
from core.report.flow.origins import DATABASE_ROUTES, Identified
from core.screening.funnel import Funnel
from core.screening.placed import joined, not_exactly_once, those_in
from core.words import count

ROUTE_KEYS = {
    "databases": "database_results",
    "registers": "register_results",
    "websites": "website_results",
    "organisations": "organisation_results",
    "citation-searching": "citations_results",
    "experts": "experts_results",
}
COLUMNS = {"dbr": "databases and registers", "other": "other methods"}
#: The box of each column, from the top. What automation removed of other methods' records is among their "excluded":
#: that column has no box for it.
_BOXES = {
    "duplicates": ("duplicates", "other_duplicates"),
    "excluded_automatic": ("excluded_automatic", ""),
    "excluded_other": ("excluded_other", ""),
    "screened": ("records_screened", "other_screened"),
    "excluded": ("records_excluded", "other_screened_out"),
    "screening_waiting": ("dbr_screening_waiting", "other_screening_waiting"),
    "sought": ("dbr_sought_reports", "other_sought_reports"),
    "not_retrieved": ("dbr_notretrieved_reports", "other_notretrieved_reports"),
    "assessed": ("dbr_assessed", "other_assessed"),
    "reports_excluded": ("dbr_excluded", "other_excluded"),
    "assessed_waiting": ("dbr_assessed_waiting", "other_assessed_waiting"),
    "included": ("dbr_included", "other_included"),
}


@dataclass(frozen=True)
class Flow:
    """The diagram, of the whole review or of a part of it.

    Attributes:
        funnel: What it shows of the funnel.
        identified: What it shows of the records that the search found.
        boxes: The ids in each box by its key, and, by that key, a colon and a name, in each part of it: what a source
            brought, by its name; what a step excluded, by the stage's id; reports excluded for a reason, by its label.
            `…_studies` are ids of studies, all others of records. A box that the review has no use for is missing.
        template: "new", in which all search rounds count as one search, or "updated", in which the first one is the
            previous version of the review.
    """

    funnel: Funnel
    identified: Identified
    boxes: Mapping[str, Sequence[str]]
    template: str = "new"

    def __getitem__(self, key: str) -> Sequence[str]:
        return self.boxes.get(key, ())

    def parts(self, key: str) -> dict[str, Sequence[str]]:
        """The parts of a box by their names, without those that are empty."""
        start = f"{key}:"
        return {each.removeprefix(start): ids for each, ids in self.boxes.items() if each.startswith(start) and ids}

    def column(self, column: str) -> dict[str, Sequence[str]]:
        """The records in the boxes of one of `COLUMNS`, from the top, by names that both have in common."""
        place = list(COLUMNS).index(column)
        routes = [key for route, key in ROUTE_KEYS.items() if (route in DATABASE_ROUTES) == (column == "dbr")]
        return {
            "identified": joined([self[key] for key in routes]),
            **{name: self[keys[place]] for name, keys in _BOXES.items()},
        }

    def leaks(self) -> list[str]:
        """The identities between boxes that fail, in words; [] when the diagram adds up.

        For each column, as sets of ids: what was identified is a duplicate, removed or screened; what was screened is
        excluded, waits or is sought; what was sought is not retrieved or assessed; what was assessed is excluded, waits
        or is included. Without a full-text stage what was screened is excluded, waits or is included.
        """
        below: dict[str, tuple[str, ...]] = {"screened": ("excluded", "screening_waiting", "included")}
        if self.funnel.reading_reports:
            below = {
                "screened": ("excluded", "screening_waiting", "sought"),
                "sought": ("not_retrieved", "assessed"),
                "assessed": ("reports_excluded", "assessed_waiting", "included"),
            }
        wrong = []
        for column, name in COLUMNS.items():
            ids = self.column(column)
            failed = {"identified": self._lost_before_screening(ids)}
            for box, parts in below.items():
                failed[box] = not_exactly_once(ids[box], [ids[part] for part in parts])
            wrong += [
                f"{name}: {len(ids[box]):,} {box.replace('_', ' ')}, and {count(len(records), 'record')} not in exactly"
                " one of the boxes that follow"
                for box, records in failed.items()
                if records
            ]
        return wrong

    def _lost_before_screening(self, ids: Mapping[str, Sequence[str]]) -> set[str]:
        """The records of a column that were identified, and are not exactly once a duplicate, removed or screened.

        What goes on does so under the survivor of its group.
        """
        records = self.identified.records
        went_on = [ids[each] for each in ("excluded_automatic", "excluded_other", "screened")]
        identified, duplicates = (those_in(records, ids[each]) for each in ("identified", "duplicates"))
        kept = identified.without(duplicates)
        homes = self.identified.as_unique(kept)
        known = len(identified) == len(ids["identified"]) and len(duplicates) == len(ids["duplicates"])
        if known and len(homes) == len(kept) == len(identified) - len(duplicates):
            return not_exactly_once(homes, went_on)
        again = frozenset(ids["duplicates"])
        survivor = self.identified.survivor
        stands_for = {survivor(each): each for each in ids["identified"] if each not in again}
        named = [stands_for.get(each, each) for each in joined(went_on)]
        return not_exactly_once(ids["identified"], (ids["duplicates"], named))

    def in_rounds(self, rounds: Collection[int]) -> Flow:
        """What some search rounds found first, and what became of it; all rounds add up to the whole.

        What a later round found again counts among that round's duplicates.
        """
        identified = self.identified.of_rounds(rounds)
        part = self.funnel.within(identified.records)
        boxes = {key: those_in(ids, identified.records) for key, ids in self.boxes.items()}
        boxes |= {"new_studies": part.studies.among(part.included)}
        return replace(self, funnel=part, identified=identified, boxes=boxes)

    def updated(self) -> Flow:
        """The diagram of an updated review, from that of the whole one.

        Raises:
            TamisError: There is only one search round, so that there is nothing to update.
        """
        first, later = self.identified.rounds[:1], self.identified.rounds[1:]
        if not later:
            raise TamisError(
                "the diagram of an updated review needs a second search round",
                advice="Import the later search with --round new, or take the template “new”.",
            )
        before, since = self.in_rounds(first), self.in_rounds(later)
        known = frozenset(before["new_studies"])
        boxes = {
            **since.boxes,
            "previous_studies": before["new_studies"],
            "previous_reports": before["new_reports"],
            # A new report of a study that was included before is no new study.
            "new_studies": [each for each in self["new_studies"] if each not in known],
            "total_studies": self["new_studies"],
            "total_reports": self["new_reports"],
        }
        return replace(since, template="updated", boxes=boxes)
