"""Reads letters, ruling lines and pictures of a PDF page with pdfium.

A piece of text is a letter, or as much as its file names a text of its own for (ActualText): our
own files do so for each line, Word for some Thai letters. Lengths are points on the page as it is
shown, ``y`` downwards.
"""

import itertools
from collections.abc import Callable, Iterator
from ctypes import (
    POINTER,
    addressof,
    byref,
    c_double,
    c_float,
    c_int,
    c_ubyte,
    c_ulong,
    cast,
    create_string_buffer,
)
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from ita_desktop.exchange.files.pdf.content import ContentImage, Edge
from ita_desktop.typography.thai_letters import MARKS

MOST_OBJECTS: Final = 60_000
"""Maximum number of drawn things on one page."""
MOST_LETTERS: Final = 60_000
"""Maximum number of letters on one page."""
MOST_EDGES: Final = 20_000
_DEPTH: Final = 6
"""Maximum depth of forms within one another."""
_THIN: Final = 3.0
"""Greatest thickness of a filled shape that is a line."""
_LEAST_EDGE: Final = 3.0
_STRAIGHT: Final = 0.5
"""Greatest slope of a line that is meant to be level or upright."""
_LEAST_SPACE: Final = 0.3
_LEVEL: Final = 0.02
"""Greatest slope of a level text."""
_MOST_SEGMENTS: Final = 400
_LEAST_IMAGE: Final = 12.0
_LONGEST_TEXT: Final = 16_000
_BOLD: Final = 600
_SPACE: Final = 32
"""The code of a space; what is below it is no letter."""
_HYPHEN: Final = ord("-")
_ENCODINGS: Final = (
    (b"\xfe\xff", "utf-16-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xef\xbb\xbf", "utf-8"),
)

Matrix = tuple[float, float, float, float, float, float]


class TooMuchError(Exception):
    """There is more on the page than on any page of an office."""


