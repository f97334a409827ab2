"""The sentences on how a stage was read: who read what, samples, agreement, disagreements, what was missed."""

from __future__ import annotations

from collections.abc import Iterator

from core.agreement.missed import ASSUMPTION
from core.report.methods_agreement import agreement_of_all, agreement_of_pair
from core.report.values import ReportValues, StageReport
from core.sampling.allocation import Sharing
from core.sampling.sample import PILOT, Sample
from core.screening.decision import IN_BULK, Act
from core.sentences import Fact, Sentence, Several, found, say
from core.words import plural


def read_alone(stage: StageReport) -> Iterator[Sentence]:
    """What is to be said of a stage that one reader reads."""
    [reader] = stage.stage.readers
    share = stage.progress[reader.reviewer]
    text = "{who} alone decides; so far {done:none} of {owed}." if share.left else "{who} alone decided on {owed}."
    yield say(text, **_share(stage, reader.reviewer))
    yield from in_bulk(stage)
    yield from second_looks(stage)


def read_twice(stage: StageReport, report: ReportValues) -> Iterator[Sentence]:
    """What is to be said of a stage that is open, in the order of the work."""
    drawn = sum(sample.size for sample in stage.samples)
    for each in stage.stage.readers if stage.stage.sharing is None else ():
        had, values = stage.progress[each.reviewer], _share(stage, each.reviewer)
        reads, so_far = ("reads", "; so far {done:none} of {owed}") if had.left else ("read", ": {done}")
        if each.reads_all:
            what = "every report that can be had" if stage.state.not_retrieved else "everything that enters"
            if not had.left:
                what = what.replace("can", "could").replace("enters", "entered")
            yield say(f"{{who}} {reads} {what}{so_far}.", **values)
            continue
        at = f"protocol.toml: stage/id={stage.stage.id}/readers/reviewer={each.reviewer}/coverage"
        values["share"] = Fact(each.coverage_text, "", at)
        sizes = f"sample {stage.stage.id}: round!/size"
        values["drawn"] = Fact(drawn, stage.unit, sizes)
        values["gone"] = Fact(drawn - had.owed, stage.unit, f"{sizes} - {stage.at(f'reviewers/{each.reviewer}/owed')}")
        gone = "; of {drawn} drawn, {gone:#} did not come to this stage, or left it" if drawn > had.owed else ""
        yield say(f"{{who}} {reads} a share of {{share}}{so_far}{gone}.", **values)
    if stage.stage.sharing is not None:
        yield from _shared_out(stage, stage.stage.sharing)
    else:
        yield from _samples(stage)
    yield from _blindness(stage)
    yield from in_bulk(stage)
    for pair in stage.pairs:
        if stage.stage.sharing is not None and (len(stage.pairs) > 3 or pair.result is None or not pair.result.n):
            continue  # some never met; of many pairs the tables tell
        yield from agreement_of_pair(stage, pair, report.protocol.kappa_scale)
    yield from agreement_of_all(stage)
    yield from _disagreements(stage, report)
    yield from second_looks(stage)
    yield from missed(stage)
    yield from _beside_first(stage)


def _share(stage: StageReport, reviewer: str) -> dict[str, Fact | Several | Sentence]:
    """A reader, and how much they have done and owe."""
    share = stage.progress[reviewer]
    return {
        "who": stage.named(reviewer),
        "done": Fact(share.done, stage.unit, stage.at(f"reviewers/{reviewer}/done")),
        "owed": Fact(share.owed, stage.unit, stage.at(f"reviewers/{reviewer}/owed")),
    }


def rounds_of(stage: StageReport) -> Several:
    """The numbers of the search rounds in which a stage is blind."""
    at = f"report: stages/stage={stage.stage.id}/blind"
    return Several([Fact(each, "search round", f"{at}/{number}") for number, each in enumerate(stage.blind)])


def blind_rounds(stage: StageReport) -> str:
    """The template that names them: "search rounds 1 and 2"."""
    return f"{plural(len(stage.blind), 'search round')} {{rounds:#}}"


def stated_as_read(stage: StageReport) -> Several:
    """What each reader of a blind stage has stated as read, of what they owe."""
    return Several(
        [
            say(
                "{who} has stated {done:none} of {owed:#} as read",
                who=stage.named(who),
                done=Fact(share.done, stage.unit, f"report: stages/stage={stage.stage.id}/stated/reviewer={who}/done"),
                owed=Fact(share.owed, stage.unit, stage.at(f"reviewers/{who}/owed")),
            )
            for who, share in stage.progress.items()
        ]
    )


