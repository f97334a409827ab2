"""How far the readers of a stage agree, on what each had decided when their batch was opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import sqrt

from tests.derivation.funnel import Funnel, Stage
from tests.derivation.independent import AtOpening, open_rounds, unfinished, withheld
from tests.derivation.said import Said
from tests.derivation.sealed import PILOT
from tests.derivation.words import Document

Table = list[list[int]]


def agreements(review: Funnel, stage: Stage) -> list[Document]:
    """The agreement of each pair of readers: its table and figures, and whether it is fit for reporting."""
    rounds = open_rounds(review, stage)
    sampled = not all(stage.reads_all.values())
    early = any(review.openings.of[stage.id, each].early for each in rounds)
    fit = review.records.rounds and not unfinished(review, stage) and not early
    late, pilot = review.samples.late(stage.id), review.samples.pilot(stage.id) or set()
    to_read = {who: set(ids) - late - pilot for who, ids in stage.left.items()}
    found = []
    for a, b in combinations(stage.readers, 2):
        share = not (stage.reads_all[a] and stage.reads_all[b])
        table, beyond = [[0, 0], [0, 0]], 0
        for then in rounds.values():
            both = {each for each in then.said[a] if each in then.said[b]} - then.late
            asked = {each for each in both if then.asks(stage, a, each) and then.asks(stage, b, each)}
            beyond += len(both) - len(asked)
            add_to(table, stage, then.said[a], then.said[b], asked)
        figures: Document = {
            "stage": stage.id,
            "raters": [a, b],
            "complete": bool(fit) and not (sampled and review.samples.sample(stage.id) is None),
            "owed": len(to_read[a]) + len(to_read[b]),
            "beyond_sample": beyond,
            "pilot": None,
            "after_opening": None,
            **pair(table),
        }
        if review.samples.pilot(stage.id):
            figures["pilot"] = _of_pilot(review, stage, a, b)
        if late and share and not withheld(review, stage):
            now = {who: {each: w for each, w in stage.decisions[who].items() if w.verdict} for who in (a, b)}
            added = [[0, 0], [0, 0]]
            add_to(added, stage, now[a], now[b], late & set(now[a]) & set(now[b]))
            left = sum(len(late.intersection(stage.left[who])) for who in (a, b))
            figures["after_opening"] = {"owed": left, **pair(added)}
        found.append(figures)
    return found


def _of_pilot(review: Funnel, stage: Stage, a: str, b: str) -> Document:
    """The agreement on the pilot, which is no part of the stage's own."""
    opening, table = review.openings.of.get((stage.id, PILOT)), [[0, 0], [0, 0]]
    if opening:
        said = AtOpening(review, stage, PILOT).said
        add_to(table, stage, said[a], said[b], set(said[a]) & set(said[b]))
    pilot = review.samples.pilot(stage.id) or set()
    left = sum(len(pilot.intersection(stage.left[who])) for who in (a, b))
    return {"owed": left, "complete": bool(opening) and not (opening and opening.early), **pair(table)}


def agreement_of_all(review: Funnel, stage: Stage) -> Document | None:
    """The agreement of three readers and more; None with fewer, and while it is withheld."""
    if len(stage.readers) < 3 or withheld(review, stage):
        return None
    rows: dict[tuple[int, str], list[str]] = {}
    for batch, then in open_rounds(review, stage).items():
        for who in stage.readers:
            for record, word in then.said[who].items():
                if record not in then.late and then.asks(stage, who, record):
                    rows.setdefault((batch, record), []).append(stage.counted(word.verdict))
    kappas = [each["kappa"] for each in agreements(review, stage)]
    defined = [each for each in kappas if each is not None]
    light = sum(defined) / len(defined) if len(defined) == len(kappas) else None
    return {"n": sum(len(row) > 1 for row in rows.values()), "light_kappa": light, **many(list(rows.values()))}


def add_to(
    table: Table, stage: Stage, first: Mapping[str, Said], second: Mapping[str, Said], records: Iterable[str]
) -> None:
    """Count: rows what the first said, columns what the second; include before exclude."""
    places = ["include", "exclude"]
    for each in records:
        row, column = (places.index(stage.counted(said[each].verdict)) for said in (first, second))
        table[row][column] += 1


def pair(table: Table) -> Document:
    """The figures of two readers; what is undefined is None. Kappa is, where a reader used one category alone."""
    (a, b), (c, d) = table
    n = a + b + c + d
    names = ["percent_agreement", "kappa", "kappa_se", "kappa_max", "pabak", "ac1", "positive_agreement"]
    names += ["negative_agreement", "prevalence_index", "bias_index"]
    found: Document = {"n": n, "table": table, **dict.fromkeys(names)}
    if not n:
        return found
    observed, rows, columns = (a + d) / n, [(a + b) / n, (c + d) / n], [(a + c) / n, (b + d) / n]
    middle = (rows[0] + columns[0]) / 2
    by_chance = 2 * middle * (1 - middle)
    found |= {
        "percent_agreement": observed,
        "pabak": 2 * observed - 1,
        "ac1": (observed - by_chance) / (1 - by_chance),
        "positive_agreement": 2 * a / (2 * a + b + c) if a + b + c else None,
        "negative_agreement": 2 * d / (2 * d + b + c) if b + c + d else None,
        "prevalence_index": (a - d) / n,
        "bias_index": (b - c) / n,
    }
    if 0 in (a + b, c + d, a + c, b + d):
        return found
    expected = sum(row * column for row, column in zip(rows, columns, strict=True))
    kappa = (observed - expected) / (1 - expected)
    # Fleiss, Cohen and Everitt 1969.
    spread = sum(table[i][i] / n * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2 for i in (0, 1))
    spread += (1 - kappa) ** 2 * sum(table[i][1 - i] / n * (columns[i] + rows[1 - i]) ** 2 for i in (0, 1))
    spread -= (kappa - expected * (1 - kappa)) ** 2
    most = sum(map(min, rows, columns))
    return found | {
        "kappa": kappa,
        "kappa_se": sqrt(max(spread, 0) / n) / (1 - expected),
        "kappa_max": (most - expected) / (1 - expected),
    }


def many(rows: Sequence[Sequence[str]]) -> Document:
    """Fleiss's kappa, nominal alpha and AC1; a row with a single rating counts for AC1's prevalence alone."""
    found: Document = {"fleiss_kappa": None, "alpha_nominal": None, "ac1": None}
    paired = [row for row in rows if len(row) > 1]
    if not paired:
        return found
    yes = [row.count("include") for row in paired]
    agreeing = [
        (k * (k - 1) + (len(row) - k) * (len(row) - k - 1)) / (len(row) * (len(row) - 1))
        for k, row in zip(yes, paired, strict=True)
    ]
    observed = sum(agreeing) / len(paired)
    middle = sum(row.count("include") / len(row) for row in rows) / len(rows)
    by_chance = 2 * middle * (1 - middle)
    found["ac1"] = (observed - by_chance) / (1 - by_chance)
    total, ones = sum(map(len, paired)), sum(yes)
    if ones in (0, total):
        return found
    apart = sum(2 * k * (len(row) - k) / (len(row) - 1) for k, row in zip(yes, paired, strict=True)) / total
    found["alpha_nominal"] = 1 - apart / (2 * ones * (total - ones) / (total * (total - 1)))
    if len({len(row) for row in paired}) == 1:
        expected = (ones / total) ** 2 + (1 - ones / total) ** 2
        found["fleiss_kappa"] = (observed - expected) / (1 - expected)
    return found
