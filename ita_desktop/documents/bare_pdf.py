"""Rewrites a PDF with only its pages: no actions, scripts, links, notes, attachments, forms or
metadata.

Reads untrusted files, therefore runs only in a separate process (``office_files.py``).
"""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, cast

from ita_desktop.pictures.photographs import bare_jpeg

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter

MOST_PAGES: Final = 300
_LONGEST: Final = 20_000
"""Greatest length of a page's side, in points."""
_BOXES: Final = ("/MediaBox", "/CropBox")
_SHOWN: Final = frozenset(
    {
        "/Widget", "/FreeText", "/Stamp", "/Ink", "/Highlight", "/Underline", "/Squiggly",
        "/StrikeOut", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine",
    }
)  # fmt: skip
"""Types of annotations that are printed, such as form fields."""
_HIDDEN: Final = 0b10 | 0b100000
"""Flags of annotations that are not displayed."""
_NOTES: Final = ("/Metadata", "/PieceInfo", "/AF", "/Ref", "/OPI", "/LastModified", "/Measure")
"""Entries of page objects with metadata or references to further data."""
_DOTS: Final = 150.0
_POINTS: Final = 72.0
"""Points per inch."""
_QUALITY: Final = 85
_DRAWN_SIDE: Final = 800
"""Size of a trial rendering: its longer side, in pixels."""


class LockedError(Exception):
    """The file needs a password."""


def pages_of(data: bytes) -> int:
    """Returns the number of pages, at most one more than allowed; each was opened. Raises
    LockedError, or any exception for a broken file."""
    reader = _reader(data)
    if reader.is_encrypted:
        raise LockedError
    return sum(map(_has_a_size, reader.pages[: MOST_PAGES + 1]))


def bare(data: bytes) -> bytes:
    """Returns the sanitized pages, each of which was rendered once."""
    fixed = _with_fixed_annotations(data)
    if _has_hidden_layers(fixed):
        # Without the list of layers, the content of hidden ones would be shown.
        fixed = _as_pictures(fixed)
    # The second pass drops objects that the pages no longer use.
    made = _written(_of_pages(_reader(_written(_of_pages(_reader(fixed))))))
    _draw(made)
    return made


def _reader(data: bytes) -> "PdfReader":
    from pypdf import PdfReader

    return PdfReader(BytesIO(data))


def _written(writer: "PdfWriter") -> bytes:
    target = BytesIO()
    writer.metadata = None
    writer.write(target)
    return target.getvalue()


def _has_a_size(page: "PageObject") -> bool:
    """Returns True; raises ValueError for an impossible page size."""
    sides = float(page.mediabox.width), float(page.mediabox.height)
    if not all(0 < side < _LONGEST for side in sides):
        raise ValueError(sides)
    return True


def _of_pages(reader: "PdfReader") -> "PdfWriter":
    from pypdf import PdfWriter

    writer = PdfWriter()
    for page in reader.pages:
        _add_page(writer, page)
    for part in writer._objects:  # noqa: SLF001 - pypdf has no list of what is in a file
        _strip(part)
    return writer


def _add_page(writer: "PdfWriter", page: "PageObject") -> None:
    """Adds a page whose content is one picture, not parsed any further."""
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        FloatObject,
        NameObject,
    )

    box = [FloatObject(float(side)) for side in page.mediabox]
    content = page.get_contents()
    drawing = DecodedStreamObject()
    drawing.set_data(content.get_data() if content is not None else b"")
    drawing.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(box),
        }
    )
    for name in ("/Resources", "/Group"):
        if name in page:
            drawing[NameObject(name)] = page[name].clone(writer)
    drawn = writer._add_object(drawing.flate_encode())  # noqa: SLF001
    added = writer.add_blank_page(1, 1)
    for name in _BOXES:
        if name in page:
            sides = cast(ArrayObject, page[name])
            added[NameObject(name)] = ArrayObject(FloatObject(float(side)) for side in sides)
    for name in ("/Rotate", "/UserUnit"):
        if name in page:
            added[NameObject(name)] = page[name].clone(writer)
    added[NameObject("/MediaBox")] = ArrayObject(box)
    added[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Page"): drawn})}
    )
    paint = DecodedStreamObject()
    paint.set_data(b"q /Page Do Q")
    added[NameObject("/Contents")] = writer._add_object(paint)  # noqa: SLF001


def _strip(part: Any) -> None:
    """Removes entries that are not drawn from a page object."""
    from pypdf.generic import StreamObject

    if not isinstance(part, StreamObject):
        return
    for name in _NOTES:
        part.pop(name, None)
    # Compared one by one: several filters are a list, which is in no set.
    if any(part.get("/Filter") == name for name in ("/DCTDecode", "/DCT", ["/DCTDecode"])):
        part._data = bare_jpeg(part._data)  # noqa: SLF001


def _annotations(page: "PageObject") -> Iterator[Any]:
    """Yields the annotations that are printed."""
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        seen = not int(note.get("/F", 0)) & _HIDDEN
        if note.get("/Subtype") in _SHOWN and "/AP" in note and seen:
            yield reference


def _with_fixed_annotations(data: bytes) -> bytes:
    """Returns the file with form fields, stamps and highlights merged into the pages."""
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, NameObject, NumberObject

    if not any(True for page in _reader(data).pages for _note in _annotations(page)):
        return data
    writer = PdfWriter(clone_from=_reader(data))
    for page in writer.pages:
        kept = list(_annotations(page))
        page[NameObject("/Annots")] = ArrayObject(kept)
        for note in kept:
            note.get_object()[NameObject("/F")] = NumberObject(4)
    return _fixed(_written(writer))


def _fixed(data: bytes) -> bytes:
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for number in range(len(document)):
        page = document[number]
        raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
        page.close()
    target = BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def _has_hidden_layers(data: bytes) -> bool:
    layers: Any = _reader(data).root_object.get("/OCProperties", {})
    usual = layers.get_object().get("/D", {}).get_object() if layers else {}
    return bool(usual.get("/OFF")) or usual.get("/BaseState") == "/OFF"


def _as_pictures(data: bytes) -> bytes:
    """Returns the pages rendered as pictures."""
    import pypdfium2
    from pypdf import PdfWriter

    writer = PdfWriter()
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        drawn = BytesIO()
        seen = page.render(scale=_DOTS / _POINTS).to_pil().convert("RGB")
        seen.save(drawn, "PDF", resolution=_DOTS, quality=_QUALITY)
        page.close()
        writer.append(drawn)
    document.close()
    return _written(writer)


def _draw(data: bytes) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        page.render(scale=_DRAWN_SIDE / max(page.get_size())).close()
        page.close()
    document.close()
