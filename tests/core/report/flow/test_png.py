"""The picture: its size in pixels and in print, and what is said where it cannot be drawn."""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Iterator

import pytest

from core.errors import TamisError
from core.report.flow.png import PIXELS, flow_png
from core.report.flow.svg import flow_svg
from tests.core.report.flow.diagrams import full


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    place = 8
    while place < len(png):
        length = struct.unpack_from(">I", png, place)[0]
        kind, body = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack_from(">I", png, place + 8 + length)[0] == zlib.crc32(kind + body)
        yield kind, body
        place += 12 + length


def test_it_is_as_wide_as_a_page() -> None:
    pytest.importorskip("resvg_py", reason="the optional package for PNG is not installed")
    picture = list(chunks(flow_png(flow_svg(full(7), "A review"))))
    found = dict(picture)
    assert struct.unpack(">I", found[b"IHDR"][:4])[0] == PIXELS == 2_100
    assert struct.unpack(">IIB", found[b"pHYs"]) == (11_811, 11_811, 1)
    assert len(zlib.decompress(b"".join(body for kind, body in picture if kind == b"IDAT"))) > PIXELS


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(TamisError, match=r"tamis\[png\]"):
        flow_png(flow_svg(full(7), "A review"))


def test_without_a_font_it_does_not_draw_empty_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    package = pytest.importorskip("resvg_py", reason="the optional package for PNG is not installed")
    drawn = package.svg_to_bytes
    monkeypatch.setattr(package, "svg_to_bytes", lambda **options: drawn(**options, skip_system_fonts=True))
    with pytest.raises(TamisError, match="font"):
        flow_png(flow_svg(full(7), "A review"))


def test_it_is_written_in_a_font_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    package = pytest.importorskip("resvg_py", reason="the optional package for PNG is not installed")
    drawn, fonts = package.svg_to_bytes, list[str | None]()

    def with_one_font(*, svg_string: str, sans_serif_family: str | None = None, **options: float) -> bytes:
        fonts.append(sans_serif_family)
        words = b"words" if "<text" in svg_string and sans_serif_family == "Noto Sans" else b""
        return bytes(drawn(svg_string=svg_string, skip_system_fonts=True, **options)) + words

    monkeypatch.setattr(package, "svg_to_bytes", with_one_font)
    assert flow_png(flow_svg(full(7), "A review")).endswith(b"words")
    assert fonts[0] is None and fonts[-2:] == ["Noto Sans", "Noto Sans"]
