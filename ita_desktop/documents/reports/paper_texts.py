"""What is done to any paper that was built.

Its texts of the back-ends are those of the office (see ``wordings/paper_words.py``). A line says
that the year's framework is a draft. Headings become numbered lists, so that Word counts them,
unless the office reworded them.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from ita_desktop.documents.content import Block, Document, Paragraph, Table
from ita_desktop.documents.reports.wording import COLUMNS
from ita_desktop.documents.wordings.paper_words import SHIPPED, PaperWords, mark_of
from ita_desktop.documents.wordings.templates import SHARED, Template, wording
from ita_desktop.domain.documents import fields_in
from ita_desktop.domain.framework_draft import is_draft
from ita_desktop.domain.year import YearData

_DRAFT: Final = wording(
    "all.draft-framework",
    "ร่าง กรอบการประเมินปีงบประมาณ พ.ศ. {ปีงบประมาณ} คัดลอกจากกรอบ {กรอบเดิม} ยังไม่ได้ยืนยันกับหนังสือเวียน",
    title="บรรทัดที่บอกว่ากรอบการประเมินเป็นร่าง",
    papers=SHARED,
)
_STYLES: Final = frozenset({"heading", "subheading"})
_NUMBER: Final = re.compile(r"([0-9]+(?:\.[0-9]+){0,2}([.)]?)) +(?=\S)")


def counted(document: Document, own: Container[str]) -> Document:
    """Returns the document and its bound documents with heading numbers as lists; headings whose
    wordings are in ``own``, edited by the office, remain text."""
    bound = tuple(replace(bound, document=counted(bound.document, own)) for bound in document.bound)
    blocks = tuple(_counted(block, own) for block in document.blocks)
    return replace(document, blocks=blocks, bound=bound)


def _counted(block: Block, own: Container[str]) -> Block:
    if not isinstance(block, Paragraph) or block.style not in _STYLES or block.mark:
        return block
    if not block.runs or not block.runs[0].wording or block.runs[0].wording in own:
        return block
    found = _NUMBER.match(block.text)
    first, *more = block.runs
    if found is None or found.end() > len(first.text):
        return block
    rest = replace(first, text=first.text[found.end() :])
    # Numbers in parentheses form another list than those with a full stop.
    listed = "headings)" if found[2] == ")" else "headings"
    runs = (rest, *more)
    return replace(block, runs=runs, mark=found[1], counted=listed, mark_wording=first.wording)


def marked_as_draft(document: Document, data: YearData) -> Document:
    """Returns the document with the line above it, if the year's framework is a draft."""
    if not is_draft(data):
        return document
    line = _DRAFT.paragraphs(data, "note", _from(data))
    return replace(document, blocks=(*line, *document.blocks))


def draft_line(data: YearData) -> str:
    """Returns the line; empty if the year's framework is no draft."""
    return _DRAFT.of(data, _from(data)) if is_draft(data) else ""


def _from(data: YearData) -> Mapping[str, str]:
    return {"กรอบเดิม": data.framework.drafted_from}


def _declared(field: str, title: str = "") -> Template:
    name = f"all.{field.replace('_', '-')}"
    return wording(name, getattr(SHIPPED, field), title=title, papers=SHARED)


TEXTS: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "page_of": _declared("page_of"),
        "continued": _declared("continued"),
        "contents_page": _declared("contents_page", "หัวช่องเลขหน้าของสารบัญ"),
        "beside_list": _declared("beside_list", "ชื่อแผ่นงาน Excel ของภาพและตารางประกอบ"),
        "file_page_lost": _declared("file_page_lost"),
        "file_pages_further": _declared("file_pages_further"),
        "list_columns": _declared("list_columns", f"{COLUMNS}ของรายการใน Excel"),
        "cell_cut": _declared("cell_cut", "ท้ายข้อความที่ยาวเกินช่องของ Excel"),
        "chart_sheet": _declared("chart_sheet", "ชื่อแผ่นงาน Excel ของตัวเลขแผนภูมิ"),
        "chart_columns": _declared("chart_columns", f"{COLUMNS}ตัวเลขของแผนภูมิ Excel"),
    }
)


def words_of(data: YearData) -> PaperWords:
    """Returns the office's texts, with the fields of the year filled in."""
    return PaperWords(**{field: _filled(template, data) for field, template in TEXTS.items()})


def _filled(template: Template, data: YearData) -> str:
    """Fills in a text, keeping its own fields."""
    return template.of(data, {name: f"{{{name}}}" for name in fields_in(template.text)})


def worded(document: Document, data: YearData) -> Document:
    """Returns the document and its bound documents with the office's texts."""
    words = words_of(data)
    return document if words == SHIPPED else _with_words(document, words)


def _with_words(document: Document, words: PaperWords) -> Document:
    bound = tuple(
        replace(bound, document=_with_words(bound.document, words)) for bound in document.bound
    )
    blocks = tuple(_worded(block, words) for block in document.blocks)
    return replace(document, words=words, blocks=blocks, bound=bound)


def _worded(block: Block, words: PaperWords) -> Block:
    if not isinstance(block, Table):
        return block
    return replace(block, mark=mark_of(words.continued))
