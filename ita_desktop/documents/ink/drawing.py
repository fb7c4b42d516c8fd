"""Drawings as PDF vector shapes, with text in the document's fonts. Lengths are points."""

from collections.abc import Iterator

from ita_desktop.documents.ink.letters import EmbeddedFont
from ita_desktop.documents.text.printable import in_digits
from ita_desktop.domain.text import Digits
from ita_desktop.pictures.shapes import (
    Dot,
    Drawing,
    FilledRect,
    Ink,
    StraightLine,
    TextLabel,
)

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
    from ita_desktop.typography.clusters import clusters

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
