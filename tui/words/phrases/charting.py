"""What is said on the screens of charting, coding, comparing, the consensus and the map."""

from __future__ import annotations

from core.words import count, number


def column_head(name: str, taken: bool) -> str:
    return f"{name}{'  taken' if taken else ''}"


STUDY = "study"


def answered(item: str, was: str, answer: str, undo: str) -> str:
    return f"{item}: {was}{answer} — {undo} undo"


LEFT_EMPTY = "left empty"


def no_such_choice(digit: int, fill: str) -> str:
    return f"there is no choice {digit} here — {fill} writes an answer"


def not_chosen(choice: str) -> str:
    return f"not {choice}"


NOT_REPORTED = "not reported"
RECORD_PROPOSES_NOTHING = "the record proposes nothing here"
NOTHING_TO_CODE = "Nothing to code yet: a study is coded once its charting is complete, and open where two chart."
NO_QUOTES = "the answer has no quotes"


def no_categories(new: str) -> str:
    return f"no categories yet: {new} makes one"


WHICH_QUOTE = "which quote?"


def quote_for(category: str) -> str:
    return f"quote: {category}"


ITS_CATEGORY = "its category?"
CATEGORY_QUESTION = "category:"
THEME_QUESTION = "theme (may be empty):"
DEFINITION_QUESTION = "what it means (may be empty):"


def is_called(category: str) -> str:
    return f"“{category}” is called:"


RENAME_QUESTION = "rename:"


def goes_into(category: str) -> str:
    return f"“{category}” goes into:"


MERGE_QUESTION = "merge:"


def coded(item: str, categories: int) -> str:
    return f"{item}: {count(categories, 'category')}"


def with_studies(combinations: int) -> str:
    return f"{number(combinations)} with studies"


GAP = "gap"


def comparing(items: str) -> str:
    return f"compare · {items}"


NO_STUDY = "no study"
NOTHING_TO_COMPARE = "Nothing to compare yet: no form is complete."
QUOTE = "quote"
NO_GAP = "there is no gap: each combination has studies"
NOT_GIVEN_TOGETHER = "no study gave these together"
ITEMS_QUESTION = "items (and “by ITEM”):"
BY_ITEM = " by "
ABOUT_COMPARING = (
    "Each line is a combination of answers, with the studies that gave all of them; where several answers may "
    "apply, a study stands in several. A text that is coded is compared by its categories. What no study gave "
    "together is a gap."
)


def consensus_on(title: str) -> str:
    return f"consensus · {title}"


def study_of(place: int, studies: int) -> str:
    return f"study {number(place)} of {number(studies)}"


def items_open(items: int) -> str:
    return f"{count(items, 'item')} open"


ALL_SETTLED = "All is settled; this key decides nothing. The key for the study before goes back to the last one."
STILL_BLIND = "Still blind: differences are shown when every reviewer has finished."
REVIEWERS_AGREE = "The reviewers agree on every item of every study that two have charted."
NONE_CHARTED_BY_TWO = "No study has been charted by two yet."


LAST_STUDY = "this is the last study"
FIRST_STUDY = "this is the first study"
NO_ITEM_WAITS = "no item waits"


def no_such_reviewer(digit: int) -> str:
    return f"there is no reviewer {digit}"


def answer_of(who: str) -> str:
    return f"{who}'s answer"


def of_person(who: str) -> str:
    return f"{who}'s"


TAKE_ALL_OF = "take all that wait here:"


def took_all(items: int, who: str, undo: str) -> str:
    return f"{count(items, 'item')}: {who}'s answers — {undo} reopen"


def settled(item: str, answer: str, undo: str, left: int) -> str:
    return f"{item}: {answer} — {undo} reopen, {number(left)} left"


def reopened(items: int) -> str:
    return f"reopened: {count(items, 'item')}"


NOTHING_TO_REOPEN = "nothing can be reopened"


def study_at(place: int) -> str:
    return f"study {number(place)}"


