"""PDF files made for tests: through reportlab as other programs do, or byte by byte."""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ita_desktop.paths import resource

SIZE = 12.0
Form = tuple[bytes, bytes, Sequence[str]]
"""The content of an object, its entries, and the objects that it uses."""


@cache
def thai_font() -> str:
    file = next(resource("fonts").glob("**/Sarabun-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("Thai", file))
    bold = next(resource("fonts").glob("**/Sarabun-Bold.ttf"))
    pdfmetrics.registerFont(TTFont("ThaiBold", bold))
    return "Thai"


def canvas_on(target: io.BytesIO) -> Any:
    """A canvas with a Thai font."""
    canvas: Any = Canvas(target, invariant=1)
    canvas.setFont(thai_font(), SIZE)
    return canvas


def page_with(*pages: str) -> bytes:
    """A file with pages of lines."""
    target = io.BytesIO()
    canvas = canvas_on(target)
    for text in pages:
        canvas.setFont(thai_font(), SIZE)
        for number, line in enumerate(text.split("\n")):
            canvas.drawString(72, 760 - 18 * number, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def width_of(text: str) -> float:
    return pdfmetrics.stringWidth(text, thai_font(), SIZE)


def with_content(content: bytes, entries: bytes = b"", size: tuple[int, int] = (595, 842)) -> bytes:
    """A file of one page with this content stream."""
    return pdf_of_pages(content, {}, entries, size)


def pdf_of_pages(
    content: bytes,
    forms: Mapping[str, Form],
    entries: bytes = b"",
    size: tuple[int, int] = (595, 842),
) -> bytes:
    """A file of one page whose content uses these objects."""
    numbers = {name: 6 + at for at, name in enumerate(forms)}

    def used(names: Sequence[str]) -> bytes:
        return b" ".join(b"/%s %d 0 R" % (name.encode(), numbers[name]) for name in names)

    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R" % size
        + b"/Resources<</Font<</F1 5 0 R>>/XObject<<%s>>>>>>" % used(list(forms)),
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(
            b"<</Length %d%s/Resources<</XObject<<%s>>>>>>stream\n%s\nendstream"
            % (len(inner), more, used(names), inner)
            for inner, more, names in forms.values()
        ),
    ]
    made = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(made))
    )
