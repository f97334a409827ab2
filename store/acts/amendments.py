"""Changes the protocol from within tamis: rewrites `protocol.toml` and logs the change as an amendment."""

from __future__ import annotations

import os
import stat

from core.errors import TamisError
from core.protocol.amendment import Amendment
from core.protocol.highlight_words import HighlightWords, with_words
from store.folder.review import PROTOCOL_FILE, Review
from store.journal.errors import StoreReadOnly
from store.journal.files import atomic_write
from store.journal.lock import acquire


def amendments(review: Review) -> list[Amendment]:
    """The versions of the protocol that were in use, the oldest first."""
    return [Amendment.from_document(word.says) for _, word in review.acts.in_order("amendments") if word.says]


def set_highlights(review: Review, words: HighlightWords) -> None:
    """Set the words that are highlighted, in `protocol.toml` and in the open review.

    Args:
        review: The review; its protocol is the new one afterwards.
        words: All the highlighted words; they replace the old ones.

    Raises:
        TamisError: The file was changed since the review read it, or cannot be edited or written. It is left as it was.
    """
    path = (review.folder / PROTOCOL_FILE).resolve()
    with review.saying():  # a user who cannot log an amendment must not make one
        pass
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        # A process that waited for the lock finds the file replaced by another one, and is refused below.
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
