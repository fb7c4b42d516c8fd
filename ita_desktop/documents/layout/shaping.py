"""Shapes and measures text with HarfBuzz, which Thai needs for tone marks above ascenders and
vowels below ญ and ฐ. Widths are cached, because documents repeat the same words."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from ita_desktop.documents.layout.fonts import OWN, SARABUN_RATIO, FontRun, bundled, stretches
from ita_desktop.fonts import FALLBACKS
from ita_desktop.paths import resource

_MEMORY = 50_000
_NOT_EMBEDDED = (b"GSUB", b"GPOS", b"GDEF", b"name", b"cmap", b"DSIG")
"""Font tables that are not needed once text is shaped."""
_NAMED = re.compile(r"uni((?:[0-9A-F]{4})+)(?:[._]|$)")
_CODE = re.compile("[0-9A-F]{4}")
_FEATURES: dict[str, bool] = {}


class Glyph(NamedTuple):
    """A positioned glyph; lengths are font units."""

    number: int
    advance: int
    across: int
    """Horizontal offset from the pen position; ``up`` is the offset above the baseline."""
    up: int


class ShapedFont:
    """A font file with cached text widths; holds no state of a document."""

    def __init__(self, path: Path) -> None:
        import uharfbuzz as hb

        self.name = "".join(letter for letter in path.stem if letter.isalnum() or letter == "-")
        self._hb = hb
        self._face = hb.Face(hb.Blob.from_file_path(path))
        self._font = hb.Font(self._face)
        self.scale = 1000 / self._face.upem
        """Thousandths of the font size per font unit."""
        self._advances: dict[str, float] = {}
        """Widths in this font alone; those with fallback fonts are ``_widths``."""
        self._widths: dict[str, float] = {}
        self._own = frozenset(map(chr, self._face.unicodes))
        is_bundled = path.parent == bundled().regular.parent
        self.fallback_size = 1.0 if is_bundled else SARABUN_RATIO
        """Size of fallback fonts that look equally large, relative to this font's size."""
        self._texts: dict[int, str] = {}
        extents = self._font.get_font_extents("ltr")
        self.ascent = extents.ascender * self.scale
        self.descent = extents.descender * self.scale

    def advance(self, text: str) -> float:
        """Returns the width of ``text`` in thousandths of the font size."""
        known = self._widths.get(text)
        if known is None:
            if len(self._widths) >= _MEMORY:
                self._widths.clear()
            known = self._widths[text] = sum(
                self.own_advance(part)
                if font == OWN
                else fallback(font).own_advance(part) * self.fallback_size
                for part, font in self.stretches(text)
            )
        return known

    def stretches(self, text: str) -> Iterable[FontRun]:
        """Splits ``text`` into runs of this font and of fallback fonts."""
        if self._own.issuperset(text):
            return (FontRun(text, OWN),)
        return stretches(text, self._own)

    def own_advance(self, text: str) -> float:
        """Returns the width in this font alone; missing glyphs count as its box glyph."""
        known = self._advances.get(text)
        if known is None:
            if len(self._advances) >= _MEMORY:
                self._advances.clear()
            known = self._advances[text] = sum(
                glyph.advance * self.scale for glyph in self.glyphs(text)
            )
        return known

    def width_of(self, glyph: int) -> float:
        return float(self._font.get_glyph_h_advance(glyph) * self.scale)

    def text_of(self, glyph: int) -> str:
        """Returns the characters of a glyph, or an empty string if they are not known. Those of an
        alternative form (``uni0E48.small``) and of several letters at once are in its name."""
        if not self._texts:
            for code in self._face.unicodes:
                self._texts.setdefault(self._font.get_nominal_glyph(code), chr(code))
        if glyph not in self._texts:
            named = _NAMED.match(self._font.glyph_to_string(glyph))
            codes = _CODE.findall(named[1]) if named else ()
            self._texts[glyph] = "".join(chr(int(code, 16)) for code in codes)
        return self._texts[glyph]

    def texts_within(self, text: str) -> dict[int, str]:
        """Returns the characters that each glyph of a shaped text stands for; those of several
        glyphs that are one syllable together are given for each of them."""
        infos = self._shaped(text).glyph_infos or ()
        begins = sorted({info.cluster for info in infos})
        ends = dict(pairwise((*begins, len(text))))
        return {info.codepoint: text[info.cluster : ends[info.cluster]] for info in infos}

    def subset(self, glyphs: set[int]) -> bytes:
        """Returns a font file with only the outlines of ``glyphs``; glyph numbers are kept."""
        hb = self._hb
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.flags = (
            hb.SubsetFlags.RETAIN_GIDS
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _NOT_EMBEDDED)
        return bytes(hb.subset(self._face, wanted).blob.data)

    def glyphs(self, text: str) -> list[Glyph]:
        """Shapes ``text`` in this font alone."""
        buffer = self._shaped(text)
        return [
            Glyph(info.codepoint, at.x_advance, at.x_offset, at.y_offset)
            for info, at in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True)
        ]

    def _shaped(self, text: str) -> Any:
        hb = self._hb
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        hb.shape(self._font, buffer, _FEATURES)
        return buffer


@cache
def letter(path: Path) -> ShapedFont:
    """Returns the font file at ``path``, opened once."""
    return ShapedFont(path)


@cache
def fallback(number: int) -> ShapedFont:
    """Returns a fallback font by its number, opened once."""
    return letter(resource("fonts", FALLBACKS[number].file))
