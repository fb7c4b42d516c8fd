"""Starts a Word file from the program's styles or from the office's Word template.

As with pandoc's reference document, the template's styles replace those of the same names, and its
margins are used. No other content is taken: no pages, text, macros or links.
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
"""Greatest unpacked size of a template, in bytes."""
_MOST_MARGIN = 0.6
"""Greatest share of the page that margins may take."""
_NAMED = ("basedOn", "next", "link")
"""Elements in which a style refers to another one."""


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
