"""The parts of the book of measures: what each is called and holds, and in which order they come.

A part is a document of its own without its head; the book gives it a number and binds it in. The
two orders are those of the books that districts have published.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from ita_desktop.documents.content import (
    Block,
    Cell,
    Document,
    PageBreak,
    Table,
    TableColumn,
    TableRow,
    paragraph,
)
from ita_desktop.documents.content import cell as plain_cell
from ita_desktop.documents.kinds import BY_QUESTION, MissingData, ReportContext
from ita_desktop.documents.reports.analysis import by_indicator as analysis_by_indicator
from ita_desktop.documents.reports.analysis import by_item as analysis_by_item
from ita_desktop.documents.reports.frameworks import summary as framework_summary
from ita_desktop.documents.reports.measures import by_indicator as measures_by_indicator
from ita_desktop.documents.reports.measures import by_item as measures_by_item
from ita_desktop.documents.reports.measures import communication_plan, service_chapters
from ita_desktop.documents.reports.measures.missing import codes_of
from ita_desktop.documents.reports.measures.photo_pages import photo_table, photos_of
from ita_desktop.documents.reports.measures.service_chapters import NO_MEASURES
from ita_desktop.documents.reports.measures.step_numbers import joined, of_form
from ita_desktop.documents.reports.results import analysis as result_analysis
from ita_desktop.documents.reports.results import report as result_report
from ita_desktop.documents.reports.roster import appointment_order
from ita_desktop.documents.reports.tracking import progress_report
from ita_desktop.documents.reports.wording import COLUMNS, TABLE_MARGINS
from ita_desktop.documents.text.rich import paragraphs
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import MONTHS, buddhist_year, fiscal_year_bounds
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.documents.book import Chapter, ChapterState
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.roster.committee import changes_to
from ita_desktop.domain.year import YearData

MARGINS: Final = TABLE_MARGINS
"""Text and tables of the book have one left edge."""
PREFACE: Final = "preface"
CONTENTS: Final = "contents"
FRONT: Final = (PREFACE, CONTENTS)
"""What stands before the chapters, whatever their order."""
_PREFACE_TEXT: Final = wording(
    "book-preface",
    """
    {สำนักงานเขต}จัดทำมาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
        ขึ้น โดยนำผลการประเมินคุณธรรมและความโปร่งใสของปีงบประมาณ พ.ศ. {ปีก่อน} มาวิเคราะห์ และกำหนดมาตรการ
        ผู้รับผิดชอบ ระยะเวลา และการกำกับติดตามของแต่ละตัวชี้วัด
    {สำนักงานเขต}หวังว่าเอกสารนี้จะเป็นแนวทางให้ทุกฝ่ายและโรงเรียนในสังกัดปฏิบัติงานด้วยความสุจริต โปร่งใส
        และตรวจสอบได้ เพื่อประโยชน์ของประชาชน
    """,
    title="คำนำ",
    papers="เล่มมาตรการ",
)
_BRIEFING: Final = wording(
    "book-briefing",
    """
    ผู้อำนวยการเขตจัดประชุมชี้แจงการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)
        ปีงบประมาณ พ.ศ. {ปีงบประมาณ} ให้หน่วยงานภายใน{สำนักงานเขต}
        และโรงเรียนสังกัดกรุงเทพมหานครในพื้นที่เขตทราบ และถือปฏิบัติร่วมกัน
    """,
    title="การชี้แจงต่อหน่วยงานภายใน",
    papers="เล่มมาตรการ",
)
_MONITORING: Final = wording(
    "book-monitoring",
    "ผู้อำนวยการเขตกำกับติดตามการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} ดังนี้",
    title="การกำกับติดตามโดยผู้อำนวยการเขต",
    papers="เล่มมาตรการ",
)
_PLAIN_HEADS: Final = {
    name: wording(f"book.{name}", text, title="หัวบท", papers="เล่มมาตรการ")
    for name, text in {
        PREFACE: "คำนำ",
        CONTENTS: "สารบัญ",
        "order": "คำสั่งแต่งตั้งคณะกรรมการอำนวยการและคณะทำงาน",
        "briefing": """
            การชี้แจงและให้ข้อมูลเกี่ยวกับ{ชื่อการประเมินภาษาไทย} (ITA)
                ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
                ไปยังหน่วยงานภายในสำนักงานเขต และโรงเรียนสังกัดกรุงเทพมหานครในพื้นที่เขต
            """,
        "importance": "ความสำคัญของ ITA",
        "criteria": "เกณฑ์การประเมิน",
        "levels": "คะแนนและระดับผลการประเมิน",
        "framework": "ความสำคัญของ ITA",
        "result": """
            ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ
            ประจำปีงบประมาณ พ.ศ. {ปีก่อน} ในภาพรวม
            {สำนักงานเขตและจังหวัด}
            """,
        "result-short": """
            ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของ{สำนักงานเขตและจังหวัด}
                ประจำปีงบประมาณ พ.ศ. {ปีก่อน}
            """,
        "analysis-by-item": """
            การวิเคราะห์การดำเนินงานตามกรอบการประเมินรายข้อ ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
            """,
        "measures": """
            มาตรการ/กิจกรรมส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานของ{สำนักงานเขต}
                ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
            """,
        "measures-by-indicator": """
            มาตรการ/กิจกรรมรายตัวชี้วัดของ{สำนักงานเขต} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
            """,
        "preparation": """
            มาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน
                เพื่อเตรียมความพร้อมรับ{ชื่อการประเมินภาษาไทย}
                {ชื่อการประเมินภาษาอังกฤษ} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} ของ{สำนักงานเขต}
            """,
        "communication": """
            มาตรการ/กิจกรรมในการสื่อสารสร้างการรับรู้ต่อผู้มีส่วนได้ส่วนเสียภายในและผู้มีส่วนได้ส่วนเสียภายนอก
            """,
        "monitoring": "การกำกับติดตามโดยผู้อำนวยการเขต",
        "progress": "การรายงานผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    }.items()
}
"""The heads of chapters that are not those of the document which they hold."""
_SUB_HEADS: Final = {
    "criteria": wording("book.framework-criteria", "เกณฑ์การประเมิน", papers="เล่มมาตรการ"),
    "levels": wording("book.framework-levels", "คะแนนและระดับผลการประเมิน", papers="เล่มมาตรการ"),
}
_NO_RESULT: Final = wording("book.no-result", "ยังไม่มีผลการประเมินของปีก่อน", papers="เล่มมาตรการ")
_NO_MONITORING: Final = wording(
    "book.no-monitoring", "ยังไม่มีการกำกับติดตามของมาตรการ", papers="เล่มมาตรการ"
)
_MONITORING_HEADING: Final = wording(
    "book.monitoring-columns", "การกำกับติดตาม | มาตรการของ", title=COLUMNS, papers="เล่มมาตรการ"
)
_SIGNED: Final = wording(
    "book.preface-end",
    """
    {สำนักงานเขต}
    {เดือนและปี}
    """,
    title="ท้ายคำนำ",
    papers="เล่มมาตรการ",
)
_HEADS: Final = frozenset({"title", "heading", "paper-title"})
"""Styles of what heads a document, instead of which it has the heading of its chapter."""


class BookPart(NamedTuple):
    """A part that the program makes; ``heading`` gives the lines of its heading."""

    name: str
    title: str
    heading: Callable[[ReportContext], tuple[str, ...]]
    build: Callable[[ReportContext, Digits], Document]
    missing: Callable[[ReportContext], list[MissingData]]
    numbered: bool = True
    divided: bool = False
    """Whether its heading stands on a page of its own, and it keeps its own head."""
    before: Callable[[ReportContext], tuple[Block, ...]] | None = None
    """Running text below its heading, upright on pages of its own."""


class Preset(NamedTuple):
    """An order of chapters to begin with: its name, the parts that are shown, and their headings
    where these are not those of the parts."""

    name: str
    title: str
    shown: tuple[str, ...]
    headings: Mapping[str, str] = MappingProxyType({})


FULL: Final = Preset(
    "full",
    "แบบเต็ม",
    (
        CONTENTS,
        "order",
        "briefing",
        "importance",
        "criteria",
        "levels",
        "result",
        "analysis",
        "measures",
        "communication",
        "image",
        "one-stop",
        "monitoring",
    ),
)
SHORT: Final = Preset(
    "short",
    "แบบย่อ",
    (
        "framework",
        "result",
        "analysis-by-question",
        "preparation",
        "one-stop",
        "image",
        "communication",
    ),
    MappingProxyType(
        {
            "image": "มาตรการสื่อสารภาพลักษณ์การให้บริการของสำนักงานเขต กรุงเทพมหานคร",
            "communication": "มาตรการ/กิจกรรมในการสื่อสารสร้างการรับรู้ต่อผู้มีส่วนได้ส่วนเสียภายใน "
            "และผู้มีส่วนได้ส่วนเสียภายนอกตามตัวชี้วัด",
        }
    ),
)
PRESETS: Final = (FULL, SHORT)


def chapters(data: YearData, preset: Preset = FULL) -> tuple[Chapter, ...]:
    """The chapters of a year's book in order, those that are left out among them: the office's
    own order, else that of a preset. A part that the stored order does not know is left out."""
    stored = tuple(
        chapter for chapter in data.chapters if not chapter.part or chapter.part in PARTS
    )
    if not stored:
        return in_order(data, preset)
    known = {chapter.part for chapter in stored}
    more = (name for name in PARTS if name not in known)
    return (*stored, *_left_out(data, more, len(stored)))


def in_order(data: YearData, preset: Preset) -> tuple[Chapter, ...]:
    """The chapters of a preset, all other parts left out behind them."""
    shown = tuple(
        Chapter(
            id=f"part:{name}",
            year_id=data.fiscal_year.id,
            part=name,
            title=preset.headings.get(name, ""),
            position=place,
        )
        for place, name in enumerate(preset.shown)
    )
    rest = (name for name in PARTS if name not in preset.shown)
    return (*shown, *_left_out(data, rest, len(shown)))


def _left_out(data: YearData, names: Iterable[str], first: int) -> Iterator[Chapter]:
    for place, name in enumerate(names, first):
        yield Chapter(
            id=f"part:{name}",
            year_id=data.fiscal_year.id,
            part=name,
            state=ChapterState.LEFT_OUT,
            position=place,
        )


def below_head(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks without the lines that head them."""
    kept = list(blocks)
    while kept and _is_head(kept[0]):
        kept.pop(0)
    return tuple(kept)


