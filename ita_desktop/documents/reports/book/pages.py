"""Content of the parts of the book of measures, each a document without its heading."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Cell,
    Document,
    PageBreak,
    Paragraph,
    Table,
    TableColumn,
    TableRow,
    paragraph,
)
from ita_desktop.documents.content import cell as plain_cell
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports import appointment_order, framework_summary
from ita_desktop.documents.reports.measures.lines import joined, of_form
from ita_desktop.documents.reports.measures.service_chapters import NO_MEASURES
from ita_desktop.documents.reports.measures.words import codes_of
from ita_desktop.documents.reports.results import analysis as result_analysis
from ita_desktop.documents.reports.results import report as result_report
from ita_desktop.documents.reports.shared import COLUMNS, TABLE_MARGINS, photo_table, photos_of
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.documents.wordings.values import bodies_of
from ita_desktop.domain.dates import MONTHS, buddhist_year, fiscal_year_bounds
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Body, Measure, MeasureKind
from ita_desktop.domain.roster.committee import changes_to
from ita_desktop.domain.roster.orders import AppointmentOrder
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

MARGINS: Final = TABLE_MARGINS
"""The same left margin for text and tables."""
_in_book: Final = partial(wording, papers="เล่มมาตรการ")
_PREFACE_TEXT: Final = _in_book(
    "book-preface",
    """
    {สำนักงานเขต}จัดทำมาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
        ขึ้น โดยนำผลการประเมินคุณธรรมและความโปร่งใสของปีงบประมาณ พ.ศ. {ปีก่อน} มาวิเคราะห์ และกำหนดมาตรการ
        ผู้รับผิดชอบ ระยะเวลา และการกำกับติดตามของแต่ละตัวชี้วัด
    {สำนักงานเขต}หวังว่าเอกสารนี้จะเป็นแนวทางให้ทุกฝ่ายและโรงเรียนในสังกัดปฏิบัติงานด้วยความสุจริต โปร่งใส
        และตรวจสอบได้ เพื่อประโยชน์ของประชาชน
    """,
    title="คำนำ",
)
_BRIEFING: Final = _in_book(
    "book-briefing",
    """
    ผู้อำนวยการเขตจัดประชุมชี้แจงการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)
        ปีงบประมาณ พ.ศ. {ปีงบประมาณ} ให้หน่วยงานภายใน{สำนักงานเขต}
        และโรงเรียนสังกัดกรุงเทพมหานครในพื้นที่เขตทราบ และถือปฏิบัติร่วมกัน
    """,
    title="การชี้แจงต่อหน่วยงานภายใน",
)
_NO_BRIEFING: Final = _in_book("book.no-briefing", "ยังไม่มีการประชุมชี้แจงหน่วยงานภายใน")
_MONITORING: Final = _in_book(
    "book-monitoring",
    "ผู้อำนวยการเขตกำกับติดตามการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} ดังนี้",
    title="การกำกับติดตามโดยผู้อำนวยการเขต",
)
_SUB_HEADS: Final = {
    "criteria": _in_book("book.framework-criteria", "เกณฑ์การประเมิน"),
    "levels": _in_book("book.framework-levels", "คะแนนและระดับผลการประเมิน"),
}
_NO_RESULT: Final = _in_book("book.no-result", "ยังไม่มีผลการประเมินของปีก่อน")
_NO_MONITORING: Final = _in_book("book.no-monitoring", "ยังไม่มีการกำกับติดตามของมาตรการ")
_MONITORING_HEADING: Final = _in_book(
    "book.monitoring-columns", "การกำกับติดตาม | มาตรการของ", title=COLUMNS
)
_SIGNED: Final = _in_book(
    "book.preface-end",
    """
    {สำนักงานเขต}
    {เดือนและปี}
    """,
    title="ท้ายคำนำ",
)
_HEADS: Final = frozenset({"title", "heading", "paper-title"})
"""Styles of headings that are replaced by the heading of the chapter."""


def below_head(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Returns the blocks without their heading lines."""
    kept = list(blocks)
    while kept and _is_head(kept[0]):
        kept.pop(0)
    return tuple(kept)


