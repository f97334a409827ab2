"""Makes lines of text of the bytes of a file, whatever its encoding and its line ends."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from core.errors import TamisError
from core.formats.guess import guessed_encoding
from core.formats.result import WarningLog
from core.words import count, plural

_BLOCK = 1 << 18
_GUESS = "tamis-cp1252"
# The bytes that Windows-1252 leaves undefined; only Latin-1 gives them a meaning.
_DECLARED = re.compile(rb"""\s*<\?xml[^<>]{0,80}?\sencoding\s*=\s*["']([A-Za-z][\w.-]{0,40})["']""")
_LOST = (b"\0", "\ufffd".encode())
_UNDEFINED = "\x81\x8d\x8f\x90\x9d"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decode as Windows-1252 (else Latin-1) the bytes that are not UTF-8, and them alone."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(chr(byte) if chr(byte) in _UNDEFINED else bytes([byte]).decode("cp1252") for byte in bad), error.end


codecs.register_error(_GUESS, _as_cp1252)


def decode_guessing(data: bytes) -> str:
    """UTF-8, with what is not UTF-8 read as Windows-1252; UTF-16 where it looks like that. Never fails."""
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace").removeprefix("\ufeff")
    return data.decode("utf-8", _GUESS).removeprefix("\ufeff")


class TextSource:
    """The lines of a binary stream, without their line ends (LF, CRLF and CR, also mixed); memory for one block only.

    UTF-8, with or without a mark at the start, and UTF-16 are recognised. Bytes that are not UTF-8 are decoded by
    themselves as Windows-1252, or as Latin-1 where even that fails, and this guess is said as a warning. So a file in
    one of these encodings reads well, and a damaged byte in a UTF-8 file costs nothing but itself. Lines that are not
    UTF-8 are read in an encoding of another script where the bytes around the first of them speak for one.

    Attributes:
        stream: The bytes.
        encoding: What was found; complete once the lines have been read.
    """

    def __init__(
        self, stream: BinaryIO, log: WarningLog, progress: Callable[[int], None] | None = None, encoding: str = ""
    ) -> None:
        self.stream = stream
        self._log = log
        self._progress = progress
        self._bytes_read = 0
        self._given = text_encoding(encoding) if encoding else ""
        self._wide = self._given
        self._replaced = 0
        self._lost = 0
        self._first_lost = 0
        self._around = b""  # the block being decoded
        self._other: str | None = None  # the encoding of another script, once it has been looked for
        self._has_utf8 = False
        self._guesses: dict[str, int] = {}
        self._first_guess = 0

    @property
    def encoding(self) -> str:
        """The name of the encoding; both names when lines of two were met."""
        if self._wide:
            return self._wide
        names = sorted([*self._guesses, *filter(None, [self._other])])
        return ", ".join(["utf-8", *names] if self._has_utf8 or not names else names)

    def is_zip(self) -> bool:
        """Whether the bytes are an archive, as a workbook's are."""
        start = self.stream.read(4)
        self.stream.seek(0)
        return start == b"PK\x03\x04"

    def __iter__(self) -> Iterator[str]:
        for text in self.blocks():
            yield from text.split("\n")

    def blocks(self, cut_after: bytes = b"") -> Iterator[str]:
        """The text in pieces of whole lines, joined by line feeds, each without the line end of its last line.

        Args:
            cut_after: How the line starts, after a line feed, that should be the last of its piece.
        """
        first = self._read()
        self._wide = self._given or _wide_encoding(first)
        at_start = True
        for text in self._wide_pieces(first) if self._wide else self._narrow_pieces(first, cut_after):
            if at_start or "\ufeff" in text:  # files glued together keep their marks, at the start of a line
                text = text.replace("\n\ufeff", "\n").removeprefix("\ufeff")
                at_start = False
            yield text
        self._say_guesses()

    def pieces(self) -> Iterator[str]:
        """The text in pieces that end anywhere: for files of which all may stand on one line."""
        block = self._read()
        self._wide = self._given or _wide_encoding(block) or self._of_pieces(block)
        decoder = codecs.getincrementaldecoder(self._wide or "utf-8")("replace" if self._wide else "strict")
        held = "\ufeff"  # what the piece before left over: half of a line end; of none, the mark at the start
        offset = 0
        while True:
            text = self._decode_piece(decoder, block, offset)
            text = (text if held == "\ufeff" else held + text).removeprefix(held if held == "\ufeff" else "")
            held = "\r" if block and text.endswith("\r") else ""
            yield _same_line_ends(text.removesuffix(held))
            if not block:
                break
            offset += len(block)
            block = self._read()
        self._say_guesses()

    def _of_pieces(self, block: bytes) -> str:
        """The encoding that XML declares, or that the bytes speak for, where they are not UTF-8."""
        try:
            codecs.getincrementaldecoder("utf-8")().decode(block)
        except UnicodeDecodeError:
            declared = _DECLARED.match(block)
            try:
                return text_encoding(declared[1].decode()) if declared else self._guess(block)
            except TamisError:
                return ""
        return ""

    def _guess(self, block: bytes) -> str:
        name = guessed_encoding(block)
        if name:
            self._log.add(
                None,
                f"the file is not UTF-8 and was read as {name}, which is a guess: check its letters, and if they are "
                "wrong, take the import back and name the encoding with --encoding",
            )
        return name

    def _decode_piece(self, decoder: codecs.IncrementalDecoder, block: bytes, offset: int) -> str:
        """Decode what may begin and end within a character; nothing is left after an empty block."""
        if not self._wide:
            self._note_lost(block, offset)
        before = decoder.getstate()
        try:
            text = self._counted(decoder.decode(block, not block))
            self._has_utf8 = self._has_utf8 or not (self._wide or block.isascii())
            return text
        except UnicodeDecodeError:
            decoder.setstate(before)
        for line in block.splitlines(keepends=True):
            self._decode_line(line, offset)
            offset += len(line)
        decoder.errors = _GUESS
        text = decoder.decode(block, not block)
        decoder.errors = "strict"
        return text

    def _counted(self, text: str) -> str:
        if self._wide:
            self._replaced += text.count("\ufffd")
        return text

    def _note_lost(self, data: bytes, offset: int) -> None:
        """Count what stands where a character was, in bytes that start there in the file."""
        places = [place for mark in _LOST if (place := data.find(mark)) >= 0]
        if places:
            self._first_lost = self._first_lost if self._lost else offset + min(places)
            self._lost += sum(map(data.count, _LOST))

    def _say_guesses(self) -> None:
        if self._replaced:
            what = f"{count(self._replaced, 'character')} {plural(self._replaced, 'is')} not {self._wide}"
            self._log.add(None, f"{what}: is the file damaged, or of another encoding?")
        if self._lost:
            what = f"{count(self._lost, 'character')} {plural(self._lost, 'is')} lost (NUL or “\ufffd”)"
            self._log.add(self._line_of(self._first_lost), f"{what}, from this line on: was the file damaged?")
        if self._guesses:
            names = {"cp1252": "Windows-1252", "latin-1": "Latin-1"}
            encodings = " and ".join(names[name] for name in sorted(self._guesses))
            lines = sum(self._guesses.values())
            self._log.add(
                self._line_of(self._first_guess),
                f"{lines:,} line{'s are' if lines > 1 else ' is'} not UTF-8 and read as {encodings}, which is a guess: "
                "check accented letters, from this line on (--encoding names another)",
            )

    def _read(self) -> bytes:
        block = self.stream.read(_BLOCK)
        self._bytes_read += len(block)
        if self._progress is not None and block:
            self._progress(self._bytes_read)
        return block

    def _line_of(self, offset: int) -> int:
        """The number of the line at this byte. Read again for it: to count the lines of every file would cost more."""
        self.stream.seek(0)
        before = b""
        line = 1
        while offset > 0:
            block = self.stream.read(min(_BLOCK, offset))
            offset -= len(block)
            line += block.count(b"\n") + block.count(b"\r") - (before[-1:] + block).count(b"\r\n")
            before = block
        return line

    def _narrow_pieces(self, block: bytes, cut_after: bytes) -> Iterator[str]:
        offset = 0
        waiting: list[bytes] = []
        while block:
            end = _last_line_end(block)
            if end < 0:
                waiting.append(block)
            else:
                data = self._around = b"".join((*waiting, block[: end + 1]))
                start = 0
                while cut_after and (cut := data.find(cut_after, start)) >= 0:
                    stop = data.find(b"\n", cut + 1)
                    if stop < 0:
                        break
                    yield self._decode(data[start : stop + 1], offset + start)[:-1]
                    start = stop + 1
                if start < len(data):
                    yield self._decode(data[start:], offset + start)[:-1]
                offset += len(data)
                waiting = [block[end + 1 :]]
            block = self._read()
        self._around = b"".join(waiting)
        yield self._decode(self._around, offset)

    def _decode(self, data: bytes, offset: int) -> str:
        """Decode whole lines, the first of which starts at that byte of the file."""
        self._note_lost(data, offset)
        try:
            text = data.decode("utf-8")
            self._has_utf8 = self._has_utf8 or not data.isascii()
        except UnicodeDecodeError:
            lines = []
            for line in data.splitlines(keepends=True):
                lines.append(self._decode_line(line, offset))
                offset += len(line)
            text = "".join(lines)
        return _same_line_ends(text)

    def _decode_line(self, data: bytes, offset: int) -> str:
        try:
            text = data.decode("utf-8")
            self._has_utf8 = self._has_utf8 or not data.isascii()
        except UnicodeDecodeError:
            if self._other is None:
                self._other = self._guess(self._around)
            if self._other:
                return data.decode(self._other, "replace")
            text = data.decode("utf-8", _GUESS)
            name = "latin-1" if any(char in text for char in _UNDEFINED) else "cp1252"
            if not self._guesses:
                self._first_guess = offset
            self._guesses[name] = self._guesses.get(name, 0) + 1
        return text

    def _wide_pieces(self, block: bytes) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self._wide)("replace")
        waiting: list[str] = []
        while block:
            text = self._counted(decoder.decode(block))
            end = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1))
            if end < 0:
                waiting.append(text)
            else:
                yield _same_line_ends("".join((*waiting, text[: end + 1])))[:-1]
                waiting = [text[end + 1 :]]
            block = self._read()
        yield _same_line_ends("".join((*waiting, self._counted(decoder.decode(b"", True)))))


