"""Derives the results in a bundle, and compares them: a review and the copy in its bundle give the same values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from store.bundle.json_forms import agreement_form, all_readers_form, missed_form, status_form
from store.numbers.agreement import agreement_of_all, stage_agreements
from store.numbers.missed import missed_at_stages
from store.numbers.status import status
from store.state.review_state import ReviewState

Documents = dict[str, Any]
_ENCODER = json.JSONEncoder(indent=1, ensure_ascii=False)
_A_PART = 5000
"""So many numbers, texts and names with what stands around them."""


def samples(state: ReviewState) -> Documents:
    """A file for each drawn sample, with the records it was drawn from."""
    return {f"samples/{stage}-{number}.json": drawn.as_document() for (stage, number), drawn in state.samples.items()}


def agreement(state: ReviewState) -> Documents:
    """The agreement of the readers of each stage, and the estimates from its samples."""
    stages, everyone, missed = [], [], []
    for stage in state.review.protocol.stages:
        if stage.disputed:
            stages += [agreement_form(each) for each in stage_agreements(state, stage)]
            together = agreement_of_all(state, stage)
            if together is not None:
                everyone.append(all_readers_form(stage.id, together))
        reading = missed_at_stages(state, stage)
        if reading is not None:
            missed.append({"stage": stage.id, **missed_form(reading.total)})
    return {"results/agreement.json": {"stages": stages, "all_readers": everyone, "missed": missed}}


def funnel(state: ReviewState) -> Documents:
    """The counts of the funnel, and the records behind each of them."""
    records = [
        {
            "stage": stage_state.stage.id,
            "entered": list(stage_state.entered),
            "included": list(stage_state.included),
            "waiting": list(stage_state.waiting),
            "excluded": {reason: list(ids) for reason, ids in stage_state.reasons.items()},
            "disagreements": list(stage_state.disagreements),
            "escalated": list(stage_state.escalated),
        }
        for stage_state in state.funnel.states
    ]
    return {"results/funnel.json": {**status_form(status(state), state.review.protocol), "records": records}}


def as_bytes(document: Any) -> bytes:
    """The file of a document."""
    return b"".join(as_parts(document))


def as_parts(document: Any) -> Iterator[bytes]:
    """The file of a document piece by piece; the funnel's has megabytes."""
    chunks = _ENCODER.iterencode(document)
    while some := "".join(islice(chunks, _A_PART)):
        yield some.encode("utf-8", "backslashreplace")
    yield b"\n"


def differences(said: Any, found: Any, where: str = "") -> list[str]:
    """Where two JSON values differ, in words: "stages.0.kappa: the bundle says 0.71, its journals give 0.68"."""
    if isinstance(said, dict) and isinstance(found, dict):
        keys = dict.fromkeys([*said, *found])
        return [each for key in keys for each in differences(said.get(key), found.get(key), f"{where}.{key}")]
    if isinstance(said, list) and isinstance(found, list) and len(said) == len(found):
        pairs = enumerate(zip(said, found, strict=True))
        return [each for place, (a, b) in pairs for each in differences(a, b, f"{where}.{place}")]
    if said == found:
        return []
    return [f"{where.lstrip('.')}: the bundle says {_short(said)}, its journals give {_short(found)}"]


def _short(value: Any) -> str:
    text = f"{len(value)} values" if isinstance(value, list | dict) else json.dumps(value)
    return text if len(text) <= 80 else f"{text[:80]}…"