def _is_head(block: Block) -> bool:
    from ita_desktop.documents.content import Paragraph

    if isinstance(block, Paragraph):
        return block.style in _HEADS or not block.text.strip()
    return isinstance(block, PageBreak)


def text_page(blocks: Iterable[Block], digits: Digits) -> Document:
    """Running text upright on the page."""
    return Document("", tuple(blocks), margins=MARGINS, digits=digits)


# -- what the parts hold


def _nothing(_context: ReportContext) -> list[MissingData]:
    return []


def _result_of(context: ReportContext) -> ReportContext | None:
    """The material of the result that the book rests on: that of the year before."""
    before = context.previous
    return replace(context, year=before, previous=None, subject="") if before else None


def _orders(context: ReportContext) -> tuple[ReportContext, ...]:
    """The order that appoints the committee, and those that change it since."""
    data = context.year
    appointing = [order for order in data.orders if order.amends_id is None]
    first = max(appointing, key=lambda order: order.position, default=None)
    if first is None:
        return (context,)
    some = (first, *changes_to(data, first.id))
    return tuple(replace(context, subject=order.id) for order in some)


def _order(context: ReportContext, digits: Digits) -> Document:
    """Each order on pages of its own."""
    first, *later = (appointment_order.build(order, digits) for order in _orders(context))
    further = (block for document in later for block in (PageBreak(), *document.blocks))
    return replace(first, blocks=(*first.blocks, *further))


