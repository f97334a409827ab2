"""Flow diagrams for tests: of any size, with any words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.protocol.values import Stage
from core.report.flow.boxes import ROUTE_KEYS, Flow
from core.screening.funnel import Funnel, StageState
from tests.core.report.flow.found import identified

HOSTILE = "<b>&amp;</b> ]]> \x00\x1b[31m\u202ereversed\ud800 \"quoted\" 'single' --> {x}\n\tnext line \uffff"
LONG = "Not conducted in or related to publicly funded services, or related only by the affiliation of an author " * 3
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
SQUARE = "同伴支持工作者参与服务的设计与评估" * 4
IDS = tuple(f"r{n}" for n in range(13_178))


class Many(list[str]):
    """More ids than one would write down: their number is right, and there are none."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self._n = n

    def __len__(self) -> int:
        return self._n


def ids(n: int) -> Sequence[str]:
    return IDS[:n] if n <= len(IDS) else Many(n)


def boxes(
    n: int = 13_178,
    *,
    template: str = "new",
    full_text: bool = True,
    steps: Sequence[Stage] | None = None,
    **changed: Any,
) -> Flow:
    """A diagram that adds up: n records, none of which is excluded or waits.

    What is `changed` is a number of ids, the ids, or either by the name of the part.
    """
    stages = [step("title-abstract", "Title and abstract")] if steps is None else list(steps)
    plain = dict.fromkeys(("database_results", "records_screened", "dbr_included", "new_studies", "new_reports"), n)
    plain |= {key: n for key in ("dbr_sought_reports", "dbr_assessed") if full_text}
    filled: dict[str, Any] = {**plain, "database_specific_results": {"Medline": n}, **changed}
    others = sum(_length(filled.get(key, 0)) for route, key in ROUTE_KEYS.items() if key not in _DATABASES)
    filled.setdefault("other_screened", others)
    found: dict[str, Sequence[str]] = {}
    for key, value in filled.items():
        if isinstance(value, Mapping):
            parts = {name: _ids(part) for name, part in value.items()}
            found |= {f"{key}:{name}": part for name, part in parts.items()}
            if key.endswith("_excluded"):
                found[key] = ids(sum(map(len, parts.values())))
        else:
            found[key] = _ids(value)
    states = [_state(each) for each in stages]
    if full_text:
        states.append(_state(Stage(id="full-text", title="Full text", kind="fulltext", readers=())))
    return Flow(Funnel(identified=(), unique=(), states=states), identified(()), found, template)


_DATABASES = ("database_results", "register_results")


def _ids(value: int | Sequence[str]) -> Sequence[str]:
    return ids(value) if isinstance(value, int) else value


def _length(value: int | Sequence[str]) -> int:
    return len(_ids(value))


def _state(stage: Stage) -> StageState:
    lists: dict[str, Any] = dict.fromkeys(
        ("entered", "included", "excluded", "waiting", "disagreements", "escalated"), ()
    )
    return StageState(stage=stage, reasons={}, owed={}, left={}, **lists)


def step(stage: str, title: str, *, automation: bool = False) -> Stage:
    return Stage(id=stage, title=title, kind="step", readers=(), prisma="automation" if automation else "screening")


def full(n: int, words: str = "", *, reasons: int = 15, **changed: Any) -> Flow:
    """A diagram with everything in it, every number `n`, and its own words before every label."""
    named = {f"{words}Reason {each}": n for each in range(reasons)}
    stages = [step(f"s{each}", f"{words}Step {each}", automation=each == 0) for each in range(5)]
    return boxes(
        n,
        **{
            **dict.fromkeys(EVERY_BOX, n),
            **{f"{_out(each)}:{each.id}": n for each in stages},
            **{f"other_screened_out:{each.id}": n for each in stages},
            "template": "updated",
            "steps": stages,
            "database_specific_results": {f"{words}Database {each}": n for each in range(10)},
            "register_specific_results": {f"{words}Register {each}": n for each in range(3)},
            "dbr_excluded": named,
            "other_excluded": named,
            **changed,
        },
    )


def _out(stage: Stage) -> str:
    return "excluded_automatic" if stage.prisma == "automation" else "records_excluded"


EVERY_BOX = (
    *ROUTE_KEYS.values(),
    *("duplicates", "excluded_automatic", "excluded_other", "records_screened", "records_excluded"),
    *("other_duplicates", "other_screened", "other_screened_out"),
    *("dbr_sought_reports", "dbr_notretrieved_reports", "dbr_assessed"),
    *("other_sought_reports", "other_notretrieved_reports", "other_assessed"),
    *("dbr_screening_waiting", "dbr_assessed_waiting", "other_screening_waiting", "other_assessed_waiting"),
    *("new_studies", "new_reports", "previous_studies", "previous_reports", "total_studies", "total_reports"),
)
"""All that are drawn in a line of their own, and have no parts in a mapping."""
