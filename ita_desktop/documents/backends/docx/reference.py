"""The Word document that all others begin from: python-docx's template with the official styles.

Thai is a complex script: Word takes its font, size and weight from the ``cs`` half of each
property. Everything is said in both halves, in styles, never in runs.
"""

from functools import cache
from io import BytesIO
from typing import Any

from ita_desktop.documents.backends.docx.elements import twips, w, xml
from ita_desktop.documents.content import Align
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

LISTS = {"•": 1, "-": 2}
"""Marks that are real lists in Word, and the numbers of these lists."""
_LEVELS = 3
_PARTS = ("officeDocument", "core-properties", "styles", "numbering", "settings")
"""What is kept of python-docx's template, by the last word of each relation."""


def style_id(name: str) -> str:
    """The identifier of a named style: ``cell-center`` is ``ItaCellCenter``."""
    return "Ita" + "".join(part.capitalize() for part in name.split("-"))


@cache
def reference(text_width: float) -> bytes:
    """An empty docx; ``text_width`` in millimetres places what hangs on the page's width."""
    import docx

    document = docx.Document()
    _trim(document)
    normal = document.styles["Normal"]
    _dress(normal, Style("normal", "Normal"))
    _speak_thai(normal)
    normal.paragraph_format.widow_control = True
    for style in STYLES.values():
        made = document.styles.add_style(style.title, 1)
        made.element.styleId = style_id(style.name)
        made.base_style = normal
        made.quick_style = True
        _dress(made, style)
        _place(made, style, text_width)
    for look in LOOKS.values():
        _dress_look(document.styles.add_style(look.title, 2), look)
    document.part.numbering_part.element[:] = _lists()
    document.settings.element[:] = _settings()
    _add_fonts(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _trim(document: Any) -> None:
    """Leave nothing of the template that is not used: it brings 160 styles and a preview."""
    from docx.oxml.ns import qn

    for source in (document.part.package, document.part):
        for key, relation in list(source.rels.items()):
            if not relation.reltype.endswith(_PARTS):
                del source.rels[key]
    for style in list(document.styles):
        if style != document.styles.default(style.type):
            style.delete()
    styles = document.styles.element
    styles.remove(document.styles.latent_styles.element)
    for defaults in styles.find(qn("w:docDefaults")):
        defaults[0].clear()
    document.core_properties._element.clear()  # noqa: SLF001 - its author and remarks
    section = document.element.body.sectPr
    section.remove(section.find(qn("w:docGrid")))


# Styles.


def _dress(made: Any, style: Style) -> None:
    """Letters and spacing, in both halves."""
    from docx.shared import Pt, RGBColor

    made.font.size = Pt(style.size)
    if style.bold:
        made.font.bold = made.font.cs_bold = True
    made.element.rPr.append(w("szCs", val=round(style.size * 2)))
    if style.color:
        made.font.color.rgb = RGBColor.from_string(style.color)
    form = made.paragraph_format
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    # Single spacing is the letter's own; closer lines are as high as those of the PDF.
    form.line_spacing = 1.0 if style.pitch == SINGLE else Pt(style.size * style.pitch)


def _dress_look(made: Any, look: CharacterLook) -> None:
    """The letters of a stretch, in both halves."""
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


def _speak_thai(made: Any) -> None:
    from docx.oxml.ns import qn

    made.font.name = OFFICIAL_LETTER
    looks = made.element.rPr
    for half in ("eastAsia", "cs"):
        looks.rFonts.set(qn(f"w:{half}"), OFFICIAL_LETTER)
    looks.append(w("lang", val="en-US", eastAsia="th-TH", bidi="th-TH"))


def _place(made: Any, style: Style, text_width: float) -> None:
    """How paragraphs stand on the page."""
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


# What python-docx has no words for.


def _lists() -> list[Any]:
    """One list for each mark."""
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
    """The indent of a paragraph whose text hangs ``width`` behind a mark; millimetres."""
    left = begin + LEVEL_INDENT * level + width
    return w("ind", left=twips(left), hanging=twips(width))


def _settings() -> list[Any]:
    """Today's layout rules of Word, Thai as the language of complex scripts."""
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
    """The official letter and what may stand in for it."""
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