def _missing_order(context: ReportContext) -> list[MissingData]:
    """What an order lacks is mended with the committee, not with the measures."""
    missing = (gap for order in _orders(context) for gap in appointment_order.missing(order))
    return [
        replace(missing_data, page=missing_data.page or PageKey.ROSTER) for missing_data in missing
    ]


def _missing_result(context: ReportContext) -> list[MissingData]:
    before = _result_of(context)
    if before is None or not before.year.scores:
        return [
            MissingData(
                "ยังไม่มีผลการประเมินของปี {year}",
                {"year": context.year.year - 1},
                "นำเข้าที่หน้าคะแนนของปีนั้น",
                PageKey.SCORES,
            )
        ]
    return []


def _result(context: ReportContext, digits: Digits) -> Document:
    before = _result_of(context)
    if before is None:
        return text_page(_NO_RESULT.paragraphs(context.year, "body"), digits)
    return result_report.build(before, digits)


def _study(context: ReportContext) -> tuple[Block, ...]:
    before = _result_of(context)
    return tuple(result_analysis.study(before.year)) if before is not None else ()


def _briefing(context: ReportContext, digits: Digits) -> Document:
    data = context.year
    page = text_page((), digits)
    prepared = _of_kind(data, MeasureKind.PREPARATION)
    photos = photo_table(context, photos_of(data, prepared), page)
    return text_page([*_BRIEFING.paragraphs(data, "body"), *photos], digits)


