"""PDFs of different making, written byte by byte, for tests of what is read of them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Placed = tuple[float, float, str]
"""Where a line begins, in points from the left and from the bottom, and its text."""


def pdf(
    pages: Sequence[Sequence[Placed]],
    *,
    rotate: int = 0,
    unicode: Sequence[tuple[int, str]] = (),
    trailer: bytes = b"",
    more: Sequence[bytes] = (),
) -> bytes:
    """A PDF.

    Args:
        pages: The lines of each page; in their texts a code that `unicode` names means that text.
        rotate: Degrees by which the pages are turned.
        unicode: (code, text) of characters that Helvetica does not have.
        trailer: What else stands in the trailer.
        more: Further objects.
    """
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    mapping = b"\n".join(b"<%02X> <%s>" % (code, text.encode("utf-16-be").hex().encode()) for code, text in unicode)
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 begincodespacerange <00> <FF> "
        b"endcodespacerange %d beginbfchar\n%s\nendbfchar endcmap end" % (len(unicode), mapping)
    )
    to_unicode = b" /ToUnicode 4 0 R" if unicode else b""
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding%s >>" % to_unicode)
    objects.append(_stream(cmap))
    kids = []
    for lines in pages:
        content = b"".join(b"BT /F1 10 Tf %.1f %.1f Td (%s) Tj ET\n" % (x, y, _escaped(text)) for x, y, text in lines)
        objects.append(_stream(content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (rotate, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects += more
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return (
        out
        + head
        + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            trailer,
            len(out),
        )
    )


def column(lines: Sequence[str], x: float = 60, top: float = 780, step: float = 14) -> list[Placed]:
    """Lines under each other."""
    return [(x, top - step * place, line) for place, line in enumerate(lines)]


def encrypted() -> bytes:
    """A PDF that asks for a password that nobody has."""
    keys = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"11" * 32, b"22" * 32)
    pages = [column(["secret"])]
    return pdf(pages, trailer=b"/Encrypt 7 0 R /ID [<00><00>]", more=[keys])


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _escaped(text: str) -> bytes:
    return text.encode("latin-1").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