def in_bulk(stage: StageReport) -> Iterator[Sentence]:
    """For each reader who decided in bulk: on how many one by one, as a rule suggested, and since nothing was."""
    for reviewer in (each.reviewer for each in stage.stage.readers):
        made = {act: len(ids) for act, ids in stage.acts(reviewer).items()}
        if any(made[act] for act in IN_BULK):
            at = {act: stage.at(f"acts/{reviewer}/{act.value.replace(' ', '_')}") for act in made}
            yield say(
                "Of the {all} that {who} decided on, {one:# was} decided one by one, {rule:#} "
                "excluded in bulk as a rule "
                "suggested, and {passed:#} passed on in bulk, since no rule suggested anything"
                + ("; {found:#} in bulk that a search had shown." if made[Act.FOUND] else "."),
                "decisions.csv, column act",
                all=Fact(sum(made.values()), stage.unit, " + ".join(at.values())),
                who=stage.named(reviewer),
                one=Fact(made[Act.ONE_BY_ONE], stage.unit, at[Act.ONE_BY_ONE]),
                rule=Fact(made[Act.CONFIRMED], stage.unit, at[Act.CONFIRMED]),
                passed=Fact(made[Act.PASSED], stage.unit, at[Act.PASSED]),
                **({"found": Fact(made[Act.FOUND], stage.unit, at[Act.FOUND])} if made[Act.FOUND] else {}),
            )


def _samples(stage: StageReport) -> Iterator[Sentence]:
    at, several = f"sample {stage.stage.id}: round=", len(stage.samples) > 1
    alike: dict[tuple[str, str], list[Sample]] = {}
    for each in stage.samples:
        alike.setdefault((each.seed, each.base), []).append(each)
    for (seed, base), samples in alike.items():
        rounds: list[Sentence | Fact] = []
        for each in samples:
            place, added = f"{at}{each.round}", sum(one.added for one in each.extensions)
            rounds.append(
                say(
                    "{drawn:#} of {frame:#} on {day:day}" + (" in search round {round:#}" if several else ""),
                    drawn=Fact(each.size - added, "record", f"{place}/size - {place}/extensions/added"),
                    frame=Fact(each.frame, "record", f"{place}/frame"),
                    day=Fact(each.drawn_at, "", f"{place}/drawn_at"),
                    round=Fact(each.round, "", f"{place}/round"),
                )
            )
        of = "all records identified by then" if base == "identified" else "the records that entered the stage"
        yield say(
            f"The sample was drawn from {of}, with the seed “{{seed}}”: {{rounds}}.",
            "sample.json",
            seed=Fact(seed, "", f"{at}{samples[0].round}/seed"),
            rounds=Several(rounds),
        )
    for each in stage.samples:
        for number, one in enumerate(each.extensions):
            place = f"{at}{each.round}/extensions/{number}"
            yield say(
                f"{'That of search round {round:#}' if several else 'It'} was extended by {{added}} "
                f"on {{day:day}}; the "
                "reason logged is: {reason}.",
                "sample.json",
                round=Fact(each.round, "", f"{at}{each.round}/round"),
                added=Fact(one.added, "record", f"{place}/added"),
                day=Fact(one.at, "", f"{place}/at"),
                reason=Fact(one.reason.rstrip("."), "", f"{place}/reason"),
            )
    if stage.samples:
        yield say(
            "The records are put in the order of the SHA-256 of the seed, a line feed and the "
            "record’s id, and the first "
            "ones are the sample, so that anybody can draw it again.",
            f"`tamis sample {stage.stage.id} --verify`",
            method=Fact(stage.samples[0].method, "", f"{at}{stage.samples[0].round}/method"),
        )


