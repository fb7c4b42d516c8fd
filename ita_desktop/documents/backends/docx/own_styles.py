"""What a Word file begins with: our own styles, or the office's Word file with its styles.

As with pandoc, a style of the office's file is used instead of ours where it has the same name, and
its margins are those of the page. Nothing else of it comes along: no page, no text, no
macro, no link.
"""

from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from ita_desktop.documents.backends.docx.elements import key
from ita_desktop.documents.backends.docx.reference import reference
from ita_desktop.documents.content import A4_SHORT, Block, Document, Margins, Paragraph
from ita_desktop.domain.errors import InputError

_MOST = 50_000_000
"""Bytes of the unpacked file; one with more is no Word template."""
_MOST_MARGIN = 0.6
"""The part of a page that margins may take."""
_NAMED = ("basedOn", "next", "link")
"""Where a style names another one."""


def base(own: bytes | None, text_width: float) -> Any:
    """python-docx's document to fill in; ``text_width`` in millimetres places what hangs on it.
    Raises InputError where the office's own file cannot be used."""
    import docx

    ours = docx.Document(BytesIO(reference(text_width)))
    if own is not None:
        theirs = _opened(own)
        _take_styles(theirs, ours)
        _take_theme(theirs, ours)
    return ours


def _take_styles(theirs: Any, ours: Any) -> None:
    """All styles of theirs, and those of ours that have no namesake there."""
    styles = deepcopy(theirs.styles.element)
    known = {_name(one): one for one in styles.iterchildren(key("style"))}
    ids: dict[str, str] = {}
    for style in list(ours.styles.element.iterchildren(key("style"))):
        namesake = known.get(_name(style))
        if namesake is None:
            styles.append(deepcopy(style))
        else:
            ids[namesake.get(key("styleId"))] = style.get(key("styleId"))
            namesake.set(key("styleId"), style.get(key("styleId")))
    for tag in _NAMED:
        for one in styles.iter(key(tag)):
            one.set(key("val"), ids.get(one.get(key("val")), one.get(key("val"))))
    for numbering in list(styles.iter(key("numPr"))):
        numbering.getparent().remove(numbering)  # of lists that do not come along
    ours.styles.element[:] = list(styles)


def _name(style: Any) -> str:
    found = style.find(key("name"))
    return "" if found is None else str(found.get(key("val"))).casefold()


def _take_theme(theirs: Any, ours: Any) -> None:
    """The theme, in which styles may name their letter."""
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
    """The margins of the office's file, to a tenth of a millimetre. Raises InputError."""
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
    """The document with the margins of the office's file, its tab stops moved accordingly.
    Raises InputError."""
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
    """Raises InputError where a file cannot be the office's Word file."""
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
