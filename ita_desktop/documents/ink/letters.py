"""Fonts in a PDF: text drawn by glyph number, fonts embedded as subsets."""

from functools import lru_cache
from hashlib import md5
from typing import Any

from ita_desktop.documents.layout.text.fallbacks import OWN
from ita_desktop.documents.layout.text.shaping import ShapedFont, fallback

_MEMORY = 50_000


@lru_cache(_MEMORY)
def drawn(letter: ShapedFont, text: str) -> tuple[tuple[tuple[float, str], ...], tuple[int, ...]]:
    """Returns pairs of text rise and TJ array elements, and the glyphs used. Numbers in a TJ array
    move the pen, so that combining marks are placed as shaped."""
    parts: list[tuple[float, str]] = []
    glyphs = letter.glyphs(text)
    shown, codes, rise, owed = "", "", 0.0, 0.0
    for glyph in glyphs:
        lift = glyph.up * letter.scale
        if lift != rise:
            parts.append((rise, f"{shown}<{codes}>" if codes else shown))
            shown, codes, rise = "", "", lift
        owed += glyph.across * letter.scale
        if abs(owed) >= 0.5:
            shown += f"<{codes}>{-owed:.0f}" if codes else f"{-owed:.0f} "
            codes, owed = "", owed - round(owed)
        codes += f"{glyph.number:04x}"
        step = (glyph.advance - glyph.across) * letter.scale
        owed += step - letter.width_of(glyph.number)
    shown += f"<{codes}>" if codes else ""
    if abs(owed) >= 0.5:
        shown += f"{-owed:.0f} "
    parts.append((rise, shown))
    return tuple(parts), tuple(glyph.number for glyph in glyphs)


class EmbeddedFont:
    """The use of a font in one document; ``resource`` is its name in the page's resources."""

    def __init__(self, used: ShapedFont, resource: str) -> None:
        self.letter = used
        self.resource = resource
        self._glyphs: set[int] = {0}
        self._forms: dict[int, str] = {}
        """Texts of glyphs that the font itself does not tell: alternative forms of letters."""
        self._fallbacks: dict[int, EmbeddedFont] = {}

    def show(self, text: str, size: float) -> str:
        """Returns the operators that show ``text``, for use between ``[`` and ``]TJ``."""
        return "".join(
            self._show(part, size) if font == OWN else self._show_in(font, part, size)
            for part, font in self.letter.stretches(text)
        )

    def _show(self, text: str, size: float) -> str:
        parts, glyphs = drawn(self.letter, text)
        if not self._glyphs.issuperset(glyphs):
            self._note_forms(text, glyphs)
        if len(parts) == 1 and not parts[0][0]:
            return parts[0][1]
        return "".join(
            f"]TJ {rise * size / 1000:.2f} Ts[{show}]TJ 0 Ts[" if rise else show
            for rise, show in parts
        )

    def _note_forms(self, text: str, glyphs: tuple[int, ...]) -> None:
        fresh = set(glyphs) - self._glyphs
        self._glyphs |= fresh
        if not all(map(self.letter.text_of, fresh)):
            self._forms = self.letter.texts_within(text) | self._forms

    def _show_in(self, font: int, text: str, size: float) -> str:
        if font not in self._fallbacks:
            self._fallbacks[font] = EmbeddedFont(fallback(font), f"{self.resource}N{font}")
        other, high = self._fallbacks[font], size * self.letter.fallback_size
        return (
            f"]TJ /{other.resource} {high:.4g} Tf[{other.show(text, high)}]TJ "
            f"/{self.resource} {size:.4g} Tf["
        )

    def addObjects(self, document: Any) -> None:
        """Adds the font objects; called by reportlab before it writes the file."""
        from reportlab.pdfbase import pdfdoc

        for other in self._fallbacks.values():
            other.addObjects(document)

        glyphs = sorted(self._glyphs)
        program = self.letter.subset(self._glyphs)
        # The tag names the subset and is the same for the same glyphs (ISO 32000-1, 9.6.4).
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
        """Returns the ToUnicode map, for readers that ignore ActualText."""
        known = [(glyph, self.letter.text_of(glyph) or self._forms.get(glyph)) for glyph in glyphs]
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
