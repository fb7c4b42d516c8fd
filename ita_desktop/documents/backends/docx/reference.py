"""Builds the Word document that all others start from: python-docx's template with the official
styles, or with those of the office's Word template.

Thai is a complex script: Word takes its font, size and weight from the ``cs`` variant of each
property. Both variants are set, always in styles and never in runs.

As with pandoc's reference document, the template's styles replace those of the same names, and its
margins are used. No other content is taken: no pages, text, macros or links.
"""

from copy import deepcopy
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from ita_desktop.documents.backends.docx.elements import key, twips, w, xml
from ita_desktop.documents.content import A4_SHORT, Align, Block, Document, Margins, Paragraph
from ita_desktop.documents.styles import (
    LEVEL_INDENT,
    LOOKS,
    MARK_WIDTH,
    OFFICIAL_LETTER,
    OTHER_NAMES,
    SINGLE,
    STYLES,
    CharacterLook,
    Style,
)
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.rich import DEEPEST_PRINTED

_MOST = 50_000_000
"""Greatest unpacked size of a template, in bytes."""
_MOST_MARGIN = 0.6
"""Greatest share of the page that margins may take."""
_NAMED = ("basedOn", "next", "link")
"""Elements in which a style refers to another one."""
LISTS = {"•": 1, "-": 2}
"""List marks written as Word lists, and the ids of these lists."""
_LEVELS = DEEPEST_PRINTED + 1
_PARTS = ("officeDocument", "core-properties", "styles", "numbering", "settings")
"""The parts of python-docx's template that are kept, by the end of their relationship type."""


def style_id(name: str) -> str:
    """Returns the id of a style; that of ``cell-center`` is ``ItaCellCenter``."""
    return "Ita" + "".join(part.capitalize() for part in name.split("-"))


