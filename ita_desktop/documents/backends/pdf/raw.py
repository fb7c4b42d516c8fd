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


class PlainStream(RawObject):
    """A stream without filters; reportlab's own would have an empty list of them, which not every
    program reads."""

    def __init__(self, head: str, content: bytes) -> None:
        super().__init__(head)
        self._content = content

    def format(self, document: Any) -> bytes:
        """Returns the stream; called by reportlab."""
        head = f"<<{super().format(document).decode()}/Length {len(self._content)}>>"
        return head.encode("ascii") + b"\nstream\n" + self._content + b"\nendstream\n"
