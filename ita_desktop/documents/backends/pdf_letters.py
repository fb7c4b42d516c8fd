"""Letters in a PDF: shaped by HarfBuzz, drawn by glyph number, embedded as a subset.

Thai needs shaping (tone marks above ascenders, vowels below ญ and ฐ). Words are shaped once and
kept, because documents say the same words over and over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import md5
from pathlib import Path
from typing import Any

from ita_desktop.documents.fallbacks import OWN, Stretch, stretches
from ita_desktop.documents.letters import SARABUN_RATIO, bundled
from ita_desktop.fonts import FALLBACKS
from ita_desktop.paths import resource

_MEMORY = 50_000
_NOT_EMBEDDED = (b"GSUB", b"GPOS", b"GDEF", b"name", b"cmap", b"DSIG")
"""Tables that nobody reads once the glyphs are chosen."""
_FEATURES: dict[str, bool] = {}


@dataclass(frozen=True, slots=True)
class Shape:
    """A shaped text. Lengths are thousandths of the font size."""

    advance: float
    parts: tuple[tuple[float, str], ...]
    """Rise above the baseline, and the elements of a TJ array."""
    glyphs: tuple[int, ...]

    def operators(self, size: float) -> str:
        """What shows the text, to stand within ``[`` and ``]TJ``."""
        if len(self.parts) == 1 and not self.parts[0][0]:
            return self.parts[0][1]
        return "".join(
            f"]TJ {rise * size / 1000:.2f} Ts[{show}]TJ 0 Ts[" if rise else show
            for rise, show in self.parts
        )


class Letter:
    """One font file. Shapes are remembered; nothing here belongs to one document."""

    def __init__(self, path: Path) -> None:
        import uharfbuzz as hb

        self.name = "".join(letter for letter in path.stem if letter.isalnum() or letter == "-")
        self._hb = hb
        self._face = hb.Face(hb.Blob.from_file_path(path))
        self._font = hb.Font(self._face)
        self._scale = 1000 / self._face.upem
        self._shapes: dict[str, Shape] = {}
        self._own = frozenset(map(chr, self._face.unicodes))
        is_bundled = path.parent == bundled().regular.parent
        self.fallback_size = 1.0 if is_bundled else SARABUN_RATIO
        """Of the size of this letter, that of fallbacks which look as large."""
        self._texts: dict[int, str] = {}
        extents = self._font.get_font_extents("ltr")
        self.ascent = extents.ascender * self._scale
        self.descent = extents.descender * self._scale

    def advance(self, text: str) -> float:
        """The width of ``text`` in thousandths of the font size."""
        if self._own.issuperset(text):
            return self.shape(text).advance
        return sum(
            self.shape(part).advance
            if font == OWN
            else fallback(font).shape(part).advance * self.fallback_size
            for part, font in stretches(text, self._own)
        )

    def stretches(self, text: str) -> Iterable[Stretch]:
        """``text`` in parts that this letter or a fallback has."""
        if self._own.issuperset(text):
            return (Stretch(text, OWN),)
        return stretches(text, self._own)

    def shape(self, text: str) -> Shape:
        """``text`` in this letter alone; what it has not is a box."""
        shape = self._shapes.get(text)
        if shape is None:
            if len(self._shapes) >= _MEMORY:
                self._shapes.clear()
            shape = self._shapes[text] = self._shape(text)
        return shape

    def width_of(self, glyph: int) -> float:
        return float(self._font.get_glyph_h_advance(glyph) * self._scale)

    def text_of(self, glyph: int) -> str:
        """The characters that a glyph stands for, as far as they are known."""
        if not self._texts:
            for code in self._face.unicodes:
                self._texts.setdefault(self._font.get_nominal_glyph(code), chr(code))
        return self._texts.get(glyph, "")

    def subset(self, glyphs: set[int]) -> bytes:
        """The font file with the outlines of ``glyphs`` only; glyph numbers stay."""
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

    def _shape(self, text: str) -> Shape:
        hb = self._hb
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        hb.shape(self._font, buffer, _FEATURES)
        return self._drawn(buffer.glyph_infos or (), buffer.glyph_positions or ())

    def _drawn(self, infos: Any, positions: Any) -> Shape:
        """TJ elements: a number moves the pen back, so that marks stand where they were placed."""
        scale = self._scale
        parts: list[tuple[float, str]] = []
        glyphs = []
        shown, codes, rise = "", "", 0.0
        advance = owed = 0.0
        for info, position in zip(infos, positions, strict=True):
            glyph = info.codepoint
            glyphs.append(glyph)
            lift = position.y_offset * scale
            if lift != rise:
                parts.append((rise, f"{shown}<{codes}>" if codes else shown))
                shown, codes, rise = "", "", lift
            owed += position.x_offset * scale
            if abs(owed) >= 0.5:
                shown += f"<{codes}>{-owed:.0f}" if codes else f"{-owed:.0f} "
                codes, owed = "", owed - round(owed)
            codes += f"{glyph:04x}"
            owed += (position.x_advance - position.x_offset) * scale - self.width_of(glyph)
            advance += position.x_advance * scale
        shown += f"<{codes}>" if codes else ""
        if abs(owed) >= 0.5:
            shown += f"{-owed:.0f} "
        parts.append((rise, shown))
        return Shape(advance, tuple(parts), tuple(glyphs))


@cache
def letter(path: Path) -> Letter:
    """The font file at ``path``, opened once."""
    return Letter(path)


@cache
def fallback(number: int) -> Letter:
    """The font of that number among the fallbacks, opened once."""
    return letter(resource("fonts", FALLBACKS[number].file))


class Embedded:
    """A letter's use in one document. ``resource`` is its name in the page's resources."""

    def __init__(self, used: Letter, resource: str) -> None:
        self.letter = used
        self.resource = resource
        self._glyphs: set[int] = {0}
        self._fallbacks: dict[int, Embedded] = {}

    def show(self, text: str, size: float) -> str:
        """Operators that show ``text``, to stand within ``[`` and ``]TJ``."""
        return "".join(
            self._show(part, size) if font == OWN else self._show_in(font, part, size)
            for part, font in self.letter.stretches(text)
        )

    def _show(self, text: str, size: float) -> str:
        shape = self.letter.shape(text)
        self._glyphs.update(shape.glyphs)
        return shape.operators(size)

    def _show_in(self, font: int, text: str, size: float) -> str:
        if font not in self._fallbacks:
            self._fallbacks[font] = Embedded(fallback(font), f"{self.resource}N{font}")
        other, high = self._fallbacks[font], size * self.letter.fallback_size
        return (
            f"]TJ /{other.resource} {high:.4g} Tf[{other.show(text, high)}]TJ "
            f"/{self.resource} {size:.4g} Tf["
        )

    def addObjects(self, document: Any) -> None:
        """Called by reportlab before it writes the file: the font objects."""
        from reportlab.pdfbase import pdfdoc

        for other in self._fallbacks.values():
            other.addObjects(document)

        glyphs = sorted(self._glyphs)
        program = self.letter.subset(self._glyphs)
        # The tag names the subset, the same for the same glyphs (ISO 32000-1, 9.6.4).
        digest = md5(repr(glyphs).encode(), usedforsecurity=False).hexdigest()
        tag = "".join(chr(ord("A") + int(code, 16)) for code in digest[:6])
        name = f"/{tag}+{self.letter.name}"
        pdf = pdfdoc.PDFDictionary
        descriptor = pdf(
            {
                "Type": "/FontDescriptor",
                "FontName": name,
                "Flags": 4,
                "FontBBox": "[-600 -600 1600 1400]",
                "ItalicAngle": 0,
                "Ascent": round(self.letter.ascent),
                "Descent": round(self.letter.descent),
                "CapHeight": round(self.letter.ascent),
                "StemV": 80,
                "FontFile2": document.Reference(_stream(program, Length1=len(program))),
            }
        )
        widths = " ".join(f"{glyph}[{self.letter.width_of(glyph):.0f}]" for glyph in glyphs)
        descendant = pdf(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": name,
                "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                "FontDescriptor": document.Reference(descriptor),
                "W": f"[{widths}]",
                "CIDToGIDMap": "/Identity",
            }
        )
        font = pdf(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(self._unicode_map(glyphs).encode())),
            }
        )
        if self.resource in document.idToObject:
            # reportlab's own first font, which no text uses.
            document.idToObject[self.resource] = font
        else:
            document.Reference(font, self.resource)
        fonts = document.idToObject[pdfdoc.BasicFonts].dict
        fonts[self.resource] = pdfdoc.PDFObjectReference(self.resource)

    def _unicode_map(self, glyphs: list[int]) -> str:
        """For readers that do not honour ActualText: which characters a glyph stands for."""
        known = [(glyph, self.letter.text_of(glyph)) for glyph in glyphs]
        lines = [
            f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in known if text
        ]
        blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        maps = "\n".join(
            f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{maps}\nendcmap CMapName currentdict /CMap defineresource pop end end"
        )


def _stream(content: bytes, **entries: int) -> Any:
    from reportlab.pdfbase import pdfdoc

    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(entries)), content)
    stream.filters = [pdfdoc.PDFZCompress]
    return stream