@cache
def reference(text_width: float) -> bytes:
    """Returns an empty docx; tab stops and signatures are placed for ``text_width`` (mm)."""
    import docx

    document = docx.Document()
    _trim(document)
    normal = document.styles["Normal"]
    _set_font_and_spacing(normal, Style("normal", "Normal"))
    _set_thai_font(normal)
    normal.paragraph_format.widow_control = True
    for style in STYLES.values():
        made = document.styles.add_style(style.title, 1)
        made.element.styleId = style_id(style.name)
        made.base_style = normal
        made.quick_style = True
        _set_font_and_spacing(made, style)
        _set_paragraph_layout(made, style, text_width)
    for look in LOOKS.values():
        _set_character_style(document.styles.add_style(look.title, 2), look)
    document.part.numbering_part.element[:] = _lists()
    document.settings.element[:] = _settings()
    _add_fonts(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _trim(document: Any) -> None:
    """Removes all unused parts of the template, such as its 160 styles and its thumbnail."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    for source in (document.part.package, document.part):
        for number, relation in list(source.rels.items()):
            if not relation.reltype.endswith(_PARTS):
                del source.rels[number]
    defaults = [document.styles.default(of) for of in WD_STYLE_TYPE]
    for style in list(document.styles):
        if style not in defaults:
            style.delete()
    styles = document.styles.element
    styles.remove(document.styles.latent_styles.element)
    for defaults in styles.find(qn("w:docDefaults")):
        defaults[0].clear()
    document.core_properties._element.clear()  # noqa: SLF001 - its author and remarks
    section = document.element.body.sectPr
    section.remove(section.find(qn("w:docGrid")))


# Styles.


def _set_font_and_spacing(made: Any, style: Style) -> None:
    """Sets font and spacing, in both variants."""
    from docx.shared import Pt, RGBColor

    made.font.size = Pt(style.size)
    if style.bold:
        made.font.bold = made.font.cs_bold = True
    made.element.rPr.append(w("szCs", val=round(style.size * 2)))
    if style.color:
        made.font.color.rgb = RGBColor.from_string(style.color)
    form = made.paragraph_format
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    # Single spacing is that of the font; tighter lines are as high as in the PDF.
    form.line_spacing = 1.0 if style.pitch == SINGLE else Pt(style.size * style.pitch)


def _set_character_style(made: Any, look: CharacterLook) -> None:
    """Sets the properties of a character style, in both variants."""
    made.element.styleId = style_id(look.name)
    looks = made.element.get_or_add_rPr()
    if look.bold:
        looks.extend([w("b"), w("bCs")])
    if look.color:
        looks.append(w("color", val=look.color))
    if look.size:
        size = round(look.size * 2)
        looks.extend([w("sz", val=size), w("szCs", val=size)])
    if look.dotted:
        looks.append(w("u", val="dotted"))


def _set_thai_font(made: Any) -> None:
    from docx.oxml.ns import qn

    made.font.name = OFFICIAL_LETTER
    looks = made.element.rPr
    for half in ("eastAsia", "cs"):
        looks.rFonts.set(qn(f"w:{half}"), OFFICIAL_LETTER)
    looks.append(w("lang", val="en-US", eastAsia="th-TH", bidi="th-TH"))


def _set_paragraph_layout(made: Any, style: Style, text_width: float) -> None:
    """Sets alignment, indents and tab stops of a paragraph style."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.shared import Mm

    form = made.paragraph_format
    form.alignment = {
        Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
        Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
        Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    }[style.align]
    if style.keep_next:
        form.keep_with_next = True
    if style.first_line:
        form.first_line_indent = Mm(style.first_line)
    if style.name == "signature":
        form.left_indent = Mm(text_width / 2)
    if style.name.startswith("page-line"):
        form.tab_stops.add_tab_stop(Mm(text_width / 2), WD_TAB_ALIGNMENT.CENTER)
        form.tab_stops.add_tab_stop(Mm(text_width), WD_TAB_ALIGNMENT.RIGHT)
    if style.outline is not None:
        made.element.pPr.append(w("outlineLvl", val=style.outline))


# XML that python-docx has no API for.


def _lists() -> list[Any]:
    return [
        *(_list(mark, number) for mark, number in LISTS.items()),
        *(w("num", w("abstractNumId", val=number), numId=number) for number in LISTS.values()),
    ]


def _list(mark: str, number: int) -> Any:
    halves = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), OFFICIAL_LETTER)
    levels = [
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val="bullet"),
            w("lvlText", val=mark),
            w("lvlJc", val="left"),
            w("pPr", hanging(MARK_WIDTH, level)),
            w("rPr", w("rFonts", **halves)),
            ilvl=level,
        )
        for level in range(_LEVELS)
    ]
    return w(
        "abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=number
    )


def hanging(width: float, level: int, begin: float = 0.0) -> Any:
    """Returns a hanging indent of ``width`` for a list level; in mm."""
    left = begin + LEVEL_INDENT * level + width
    return w("ind", left=twips(left), hanging=twips(width))


