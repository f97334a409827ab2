"""The plan of a review: what `protocol.toml` says, as values (`core/protocol/read.py` reads and checks the file)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from core.errors import TamisError
from core.sampling.allocation import Sharing
from core.toml.table import did_you_mean

STAGE_KINDS = ("step", "screen", "fulltext", "chart")
ROLES = ("first", "second", "adjudicator")
ROUTES = ("databases", "registers", "citation-searching", "websites", "organisations", "experts")
SEARCHED_FIELDS = ("title", "abstract", "keywords")
ITEM_TYPES = ("text", "long-text", "number", "year", "choice", "multi-choice", "country")
REVIEW_KINDS = ("scoping", "systematic")
MAYBE = ("include", "exclude")
SAMPLE_BASES = ("entering", "identified")
DISAGREEMENTS = ("consensus", "readers", "adjudicator", "lead")
EXTENSION_STATISTICS = ("percent_agreement", "kappa", "pabak", "ac1", "positive_agreement", "negative_agreement")
APART = ("accounts", "machines", "nothing")
KAPPA_SCALES = ("none", "landis-koch", "cochrane")
CERTAINTY = ("grade", "cerqual", "none")
PRISMA_PLACES = ("screening", "automation")
SUGGEST_RULES = ("language", "publication-type")
PREFILLS = tuple(
    f"record.{field}"
    for field in ("first_author", "title", "year", "journal", "volume", "issue", "pages", "publisher", "doi", "pmid")
)
CHART_COLUMNS = ("record_id", "study_title", "form_complete", "charted_by", "items_differing")
"""The columns of an exported chart that are no items."""
OTHER = "other"
"""The id of the reason that stands for every other one; its digit is 0."""
NOT_RETRIEVED = "not-retrieved"
"""The id of the reason for which a report leaves a full-text stage when it could not be had; no plan may declare it."""
_OWN_REASONS = {"": "no reason given", NOT_RETRIEVED: "Report not retrieved"}
MAX_REASONS = 9
"""Reasons beside `OTHER` that a stage can have: each is one digit on the keyboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """A member of the team.

    Attributes:
        role: One of `ROLES`. An adjudicator decides only what is escalated.
        logins: The operating system's users that alone may act as this reviewer; () when anybody may.
    """

    id: str
    role: str
    name: str = ""
    logins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a record is excluded at a stage."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads how much of a stage.

    Attributes:
        coverage: 1 for all records, else the fraction that the sample holds or that is dealt to them, exact.
        coverage_text: The coverage as the protocol states it: "all", "1/5", "20%", "any 2 of 5".
        dealt: Whether their records are dealt to them, one of several readers; see `Stage.sharing`.
    """

    reviewer: str
    coverage: Fraction
    coverage_text: str
    dealt: bool = False

    @property
    def reads_all(self) -> bool:
        """Whether no sample is needed, and nothing is dealt to them."""
        return self.coverage == 1 and not self.dealt


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggest:
    """How a step finds what to suggest for exclusion: a rule of `core.screening.suggestions` and its values."""

    rule: str
    keep: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRule:
    """When the sample of a stage is to be extended, and by how much; fixed before anybody knows the agreement.

    Attributes:
        statistic: One of `EXTENSION_STATISTICS`.
        below: The value under which it is extended.
        by: How much is added: a share of the records that the sample was drawn from.
    """

    statistic: str
    below: Fraction
    by: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of the funnel.

    Attributes:
        kind: One of `STAGE_KINDS`.
        maybe: What a `maybe` counts as when the record leaves the stage: "include" or "exclude".
        sample_base: What a sample is drawn from: "entering" (this stage) or "identified" (all unique records).
        pilot: How many records all readers read first, to calibrate; 0 for none.
        extend_sample: The rule, set beforehand, by which the sample is extended; None when there is none.
        disagreements: Who ends them: "readers" (those who read the record; "consensus" says the same), who may hand
            them on, or at once the "adjudicator", or the "lead", who is the first reviewer of the plan.
        prisma: Where its exclusions stand in the flow diagram: "screening" or "automation".
        sharing: How its records are shared out, where any k of its readers read each; None where all of them read all,
            or a share.
    """

    id: str
    title: str
    kind: str
    readers: tuple[Reader, ...]
    reasons: tuple[Reason, ...] = ()
    question: str = ""
    suggest: Suggest | None = None
    maybe: str = "include"
    sample_base: str = "entering"
    pilot: int = 0
    extend_sample: ExtensionRule | None = None
    disagreements: str = "consensus"
    prisma: str = "screening"
    sharing: Sharing | None = None

    def __hash__(self) -> int:
        """That of the id, which no other stage of a plan has: results are kept by stage, and asked for very often."""
        return hash(self.id)

    def reader(self, reviewer: str) -> Reader | None:
        """The reader of that name, or None when the reviewer does not read this stage."""
        return next((reader for reader in self.readers if reader.reviewer == reviewer), None)

    def reason(self, reason: str) -> Reason | None:
        """The reason with that id, or None."""
        return next((each for each in self.reasons if each.id == reason), None)

    def reason_label(self, reason: str) -> str:
        """The words of a reason; the id itself when the protocol no longer has it."""
        known = self.reason(reason)
        return known.label if known else _OWN_REASONS.get(reason, reason)

    @property
    def disputed(self) -> bool:
        """Whether readers can differ in their verdicts: two or more read it, and it is no charting, which has none."""
        return len(self.readers) > 1 and self.kind != "chart"

    @property
    def only_ruled(self) -> bool:
        """Whether disagreements go to an adjudicator or the lead at once, so that the readers cannot end them."""
        return self.disagreements in ("adjudicator", "lead")

    @property
    def ruler(self) -> str:
        """Who rules where the readers do not end a disagreement: "adjudicator" or "lead"."""
        return "lead" if self.disagreements == "lead" else "adjudicator"

    @property
    def read_once(self) -> bool:
        """Whether no second person reads any of it: one reader reads it, or each record is dealt to one."""
        shared = self.sharing
        return len(self.readers) == 1 or (shared is not None and shared.any == 1 and not shared.one_more)

    @property
    def reason_keys(self) -> dict[str, Reason]:
        """The digit that gives each reason: 1 to 9 by its place in the list, 0 for `OTHER`."""
        listed = [reason for reason in self.reasons if reason.id != OTHER]
        keys = {str(place): reason for place, reason in enumerate(listed, start=1)}
        if other := self.reason(OTHER):
            keys["0"] = other
        return keys

    @property
    def sampled_reader(self) -> Reader | None:
        """The reader who reads only a sample, if the stage has one; further ones read the same sample.

        Of a stage that is shared out it is the first, who deals.
        """
        return next((reader for reader in self.readers if not reader.reads_all), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One concept of the question: the lines of a search strategy that look for it.

    Attributes:
        lines: Their numbers, rising.
        source: The source whose strategy it is; "" for every source's.
    """

    label: str
    lines: tuple[int, ...]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSource:
    """Where records are expected from.

    Attributes:
        route: One of `ROUTES`: the column of the flow diagram.
        fields: Of `SEARCHED_FIELDS`, those in which every word is to be searched; () where the plan says nothing of it.
    """

    name: str
    route: str = "databases"
    platform: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One eligibility criterion, in words for people."""

    group: str
    include: str = ""
    exclude: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartItem:
    """One data item of the charting form.

    Attributes:
        type: One of `ITEM_TYPES`.
        prefill: One of `PREFILLS`, the field of the record it starts from ("record.year"), or "".
        asked_of: The answer to the form's first item for which alone it is asked; "" where it always is.
    """

    id: str
    label: str
    type: str
    help: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    prefill: str = ""
    asked_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """The whole plan. Every part is a tuple in the order of the file.

    Attributes:
        kind: One of `REVIEW_KINDS`: the wording of the reports.
        started: The day on which work on the review began, "2020-11-02"; `ended` the day on which it ended.
        group: The Unix group that the review folder belongs to; "" where there is none.
        apart: One of `APART`: what keeps what one reader says from the others while it is sealed.
        kappa_scale: One of `KAPPA_SCALES`: by which scale a kappa is put in a word.
        seed: What the samples are drawn with.
        characteristics: The ids of the items in the table of characteristics, in their order; () for all.
        appraisal_settled: Whether the plan says at all if the studies are appraised.
        appraisal_tools: The checklists, ids of `core.protocol.appraisal_tools.TOOLS`; () for the default one.
        appraisal_readers: Who appraises; () for those who chart.
        certainty: One of `CERTAINTY`, by which the strength of evidence is judged; "" where nothing is said of it.
        certainty_of: The id of the item whose answers are the outcomes or findings that it is judged of.
        coding_items: The ids of the items whose answers are coded; () where none are.
        coding_readers: Who codes; () for those who chart.
    """

    title: str
    question: str = ""
    kind: str = "scoping"
    registration: str = ""
    protocol_doi: str = ""
    funding: str = ""
    contributions: str = ""
    started: str = ""
    ended: str = ""
    group: str = ""
    apart: str = "nothing"
    kappa_scale: str = "none"
    seed: str
    reviewers: tuple[Reviewer, ...]
    sources: tuple[PlannedSource, ...] = ()
    concepts: tuple[Concept, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    discussion: tuple[str, ...] = ()
    highlight_include: tuple[str, ...] = ()
    highlight_exclude: tuple[str, ...] = ()
    stages: tuple[Stage, ...]
    chart_items: tuple[ChartItem, ...] = ()
    characteristics: tuple[str, ...] = ()
    appraisal: bool = False
    appraisal_settled: bool = False
    appraisal_tools: tuple[str, ...] = ()
    appraisal_readers: tuple[str, ...] = ()
    certainty: str = ""
    certainty_of: str = ""
    coding_items: tuple[str, ...] = ()
    coding_readers: tuple[str, ...] = ()

    @property
    def one_account(self) -> bool:
        """Whether one account may be all of its people: nothing keeps them apart, and no login is bound to one."""
        return self.apart == "nothing" and not any(each.logins for each in self.reviewers)

    @property
    def lead(self) -> str:
        """The reviewer who leads: the first of the plan who is no adjudicator."""
        return next((each.id for each in self.reviewers if each.role != "adjudicator"), "")

    def rules(self, who: str, stage: Stage) -> bool:
        """Whether somebody may end what the readers cannot: an adjudicator, or the lead where that is theirs."""
        return self.reviewer(who).role == "adjudicator" or (stage.disagreements == "lead" and who == self.lead)

    def stage(self, stage: str) -> Stage:
        """The stage of that id.

        Raises:
            TamisError: There is none; the message lists those there are.
        """
        for each in self.stages:
            if each.id == stage:
                return each
        known = [each.id for each in self.stages]
        advice = f"{did_you_mean(stage, known)} The stages are: {', '.join(known)}.".strip()
        raise TamisError(f"there is no stage “{stage}”", where="protocol.toml", advice=advice)

    def reviewer(self, reviewer: str) -> Reviewer:
        """The reviewer of that id.

        Raises:
            TamisError: There is none; the message lists those there are.
        """
        for each in self.reviewers:
            if each.id == reviewer:
                return each
        known = [each.id for each in self.reviewers]
        advice = f"{did_you_mean(reviewer, known)} The reviewers are: {', '.join(known)}.".strip()
        raise TamisError(f"there is no reviewer “{reviewer}”", where="protocol.toml", advice=advice)
