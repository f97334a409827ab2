"""Bytes as a failing disk, a broken download or a careless editor leaves them."""

from __future__ import annotations

from hypothesis import strategies as st

# What damage is made of: single bytes, and what means something to one of the readers.
SCRAPS = st.sampled_from(
    [
        *(b"\x00", b"\x00\x00\x00", b"\xff", b"\xfe", b"\xef\xbb\xbf", b"\x1b[31m"),
        *(b"\r", b"\n", b"\n\n", b"\r\n", b"\t"),
        *(b'"', b'""', b",", b";", b"{", b"}", b"@", b"@article{x,", b"\\", b"%", b"%0 Book\n", b"%K x", b"<", b">"),
        *(b"</record>", b"<record>", b"<!--", b"<![CDATA[", b"&#0;", b"&x;", b"  - ", b"ER  - ", b"\nER  - \n"),
        *(b"\nTY  - BOOK\n", b"TY  -", b"\nER\n", b"\nEF\n", b"\nPT B\n"),
        *(b"PMID- 1\n", b"\nOWN - X\n", b"<7>\n", b"VN  - "),
    ]
)


@st.composite
def damaged(draw: st.DrawFn, text: bytes) -> bytes:
    """The bytes, cut, overwritten, added to or doubled at one to three places."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 80)))
        what = draw(st.sampled_from(["cut", "flip", "insert", "double"]))
        if what == "cut":
            text = text[:start] + text[end:]
        elif what == "flip":
            mask = draw(st.integers(1, 255))
            text = text[:start] + bytes(byte ^ mask for byte in text[start : start + 1]) + text[start + 1 :]
        elif what == "insert":
            text = text[:start] + draw(st.one_of(SCRAPS, st.binary(max_size=8))) + text[start:]
        else:
            text = text[:end] + text[start:end] + text[end:]
    return text
