"""Reads the options that the office set for a document."""

from collections.abc import Mapping
from typing import Final

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.documents.book import DocumentOption
from ita_desktop.domain.errors import Phrase

OPTION_NAMES: Final[Mapping[DocumentOption, str]] = {
    DocumentOption.RUNNING_NUMBERS: Phrase("เลขต่อทั้งตัวชี้วัด"),
    DocumentOption.SIGNED_PAGES: Phrase("Word ฉบับลงนาม"),
    DocumentOption.PRINTED_SHEET: Phrase("Excel เหมือนหน้าพิมพ์"),
    DocumentOption.INTERNAL_NOTES: Phrase("หมายเหตุภายใน"),
    DocumentOption.NO_DRAFT_MARK: Phrase("ไม่พิมพ์คำว่าร่าง"),
    DocumentOption.CHANGES_SINCE: Phrase("ที่เปลี่ยนหลังยื่น"),
}


def chose(context: ReportContext, name: str, choice: DocumentOption) -> bool:
    """Returns whether an option of document ``name`` is on; a bound document has the options of the
    one it is bound into. Internal notes and the layout of Excel files can be overridden on the
    command line."""
    text = {
        DocumentOption.INTERNAL_NOTES: context.notes,
        DocumentOption.PRINTED_SHEET: context.printed_sheet,
    }.get(choice)
    if text is not None:
        return text
    wanted = context.document or name
    return any(choice in choices.chosen.split() for choices in context.year.document_choices
               if choices.name == wanted)  # fmt: skip
