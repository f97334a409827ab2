"""The flow diagram as PNG, for a draft in a word processor; the drawing itself is the SVG."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from functools import partial

from core.errors import TamisError

PIXELS = 2_100
"""At most so wide, which is 17.8 cm in print: a figure over both columns of a journal's page."""
DOTS_PER_INCH = 300
LARGEST = 2.5
"""How many pixels a unit of the drawing has at most: its letters are then 7 points high in print."""
_INSTALL = "Install it with: pip install 'tamis[png]'. Or convert the SVG: rsvg-convert, Inkscape."
_FONTS = ("DejaVu Sans", "Liberation Sans", "Noto Sans", "FreeSans", "Helvetica", "Segoe UI", "Verdana")
"""Fonts to write with where there is neither Arial nor what the system says is without serifs."""
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">{}</svg>'


def flow_png(svg: str) -> bytes:
    """The picture of an SVG that states its width in pixels.

    Raises:
        TamisError: What draws it is not installed, or there is no font to write with.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise TamisError("PNG needs the package resvg_py, which is not installed", advice=_INSTALL) from error
    # Without a font the renderer leaves every word out, and says nothing; for one that is not there it takes no other.
    written = _PROBE.format('<text x="2" y="15" font-family="Arial, sans-serif">n</text>')
    empty = svg_to_bytes(svg_string=_PROBE.format(""))
    draw: list[Callable[..., bytes]] = [
        svg_to_bytes,
        *(partial(svg_to_bytes, sans_serif_family=font) for font in _FONTS),
    ]
    drawing = next((each for each in draw if each(svg_string=written) != empty), None)
    if drawing is None:
        raise TamisError(
            "PNG needs a font, and this computer has none", advice="Install one, such as the package fonts-dejavu-core."
        )
    stated = re.search(r'<svg [^>]*?\bwidth="([\d.]+)"', svg)
    if stated is None:
        raise ValueError("the drawing states no width")
    return _with_resolution(drawing(svg_string=svg, zoom=min(PIXELS / float(stated[1]), LARGEST)))


def _with_resolution(png: bytes) -> bytes:
    """The picture with its size in print: a chunk `pHYs` (dots per metre) after the header, which has 33 bytes."""
    per_metre = round(DOTS_PER_INCH / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    return png[:33] + struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)) + png[33:]