def _importance(context: ReportContext, digits: Digits) -> Document:
    return text_page(framework_summary.importance(context.year), digits)


def _criteria(context: ReportContext, digits: Digits) -> Document:
    return text_page(framework_summary.criteria(context.year), digits)


def _levels(context: ReportContext, digits: Digits) -> Document:
    return text_page(framework_summary.levels(context.year), digits)


def _framework(context: ReportContext, digits: Digits) -> Document:
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


def _by_question(context: ReportContext) -> ReportContext:
    return replace(context, subject=BY_QUESTION)


def _preparation(context: ReportContext, digits: Digits) -> Document:
    data = context.year
    measures = _of_kind(data, MeasureKind.PREPARATION)
    lines = joined(of_form([measure.method for measure in measures], "preparation"))
    shown = tuple(replace(line, style="line") for line in lines)
    photos = photo_table(context, photos_of(data, measures), text_page((), digits))
    return text_page((*shown, *photos) if shown else [NO_MEASURES.paragraph(data)], digits)


def _missing_preparation(context: ReportContext) -> list[MissingData]:
    if _of_kind(context.year, MeasureKind.PREPARATION):
        return []
    return [
        MissingData(
            "ยังไม่มีมาตรการเตรียมความพร้อม เช่น การแต่งตั้งคณะทำงานและการประชุมชี้แจง",
            remedy="เพิ่มที่หน้ามาตรการ",
            page=PageKey.MEASURES,
        )
    ]


def _monitoring(context: ReportContext, digits: Digits) -> Document:
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


def _missing_monitoring(context: ReportContext) -> list[MissingData]:
    if any(measure.monitoring.strip() for measure in context.year.measures):
        return []
    return [
        MissingData(
            "ยังไม่มีการกำกับติดตามในมาตรการใดเลย", remedy="ระบุที่หน้ามาตรการ", page=PageKey.MEASURES
        )
    ]


def _preface(context: ReportContext, digits: Digits) -> Document:
    data = context.year
    month = {"เดือนและปี": next(_month(context), None)}
    lines = _SIGNED.paragraphs(data, "paper-right", month)
    return text_page(
        [*_PREFACE_TEXT.paragraphs(data, "body"), paragraph("", "line"), *lines], digits
    )


def _month(context: ReportContext) -> Iterator[str]:
    """``เมษายน 2568``: when the book is made, in its year."""
    if context.day is not None:
        first, last = fiscal_year_bounds(context.year.year)
        day = min(max(context.day, first), last)
        yield f"{MONTHS[day.month - 1]} {buddhist_year(day)}"


def _contents(_context: ReportContext, digits: Digits) -> Document:
    return text_page((), digits)


def _of_kind(data: YearData, kind: MeasureKind) -> list[Measure]:
    return [measure for measure in data.measures if measure.kind is kind]


# -- their headings


def _texts_of(name: str) -> Callable[[ReportContext], tuple[str, ...]]:
    return lambda context: _PLAIN_HEADS[name].lines(context.year)


def _result_head(context: ReportContext) -> tuple[str, ...]:
    """The book with the short analysis has a short head."""
    shown = {
        chapter.part for chapter in chapters(context.year) if chapter.state is ChapterState.SHOWN
    }
    short = "analysis-by-question" in shown and "analysis" not in shown
    return _texts_of("result-short" if short else "result")(context)


