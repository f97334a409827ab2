"""`tamis chart code`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from core.words import count
from tui.cli.call import Call, acting_reviewer, command, print_json, print_table, say, say_blind
from tui.cli.chart.stage import study_of
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.charting.charted import Charted
    from core.coding.codebook import Category, Codebook
    from store.folder.review import Review


@command("code")
@click.argument("item")
@click.argument("study", required=False)
@click.argument("given", metavar="[CATEGORY]...", nargs=-1)
@click.option("--category", metavar="NAME", help="There is a category of this name.")
@click.option("--theme", default="", metavar="T", help="With --category: what it belongs under.")
@click.option("--definition", default="", metavar="D", help="With --category: what it means.")
@click.option("--merge", nargs=2, metavar="A B", help="A goes into B, in what everybody gave.")
@click.option("--rename", nargs=2, metavar="A B", help="A is called B from now on.")
@click.option("--quote", type=click.IntRange(min=1), metavar="N", help="Give them to this quote of the answer too.")
def code_command(
    call: Call,
    item: str,
    study: str | None,
    given: tuple[str, ...],
    category: str | None,
    theme: str,
    definition: str,
    merge: tuple[str, str] | None,
    rename: tuple[str, str] | None,
    quote: int | None,
) -> None:
    """Code the answers to an ITEM that is a text: make categories, and give them to the answer of a STUDY.

    Without anything else: the categories, and what each was given to. Given again, a study's categories take the
    place of those before. Two who code are as blind as two who chart, until both have coded all.
    """
    from core.coding.codebook import CategoryWord, checked_name
    from store.acts.categories import say_of_category

    words = [
        *([CategoryWord(item, "category", category, "", definition, theme)] if category is not None else []),
        *([CategoryWord(item, "merge", *merge)] if merge else []),
        *([CategoryWord(item, "rename", *rename)] if rename else []),
    ]
    if len(words) + (study is not None) > 1 or (study is not None and not given) or (quote and study is None):
        raise click.UsageError(
            "give --category, --merge, --rename, or a STUDY and its CATEGORY…; --quote goes with a STUDY"
        )
    if (theme or definition) and category is None:
        raise click.UsageError("--theme and --definition go with --category")
    if study is not None:
        _give(call, item, study, given, quote)
    elif words:
        if category is not None:
            checked_name(item, category)
            _begin(call, item)
        with call.saving() as review:
            book = say_of_category(review, words[0])
        if call.json:
            print_json({"item": item, "categories": _categories(book, item)})
        say(f"{item}: {count(len(book.categories(item)), 'category')}")
    else:
        _list(call, item)


def _begin(call: Call, item: str) -> None:
    """Put the item into the plan, where it is not there yet."""
    from store.work.coding.give import begin_coding

    with call.review() as review:
        begun = begin_coding(review, item)
    if begun:
        if call.kept_open is not None:
            call.kept_open.drop(review)
        say(f"{item} is coded from now on, at the stage “coding”: the plan was amended")


def _give(call: Call, item: str, record: str, given: tuple[str, ...], quote: int | None) -> None:
    from core.errors import TamisError
    from core.protocol.coding import CODING
    from store.acts.categories import categories
    from store.work.coding.give import coding_session, give
    from store.work.openings import open_finished_batches

    with call.saving() as review:
        _check_coded(review, item)
        state = open_finished_batches(review)
        session = coding_session(state, acting_reviewer(review, CODING))
        for each in given:
            categories(review).known(item, each)
        study = study_of(state, record)
        if not session.go_to(study):
            raise TamisError(
                f"{session.reviewer} has not to code this study, or not yet",
                where=f"record {record}",
                advice="It is coded once its charting is complete, and open where two chart.",
            )
        complete = give(session, review, item, given, quote)
        value = session.value(study, item)
        left = len(session.studies) - session.done
    names = list(value.answer.parts) if value is not None else []
    if call.json:
        quotes = [each._asdict() for each in value.quotes] if value is not None else []
        told = {"item": item, "reviewer": session.reviewer, "record_id": study, "categories": names, "quotes": quotes}
        print_json({**told, "complete": complete, "left": left})
    say(f"{session.reviewer}, {study}, {item}: {clean('; '.join(names))}; {count(left, 'study')} left to code")


def _check_coded(review: Review, item: str) -> None:
    from core.errors import TamisError
    from store.acts.categories import categories, coded_item

    if not categories(review).categories(coded_item(review, item).id):
        advice = f"Make them: tamis chart code {item} --category NAME"
        raise TamisError("this item has no categories yet", where=f"item {item}", advice=advice)


def _categories(book: Codebook, item: str) -> list[dict[str, Any]]:
    return [_fields(each) for each in book.categories(item)]


def _fields(category: Category) -> dict[str, Any]:
    return {"name": category.name, "definition": category.definition, "theme": category.theme}


def _list(call: Call, item: str) -> None:
    """The categories with the studies that have them; of a sealed coding those that one has given oneself."""
    from core.protocol.coding import CODING
    from store.acts.categories import categories, coded_item
    from store.state.charted import charted

    with call.state() as state:
        this = coded_item(state.review, item)
        book = categories(state.review)
        stages = {each.id: each for each in state.review.protocol.stages}
        coding = charted(state, stages[CODING]) if this.id in state.review.protocol.coding_items else None
        blind = state.unfinished_rounds(stages[CODING]) if coding is not None else []
        own = state.audience.who
    found = _given(coding, item, own if blind else None) if coding is not None else {}
    rows = [(each, found.get(each.name, [])) for each in book.categories(item)]
    uncoded = found.get("", [])
    if call.json:
        listed = [{**_fields(each), "n": len(ids), "record_ids": ids} for each, ids in rows]
        print_json({"item": item, "categories": listed, "uncoded": uncoded, "sealed": bool(blind)})
    elif rows:
        table = [(clean(each.name), str(len(ids)), clean(each.theme), clean(each.definition)) for each, ids in rows]
        print_table(("category", "studies", "theme", "definition"), table)
    if not rows:
        say(f"no categories yet: tamis chart code {item} --category NAME")
    elif coding is not None:
        if blind:
            say_blind(stages[CODING], blind)
        say(f"{count(len(uncoded), 'study')} without a category of {item}")


def _given(coding: Charted, item: str, own: str | None) -> dict[str, list[str]]:
    """Category → the studies that have it, by what counts; while it is sealed by what one gave oneself; "" for none."""
    found: dict[str, list[str]] = {}
    for study in coding.studies:
        compared = coding.item(study, coding.form.item(item))
        value = compared.sides.get(own) if own is not None else compared.value if study.complete else None
        for name in (value.answer.parts if value is not None else ()) or ("",):
            found.setdefault(name, []).append(study.study)
    return found
