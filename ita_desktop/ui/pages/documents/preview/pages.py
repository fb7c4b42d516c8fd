"""Renders the pages of a PDF with pdfium, in any thread."""

from contextlib import closing

from PySide6.QtGui import QImage

from ita_desktop.documents.wordings.catalogue import PrintedText
from ita_desktop.filing.pdfium import ONE_AT_A_TIME

_TOLERANCE = (6.0, 6.0)
"""Tolerance in points when searching the character at a position."""
_AROUND = 60
"""Number of characters on either side that identify a text."""


class PreviewPages:
    """A PDF. It is opened for each picture, which takes less than a millisecond, so that nothing
    has to be closed while another thread may be rendering."""

    def __init__(
        self, pdf: bytes, printed: tuple[PrintedText, ...] = (), lost: tuple[str, ...] = ()
    ) -> None:
        import pypdfium2

        self.pdf = pdf
        self._printed = printed
        self.lost = lost
        """What of the document is not on its pages, in Thai."""
        with ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(pdf)) as document:
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                document.get_page_size(number) for number in range(len(document))
            )
            """Width and height of each page in points."""

    def __len__(self) -> int:
        return len(self.sizes)

    def wording_at(self, number: int, across: float, down: float) -> str:
        """Returns the name of the editable text at a position of page ``number`` (from 0), as
        shares of its width and height; empty if there is none."""
        import pypdfium2

        from ita_desktop.documents.wordings.catalogue import wording_at

        width, height = self.sizes[number]
        with (
            ONE_AT_A_TIME,
            closing(pypdfium2.PdfDocument(self.pdf)) as document,
            closing(document[number]) as page,
            closing(page.get_textpage()) as text,
        ):
            at = text.get_index(across * width, (1 - down) * height, *_TOLERANCE)
            if at is None:
                return ""
            first = max(at - _AROUND, 0)
            before = text.get_text_range(first, at - first) if at > first else ""
            after = text.get_text_range(at, min(_AROUND, text.count_chars() - at))
        return wording_at(self._printed, before, after)

    def picture(self, number: int, width: int) -> QImage:
        """Returns page ``number`` (from 0), ``width`` px wide."""
        import pypdfium2

        scale = width / self.sizes[number][0]
        with (
            ONE_AT_A_TIME,
            closing(pypdfium2.PdfDocument(self.pdf)) as document,
            closing(document[number]) as page,
            closing(page.render(scale=scale, prefer_bgrx=True)) as bitmap,
        ):
            # Copied, because the bitmap's memory is freed.
            return QImage(
                memoryview(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()
