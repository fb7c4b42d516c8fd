"""The empty presentation that slides are added to, and where their titles and contents go."""

import re
from typing import Any, Final

from ita_desktop.documents.backends.pptx.template import opened, placeholders, titles
from ita_desktop.documents.layout import fonts
from ita_desktop.documents.layout.slides import Box, Rooms, SlideRoom

POINT: Final = 12_700
"""English Metric Units in a point."""
_WIDE: Final = (12_192_000, 6_858_000)
_LAYOUTS: Final = ("Title Slide", "Title Only")
_COLOURS: Final = {
    "dk2": "17573F", "lt2": "EEF4F1", "accent1": "17573F", "accent2": "8FB5A4", "accent3": "B7791F",
    "accent4": "3F6E9A", "accent5": "A4483F", "accent6": "6B6B6B",
}  # fmt: skip
_COLOUR: Final = r'(<a:{name}><a:srgbClr val=")[0-9A-Fa-f]{{6}}'
_FONTS: Final = re.compile(r"(<a:(?:major|minor)Font>).*?(</a:(?:major|minor)Font>)", re.DOTALL)
_EDGE: Final = 40.0
"""Distance of our own contents from the left and right edge of a slide, in points."""
FOOT: Final = 34.0
"""Height of the lowest part of a slide, with its foot."""
_BAR: Final = 6.0
"""Height of the coloured bar at the top of our own slides."""
_LEAST: Final = 0.35
"""Least share of the slide's height for its contents; a smaller place of a template is not used."""


def letter() -> str:
    """Returns the name of the letter: that of documents."""
    return fonts.letters().name


def letter_scale() -> float:
    """Returns the size of the letter relative to the bundled one, in which slides are measured."""
    return fonts.letters().ratio / fonts.SARABUN_RATIO


class BasePresentation:
    """A presentation without slides: ``opening`` and ``content`` are the layouts of the title slide
    and of the others, ``rooms`` the places on them."""

    def __init__(self, own: bytes | None) -> None:
        """``own`` is the office's template. Raises InputError if it is unusable."""
        self.presentation = opened(own) if own is not None else _ours()
        self.is_ours = own is None
        self.width = self.presentation.slide_width / POINT
        self.height = self.presentation.slide_height / POINT
        layouts = list(self.presentation.slide_layouts)
        self.opening, self.content = _opening(layouts), _content(layouts)
        self.rooms = Rooms(self._room(self.opening), self._room(self.content))
        if self.is_ours:
            self.rooms = _own_rooms(self.width, self.height)

    def _room(self, layout: Any) -> SlideRoom:
        title = _box(next(iter(titles(layout)), None), self.width, self.height)
        edge = min(_EDGE, self.width / 12)
        if title is None or title.height > self.height * 0.5:
            title = Box(edge, edge / 2, self.width - 2 * edge, self.height * 0.15)
        below = title.top + title.height
        lowest = self.height - FOOT
        rest = Box(edge, below + 6, self.width - 2 * edge, lowest - below - 6)
        largest = max(
            (box for body in _bodies(layout) if (box := _box(body, self.width, self.height))),
            key=lambda box: box.width * box.height,
            default=rest,
        )
        body = largest._replace(height=min(largest.height, lowest - largest.top))
        small = body.height < self.height * _LEAST or body.width < self.width * 0.6
        if small or body.top < below - 1:
            body = rest
        if body.height < self.height * _LEAST:
            # A title in the middle of the slide, as on title slides.
            title = Box(edge, self.height * 0.1, self.width - 2 * edge, self.height * 0.2)
            top = self.height * 0.32
            body = Box(edge, top, self.width - 2 * edge, lowest - top)
        return SlideRoom(title, body)


def _opening(layouts: list[Any]) -> Any:
    """Returns the layout for the title slide: that with a centred title, else the first one."""
    titled = list(filter(titles, layouts))
    return next((layout for layout in titled if _title_kind(layout) == "CENTER_TITLE"), titled[0])


def _content(layouts: list[Any]) -> Any:
    """Returns the layout for other slides: one with a title and nothing else or one other place."""
    titled = [layout for layout in layouts if _title_kind(layout) == "TITLE"]
    for count in (1, 0):
        for layout in titled:
            if len(_bodies(layout)) == count:
                return layout
    return titled[0] if titled else _opening(layouts)


def _title_kind(layout: Any) -> str:
    return next((title.placeholder_format.type.name for title in titles(layout)), "")


def _bodies(layout: Any) -> list[Any]:
    return placeholders(layout, "BODY", "OBJECT", "SUBTITLE")


def _box(shape: Any, width: float, height: float) -> Box | None:
    """Returns a shape's place in points; None if it has none, or it is not on the slide."""
    if shape is None:
        return None
    sides = (shape.left, shape.top, shape.width, shape.height)
    if any(side is None for side in sides):
        return None
    box = Box(*(side / POINT for side in sides))
    inside = box.left >= 0 and box.top >= 0 and min(box.width, box.height) > 1
    fits = box.left + box.width <= width + 1 and box.top + box.height <= height + 1
    return box if inside and fits else None


# -- our own


def _own_rooms(width: float, height: float) -> Rooms:
    wide = width - 2 * _EDGE
    title = Box(_EDGE, 22.0, wide, 62.0)
    body = Box(_EDGE, 96.0, wide, height - 96.0 - FOOT - 6)
    opening = SlideRoom(
        Box(_EDGE, height * 0.2, wide, 80.0),
        Box(_EDGE, height * 0.42, wide, height * 0.58 - FOOT - 6),
    )
    return Rooms(opening, SlideRoom(title, body))


def _ours() -> Any:
    """Returns python-pptx's empty presentation with our own letter, colours and size."""
    from pptx import Presentation
    from pptx.opc.constants import RELATIONSHIP_TYPE

    presentation: Any = Presentation()
    wider = _WIDE[0] / presentation.slide_width
    presentation.slide_width, presentation.slide_height = _WIDE
    for layout in list(presentation.slide_layouts):
        if layout.name not in _LAYOUTS:
            presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    for part in (master, *presentation.slide_layouts):
        _widen(part.element, wider)
        _drop_feet(part)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _dressed(theme.blob.decode("utf-8")).encode("utf-8")  # noqa: SLF001
    _add_bar(master)
    package = presentation.part.package
    for key, relation in list(package._rels.items()):  # noqa: SLF001 - it has no way to drop one
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(key)
    return presentation


def _widen(element: Any, by: float) -> None:
    for length in element.iter("{*}off", "{*}ext", "{*}chOff", "{*}chExt"):
        for name in ("x", "cx"):
            if length.get(name) is not None:
                length.set(name, str(round(int(length.get(name)) * by)))


def _drop_feet(part: Any) -> None:
    """Removes the places for date, footer and number: slides have a foot of their own."""
    for placeholder in placeholders(part, "DATE", "FOOTER", "SLIDE_NUMBER"):
        placeholder._element.getparent().remove(placeholder._element)  # noqa: SLF001


def _dressed(theme: str) -> str:
    for name, colour in _COLOURS.items():
        theme = re.sub(_COLOUR.format(name=name), rf"\g<1>{colour}", theme)
    named = "".join(f'<a:{script} typeface="{letter()}"/>' for script in ("latin", "ea", "cs"))
    return _FONTS.sub(rf"\g<1>{named}\g<2>", theme)


def _add_bar(master: Any) -> None:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    bar = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="99" name="Bar" descr=""/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{_WIDE[0]}" cy="{round(_BAR * POINT)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</p:spPr></p:sp>"
    )
    tree = master.shapes._spTree  # noqa: SLF001
    tree.insert(2, bar)
