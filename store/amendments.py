"""Changing the plan from within tamis: the file is written anew, and the change is logged as an amendment."""

from __future__ import annotations

import os
import stat

from core.errors import TamisError
from core.protocol.amendment import Amendment
from core.protocol.highlight_words import HighlightWords, with_words
from store.errors import StoreReadOnly
from store.files import atomic_write
from store.lock import acquire
from store.review import PROTOCOL_FILE, Review


def amendments(review: Review) -> list[Amendment]:
    """The versions of the protocol that were in use, in their order."""
    table = review.journal("events/imports").tables.get("amendments", {})
    return [Amendment.from_document(table[key]) for key in sorted(table, key=int)]


def set_highlights(review: Review, words: HighlightWords) -> None:
    """Make these the words that are highlighted, in `protocol.toml` and in the review as it is open here.

    Args:
        review: The review; its protocol is the new one afterwards.
        words: All the words there shall be.

    Raises:
        TamisError: The file has been changed since it was read here, or cannot be edited or written; it is as it was.
    """
    path = (review.folder / PROTOCOL_FILE).resolve()
    review.open_log()  # who may not log an amendment may not make one
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        # Whoever waits here for another's turn finds the file replaced, and is refused below.
        acquire(descriptor, path, review.patience)
        text = path.read_bytes().decode("utf-8", "replace")
        if text.replace("\r\n", "\n").replace("\r", "\n") != review.protocol_text:
            raise TamisError(
                "the file has been changed since tamis read it; your words were not written",
                where=str(path),
                advice="Leave tamis, open it again, and change the words then.",
            )
        edited = with_words(text, words)
        if edited != text:
            atomic_write(path, [edited.encode()], stat.S_IMODE(path.stat().st_mode))
            with review.bookkeeping("the new words are not logged as an amendment"):
                review.take_amendment(edited)
    except PermissionError:
        raise StoreReadOnly("you may not write this file", where=str(path)) from None
    finally:
        os.close(descriptor)
