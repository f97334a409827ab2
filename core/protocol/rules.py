"""Checks what must hold between the parts of a plan, whatever file it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.protocol.appraisal import APPRAISAL
from core.protocol.coding import CODED_TYPES, CODING
from core.protocol.sharing import sharing_mistakes
from core.protocol.values import (
    CHART_COLUMNS,
    MAX_REASONS,
    NOT_RETRIEVED,
    OTHER,
    ChartItem,
    PlannedSource,
    Protocol,
    Reviewer,
    Stage,
)
from core.records.language import LANGUAGES
from core.records.publication_type import CLASSES
from core.toml.lines import Path
from core.toml.table import Mistake, described, did_you_mean

_CHOICE_TYPES = ("choice", "multi-choice")
_PREFILLED_TYPES = {"text": "", "long-text": "", "number": "record.year", "year": "record.year"}  # "": from any field


def mistakes_in(protocol: Protocol) -> Iterator[Mistake]:
    """All places of a plan that contradict another.

    Empty texts are passed over: they stand for what was missing or of a wrong form, which has been reported.
    """
    yield from _reviewers(protocol.reviewers)
    yield from _apart(protocol)
    if protocol.started and protocol.ended and protocol.ended < protocol.started:
        what = f"found {protocol.ended}, which is before the day it started"
        yield Mistake(("review", "ended"), what, f"It started on {protocol.started}.")
    yield from _sources(protocol.sources)
    if not protocol.stages:
        yield Mistake(
            ("stage",), "missing; expected at least one [[stage]]", "`tamis init` writes plans to begin with."
        )
    stages = [(("stage", place), stage) for place, stage in enumerate(protocol.stages)]
    yield from _twice(((*path, "id"), stage.id) for path, stage in stages)
    for path, stage in stages:
        yield from _readers(path, stage, protocol.reviewers)
        yield from _reasons(path, stage)
        yield from _suggestions(path, stage)
        if stage.extend_sample is not None and stage.readers and stage.sampled_reader is None:
            what = "found at a stage of which nobody reads a share, so that there is no sample to extend"
            yield Mistake((*path, "extend_sample"), what, 'Take it out, or give a reader a coverage such as "20%".')
        if stage.pilot and len(stage.readers) == 1:
            what = "found at a stage that one person reads, so that there is nobody to calibrate with"
            yield Mistake((*path, "pilot"), what, "Take it out, or add a reader.")
        if stage.prisma == "automation" and stage.kind not in ("step", ""):
            what = f"found “automation” at a stage of kind “{stage.kind}”; expected “screening”"
            yield Mistake((*path, "prisma"), what, "Only a step can stand as automatic.")
    yield from _charting(protocol)
    yield from _coding(protocol)
    yield from _appraisal(protocol)


def _twice(ids: Iterable[tuple[Path, str]]) -> Iterator[Mistake]:
    """Ids that are there already; as with files on some systems, letter case does not tell them apart."""
    seen: dict[str, str] = {}
    for path, text in ids:
        if earlier := seen.get(text.casefold()):
            yield Mistake(path, f"{described(text)} is there twice (as {described(earlier)})", "Give each its own.")
        elif text:
            seen[text.casefold()] = text


def _reviewers(reviewers: tuple[Reviewer, ...]) -> Iterator[Mistake]:
    if not reviewers:
        yield Mistake(("reviewer",), "missing; expected at least one [[reviewer]]", "Add the first reader.")
    yield from _twice((("reviewer", place, "id"), reviewer.id) for place, reviewer in enumerate(reviewers))
    yield from _twice(
        (("reviewer", place, "login"), login)
        for place, each in enumerate(reviewers)
        for login in dict.fromkeys(each.logins)
    )


def _apart(protocol: Protocol) -> Iterator[Mistake]:
    if protocol.apart == "accounts" and not any(each.logins for each in protocol.reviewers):
        what = "found “accounts”, but no [[reviewer]] has a login"
        yield Mistake(("review", "apart"), what, 'Give each reader a login, or write "machines" or "nothing".')


def _sources(sources: tuple[PlannedSource, ...]) -> Iterator[Mistake]:
    return _twice((("source", place, "name"), source.name) for place, source in enumerate(sources))


def _readers(stage_path: Path, stage: Stage, reviewers: tuple[Reviewer, ...]) -> Iterator[Mistake]:
    roles = {reviewer.id: reviewer.role for reviewer in reviewers}
    path = (*stage_path, "readers")
    places = {
        reader.reviewer: (*path, "of", place) if reader.dealt else (*path, place, "reviewer")
        for place, reader in reversed(list(enumerate(stage.readers)))
    }
    shares = set()
    for place, reader in enumerate(stage.readers):
        where = places[reader.reviewer]
        if reader.reviewer and reader.reviewer not in roles:
            advice = did_you_mean(reader.reviewer, roles) or f"The reviewers are: {', '.join(roles)}."
            yield Mistake(where, f"found {described(reader.reviewer)}, which no [[reviewer]] has as id", advice)
        elif roles.get(reader.reviewer) == "adjudicator":
            what = f"{reader.reviewer} is an adjudicator; expected a first or second reader"
            yield Mistake(where, what, "Adjudicators decide what is escalated; they do not read a stage.")
        if reader.dealt:
            continue
        shares.add(reader.coverage)
        if not reader.reads_all and len(shares - {1}) > 1:
            what = f"found {described(reader.coverage_text)} beside another share; expected the same for all"
            yield Mistake((*path, place, "coverage"), what, "All who read a share of a stage read the same sample.")
    if stage.sharing is not None:
        yield from sharing_mistakes(stage_path, stage, stage.sharing, roles)
    else:
        yield from _twice(((*path, place, "reviewer"), reader.reviewer) for place, reader in enumerate(stage.readers))
    if 1 not in shares and stage.sharing is None:
        what = "nobody reads all of this stage" if stage.readers else "missing; expected who reads this stage"
        yield Mistake(path, what, 'Give one reader coverage = "all", or write { any = 2, of = ["…", "…", "…"] }.')
    if stage.disagreements == "adjudicator" and "adjudicator" not in roles.values():
        what = "found “adjudicator”, but no [[reviewer]] has that role"
        yield Mistake((*stage_path, "disagreements"), what, 'Write "consensus", or add an adjudicator.')


def _reasons(stage_path: Path, stage: Stage) -> Iterator[Mistake]:
    path = (*stage_path, "reasons")
    yield from _twice(((*path, place, "id"), reason.id) for place, reason in enumerate(stage.reasons))
    for place, reason in enumerate(stage.reasons):
        if reason.id.casefold() == NOT_RETRIEVED:
            what = f"found {described(reason.id)}, which tamis itself gives to a report that could not be had"
            advice = "Take it out: “tamis fulltext STAGE RECORD --not-retrieved WHY” says so of a report."
            yield Mistake((*path, place, "id"), what, advice)
    listed = sum(reason.id != OTHER for reason in stage.reasons)
    if listed > MAX_REASONS:
        what = f"found {listed} reasons; expected at most {MAX_REASONS}, and “{OTHER}”"
        yield Mistake(path, what, "Each reason is one digit on the keyboard; join those that are reported together.")


def _suggestions(stage_path: Path, stage: Stage) -> Iterator[Mistake]:
    if stage.suggest is None:
        return
    path, suggest = (*stage_path, "suggest"), stage.suggest
    if stage.kind not in ("step", ""):
        what = f"found at a stage of kind “{stage.kind}”; only a step has suggestions"
        yield Mistake(path, what, 'Take it out, or make the stage kind = "step".')
    if not stage.reasons:
        yield Mistake(path, "the stage has no reasons, so there is nothing to suggest", "Add reasons = [{ … }].")
    values = {"language": ("keep", "exclude", LANGUAGES), "publication-type": ("exclude", "keep", CLASSES)}
    if suggest.rule not in values:
        return
    key, foreign, known = values[suggest.rule]
    given = {"keep": suggest.keep, "exclude": suggest.exclude}
    if not given[key]:
        yield Mistake(
            (*path, key), f"missing or empty; the rule “{suggest.rule}” needs it", f"The values are: {_list(known)}."
        )
    if given[foreign]:
        yield Mistake((*path, foreign), f"the rule “{suggest.rule}” does not use it", f"It uses {key}; take this out.")
    for place, value in enumerate(given[key]):
        if value and value not in known:
            advice = did_you_mean(value, known) or f"The values are: {_list(known)}."
            yield Mistake((*path, key, place), f"found {described(value)}, which the rule does not know", advice)


def _list(known: Iterable[str]) -> str:
    return ", ".join(known)


def _charting(protocol: Protocol) -> Iterator[Mistake]:
    charts = [place for place, stage in enumerate(protocol.stages) if stage.kind == "chart"]
    if charts:
        for place in range(charts[0], len(protocol.stages)):
            if protocol.stages[place].kind not in ("chart", ""):
                what = "found a stage after charting; expected charting to come last"
                yield Mistake(("stage", place, "kind"), what, "Move the stage of kind “chart” to the end.")
        if not protocol.chart_items:
            what = "found a stage of kind “chart”, but no [[chart.item]]"
            yield Mistake(("stage", charts[0], "kind"), what, "Add the items, or take the stage out.")
        added_by = ((APPRAISAL, "enabled", protocol.appraisal), (CODING, "items", bool(protocol.coding_items)))
        for added, by, is_on in added_by:
            for place, stage in enumerate(protocol.stages):
                if is_on and stage.id.casefold() == added:
                    what = f"found “{added}”, which is the stage that {added}.{by} adds"
                    yield Mistake(("stage", place, "id"), what, "Give the stage another id.")
    elif protocol.chart_items:
        what = "found items, but no stage of kind “chart”"
        yield Mistake(("chart", "item", 0), what, 'Add a [[stage]] with kind = "chart", or take the items out.')
    yield from _twice((("chart", "item", place, "id"), item.id) for place, item in enumerate(protocol.chart_items))
    for place, item in enumerate(protocol.chart_items):
        if item.id.casefold() in CHART_COLUMNS:
            what = f"found {described(item.id)}, which names a column of every exported chart"
            yield Mistake(("chart", "item", place, "id"), what, "Give the item another id.")
        yield from _chart_item(("chart", "item", place), item)
    known = [item.id for item in protocol.chart_items]
    yield from _twice((("chart", "characteristics", n), each) for n, each in enumerate(protocol.characteristics))
    for place, each in enumerate(protocol.characteristics):
        if each not in known:
            advice = did_you_mean(each, known) or f"The items are: {', '.join(known)}."
            yield Mistake(("chart", "characteristics", place), f"found {described(each)}, which is no item", advice)


def _coding(protocol: Protocol) -> Iterator[Mistake]:
    texts = [item.id for item in protocol.chart_items if item.type in CODED_TYPES]
    yield from _unknown(("coding", "items"), protocol.coding_items, texts, "which is no item that is a text")
    yield from _no_reader(("coding", "readers"), protocol.coding_readers, protocol)


def _appraisal(protocol: Protocol) -> Iterator[Mistake]:
    if protocol.appraisal_tools:
        from core.protocol.appraisal_tools import TOOLS  # much text, and only where studies are appraised

        yield from _unknown(("appraisal", "tools"), protocol.appraisal_tools, [*TOOLS], "which is no checklist")
    yield from _no_reader(("appraisal", "readers"), protocol.appraisal_readers, protocol)
    counted = [item.id for item in protocol.chart_items if item.type in (*_CHOICE_TYPES, *CODED_TYPES)]
    if protocol.certainty not in ("", "none") and protocol.certainty_of not in counted:
        what = f"found {described(protocol.certainty_of)}; expected the item whose answers are the outcomes or findings"
        advice = did_you_mean(protocol.certainty_of, counted) or f"There are: {_list(counted) or 'none'}."
        yield Mistake(("appraisal", "certainty_of"), what, advice)


def _no_reader(path: Path, named: Sequence[str], protocol: Protocol) -> Iterator[Mistake]:
    readers = [each.id for each in protocol.reviewers if each.role != "adjudicator"]
    yield from _unknown(path, named, readers, "which is no first or second reader")


def _unknown(path: Path, named: Sequence[str], known: Sequence[str], what: str) -> Iterator[Mistake]:
    """Names in a list that are not known, or there twice."""
    yield from _twice(((*path, place), each) for place, each in enumerate(named))
    for place, each in enumerate(named):
        if each not in known:
            advice = did_you_mean(each, known) or f"There are: {_list(known) or 'none'}."
            yield Mistake((*path, place), f"found {described(each)}, {what}", advice)


def _chart_item(path: Path, item: ChartItem) -> Iterator[Mistake]:
    if item.type in _CHOICE_TYPES and not item.choices:
        what = f"missing; an item of type “{item.type}” needs its choices"
        yield Mistake((*path, "choices"), what, 'Write choices = ["…", "…"].')
    if item.type and item.type not in _CHOICE_TYPES and item.choices:
        what = f"found at an item of type “{item.type}”; only choice and multi-choice have choices"
        yield Mistake((*path, "choices"), what, 'Take them out, or write type = "choice" or "multi-choice".')
    for place, choice in enumerate(item.choices if item.type == "multi-choice" else ()):
        if ";" in choice:
            what = f"found {described(choice)}; a semicolon stands between several answers"
            yield Mistake((*path, "choices", place), what, "Write it without a semicolon.")
    if item.type and item.prefill:
        allowed = _PREFILLED_TYPES.get(item.type)
        if allowed is None or allowed not in ("", item.prefill):
            what = f"found “{item.prefill}” at an item of type “{item.type}”, which it cannot fill"
            yield Mistake((*path, "prefill"), what, "Take it out, or make the item a text.")