def _shared_out(stage: StageReport, sharing: Sharing) -> Iterator[Sentence]:
    """How the records were shared out among the readers, how anybody can do it again, and what was handed over."""
    plan = f"protocol.toml: stage/id={stage.stage.id}/readers"
    loads: list[Sentence | Fact] = []
    going = any(share.left for share in stage.progress.values())
    for who in sharing.of:
        part = "{done:none} of {owed:#}" if stage.progress[who].left else "{done:none}"
        loads.append(say(f"{{who}} {'' if loads else 'has read ' if going else 'read '}{part}", **_share(stage, who)))
    more = ", and a share of {share} by one more of them" if sharing.one_more else ""
    yield say(
        f"Each {stage.unit} {'is to be' if going else 'was'} read by {{any:#}} of {{many:#}} readers{more}: {{loads}}.",
        any=Fact(sharing.any, "reader", f"{plan}/any"),
        many=Fact(len(sharing.of), "reader", f"{plan}/of/#"),
        share=Fact(sharing.one_more, "", f"{plan}/one_more"),
        loads=Several(loads),
    )
    at, several = f"sample {stage.stage.id}: round=", len(stage.samples) > 1
    for seed in dict.fromkeys(each.seed for each in stage.samples):
        rounds = [
            say(
                "{frame} on {day:day}" + (" in search round {round:#}" if several else ""),
                frame=Fact(each.frame, "record", f"{at}{each.round}/frame"),
                day=Fact(each.drawn_at, "", f"{at}{each.round}/drawn_at"),
                round=Fact(each.round, "", f"{at}{each.round}/round"),
            )
            for each in stage.samples
            if each.seed == seed
        ]
        first = next(each.round for each in stage.samples if each.seed == seed)
        yield say(
            "They were dealt {rounds}: the records go in the order of the SHA-256 of the seed “{seed}”, a line feed "
            "and the record’s id, each to those who are most behind their share, so that anybody can deal them again.",
            f"`tamis sample {stage.stage.id} --verify`",
            rounds=Several(rounds),
            seed=Fact(seed, "", f"{at}{first}/seed"),
        )
    for number, given in enumerate(stage.hand_overs):
        place = f"report: stages/stage={stage.stage.id}/hand_overs/{number}"
        yield say(
            "On {day:day}, {many:#} of {giver}’s records {many:was} handed over to others; the reason logged is: "
            "{reason}.",
            day=Fact(given.at, "", f"{place}/at"),
            many=Fact(len(given.given), "record", f"{place}/records"),
            giver=Fact(given.giver, "", f"{place}/from"),
            reason=Fact(given.reason.rstrip("."), "", f"{place}/reason"),
        )


def _blindness(stage: StageReport) -> Iterator[Sentence]:
    see, at = "index.html, “Agreement of the readers”", f"report: stages/stage={stage.stage.id}/openings"
    whole = [each for each in stage.opened if each.round != PILOT]
    for each in stage.opened:
        place = f"{at}/round={each.round}"
        values = {
            "day": Fact(each.at, "", f"{place}/at"),
            "round": Fact(each.round, "", f"{place}/round"),
            "why": Fact(each.rationale.rstrip("."), "", f"{place}/rationale"),
        }
        of = " in search round {round:#}" if len(whole) > 1 else ""
        if each.round == PILOT:
            pilot = Fact(stage.pilot, stage.unit, stage.at("pilot/records"))
            text = "A pilot came first, of {pilot}, and was opened on {day:day}; it is no part of the agreement."
            yield say(text, see, pilot=pilot, **values)
        elif each.early:
            yield say(
                f"The stage was opened{of} on {{day:day}}, before every reader had finished; the "
                f"reason logged is: {{why}}.",
                see,
                **values,
            )
    days = list(dict.fromkeys(each.at[:10] for each in whole if not each.early))
    if days:
        yield say(
            "tamis showed no reader another’s decisions until all had finished, on {days:day}"
            + (" ({rounds})." if len(whole) > 1 else "."),
            see,
            days=Several([Fact(each, "", f"{at}/at") for each in days]),
            rounds=Fact(len(whole), "search round", f"{at}/round!/#"),
        )
    if stage.came_late:
        yield found(
            "{late} came into the stage when all had read the rest, so {late:they is} in no agreement, sample or "
            "estimate.",
            late=Fact(len(stage.came_late), stage.unit, f"records late --stage {stage.stage.id}: #"),
        )


def _beside_first(stage: StageReport) -> Iterator[Sentence]:
    """How what the first reader excluded differs from what was excluded in the end, where a sample is read twice."""
    if not stage.first:
        return
    first = stage.beside_first
    at, who = f"report: stages/stage={stage.stage.id}/beside_first", stage.named(stage.first)
    kept, added = Fact(first.kept, stage.unit, f"{at}/kept"), Fact(first.added, stage.unit, f"{at}/added")
    end = "so far" if stage.state.waiting else "in the end"
    if stage.missed is not None and first.kept:
        whole = Fact(first.excluded, stage.unit, f"{at}/excluded")
        text = f"Of the {{all:#}} that {{who}} excluded, {{kept:# is}} not excluded {end}."
        yield found(text, all=whole, who=who, kept=kept)
    if stage.missed is not None and first.added:
        text = f"Among what is excluded {end} {{added:is}} {{added}} that {{who}} had not excluded."
        yield found(text, added=added, who=who)