def _is_head(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.style in _HEADS or not block.text.strip()
    return isinstance(block, PageBreak)


def text_page(blocks: Iterable[Block], digits: Digits) -> Document:
    """Returns a portrait document of body text."""
    return Document("", tuple(blocks), margins=MARGINS, digits=digits)


def nothing(_context: ReportContext) -> list[MissingData]:
    return []


def _result_of(context: ReportContext) -> ReportContext | None:
    """Returns the context of the result that the book is based on: that of last year, if it has
    any."""
    before = context.last_year
    if before is None or not (before.scores or before.answers or before.printed_level):
        return None
    return replace(context, year=before, previous=None, subject="")


def _appointing(data: YearData) -> AppointmentOrder | None:
    """Returns the last order that appoints."""
    appointing = [order for order in data.orders if order.amends_id is None]
    return max(appointing, key=lambda order: order.position, default=None)


def appointed(data: YearData) -> tuple[Body, ...]:
    """Returns the bodies of the last order that appoints; without one all of the year."""
    order = _appointing(data)
    return (bodies_of(data, order) if order is not None else ()) or data.filled_bodies


def _orders(context: ReportContext) -> tuple[ReportContext, ...]:
    """Returns contexts for the appointment order and the orders that amend it."""
    data = context.year
    first = _appointing(data)
    if first is None:
        return (context,)
    some = (first, *changes_to(data, first.id))
    return tuple(replace(context, subject=order.id) for order in some)


def order(context: ReportContext, digits: Digits) -> Document:
    """Returns the orders, each beginning a page."""
    first, *later = (appointment_order.build(order, digits) for order in _orders(context))
    further = (block for document in later for block in (PageBreak(), *document.blocks))
    return replace(first, blocks=(*first.blocks, *further))


def missing_order(context: ReportContext) -> list[MissingData]:
    """Returns what is missing in the orders, with the committee's page as the place to enter it."""
    missing = (gap for order in _orders(context) for gap in appointment_order.missing(order))
    return [
        replace(missing_data, page=missing_data.page or PageKey.ROSTER) for missing_data in missing
    ]


def missing_result(context: ReportContext) -> Iterator[MissingData]:
    before = _result_of(context)
    if before is None or not before.year.scores:
        yield MissingData(
            "ยังไม่มีผลการประเมินของปี {year}",
            {"year": context.year.year - 1},
            "นำเข้าที่หน้าคะแนนของปีนั้น",
            PageKey.SCORES,
        )


def result(context: ReportContext, digits: Digits) -> Document:
    before = _result_of(context)
    if before is None:
        return text_page(_NO_RESULT.paragraphs(context.year, "body"), digits)
    return result_report.build(before, digits)


def study(context: ReportContext) -> tuple[Block, ...]:
    before = _result_of(context)
    return tuple(result_analysis.study(before.year)) if before is not None else ()


def briefing(context: ReportContext, digits: Digits) -> Document:
    data = context.year
    page = text_page((), digits)
    prepared = _of_kind(data, MeasureKind.PREPARATION)
    photos = photo_table(context, photos_of(data, prepared), page)
    told = _BRIEFING if is_briefed(data) else _NO_BRIEFING
    return text_page([*told.paragraphs(data, "body"), *photos], digits)


def is_briefed(data: YearData) -> bool:
    """Returns whether the year has a meeting, or a result or photograph of how the office prepares,
    or the office has words of its own for it. Else the usual sentence would be untrue."""
    prepared = _of_kind(data, MeasureKind.PREPARATION)
    return (
        bool(data.meetings)
        or any(data.entries_of(measure.id) for measure in prepared)
        or bool(photos_of(data, prepared))
        or _BRIEFING.key(data) in data.own_words
    )


def importance(context: ReportContext, digits: Digits) -> Document:
    return text_page(framework_summary.importance(context.year), digits)


def criteria(context: ReportContext, digits: Digits) -> Document:
    return text_page(framework_summary.criteria(context.year), digits)


def levels(context: ReportContext, digits: Digits) -> Document:
    return text_page(framework_summary.levels(context.year), digits)


def framework(context: ReportContext, digits: Digits) -> Document:
    data = context.year
    return text_page(
        (
            *framework_summary.importance(data),
            *_SUB_HEADS["criteria"].paragraphs(data, "subheading"),
            *framework_summary.criteria(data),
            *_SUB_HEADS["levels"].paragraphs(data, "subheading"),
            *framework_summary.levels(data),
        ),
        digits,
    )


def preparation(context: ReportContext, digits: Digits) -> Document:
    data = context.year
    measures = _of_kind(data, MeasureKind.PREPARATION)
    lines = joined(of_form([measure.method for measure in measures], "preparation"))
    shown = tuple(replace(line, style="line") for line in lines)
    photos = photo_table(context, photos_of(data, measures), text_page((), digits))
    return text_page((*shown, *photos) if shown else [NO_MEASURES.paragraph(data)], digits)


def missing_preparation(context: ReportContext) -> Iterator[MissingData]:
    if not _of_kind(context.year, MeasureKind.PREPARATION):
        yield MissingData(
            "ยังไม่มีมาตรการเตรียมความพร้อม เช่น การแต่งตั้งคณะทำงานและการประชุมชี้แจง",
            remedy="เพิ่มที่หน้ามาตรการ",
            page=PageKey.MEASURES,
        )


def monitoring(context: ReportContext, digits: Digits) -> Document:
    data = context.year
    found: dict[str, list[Measure]] = {}
    for measure in data.measures:
        if measure.monitoring.strip():
            found.setdefault(measure.monitoring.strip(), []).append(measure)
    if not found:
        return text_page(
            [*_MONITORING.paragraphs(data, "body"), *_NO_MONITORING.paragraphs(data, "body")],
            digits,
        )
    named = {
        text: ", ".join(dict.fromkeys(codes_of(data, measure) for measure in measures))
        for text, measures in found.items()
    }
    rows = tuple(
        TableRow((Cell(paragraphs(text)), plain_cell(name))) for text, name in named.items()
    )
    table = Table((TableColumn(62), TableColumn(38)), rows, (_MONITORING_HEADING.heading(data),))
    return text_page([*_MONITORING.paragraphs(data, "lead"), table], digits)


def missing_monitoring(context: ReportContext) -> Iterator[MissingData]:
    if not any(measure.monitoring.strip() for measure in context.year.measures):
        yield MissingData(
            "ยังไม่มีการกำกับติดตามในมาตรการใดเลย", remedy="ระบุที่หน้ามาตรการ", page=PageKey.MEASURES
        )


def preface(context: ReportContext, digits: Digits) -> Document:
    data = context.year
    month = {"เดือนและปี": next(_month(context), None)}
    lines = _SIGNED.paragraphs(data, "paper-right", month)
    return text_page(
        [*_PREFACE_TEXT.paragraphs(data, "body"), paragraph("", "line"), *lines], digits
    )


def _month(context: ReportContext) -> Iterator[str]:
    """Yields the month in which the book is made, within its fiscal year: ``เมษายน 2568``."""
    if context.day is not None:
        first, last = fiscal_year_bounds(context.year.year)
        day = min(max(context.day, first), last)
        yield f"{MONTHS[day.month - 1]} {buddhist_year(day)}"


def contents(_context: ReportContext, digits: Digits) -> Document:
    return text_page((), digits)


def _of_kind(data: YearData, kind: MeasureKind) -> list[Measure]:
    return [measure for measure in data.measures if measure.kind is kind]
