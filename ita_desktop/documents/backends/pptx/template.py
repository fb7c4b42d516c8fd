"""The empty presentation that slides are added to, and where their titles and contents go: with
masters, layouts and theme of the office's PowerPoint file (.pptx, .potx), if it has one.

Nothing of that file is opened as it is: a new package is made of its masters, layouts, themes and
pictures alone, each read with limits. Slides, macros, links, media, embedded files and whatever
acts on a click are not taken.
"""

import posixpath
import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from lzma import LZMAError
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from ita_desktop.documents.layout import fonts
from ita_desktop.documents.layout.slides import Box, Rooms, SlideRoom
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.filing.fixed_zip import zipped
from ita_desktop.pictures.photographs import without_notes

POINT: Final = 12_700
"""English Metric Units in a point."""
_WIDE: Final = (12_192_000, 6_858_000)
_LAYOUTS: Final = ("Title Slide", "Title Only")
_COLOURS: Final = {
    "dk2": "17573F", "lt2": "EEF4F1", "accent1": "17573F", "accent2": "8FB5A4", "accent3": "B7791F",
    "accent4": "3F6E9A", "accent5": "A4483F", "accent6": "6B6B6B",
}  # fmt: skip
_COLOUR: Final = r'(<a:{name}><a:srgbClr val=")[0-9A-Fa-f]{{6}}'
_FONTS: Final = lazy_re(r"(<a:(?:major|minor)Font>).*?(</a:(?:major|minor)Font>)", re.DOTALL)
_EDGE: Final = 40.0
"""Distance of our own contents from the left and right edge of a slide, in points."""
FOOT: Final = 34.0
"""Height of the lowest part of a slide, with its foot."""
_BAR: Final = 6.0
"""Height of the coloured bar at the top of our own slides."""
_LEAST: Final = 0.35
"""Least share of the slide's height for its contents; a smaller place of a template is not used."""
_MOST: Final = 60_000_000
"""Greatest unpacked size of a template, in bytes."""
_MOST_PARTS: Final = 4000
_MOST_XML: Final = 4_000_000
_MOST_PICTURE: Final = 12_000_000
_MOST_TAKEN: Final = 200
"""Greatest number of masters, layouts, themes and pictures."""
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R: Final = f"{{{_OFFICE}}}"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_SLIDE_SIDES: Final = range(1_800_000, 55_000_000)
"""Lengths of a slide's sides in EMU: 5 cm to 1.5 m."""
_USUAL: Final = (12_192_000, 6_858_000)
_ACTING: Final = frozenset(
    {
        *(f"{_A}{name}" for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver", "audioFile")),
        *(f"{_A}{name}" for name in ("videoFile", "quickTimeFile", "audioCd", "wavAudioFile")),
        *(f"{_P}{name}" for name in ("timing", "transition", "oleObj", "controls", "custDataLst")),
        f"{_P}extLst",
        f"{_A}extLst",
    }
)
"""Elements that do something, or that only programs read."""
_PICTURES: Final = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg"}


class _Kind(NamedTuple):
    """A kind of part that is taken, and the kinds that it may refer to."""

    name: str
    folder: str
    content: str
    refers: tuple[str, ...]


_SLIDES: Final = "application/vnd.openxmlformats-officedocument.presentationml"
_KINDS: Final[Mapping[str, _Kind]] = {
    kind.name: kind
    for kind in (
        _Kind(
            "slideMaster",
            "slideMasters",
            f"{_SLIDES}.slideMaster+xml",
            ("slideLayout", "theme", "image"),
        ),
        _Kind(
            "slideLayout", "slideLayouts", f"{_SLIDES}.slideLayout+xml", ("slideMaster", "image")
        ),
        _Kind(
            "theme", "theme", "application/vnd.openxmlformats-officedocument.theme+xml", ("image",)
        ),
        _Kind("image", "media", "", ()),
    )
}


def check(own: bytes) -> None:
    """Raises InputError if ``own`` is no usable PowerPoint template."""
    opened(own)


def opened(own: bytes) -> Any:
    """Returns a python-pptx presentation without slides, with the template's masters and layouts.
    Raises InputError if it is unusable."""
    from lxml.etree import LxmlError
    from pptx import Presentation
    from pptx.exc import PythonPptxError

    try:
        presentation: Any = Presentation(BytesIO(_Taker(own).package()))
        if not any(titles(layout) for layout in presentation.slide_layouts):
            raise _unusable()
    except (
        BadZipFile, KeyError, ValueError, OSError, LxmlError, AttributeError, EOFError,
        NotImplementedError, RuntimeError, IndexError, TypeError, PythonPptxError, zlib.error,
        LZMAError,
    ) as error:  # fmt: skip
        raise _unusable() from error
    return presentation


def placeholders(slide: Any, *kinds: str) -> list[Any]:
    """Returns the places of these kinds, such as TITLE, on a layout or master."""
    return [place for place in slide.placeholders if place.placeholder_format.type.name in kinds]


def titles(layout: Any) -> list[Any]:
    """Returns the places for a title."""
    return placeholders(layout, "TITLE", "CENTER_TITLE")


def _unusable() -> InputError:
    return InputError(
        "แม่แบบ PowerPoint ของสำนักงานเปิดไม่ได้ หรือไม่มีเค้าโครงที่มีชื่อเรื่อง",
        remedy="เปิดใน PowerPoint แล้วบันทึกใหม่เป็น .pptx หรือ .potx หรือเอาแม่แบบออกที่หน้าตั้งค่า",
    )


class _Taker:
    """Copies the parts that are reachable from the masters of a file into a new package."""

    def __init__(self, own: bytes) -> None:
        self._archive = ZipFile(BytesIO(own))
        infos = self._archive.infolist()
        if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST:
            raise _unusable()
        self._names: dict[str, str] = {}
        """New names of the parts, by their names in the template."""
        self._made: dict[str, bytes] = {}
        """The new parts by name."""
        self._types: dict[str, str] = {}

    def package(self) -> bytes:
        """Returns the new file."""
        main = self._main()
        presentation = self._xml(main)
        related = self._related(main)
        masters = {}
        for element in presentation.iter(f"{_P}sldMasterId"):
            kind, target = related[element.get(f"{_R}id", "")]
            if kind == "slideMaster":
                masters[self._take(kind, target)] = element.get("id", "")
        if not masters:
            raise _unusable()
        self._put_presentation(list(masters), self._size(presentation))
        return self._zipped()

    # Reading.

    def _read(self, name: str, most: int) -> bytes:
        with self._archive.open(name) as part:
            content = part.read(most + 1)
        if len(content) > most:
            raise _unusable()
        return content

    def _xml(self, name: str) -> Any:
        return _parsed(self._read(name, _MOST_XML))

    def _main(self) -> str:
        for kind, target in self._related("").values():
            if kind == "officeDocument":
                return target
        raise _unusable()

    def _related(self, name: str) -> dict[str, tuple[str, str]]:
        """Returns kind and target of a part's internal relations by their ids."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self._archive.namelist():
            return {}
        found = {}
        for relation in self._xml(rels):
            if relation.get("TargetMode", "Internal") == "Internal":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                kind = relation.get("Type", "").rpartition("/")[2]
                found[relation.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    # Taking.

    def _take(self, kind: str, name: str) -> str:
        """Takes a part with those that it refers to; returns its new name, empty if it is a picture
        that cannot be taken."""
        known = self._names.get(name)
        if known is not None:
            return known
        if len(self._names) >= _MOST_TAKEN:
            raise _unusable()
        if kind == "image":
            return self._take_picture(name)
        of = _KINDS[kind]
        made = f"/ppt/{of.folder}/{kind}{len(self._names) + 1}.xml"
        self._names[name] = made
        tree = self._xml(name)
        relations: dict[str, tuple[str, str]] = {}
        for key, (related, target) in self._related(name).items():
            taken = self._take(related, target) if related in of.refers else ""
            if taken:
                relations[key] = (related, taken)
        _leave_out(tree, relations)
        self._put(made, tree, relations)
        self._types[made] = of.content
        return made

    def _take_picture(self, name: str) -> str:
        content = self._read(name, _MOST_PICTURE)
        suffix = next((end for begin, end in _PICTURES.items() if content.startswith(begin)), "")
        bare = without_notes(content) if suffix else b""
        made = f"/ppt/media/image{len(self._names) + 1}.{suffix}" if bare else ""
        self._names[name] = made
        if made:
            self._made[made] = bare
        return made

    # Writing.

    def _put(self, name: str, tree: Any, relations: Mapping[str, tuple[str, str]]) -> None:
        from lxml import etree

        self._made[name] = etree.tostring(
            tree, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        lines = "".join(
            f'<Relationship Id="{_escaped(key)}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
            for key, (kind, target) in relations.items()
        )
        folder, _, base = name.rpartition("/")
        self._made[f"{folder}/_rels/{base}.rels"] = _relations(lines)

    def _put_presentation(self, masters: list[str], size: tuple[int, int]) -> None:
        # Identifiers of masters follow those of the layouts, from which they must differ.
        first = 1 + max(
            (int(found.get("id", "0")) for name in masters for found in self._layouts_of(name)),
            default=0,
        )
        first = max(first, 2**31)
        ids = "".join(
            f'<p:sldMasterId id="{first + number}" r:id="rId{number + 1}"/>'
            for number in range(len(masters))
        )
        main = _parsed(
            f'<p:presentation xmlns:p="{_P[1:-1]}" xmlns:r="{_OFFICE}">'
            f"<p:sldMasterIdLst>{ids}</p:sldMasterIdLst>"
            f'<p:sldSz cx="{size[0]}" cy="{size[1]}"/><p:notesSz cx="6858000" cy="9144000"/>'
            "</p:presentation>".encode()
        )
        relations = {
            f"rId{number}": ("slideMaster", name) for number, name in enumerate(masters, 1)
        }
        relations[f"rId{len(masters) + 1}"] = ("tableStyles", _STYLES)
        self._made[_STYLES] = _NO_STYLES
        self._types[_STYLES] = f"{_SLIDES}.tableStyles+xml"
        self._put(_MAIN, main, relations)
        self._types[_MAIN] = f"{_SLIDES}.presentation.main+xml"

    def _layouts_of(self, master: str) -> Iterator[Any]:
        yield from _parsed(self._made[master]).iter(f"{_P}sldLayoutId")

    def _size(self, presentation: Any) -> tuple[int, int]:
        for element in presentation.iter(f"{_P}sldSz"):
            width, height = int(element.get("cx", "0")), int(element.get("cy", "0"))
            if width in _SLIDE_SIDES and height in _SLIDE_SIDES:
                return width, height
        return _USUAL

    def _zipped(self) -> bytes:
        overrides = "".join(
            f'<Override PartName="{name}" ContentType="{content}"/>'
            for name, content in self._types.items()
        )
        content_types = (
            f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="png" ContentType="image/png"/>'
            '<Default Extension="jpeg" ContentType="image/jpeg"/>'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f"{overrides}</Types>"
        )
        main = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{_MAIN}"/>'
        made = {name.lstrip("/"): content for name, content in self._made.items()}
        return zipped(
            {"[Content_Types].xml": content_types, "_rels/.rels": _relations(main), **made}
        )


_MAIN: Final = "/ppt/presentation.xml"
_STYLES: Final = "/ppt/tableStyles.xml"
_NO_STYLES: Final = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a:tblStyleLst xmlns:a="{_A[1:-1]}"'
    ' def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
).encode()
"""Without this part LibreOffice draws tables bare; the styles themselves are the programs' own."""


def _relations(lines: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PACKAGE}/relationships">'
        f"{lines}</Relationships>"
    ).encode()


