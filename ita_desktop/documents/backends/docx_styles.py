"""The parts of a docx that hold its looks: styles, lists, fonts, settings.

Thai is a complex script: Word takes its font, size and weight from the ``cs`` half of each
property. Everything is said in both halves, in styles, never in runs.
"""

from collections.abc import Iterator
from typing import Any

from ita_desktop.documents.backends.docx_xml import twips, w, xml
from ita_desktop.documents.content import Align
from ita_desktop.documents.styles import (
    LEVEL_INDENT,
    MARK_WIDTH,
    OFFICIAL_LETTER,
    OTHER_NAMES,
    STYLES,
    Style,
)

LISTS = {"•": 1, "-": 2}
"""Marks that are real lists in Word, and the numbers of these lists."""
_LEVELS = 3
_JUSTIFIED = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
_TABLE_STYLE = "ITATable"


def style_id(name: str) -> str:
    """The identifier of a named style: ``cell-center`` is ``ItaCellCenter``."""
    return "Ita" + "".join(part.capitalize() for part in name.split("-"))


def styles_part(text_width: float) -> bytes:
    """``styles.xml``; ``text_width`` in millimetres places what hangs on the page's width."""
    root = w(
        "styles",
        w("docDefaults", w("rPrDefault", _letter(16)), w("pPrDefault", w("pPr", _spacing()))),
        w(
            "style",
            w("name", val="Normal"),
            w("qFormat"),
            type="paragraph",
            default=1,
            styleId="Normal",
        ),
        _no_table(),
    )
    root.extend(_paragraph_style(style, text_width) for style in STYLES.values())
    return xml(root)


def _letter(size: float) -> Any:
    fonts = w(
        "rFonts",
        ascii=OFFICIAL_LETTER,
        hAnsi=OFFICIAL_LETTER,
        eastAsia=OFFICIAL_LETTER,
        cs=OFFICIAL_LETTER,
    )
    half_points = round(size * 2)
    return w(
        "rPr",
        fonts,
        w("sz", val=half_points),
        w("szCs", val=half_points),
        w("lang", val="en-US", eastAsia="th-TH", bidi="th-TH"),
    )


def _spacing(before: float = 0.0, after: float = 0.0) -> Any:
    return w(
        "spacing", before=round(before * 20), after=round(after * 20), line=240, lineRule="auto"
    )


def _no_table() -> Any:
    margins = w(
        "tblCellMar",
        w("top", w=0, type="dxa"),
        w("left", w=108, type="dxa"),
        w("bottom", w=0, type="dxa"),
        w("right", w=108, type="dxa"),
    )
    return w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _paragraph_style(style: Style, text_width: float) -> Any:
    paragraph = w("pPr", *_paragraph_properties(style, text_width))
    half_points = round(style.size * 2)
    weight = (w("b"), w("bCs")) if style.bold else ()
    run = w("rPr", *weight, w("sz", val=half_points), w("szCs", val=half_points))
    return w(
        "style",
        w("name", val=style.title),
        w("basedOn", val="Normal"),
        w("qFormat"),
        paragraph,
        run,
        type="paragraph",
        customStyle=1,
        styleId=style_id(style.name),
    )


def _paragraph_properties(style: Style, text_width: float) -> Iterator[Any]:
    """In the order that the format prescribes."""
    if style.keep_next:
        yield w("keepNext")
    if style.name.startswith("page-line"):
        yield w(
            "tabs",
            w("tab", val="center", pos=twips(text_width / 2)),
            w("tab", val="right", pos=twips(text_width)),
        )
    yield _spacing(style.before, style.after)
    if style.first_line:
        yield w("ind", firstLine=twips(style.first_line))
    elif style.name == "signature":
        yield w("ind", left=twips(text_width / 2))
    yield w("jc", val=_JUSTIFIED[style.align])
    if style.outline is not None:
        yield w("outlineLvl", val=style.outline)


def numbering_part() -> bytes:
    """``numbering.xml``: one list for each mark."""
    root = w("numbering")
    root.extend(_list(mark, number) for mark, number in LISTS.items())
    root.extend(w("num", w("abstractNumId", val=number), numId=number) for number in LISTS.values())
    return xml(root)


def _list(mark: str, number: int) -> Any:
    levels = [
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val="bullet"),
            w("lvlText", val=mark),
            w("lvlJc", val="left"),
            w("pPr", hanging(MARK_WIDTH, level)),
            w("rPr", *_letter(16)[:1]),
            ilvl=level,
        )
        for level in range(_LEVELS)
    ]
    return w(
        "abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=number
    )


def hanging(mark_width: float, level: int) -> Any:
    """The indent of a paragraph whose text hangs behind a mark; millimetres."""
    left = LEVEL_INDENT * level + mark_width
    return w("ind", left=twips(left), hanging=twips(mark_width))


def fonts_part() -> bytes:
    """``fontTable.xml``: the official letter and what may stand in for it."""
    font = w("font", w("altName", val=",".join(OTHER_NAMES)), name=OFFICIAL_LETTER)
    return xml(w("fonts", font))


def settings_part() -> bytes:
    """``settings.xml``: today's Word layout rules, Thai as the language of complex scripts."""
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return xml(
        w(
            "settings",
            w("defaultTabStop", val=720),
            w("characterSpacingControl", val="doNotCompress"),
            w("compat", mode),
            w("themeFontLang", val="en-US", bidi="th-TH"),
            w("decimalSymbol", val="."),
            w("listSeparator", val=","),
        )
    )
