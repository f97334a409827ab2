"""The words that are marked in titles and abstracts: those of the plan, and what people have said of each word since.

A word to mark is a word of its own and no amendment: what is marked decides nothing. What was said of it last counts,
before what the plan says.
"""

from __future__ import annotations

from core.protocol.highlight_words import HighlightWords
from store.folder.review import Review
from store.journal.journal import Change, document_id

TABLE = "highlights"
_NOT_MARKED = ""


def highlight_words(review: Review) -> HighlightWords:
    """The words that are marked: those of the plan in its order, then the others by the alphabet."""
    marks = _marks(HighlightWords.of(review.protocol))
    said = {each["word"]: each["marks"] for each in review.db.table(TABLE).all()}
    marks |= dict(sorted(said.items(), key=lambda each: (each[0].casefold(), each[0])))
    include, exclude = (tuple(word for word, said in marks.items() if said == name) for name in ("include", "exclude"))
    return HighlightWords(include, exclude)


def change_highlights(review: Review, before: HighlightWords, words: HighlightWords) -> None:
    """Say in one act which words are marked from now on; of a word that is as it was, nothing is said.

    Args:
        review: The review.
        before: The words as the person had them; of what others have said meanwhile nothing is changed.
        words: The words as they are to be.

    Raises:
        TamisError: It could not be saved.
    """
    old, new = _marks(before), _marks(words)
    changed = [word for word in {**old, **new} if old.get(word) != new.get(word)]
    says = [{"word": word, "marks": new.get(word, _NOT_MARKED)} for word in changed]
    review.say([Change(TABLE, document_id(str(each["word"])), each) for each in says], act="highlight")


def _marks(words: HighlightWords) -> dict[str, str]:
    return dict.fromkeys(words.include, "include") | dict.fromkeys(words.exclude, "exclude")
