"""What is said on the screens of reading, and of a second look."""

from __future__ import annotations

from collections.abc import Sequence

from core.words import count, number
from tui.text.plain import clean
from tui.words.keys import key_now, with_undo


def in_kept_search(records: int, name: str) -> str:
    return f"{count(records, 'record')} in “{name}”"


SEARCH_STOPPED = "the search stopped"


ORDER_QUESTION = "order?"
LIKELY_FIRST = "likely first"
READ_IN_THIS_ORDER = "read in this order"


def in_order(order: str) -> str:
    return f"{order} order"


def not_in_list(text: str) -> str:
    return f"no record “{text}” in this list"


DUPLICATE_QUESTION = "duplicate of (number in the list, or an id):"
MERGE_ALL_THE_SAME = "merge them: no such verdict counts, and the record waits"


ONE_PUBLICATION_REOPEN = "one publication now; open the stage again to see it"


def both_stay(decisions: str) -> str:
    return f"; you had said {decisions}, which both stay in its history"


def one_publication(differ: str, record: str, other: str) -> str:
    return f"one publication now{differ} — tamis dedup --undo {record} {other}"


ABOUT_HIGHLIGHTS = (
    "These words are marked in titles and abstracts: those of the plan, and what anybody has changed here since. * "
    "stands for any end of a word: co-produc*. A change counts for everybody at once; protocol.toml stays as it is."
)
HIGHLIGHTED_WORDS = "highlighted words"
INCLUDE_WORD_QUESTION = "include-word:"
EXCLUDE_WORD_QUESTION = "exclude-word:"


def marked_already(word: str) -> str:
    return f"“{word}” is there already"


def marked(word: str) -> str:
    return with_undo(f"“{word}” is marked from now on")


NO_WORD_HERE = "there is no word here"


def not_marked(word: str) -> str:
    return with_undo(f"“{word}” is not marked any more")


ABOUT_LIKELY_FIRST = (
    "A model learns from what you include and exclude here, and puts the records that look most like your inclusions "
    "first. It runs on this machine, and is made anew as you decide."
)
LIKELY_FIRST_CHANGES = (
    "What changes: the order in which you read. Most of what is relevant comes early, and a long tail of exclusions "
    "late; do not read that tail less carefully."
)
LIKELY_FIRST_KEEPS = (
    "What does not: you still read every record, none is decided on for you, and no score is shown. The second "
    "reader's sample is drawn already, and their order stays random. Each decision keeps a note of this order and the "
    "model."
)


def since_last_include(since: int) -> str:
    return f", {number(since)} since the last include"


ORDER_STAYS = "the order stays as it is"


NOTE_QUESTION = "note:"
NOTE_KEPT = "note kept"
NOTE_REMOVED = "note removed"
NEW_LABEL_QUESTION = "new label:"
LABEL_QUESTION = "label?"
PUT_ON = "put on"
TAKEN_OFF = "taken off"


def labelled(label: str, done: str) -> str:
    return with_undo(f"label “{label}” {done}")


def decided_of(decided: int, total: int, percent: int) -> str:
    return f"{number(decided)} of {number(total)} · {percent} %"


RECORD = "record"


def already(said: str, ended: str) -> str:
    return f"already {said}{ended}"


def pilot_read() -> str:
    return f"the pilot is read: {key_now('leave')}, and talk about it when all have; {key_now('undo')} undo"


def suggested(rules: str, verdict: str) -> str:
    return f"; {rules} suggested {verdict}"


NOTHING_TO_DO_AGAIN = "nothing to do again"


def decisions_replayed(done: str, decisions: int) -> str:
    return f"{done}: {count(decisions, 'decision')}"


OUT_OF_SIGHT = " (a record that is not in this list)"


NO_UNDECIDED = "no undecided record in this list"
ABOUT_SECOND_LOOK = (
    "You have excluded these records; a model that learnt from your decisions, but not from the one on the record, "
    "finds that they look like what you included. What you say here is kept beside your decisions: those stay as they "
    "were, and with them the agreement and what the sample says. Include what should go on after all; exclude "
    "confirms. You can stop at any time."
)


def second_look_at(stage: str) -> str:
    return f"second look · {stage}"


def in_block(read: int, records: int, block: int, blocks: int) -> str:
    return f"{read} of {records}, block {block} of {number(blocks)}"


def changed_of(changed: int, decided: int) -> str:
    return f"{number(changed)} changed of {number(decided)}"


def you_have(said: str, note: str) -> str:
    return f"you have {said}{note}"


def speaks_for(words: str) -> str:
    return f"for it: {words}"


def nearest_included(title: str) -> str:
    return f"nearest included: {title or '(no title)'}"


def at_place(place: int, records: int, said: str) -> str:
    return f"{place} of {records}: {said}"


def read_again(was: str, said: str, ended: str) -> str:
    return with_undo(f"{was}{said}", ended)


ALL_READ_AGAIN = "all that is listed has been read again"
NOT_READ_AGAIN = "not read again yet"


def block_goes_on(block: str) -> str:
    return f"; block read, {block} goes on"


BLOCKS_READ_AGAIN = "; all of them read again"


def next_block(block: str, left: int) -> str:
    return f"{block} goes to the next block, {number(left)} are left. "


def second_look_keys(more: str) -> str:
    back, undo, leave = map(key_now, ("previous", "undo", "leave"))
    return f"Read again. {more}{back} goes back to the last record, {undo} takes the last word back, {leave} leaves."


def and_goes_back(said: str) -> str:
    return f"{said} {key_now('leave')} goes back."


def none_shown(view: str) -> str:
    return f"No record here is {view}. {key_now('filter')} then a shows all."


def about_going_back() -> str:
    back, undo, leave = map(key_now, ("previous", "undo", "leave"))
    return f"{back} goes back to the last record, {undo} takes the last decision back, {leave} leaves."


def others_wait(left: int, back: str) -> str:
    return f"All read. {number(left)} of other lists wait: {key_now('filter')} then a shows all. {back}"


def second_look_waits() -> str:
    return f"A second look at your exclusions: {key_now('second_look')}."


SPEAK_FOR = "speak for a record"
SPEAK_AGAINST = "speak against it"
NEW_LABEL = "new"
PILOT = "pilot"


def stays(said: str) -> str:
    return f"stays {said}"


def marked_now(marking: str, blocks: Sequence[str]) -> str:
    """What is marked in the text from now on.

    Args:
        marking: "words", "blocks", "both" or "off".
        blocks: The blocks of the search, each with its sign.
    """
    legend = clean(", ".join(blocks))
    return {
        "words": "highlights on",
        "blocks": f"blocks of the search: {legend}",
        "both": f"words and blocks: {legend}",
        "off": "highlights off",
    }[marking]