class TextPiece(NamedTuple):
    """A piece of text at its place; ``is_whole`` if its file says what text it is."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    again: bool = False
    is_whole: bool = False
    heading: int = 0
    """The level of the heading that its file says it is of, 0 for none."""
    struck: bool = False
    """Whether it is struck through."""

    @property
    def ends_a_paragraph(self) -> bool:
        """Whether its text says that a paragraph or cell ends, as those of this program's files
        do."""
        return self.is_whole and not self.again and self.text[-1:] in {"\n", "\t", "\v"}


class _TextObject(NamedTuple):
    """A text as it is drawn by one operator."""

    size: float
    bold: bool
    again: bool
    is_stated: bool
    """Whether the file says what text it is."""
    base: float | None
    """Its baseline; None if it is not level."""


@dataclass(slots=True)
class _Marked:
    """A text that the file states for some of its drawn things."""

    text: str
    again: bool
    heading: int = 0
    pieces: list[tuple[float, float, float, float]] = field(default_factory=list)
    base: float = 0.0
    size: float = 0.0
    bold: bool = False
    is_drawing: bool = False


@dataclass(slots=True)
class PageDrawing:
    """What is drawn on a page."""

    pieces: list[TextPiece] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    images: list[tuple[Any, ContentImage]] = field(default_factory=list)
    """Pictures with their handles; None for one that is only described."""


class PageReader:
    """Reads one page; ``page`` and ``text`` are the raw handles of it and of its text."""

    def __init__(self, page: Any, text: Any) -> None:
        from pypdfium2 import raw

        self._raw = raw
        self._page, self._text = page, text
        self._shown, self.width, self.height = _view(raw, page)
        self._drawn = PageDrawing()
        self._marked: dict[int, _Marked] = {}
        self._objects: dict[int, _TextObject] = {}
        """The texts that are drawn, by their addresses."""
        self._count = 0
        self._floats = (c_float(), c_float(), c_float(), c_float())
        self._doubles = (c_double(), c_double(), c_double(), c_double())
        self._loose = raw.FS_RECTF()

    def read(self) -> PageDrawing:
        """Return what is drawn. Raises TooMuchError."""
        count = self._raw.FPDFPage_CountObjects(self._page)
        objects = (self._raw.FPDFPage_GetObject(self._page, at) for at in range(count))
        self._walk(objects, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
        for marked in self._marked.values():
            self._end(marked)
        self._drawn.pieces.extend(self._letters())
        return self._drawn

    # -- drawn things

    def _walk(self, objects: Iterator[Any], matrix: Matrix, depth: int) -> None:
        raw = self._raw
        kinds: dict[int, Callable[[Any, Matrix, int], None]] = {
            raw.FPDF_PAGEOBJ_TEXT: self._on_text,
            raw.FPDF_PAGEOBJ_PATH: self._on_path,
            raw.FPDF_PAGEOBJ_IMAGE: self._on_image,
            raw.FPDF_PAGEOBJ_FORM: self._on_form,
        }
        for thing in objects:
            self._count += 1
            if self._count > MOST_OBJECTS:
                raise TooMuchError
            read = kinds.get(raw.FPDFPageObj_GetType(thing))
            if read is not None:
                read(thing, matrix, depth)

    def _on_form(self, form: Any, matrix: Matrix, depth: int) -> None:
        if depth >= _DEPTH:
            return
        raw = self._raw
        count = raw.FPDFFormObj_CountObjects(form)
        inner = (raw.FPDFFormObj_GetObject(form, at) for at in range(max(count, 0)))
        self._walk(inner, _times(self._matrix(form), matrix), depth + 1)

    def _on_text(self, thing: Any, matrix: Matrix, _depth: int) -> None:
        stated, again, heading, mark = self._marks(thing)
        own = self._matrix(thing)
        whole = _times(own, matrix)
        scale = (whole[2] ** 2 + whole[3] ** 2) ** 0.5
        self._raw.FPDFTextObj_GetFontSize(thing, byref(self._floats[0]))
        size = self._floats[0].value * scale
        bold = self._is_bold(thing)
        x, base = self._shown(whole[4], whole[5])
        ahead, along = self._shown(whole[4] + whole[0], whole[5] + whole[1])
        is_level = abs(along - base) <= _LEVEL * abs(ahead - x)
        known = _TextObject(size, bold, again, bool(stated), base if is_level else None)
        self._objects[_address(thing)] = known
        if not stated:
            return
        marked = self._marked.setdefault(mark, _Marked(stated, again, heading))
        box = self._box(thing, matrix)
        if not marked.pieces:
            marked.base, marked.size, marked.bold = base, size, bold
        marked.pieces.append(box)

    def _is_bold(self, thing: Any) -> bool:
        raw = self._raw
        font = raw.FPDFTextObj_GetFont(thing)
        if not font:
            return False
        name = create_string_buffer(128)
        raw.FPDFFont_GetBaseFontName(font, name, 128)
        return b"bold" in name.value.lower() or raw.FPDFFont_GetWeight(font) >= _BOLD

    def _on_path(self, thing: Any, matrix: Matrix, _depth: int) -> None:
        stated, _again, _heading, mark = self._marks(thing)
        if stated:
            # A drawing, described by the text.
            marked = self._marked.setdefault(mark, _Marked(stated, again=False))
            marked.is_drawing = True
            marked.pieces.append(self._box(thing, matrix))
            return
        raw = self._raw
        fill, stroke = c_int(), c_int()
        raw.FPDFPath_GetDrawMode(thing, byref(fill), byref(stroke))
        segments = raw.FPDFPath_CountSegments(thing)
        if segments > _MOST_SEGMENTS or not (fill.value or stroke.value):
            return
        whole = _times(self._matrix(thing), matrix)
        for points in self._subpaths(thing, segments, whole):
            if stroke.value:
                self._edges(points)
            else:
                self._thin(points)
        if len(self._drawn.edges) > MOST_EDGES:
            raise TooMuchError

    def _subpaths(self, thing: Any, segments: int, matrix: Matrix) -> list[list[list[float]]]:
        """Return the corners of the straight parts of a path; curves have none."""
        raw = self._raw
        x, y = self._floats[:2]
        paths: list[list[list[float]]] = []
        for at in range(segments):
            segment = raw.FPDFPath_GetPathSegment(thing, at)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            point = [*self._shown(*_at(matrix, x.value, y.value))]
            if kind == raw.FPDF_SEGMENT_LINETO and paths:
                paths[-1].append(point)
            else:
                paths.append([point])
            if raw.FPDFPathSegment_GetClose(segment):
                paths[-1].append(paths[-1][0])
        return paths

    def _edges(self, points: list[list[float]]) -> None:
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            across, down = abs(x1 - x0), abs(y1 - y0)
            if across >= _LEAST_EDGE and down <= _STRAIGHT:
                self._drawn.edges.append(Edge(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif down >= _LEAST_EDGE and across <= _STRAIGHT:
                self._drawn.edges.append(Edge(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def _thin(self, points: list[list[float]]) -> None:
        """Take a filled shape as a line, if it is that thin."""
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if bottom - top <= _THIN and right - left >= _LEAST_EDGE:
            self._drawn.edges.append(Edge(True, (top + bottom) / 2, left, right))
        elif right - left <= _THIN and bottom - top >= _LEAST_EDGE:
            self._drawn.edges.append(Edge(False, (left + right) / 2, top, bottom))

    def _on_image(self, thing: Any, matrix: Matrix, _depth: int) -> None:
        left, top, right, bottom = self._box(thing, matrix)
        if min(right - left, bottom - top) >= _LEAST_IMAGE:
            self._drawn.images.append((thing, ContentImage("", left, top, right, bottom)))

    def _end(self, marked: _Marked) -> None:
        """Add a stated text as a piece, or as the description of a drawing."""
        boxes = marked.pieces
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        if marked.is_drawing:
            image = ContentImage("", left, top, right, bottom, " ".join(marked.text.split()))
            self._drawn.images.append((None, image))
            return
        self._drawn.pieces.append(
            TextPiece(
                *(marked.text, left, right, top, bottom, marked.base),
                *(marked.size, marked.bold, marked.again),
                is_whole=True,
                heading=marked.heading,
            )
        )

    def _marks(self, thing: Any) -> tuple[str, bool, int, int]:
        """Return the text that is stated for a thing, whether it is an artifact, the level of the
        heading that it is of, and the address of the mark with the text."""
        raw = self._raw
        stated, again, heading, address = "", False, 0, 0
        for at in range(min(raw.FPDFPageObj_CountMarks(thing), _DEPTH)):
            mark = raw.FPDFPageObj_GetMark(thing, at)
            name = self._name(mark)
            again = again or name == "Artifact"
            if name[:1] == "H" and name[1:].isdecimal():
                heading = int(name[1:])
            text = self._stated(mark)
            if text:
                stated, address = text, _address(mark)
        return stated, again, heading, address

    def _name(self, mark: Any) -> str:
        size = c_ulong()
        name = create_string_buffer(64)
        self._raw.FPDFPageObjMark_GetName(
            mark, cast(name, POINTER(self._raw.FPDF_WCHAR)), 64, byref(size)
        )
        return name.raw[: min(size.value, 64)].decode("utf-16-le", "replace").rstrip("\0")

    def _stated(self, mark: Any) -> str:
        read, size = self._raw.FPDFPageObjMark_GetParamBlobValue, c_ulong()
        if not read(mark, b"ActualText", None, 0, byref(size)) or not size.value:
            return ""
        # As bytes, because pdfium takes the text for UTF-8.
        text = (c_ubyte * min(size.value, _LONGEST_TEXT))()
        if not read(mark, b"ActualText", text, len(text), byref(size)):
            return ""
        return _of_string(bytes(text))

    def _matrix(self, thing: Any) -> Matrix:
        found = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(thing, byref(found)):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        return (found.a, found.b, found.c, found.d, found.e, found.f)

    def _box(self, thing: Any, matrix: Matrix) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a thing as it is shown."""
        left, bottom, right, top = self._floats
        self._raw.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
        corners = [
            self._shown(*_at(matrix, x, y))
            for x in (left.value, right.value)
            for y in (bottom.value, top.value)
        ]
        xs, ys = [x for x, _y in corners], [y for _x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    # -- letters without a stated text

    def _letters(self) -> Iterator[TextPiece]:
        raw, page = self._raw, self._text
        count = raw.FPDFText_CountChars(page)
        if count > MOST_LETTERS:
            raise TooMuchError
        unknown = _TextObject(0.0, bold=False, again=False, is_stated=False, base=None)
        for at in range(count):
            thing = raw.FPDFText_GetTextObject(page, at)
            if not thing:
                continue
            known = self._objects.get(addressof(thing.contents), unknown)
            if known.is_stated:
                continue
            code = raw.FPDFText_GetUnicode(page, at)
            if code < _SPACE and raw.FPDFText_IsHyphen(page, at) == 1:
                code = _HYPHEN  # at the end of a line pdfium tells it by a code of its own
            if code < _SPACE or (box := self._letter_box(at, chr(code))) is None:
                continue
            if code == _SPACE and box[1] - box[0] < _LEAST_SPACE:
                # pdfium puts it there where glyphs overlap.
                continue
            base = self._base(at) if known.base is None else known.base
            size = known.size or raw.FPDFText_GetFontSize(page, at)
            yield TextPiece(chr(code), *box, base, size, known.bold, known.again)

    def _base(self, at: int) -> float:
        """Return the baseline of a letter of its own."""
        x, y = self._doubles[:2]
        self._raw.FPDFText_GetCharOrigin(self._text, at, byref(x), byref(y))
        return self._shown(x.value, y.value)[1]

    def _letter_box(self, at: int, letter: str) -> tuple[float, float, float, float] | None:
        """Return left, right, top and bottom of a letter with the space around it, of a mark as it
        is drawn."""
        raw, page = self._raw, self._text
        if letter in MARKS:
            left, right, bottom, top = self._doubles
            box = (byref(left), byref(right), byref(bottom), byref(top))
            if not raw.FPDFText_GetCharBox(page, at, *box):
                return None
            sides = left.value, top.value, right.value, bottom.value
        else:
            loose = self._loose
            if not raw.FPDFText_GetLooseCharBox(page, at, byref(loose)):
                return None
            sides = loose.left, loose.top, loose.right, loose.bottom
        begin, high = self._shown(*sides[:2])
        end, low = self._shown(*sides[2:])
        return min(begin, end), max(begin, end), min(high, low), max(high, low)


def _view(
    raw: Any, page: Any
) -> tuple[Callable[[float, float], tuple[float, float]], float, float]:
    """Return how places of a page are turned into those as it is shown, and its size."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    box = (byref(left), byref(bottom), byref(right), byref(top))
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    turned = raw.FPDFPage_GetRotation(page)
    if not (raw.FPDFPage_GetCropBox(page, *box) or raw.FPDFPage_GetMediaBox(page, *box)):
        across, down = (height, width) if turned % 2 else (width, height)
        left, bottom, right, top = map(c_float, (0.0, 0.0, across, down))
    x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
    ways: tuple[Callable[[float, float], tuple[float, float]], ...] = (
        lambda x, y: (x - x0, y1 - y),
        lambda x, y: (y - y0, x - x0),
        lambda x, y: (x1 - x, y - y0),
        lambda x, y: (y1 - y, x1 - x),
    )
    return ways[turned % 4], width, height


def _times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _address(handle: Any) -> int:
    return addressof(handle.contents)


def _of_string(given: bytes) -> str:
    """Return a string of a PDF as text."""
    for mark, encoding in _ENCODINGS:
        if given.startswith(mark):
            return given[len(mark) :].decode(encoding, "replace").rstrip("\0")
    return given.decode("latin-1")