def _escaped(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(text, {'"': "&quot;"})


def _parsed(content: bytes) -> Any:
    """Returns the root of a part. Raises ValueError if it declares a document type."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    if _STRICT.encode() in content[:4096]:
        raise _unusable()  # the strict variant, which python-pptx does not read
    root: Any = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError(content[:80])
    return root


def _leave_out(tree: Any, relations: Mapping[str, object]) -> None:
    """Removes what acts, and what refers to something that was not taken."""
    for element in list(tree.iter()):
        if element.tag in _ACTING:
            _remove(element)
            continue
        ids = [value for name, value in element.attrib.items() if name.startswith(_R)]
        if any(key not in relations for key in ids):
            _remove(_whole(element))


def _whole(element: Any) -> Any:
    """Returns what makes no sense without ``element``: the picture or the fill with it."""
    for above in element.iterancestors():
        if above.tag in {f"{_P}pic", f"{_P}graphicFrame"}:
            return above
    for above in element.iterancestors():
        if above.tag in {f"{_A}blipFill", f"{_A}buBlip", f"{_P}blipFill"}:
            return above
    return element


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tag == f"{_A}blipFill":
        from lxml import etree

        parent.replace(element, etree.Element(f"{_A}noFill"))
    else:
        parent.remove(element)


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
