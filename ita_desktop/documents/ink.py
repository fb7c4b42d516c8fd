"""Text and drawings as PDF operators, and as pictures for programs that cannot show vector shapes.

Text is drawn by glyph number, fonts are embedded as subsets. Pictures are made ready for output:
without metadata, and a blank in the place of missing ones. Lengths are points.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import md5
from io import BytesIO
from typing import Any

from ita_desktop.documents.content import Document, Image
from ita_desktop.documents.layout.fonts import OWN, ShapedFont, fallback, letter, letters
from ita_desktop.documents.printable import in_digits
from ita_desktop.documents.styles import MM
from ita_desktop.domain.text import Digits
from ita_desktop.filing.pdfium import ONE_AT_A_TIME
from ita_desktop.pictures.charts import Chart, draw
from ita_desktop.pictures.photographs import without_notes
from ita_desktop.pictures.shapes import Dot, Drawing, FilledRect, Ink, StraightLine, TextLabel

_DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72
_COLOURS = {
    Ink.TEXT: "0 0 0",
    Ink.MUTED: ".34 .34 .34",
    Ink.RULE: ".82 .82 .82",
    Ink.MARK: ".25 .25 .25",
    Ink.GOOD: ".09 .34 .25",
    Ink.WEAK: ".80 .58 .20",
    Ink.PALE: ".90 .90 .89",
    Ink.RAMP_1: ".05 .25 .18",
    Ink.RAMP_2: ".14 .42 .31",
    Ink.RAMP_3: ".36 .52 .45",
    Ink.RAMP_4: ".70 .80 .74",
    Ink.RAMP_5: ".87 .87 .80",
    Ink.RAMP_6: ".97 .96 .93",
    Ink.ON_DARK: "1 1 1",
    Ink.GROUND: "1 1 1",
}
_FULL = 255
_CIRCLE = 0.5523
"""Length of the control handles of the four Bézier curves of a circle."""
_DOTS = "…"
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


def hex_of(ink: Ink) -> str:
    """Returns the colour of an ink as ``RRGGBB``."""
    return "".join(f"{round(float(part) * _FULL):02X}" for part in _COLOURS[ink].split())


class DrawingPainter:
    """Writes drawings in the fonts of a document; ``ratio`` scales official sizes to the font."""

    def __init__(self, regular: EmbeddedFont, bold: EmbeddedFont, ratio: float) -> None:
        self._regular, self._bold = regular, bold
        self._ratio = ratio

    def paint(self, drawing: Drawing, left: float, top: float, digits: Digits) -> str:
        """Returns the operators of a drawing with its top left corner there, ``top`` measured
        upwards, and its figures in ``digits``.

        It is marked content whose ActualText is its description.
        """
        actual = in_digits(drawing.alt, digits).encode("utf-16-be").hex()
        shapes = "".join(self._shapes(drawing, digits))
        return (
            f"/Span<</ActualText<feff{actual}>>>BDC q 1 0 0 1 {left:.2f} {top:.2f} cm\n"
            f"{shapes}Q EMC\n"
        )

    def _shapes(self, drawing: Drawing, digits: Digits) -> Iterator[str]:
        for shape in drawing.shapes:
            match shape:
                case FilledRect():
                    yield _box(shape)
                case StraightLine():
                    yield _rule(shape)
                case Dot():
                    yield _dot(shape)
                case TextLabel():
                    yield self._label(shape, digits)

    def _label(self, label: TextLabel, digits: Digits) -> str:
        embedded = self._bold if label.bold else self._regular
        size = label.size * self._ratio
        text = _fitted(embedded, in_digits(label.text, digits), label.room * 1000 / size)
        width = embedded.letter.advance(text) * size / 1000
        x = label.x - width * label.anchor.share
        return (
            f"{_COLOURS[label.ink]} rg BT /{embedded.resource} {size:.4g} Tf "
            f"1 0 0 1 {x:.2f} {-label.y:.2f} Tm [{embedded.show(text, size)}]TJ ET 0 0 0 rg\n"
        )


def _fitted(embedded: EmbeddedFont, text: str, room: float) -> str:
    """Returns ``text`` cut to ``room``, in thousandths of the font size; 0 for no limit."""
    advance = embedded.letter.advance
    if not room or advance(text) <= room:
        return text
    from ita_desktop.typography.lines import clusters

    parts = clusters(text)
    while parts and advance("".join(parts) + _DOTS) > room:
        parts = parts[:-1]
    return "".join(parts).rstrip() + _DOTS


def _box(box: FilledRect) -> str:
    area = f"{box.x:.2f} {-box.y - box.height:.2f} {box.width:.2f} {box.height:.2f} re"
    if box.edge is None:
        return f"{_COLOURS[box.fill]} rg {area} f 0 0 0 rg\n"
    return f"{_COLOURS[box.fill]} rg {_COLOURS[box.edge]} RG .4 w {area} B 0 0 0 rg 0 0 0 RG\n"


def _rule(rule: StraightLine) -> str:
    dash = "[3 2] 0 d " if rule.dashed else ""
    back = "[] 0 d " if rule.dashed else ""
    return (
        f"{_COLOURS[rule.ink]} RG {rule.thickness:.2f} w {dash}{rule.x1:.2f} {-rule.y1:.2f} m "
        f"{rule.x2:.2f} {-rule.y2:.2f} l S {back}0 0 0 RG\n"
    )


def _dot(dot: Dot) -> str:
    x, y, r = dot.x, -dot.y, dot.radius
    k = r * _CIRCLE
    path = (
        f"{x + r:.2f} {y:.2f} m "
        f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c"
    )
    if dot.filled:
        return f"{_COLOURS[dot.ink]} rg {path} f 0 0 0 rg\n"
    return f"1 1 1 rg {_COLOURS[dot.ink]} RG 1 w {path} B 0 0 0 rg 0 0 0 RG\n"


def png(drawing: Drawing, digits: Digits) -> bytes:
    """Returns the drawing at print resolution, rendered by pdfium from a PDF page of its size."""
    import pypdfium2

    scale = _DOTS_PER_INCH / _POINTS_PER_INCH
    target = BytesIO()
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(_page(drawing, digits))
        try:
            image = document[0].render(scale=scale).to_pil()
        finally:
            document.close()
    image.save(target, "PNG")
    return target.getvalue()


def _page(drawing: Drawing, digits: Digits) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    files = letters()
    regular, bold = (
        EmbeddedFont(letter(files.regular), "F1"),
        EmbeddedFont(letter(files.bold), "F2"),
    )
    painter = DrawingPainter(regular, bold, files.ratio)
    target = BytesIO()
    canvas: Any = Canvas(target, pagesize=(drawing.width, drawing.height), invariant=1)
    canvas.addLiteral(painter.paint(drawing, 0, drawing.height, digits))
    canvas.showPage()
    canvas._doc.delayedFonts += [regular, bold]  # noqa: SLF001 - as TTFont does
    canvas.save()
    return target.getvalue()


# Charts as pictures, for back-ends that cannot draw them.


def figure_image(chart: Chart, document: Document) -> Image:
    """Returns a chart as a bitmap as wide as the document's text."""
    drawing = draw(chart, document.text_width * MM)
    alt = in_digits(drawing.alt, document.digits)
    return Image(png(drawing, document.digits), document.text_width, drawing.height / MM, alt)


def shown(image: Image) -> Image:
    """Returns ``image`` without metadata; if it has no data or is broken, a blank of its size, so
    that a picture added later does not move the text below."""
    kept = image.data
    data = without_notes(kept) if kept else b""
    if data:
        return replace(image, source=data)
    size = image.width * MM, image.height * MM
    return replace(image, source=png(Drawing(*size, (), image.alt), Digits.ARABIC))
