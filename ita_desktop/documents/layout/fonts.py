"""The fonts of documents: TH Sarabun if it is installed, else the bundled Sarabun, others for
letters that it lacks, and how text is shaped and measured in them.

Sarabun has the official letter forms but is drawn larger: 16 pt of TH Sarabun New looks like 10.5
pt of Sarabun. Set at that ratio, a page holds the same amount of text.

For Chinese, Lao, Cyrillic, symbols and emoji PDF and pictures use bundled fonts; Word and Excel
are given the name of a font of the reader's computer. A character in no font is shown as a box,
never dropped.

HarfBuzz shapes text, which Thai needs for tone marks above ascenders and vowels below ญ and ฐ.
Widths are cached, because documents repeat the same words.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple
from unicodedata import category

from ita_desktop.documents.styles import OFFICIAL_LETTER, OTHER_NAMES
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.fonts import FALLBACKS
from ita_desktop.paths import resource

_MEMORY = 50_000
_NOT_EMBEDDED = (b"GSUB", b"GPOS", b"GDEF", b"name", b"cmap", b"DSIG")
"""Font tables that are not needed once text is shaped."""
_NAMED = lazy_re(r"uni((?:[0-9A-F]{4})+)(?:[._]|$)")
_CODE = lazy_re("[0-9A-F]{4}")
_FEATURES: dict[str, bool] = {}
SARABUN_RATIO = 10.5 / 16

# TH SarabunIT๙ is left out on purpose: it draws Arabic digits as Thai ones, even in O12 and
# addresses, whatever digits the document uses.
_FAMILIES = (OFFICIAL_LETTER, *OTHER_NAMES)


@dataclass(frozen=True, slots=True)
class Letters:
    """A font, its name and files; multiply official sizes by ``ratio`` to get the size to set it
    in."""

    name: str
    regular: Path
    bold: Path
    ratio: float


def bundled() -> Letters:
    """Returns the Sarabun bundled with the program."""
    return Letters(
        "Sarabun",
        resource("fonts", "Sarabun-Regular.ttf"),
        resource("fonts", "Sarabun-Bold.ttf"),
        SARABUN_RATIO,
    )


@cache
def letters() -> Letters:
    """Returns the document font of this computer; the search runs once."""
    return find(_font_folders()) or bundled()


def find(folders: Iterable[Path]) -> Letters | None:
    """Returns TH Sarabun in regular and bold, or None if either is missing."""
    files = {_key(path.stem): path for folder in folders for path in _font_files(folder)}
    for name in _FAMILIES:
        family = _key(name)
        regular = files.get(family) or files.get(f"{family}regular")
        bold = files.get(f"{family}bold")
        if regular and bold and _has_thai(regular) and _has_thai(bold):
            return Letters(name, regular, bold, 1.0)
    return None


def _key(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _font_files(folder: Path) -> Iterator[Path]:
    for where, _folders, names in os.walk(folder):
        for name in names:
            if name.lower().endswith(".ttf") and "sarabun" in name.lower():
                yield Path(where, name)


def _has_thai(path: Path) -> bool:
    """Returns whether the file is a readable font with Thai characters."""
    import uharfbuzz as hb

    try:
        font = hb.Font(hb.Face(hb.Blob.from_file_path(path)))
    except (OSError, hb.HarfBuzzError):
        return False
    return font.get_nominal_glyph(ord("ก")) is not None


def _font_folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        windows = os.environ.get("WINDIR", r"C:\Windows")
        return Path(windows, "Fonts"), Path(local, "Microsoft", "Windows", "Fonts")
    if sys.platform == "darwin":
        return Path("/Library/Fonts"), home / "Library" / "Fonts"
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    )


class FontRun(NamedTuple):
    """A run of text in one font: the number of a fallback, or ``OWN`` for the document font."""

    text: str
    font: int


OWN: Final = -1
_KEY: Final = "\u20e3"
"""The combining keycap, which follows a letter (and a variation selector): one symbol."""


def stretches(text: str, own: frozenset[str]) -> Iterator[FontRun]:
    """Splits ``text`` into runs by font; ``own`` are the characters of the document font."""
    if own.issuperset(text):
        yield FontRun(text, OWN)
        return
    fonts: list[int] = []
    has_keys = _KEY in text
    for at, letter in enumerate(text):
        framed = has_keys and text[at + 1 : at + 3].lstrip("\ufe0f").startswith(_KEY)
        fonts.append(_font_of(_KEY if framed else letter, own, fonts[-1] if fonts else OWN))
    at = 0
    for font, run in groupby(fonts):
        count = len(list(run))
        yield FontRun(text[at : at + count], font)
        at += count


def _font_of(letter: str, own: frozenset[str], before: int) -> int:
    if letter in own:
        return OWN
    kind = category(letter)
    if kind in {"Cc", "Cf", "Zs"} or (kind in {"Mn", "Me"} and before != OWN):
        return before
    return _fallback(letter)


@lru_cache(10_000)
def _fallback(letter: str) -> int:
    """Returns the first fallback that has a letter."""
    return next((at for at in range(len(FALLBACKS)) if letter in covered(at)), OWN)


def without_glyph(texts: Iterable[str]) -> Mapping[str, str]:
    """Returns the characters that no font has, each with the first of the ``texts`` that has it."""
    found: dict[str, str] = {}
    for text in texts:
        if not covered(OWN).issuperset(text):
            for letter in text:
                if _fallback(letter) == OWN and not _is_covered(letter):
                    found.setdefault(letter, text)
    return found


def _is_covered(letter: str) -> bool:
    return letter in covered(OWN) or category(letter) in {"Cc", "Cf", "Zs", "Mn", "Me"}


@cache
def covered(font: int) -> frozenset[str]:
    """Returns the characters of a fallback, or of the bundled document font (``OWN``)."""
    import uharfbuzz as hb

    path = bundled().regular if font == OWN else resource("fonts", FALLBACKS[font].file)
    return frozenset(map(chr, hb.Face(hb.Blob.from_file_path(path)).unicodes))


def in_office_fonts(text: str) -> Iterator[tuple[str, str]]:
    """Splits ``text`` into parts with the font name for Word and Excel; empty for the style's."""
    parts = stretches(text, covered(OWN))
    for font, run in groupby(parts, _office_font):
        yield "".join(font_run.text for font_run in run), font


def _office_font(part: FontRun) -> str:
    return "" if part.font == OWN else FALLBACKS[part.font].office


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
