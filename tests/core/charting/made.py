"""Charted studies for tests, without a store."""

from core.charting.answers import read_answer
from core.charting.charted import Charted, ChartedStudy
from core.charting.consensus import compare
from core.charting.values import Value
from tests.charts import FORM


def values(study, form=FORM, **typed_answers):
    return {
        name: Value(study=study, item=name, answer=read_answer(form.item(name), text), by=("ANNA",))
        for name, text in typed_answers.items()
    }


def study(name, sides, *, complete=True, form=FORM, title="A title"):
    return ChartedStudy(name, f"Writer {name}", title, tuple(compare(form, sides)), complete, False)


def charted(*given, form=FORM):
    """Studies by one reviewer, in order: s0, s1, …"""
    return Charted(
        form, [study(f"s{n}", {"ANNA": values(f"s{n}", form, **each)}, form=form) for n, each in enumerate(given)]
    )