def text_encoding(name: str) -> str:
    """The name that Python has for an encoding of text.

    Raises:
        TamisError: There is no such encoding.
    """
    try:
        found = codecs.lookup(name)
        "a".encode(found.name)
        codecs.getincrementaldecoder(found.name)
    except (LookupError, ValueError, TypeError) as error:
        raise TamisError(
            f"“{name}” is no encoding of text",
            advice="Names are such as utf-8, cp1250, cp1251, cp1252, cp932, gb18030, euc-kr, utf-16.",
        ) from error
    return found.name


def _last_line_end(block: bytes) -> int:
    """Where the last whole line ends; a final CR may be half of a CRLF and does not count."""
    end = block.rfind(b"\n")
    return end if end >= 0 else block.rfind(b"\r", 0, len(block) - 1)


def _same_line_ends(text: str) -> str:
    if "\r" not in text:
        return text
    # CR CR LF is one line end: what comes of writing CRLF as text twice.
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


def _wide_encoding(head: bytes) -> str:
    """The UTF-16 encoding of a file that starts like this, or "" when it is none."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return name
    # Without a mark: Latin letters have a zero as every second byte.
    sample = head[:200]
    if len(sample) >= 8:
        for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
            half, other = sample[start::2], sample[1 - start :: 2]
            if half.count(0) > 0.8 * len(half) and other.count(0) < 0.1 * len(other):
                return name
    return ""
