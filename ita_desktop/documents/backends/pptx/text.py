"""Paragraphs of slides, with the letter also for Thai, which is a complex script."""

import re
from typing import Any, Final

from ita_desktop.documents.backends.pptx.base import POINT, letter, letter_scale
from ita_desktop.documents.layout.slides import AFTER, LARGE, MARK, pitch
from ita_desktop.documents.slides import SlideText

_HUNDREDTHS: Final = 100
_ADDRESS: Final = re.compile(r"(https?://[^\s\"<>]*[^\s\"<>.,;:)\]])")
"""An address in a text, without the signs of the sentence that it stands in."""


def fill(frame: Any, text: SlideText, size: float, language: str) -> None:
    """Puts paragraphs into a text frame."""
    for number, line in enumerate(text.lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        own = size * (LARGE if line.large else 1)
        put(paragraph, line.text, own, language, bold=line.bold)
        space(paragraph, own, after=own * AFTER)
        _mark(paragraph, line.mark, own)


def put(paragraph: Any, text: str, size: float, language: str, *, bold: bool = False) -> None:
    """Adds runs of text; an address in it can be clicked."""
    parts = _ADDRESS.split(text)
    for number, part in enumerate(parts):
        if not part and len(parts) > 1:
            continue
        run = paragraph.add_run()
        run.text = part
        run.font.bold = bold
        dress(run._r.get_or_add_rPr(), size, language)  # noqa: SLF001 - python-pptx has no such setting
        if number % 2:
            run.hyperlink.address = part


def dress(properties: Any, size: float, language: str) -> None:
    """Sets letter, size and language of run properties."""
    from pptx.oxml.ns import qn

    properties.set("lang", language)
    properties.set("sz", str(round(size * letter_scale() * _HUNDREDTHS)))
    for script in ("latin", "ea", "cs"):
        for old in properties.findall(qn(f"a:{script}")):
            properties.remove(old)
        element = properties.makeelement(qn(f"a:{script}"), {"typeface": letter()})
        properties.append(element)


def space(paragraph: Any, size: float, after: float = 0.0) -> None:
    """Sets the height of lines, which is that of the letter, and the space below."""
    from pptx.util import Pt

    paragraph.line_spacing = Pt(round(size * pitch(), 1))
    paragraph.space_before = Pt(0)
    paragraph.space_after = Pt(round(after, 1))


def _mark(paragraph: Any, mark: str, size: float) -> None:
    """Makes a point of a list, or text without mark whatever the layout has."""
    from pptx.oxml.ns import qn

    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - as above
    indent = round(size * MARK * POINT) if mark else 0
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    name, attributes = ("a:buChar", {"char": mark}) if mark else ("a:buNone", {})
    properties.append(properties.makeelement(qn(name), attributes))


def bare(frame: Any) -> None:
    """Gives a text frame no space around its text, and no size of its own."""
    from pptx.enum.text import MSO_AUTO_SIZE

    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