def _settings() -> list[Any]:
    """Returns settings for Word's current layout rules, with Thai as complex script language."""
    uri = "http://schemas.microsoft.com/office/word"
    return [
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", w("compatSetting", name="compatibilityMode", uri=uri, val=15)),
        w("themeFontLang", val="en-US", bidi="th-TH"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    ]


def _add_fonts(document: Any) -> None:
    """Adds the official font and its alternative names to the font table."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    font = w("font", w("altName", val=",".join(OTHER_NAMES)), name=OFFICIAL_LETTER)
    part = Part(
        PackURI("/word/fontTable.xml"),
        CONTENT_TYPE.WML_FONT_TABLE,
        xml(w("fonts", font)),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def base(own: bytes | None, text_width: float) -> Any:
    """Returns the python-docx document to fill in, laid out for ``text_width`` (mm). Raises
    InputError if the template ``own`` is unusable."""
    import docx

    ours = docx.Document(BytesIO(reference(text_width)))
    if own is not None:
        theirs = _opened(own)
        _take_styles(theirs, ours)
        _take_theme(theirs, ours)
    return ours


def _take_styles(theirs: Any, ours: Any) -> None:
    """Merges the styles: all of the template, and the program's ones that are not in it."""
    styles = deepcopy(theirs.styles.element)
    known = {_name(style): style for style in styles.iterchildren(key("style"))}
    ids: dict[str, str] = {}
    for style in list(ours.styles.element.iterchildren(key("style"))):
        namesake = known.get(_name(style))
        if namesake is None:
            styles.append(deepcopy(style))
        else:
            ids[namesake.get(key("styleId"))] = style.get(key("styleId"))
            namesake.set(key("styleId"), style.get(key("styleId")))
    for tag in _NAMED:
        for mention in styles.iter(key(tag)):
            mention.set(key("val"), ids.get(mention.get(key("val")), mention.get(key("val"))))
    for numbering in list(styles.iter(key("numPr"))):
        numbering.getparent().remove(numbering)  # lists are not copied
    ours.styles.element[:] = list(styles)


def _name(style: Any) -> str:
    found = style.find(key("name"))
    return "" if found is None else str(found.get(key("val"))).casefold()


def _take_theme(theirs: Any, ours: Any) -> None:
    """Copies the theme, which the styles' fonts may refer to."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    for relation in theirs.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.THEME and not relation.is_external:
            theme = Part(
                PackURI("/word/theme/theme1.xml"),
                CONTENT_TYPE.OFC_THEME,
                relation.target_part.blob,
                ours.part.package,
            )
            ours.part.relate_to(theme, RELATIONSHIP_TYPE.THEME)
            return


def margins_of(own: bytes) -> Margins:
    """Returns the template's margins in mm, to one decimal. Raises InputError."""
    return _margins(_opened(own))


def _margins(document: Any) -> Margins:
    section = document.sections[-1]
    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    ours = Margins()
    usual = (ours.top, ours.right, ours.bottom, ours.left)
    return Margins(
        *(
            other if side is None else round(max(side.mm, 0.0), 1)
            for side, other in zip(sides, usual, strict=True)
        )
    )


def fitted(document: Document, own: bytes | None) -> Document:
    """Returns the document with the template's margins, its tab stops scaled to them. Raises
    InputError."""
    if own is None:
        return document
    return _fitted(document, margins_of(own))


def _fitted(document: Document, margins: Margins) -> Document:
    made = replace(document, margins=margins)
    share = made.text_width / document.text_width
    return replace(
        made,
        blocks=tuple(_moved(block, share) for block in made.blocks),
        bound=tuple(
            replace(bound, document=_fitted(bound.document, margins)) for bound in document.bound
        ),
    )


def _moved(block: Block, share: float) -> Block:
    if not isinstance(block, Paragraph) or not block.tabs:
        return block
    return replace(block, tabs=tuple(replace(stop, at=stop.at * share) for stop in block.tabs))


def check(own: bytes) -> None:
    """Raises InputError if ``own`` is no usable Word template."""
    _opened(own)


def _opened(own: bytes) -> Any:
    import docx
    from lxml.etree import LxmlError

    try:
        with ZipFile(BytesIO(own)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST:
                raise _unusable()
        document = docx.Document(BytesIO(own))
        if not len(document.styles) or not document.sections:
            raise _unusable()
        margins = _margins(document)
    except (BadZipFile, KeyError, ValueError, OSError, LxmlError, AttributeError) as error:
        raise _unusable() from error
    across, down = margins.left + margins.right, margins.top + margins.bottom
    if across > _MOST_MARGIN * A4_SHORT or down > _MOST_MARGIN * A4_SHORT:
        raise InputError(
            "ขอบกระดาษในแม่แบบ Word ของสำนักงานกว้างจนไม่เหลือที่พิมพ์",
            remedy="ลดขอบกระดาษใน Word แล้วบันทึกใหม่",
        )
    return document


def _unusable() -> InputError:
    return InputError(
        "แม่แบบ Word ของสำนักงานเปิดไม่ได้ อาจไม่ใช่ไฟล์ .docx หรือไฟล์เสียหาย",
        remedy="เปิดใน Word แล้วบันทึกใหม่เป็น .docx หรือเอาแม่แบบออกที่หน้าตั้งค่า",
    )