ABOUT_CONSENSUS = (
    "These are items on which the reviewers differ. Take one reviewer's answer by the number of the column, "
    "or write one of the team's own. What each of them charted is kept; the consensus is what the tables count."
)
TEAMS_OWN = "the team's own"
TOGETHER = "together"
QUOTE_QUESTION = "quote:"
NO_TEXT_TO_QUOTE = "there is no text to take a quote from"
LAST_WORD = "the last word"
FIRST_WORD = "the first word"


def taking_quote(end: str, take: str) -> str:
    return f"{end}: arrows and j/k, {take} takes it; s the sentence; esc leaves"


NO_QUOTE_TAKEN = "no quote taken"


def not_while_taking(key: str) -> str:
    return f"{key} means nothing while a quote is taken; esc leaves"


def on_page(page: str) -> str:
    return f", p. {page}"


def quote_taken(item: str, page: str, undo: str) -> str:
    return f"quote taken for {item}{page} — {undo} undo"


NO_QUOTE_HERE = "no quote here"
QUOTE_LESS = "a quote less"
PAGE_QUESTION = "page:"


def mapped(items: str) -> str:
    return f"map · {items}"


def complete_forms(studies: int) -> str:
    return f"{number(studies)} complete forms"


NOTHING_TO_MAP = "No form is complete yet: the map counts the studies whose forms are."


def in_no_cell(outside: int) -> str:
    return f"{number(outside)} in no cell"


def cell_opens(key: str) -> str:
    return f" — {key} shows them"


def cell_count(values: str, studies: int, opens: str) -> str:
    return f"{values}: {count(studies, 'study')}{opens}"


DOWN_QUESTION = "down the side:"
ALONG_QUESTION = "along the top:"
LETTERS_QUESTION = "letters for:"
ABOUT_THE_MAP = (
    "Each cell counts the studies with both answers; where several answers may apply, a study stands in "
    "several cells. Studies whose forms are not complete are not counted, nor items on which the "
    "reviewers still differ."
)
NO_LONGER_ON_THE_FORM = "no longer on the form"
FROM_THE_RECORD = "from the record"


def study_of_view(place: int, studies: int, view: str) -> str:
    return f"study {number(place)} of {number(studies)}{view}"


def all_complete(forms: int) -> str:
    return f"Complete: {count(forms, 'form')}, all of this list."


def last_form(previous: str) -> str:
    return f"{previous} goes back to the last one."


def none_shown(view: str, others: str) -> str:
    return f"No form is {view}; {others} shows others."


SHOW = "show"


def all_forms(studies: int) -> str:
    return f"all {number(studies)}"


def open_forms(studies: int) -> str:
    return f"open {number(studies)}"


def complete_forms_view(studies: int) -> str:
    return f"complete {number(studies)}"


def no_form_is(view: str) -> str:
    return f"no form is {view}"


GO_TO_STUDY = "go to study:"


def no_such_study(text: str) -> str:
    return f"there is no study “{text}” here"


NOTHING_TO_CHART = "Nothing to chart yet: no study has come through the stages before."


def forms_complete(done: int, forms: int) -> str:
    return f"{number(done)} of {count(forms, 'form')} complete"


def end_of_studies(last: bool) -> str:
    return f"this is the {'last' if last else 'first'} study"


def nothing_missing(complete: str) -> str:
    return f"nothing is missing — {complete} says that the form is complete"


def open_again(undo: str) -> str:
    return f"the form is open again — {undo} undo"


def still_required(items: str) -> str:
    return f"not complete yet, required: {items}"


def completed(undo: str, left: int) -> str:
    return f"complete — {undo} undo, {count(left, 'form')} left"


LAST_COMPLETED = "complete: that was the last one"


def nothing_can_be(done: str) -> str:
    return f"nothing can be {done}"


def completeness(done: str) -> str:
    return f"{done}: whether the form is complete"


def coded_from_now_on(key: str, item: str) -> str:
    return f"{key} again: the answers to {item} are coded from now on, a line of the plan"


REQUIRED = " (required)"
WAITS = "waits"
NO_ITEM = "nothing"
STUDIES = "studies"
STILL_REQUIRED = "required"
