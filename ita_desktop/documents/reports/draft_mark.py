"""The line on papers of a year whose framework is a draft, unless the office leaves it out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ita_desktop.documents.content import Document
from ita_desktop.documents.wordings.templates import SHARED, wording
from ita_desktop.domain.frameworks.draft import is_draft
from ita_desktop.domain.year import YearData

_DRAFT: Final = wording(
    "all.draft-framework",
    "ร่าง กรอบการประเมินปีงบประมาณ พ.ศ. {ปีงบประมาณ} คัดลอกจากกรอบ {กรอบเดิม} ยังไม่ได้ยืนยันกับหนังสือเวียน",
    title="บรรทัดที่บอกว่ากรอบการประเมินเป็นร่าง",
    papers=SHARED,
)


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
