"""An object of a PDF file that is written as it stands. Only to be imported where a file is made:
reportlab is slow to load."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject


class RawObject(PDFObject):
    """An object whose ``text`` may be set after others refer to it."""

    __RefOnly__ = 1

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, _document: Any) -> bytes:
        """Returns the text; called by reportlab."""
        return self.text.encode("ascii")