_ALL: Final = (
    BookPart(PREFACE, "คำนำ", _texts_of(PREFACE), _preface, _nothing, numbered=False),
    BookPart(CONTENTS, "สารบัญ", _texts_of(CONTENTS), _contents, _nothing, numbered=False),
    BookPart(
        "order",
        "คำสั่งแต่งตั้งคณะกรรมการและคณะทำงาน",
        _texts_of("order"),
        _order,
        _missing_order,
        numbered=False,
        divided=True,
    ),
    BookPart(
        "briefing",
        "การชี้แจงต่อหน่วยงานภายในและโรงเรียน",
        _texts_of("briefing"),
        _briefing,
        _nothing,
        numbered=False,
    ),
    BookPart(
        "importance",
        "ความสำคัญของ ITA",
        _texts_of("importance"),
        _importance,
        _nothing,
    ),
    BookPart(
        "criteria",
        "เกณฑ์การประเมิน",
        _texts_of("criteria"),
        _criteria,
        framework_summary.missing,
    ),
    BookPart(
        "levels",
        "คะแนนและระดับผลการประเมิน",
        _texts_of("levels"),
        _levels,
        _nothing,
    ),
    BookPart(
        "framework",
        "ความสำคัญ เกณฑ์ และระดับผลการประเมิน (รวมเป็นบทเดียว)",
        _texts_of("framework"),
        _framework,
        framework_summary.missing,
    ),
    BookPart(
        "result",
        "ผลการประเมินของปีก่อน",
        _result_head,
        _result,
        _missing_result,
    ),
    BookPart(
        "analysis",
        "การวิเคราะห์และมาตรการรายตัวชี้วัด",
        analysis_by_indicator.head_lines,
        analysis_by_indicator.build,
        analysis_by_indicator.missing,
        before=_study,
    ),
    BookPart(
        "analysis-by-question",
        "การวิเคราะห์และมาตรการรายข้อคำถาม",
        lambda context: analysis_by_indicator.head_lines(_by_question(context)),
        lambda context, digits: analysis_by_indicator.build(_by_question(context), digits),
        lambda context: analysis_by_indicator.missing(_by_question(context)),
    ),
    BookPart(
        "analysis-by-item",
        "การวิเคราะห์รายข้อ (7 ช่อง)",
        _texts_of("analysis-by-item"),
        analysis_by_item.build,
        analysis_by_item.missing,
    ),
    BookPart(
        "measures",
        "มาตรการรายข้อ",
        _texts_of("measures"),
        measures_by_item.build,
        measures_by_item.missing,
    ),
    BookPart(
        "measures-by-indicator",
        "มาตรการรายตัวชี้วัด",
        _texts_of("measures-by-indicator"),
        measures_by_indicator.build,
        measures_by_indicator.missing,
    ),
    BookPart(
        "preparation",
        "มาตรการเตรียมความพร้อมรับการประเมิน",
        _texts_of("preparation"),
        _preparation,
        _missing_preparation,
    ),
    BookPart(
        "communication",
        "มาตรการสื่อสารสร้างการรับรู้",
        _texts_of("communication"),
        communication_plan.build,
        communication_plan.missing,
    ),
    BookPart(
        "image",
        "มาตรการสื่อสารภาพลักษณ์การให้บริการ",
        lambda context: service_chapters.image_heading(context.year),
        service_chapters.build_image,
        service_chapters.missing_image,
    ),
    BookPart(
        "one-stop",
        "มาตรการศูนย์รับคำขออนุญาต (BMA OSS)",
        lambda context: service_chapters.one_stop_heading(context.year),
        service_chapters.build_one_stop,
        service_chapters.missing_one_stop,
    ),
    BookPart(
        "monitoring",
        "การกำกับติดตามโดยผู้อำนวยการเขต",
        _texts_of("monitoring"),
        _monitoring,
        _missing_monitoring,
    ),
    BookPart(
        "progress",
        "รายงานผลการดำเนินการ",
        _texts_of("progress"),
        lambda context, digits: replace(
            progress_report.build(replace(context, subject=""), digits), codes_in_digits=False
        ),
        lambda context: progress_report.missing(replace(context, subject="")),
    ),
)
PARTS: Final[Mapping[str, BookPart]] = MappingProxyType({part.name: part for part in _ALL})
"""All parts by name, in the order in which they are listed."""