def _disagreements(stage: StageReport, report: ReportValues) -> Iterator[Sentence]:
    see, ends = f"`tamis disagreements {stage.stage.id}`; disagreements.csv", stage.endings(report.rulers(stage.stage))
    at = f"report: stages/stage={stage.stage.id}/disagreements"
    many = {
        name: Fact(value, stage.unit, f"{at}/{name}")
        for name, value in ends._asdict().items()
        if isinstance(value, int)
    }
    if not ends.differed:
        yield found("The readers differed on {differed:no}.", see, **many)
        return
    ended = {
        "agreed": "ended by agreement of the readers",
        "ruled": f"{'' if ends.agreed else 'ended '}by the ruling of {{rulers}}",
        "escalated": f"{{escalated:is}} with the {stage.stage.ruler}",
        "open": "{open:is} still open",
    }
    values: dict[str, Fact | Several | Sentence] = {
        **many,
        "rulers": Several([Fact(each, "", f"{at}/rulers") for each in ends.rulers]),
    }
    parts = [f"{{{name}:#}} {words}" for name, words in ended.items() if getattr(ends, name)]
    told = ": {parts}" if len(parts) > 1 else f", {parts[0].replace(':#}', ':which}')}"
    yield found(
        f"The readers differed on {{differed}}{told}.", see, **values, parts=Several([say(x, **values) for x in parts])
    )
    if ends.outside_agreement:
        yield found(
            "Of these, {outside_agreement:# is} no part of the agreement: read in the pilot, read "
            "after the opening, or "
            "changed since.",
            see,
            **many,
        )
    if ends.no_longer:
        yield found(
            "The agreement counts {no_longer} on which they had differed and which {no_longer:is} not among these any "
            "more.",
            see,
            **many,
        )
    if ends.agreed or ends.ruled:
        text = "Of those that ended, {included:none was} included and {excluded:none} excluded."
        yield found(text, see, **many)
    late = sum(len(records) for records in stage.late.values())
    if late:
        yield found(
            "After the opening, {late:# unit was} made or changed; the agreement leaves {late:it} out.",
            "decisions.csv, column after_opening",
            late=Fact(late, "decision", f"decisions.csv: stage={stage.stage.id}/after_opening=yes/#"),
        )


def second_looks(stage: StageReport) -> Iterator[Sentence]:
    """How many of the exclusions were read again, and what came of it; nothing where none were."""
    see = f"`tamis second-look {stage.stage.id}`"
    for who, words in stage.again.items():
        if words:
            at = f"decisions.csv: stage={stage.stage.id}/reviewer={who}/second_look!"
            changed = sum(str(each.verdict) != "exclude" for each in words.values())
            yield found(
                f"At a second look, {{who}} read again {{read:#}} of the {stage.unit}s that they had "
                "excluded, those most like the included ones, and changed {changed:none}; the decisions and the "
                "agreement stay as they were.",
                see,
                who=stage.named(who),
                read=Fact(len(words), stage.unit, f"{at}/#"),
                changed=Fact(changed, stage.unit, f"{at}/second_look=include,maybe/#"),
            )
    both = [each.resolution for each in stage.disagreements if each.by_second_look]
    if both:
        kept = sum(each is not None and str(each.verdict) == "include" for each in both)
        at = f"report: stages/stage={stage.stage.id}/second_look_disagreements"
        yield found(
            "{all:#} of these had been excluded by another reader too: the team settles {all:it}, "
            "and has included {kept:none}.",
            see,
            all=Fact(len(both), stage.unit, f"{at}/all"),
            kept=Fact(kept, stage.unit, f"{at}/included"),
        )


def missed(stage: StageReport) -> Iterator[Sentence]:
    """What the sample says of those that one reader alone excluded; nothing where there is none."""
    told = stage.missed
    if told is None:
        return
    at = f"missed {stage.stage.id}: stages/stage={stage.stage.id}"
    yield from told.total.sentences(told.first, told.second, at)
    if told.recall is not None:
        recall = {
            name: Fact(value, "", f"{at}/{place}")
            for name, value, place in zip(
                ("value", "low", "high"), told.recall, ("recall", "recall_ci/0", "recall_ci/1"), strict=True
            )
        }
        yield found(
            "Recall at this stage was {value:figure} (95% CI {low:figure} to {high:figure}): {of}.",
            **recall,
            of=Fact(told.recall_of, "", f"{at}/recall_of"),
        )
    yield found(ASSUMPTION, assumed=Fact(ASSUMPTION, "", f"{at}/assumption"))
    if told.unresolved:
        still = Fact(told.unresolved, "disagreement", f"{at}/unresolved")
        yield found("As long as {still:# unit is} open, this may change.", still=still)
    if told.regrouped:
        yield found(
            "Of the exclusions, {regrouped:# was} merged with others or parted from them after the opening; they count "
            "as they were then.",
            regrouped=Fact(len(told.regrouped), "record", f"{at}/regrouped"),
        )
    if told.read_late:
        late = Fact(told.read_late, "record", f"{at}/read_after_opening")
        read = Fact(told.total.double_read, "record", f"{at}/double_read")
        yield found(
            "Of the {read:#} that both read, {late} came into the sample after the stage had been opened.",
            read=read,
            late=late,
        )
