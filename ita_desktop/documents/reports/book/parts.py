"""The parts of the book of measures: their titles, contents and order.

Each part is a document without a heading; the book numbers and binds it. The two presets follow
books published by district offices.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from ita_desktop.documents.content import Block, Document
from ita_desktop.documents.kinds import BY_QUESTION, MissingData, ReportContext
from ita_desktop.documents.reports import framework_summary
from ita_desktop.documents.reports.book import pages
from ita_desktop.documents.reports.measures import (
    analysis_by_indicator,
    analysis_by_item,
    communication_plan,
    service_chapters,
)
from ita_desktop.documents.reports.measures import by_indicator as measures_by_indicator
from ita_desktop.documents.reports.measures import by_item as measures_by_item
from ita_desktop.documents.reports.tracking import progress_report
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.documents import Chapter, ChapterState
from ita_desktop.domain.roster.committee import joined
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

PREFACE: Final = "preface"
CONTENTS: Final = "contents"
FRONT: Final = (PREFACE, CONTENTS)
"""Parts before the first chapter, in any order of chapters."""
_USUAL_BODIES: Final = wording(
    "book.order-bodies", "คณะกรรมการอำนวยการและคณะทำงาน", title="หัวบท", papers="เล่มมาตรการ"
)
"""What is appointed as long as the year has no bodies."""
_PLAIN_HEADS: Final = {
    name: wording(f"book.{name}", text, title="หัวบท", papers="เล่มมาตรการ")
    for name, text in {
        PREFACE: "คำนำ",
        CONTENTS: "สารบัญ",
        "order": "คำสั่งแต่งตั้ง{คณะ}",
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
"""Headings of chapters that differ from those of the documents in them."""


class BookPart(NamedTuple):
    """A generated part; ``heading`` returns the lines of its heading."""

    name: str
    title: str
    heading: Callable[[ReportContext], tuple[str, ...]]
    build: Callable[[ReportContext, Digits], Document]
    missing: Callable[[ReportContext], Iterable[MissingData]]
    numbered: bool = True
    divided: bool = False
    """Whether a title page precedes it, and it keeps its own heading."""
    before: Callable[[ReportContext], tuple[Block, ...]] | None = None
    """Returns text between its heading and content, on portrait pages."""
    document: str = ""
    """The kind of document that has the same content by itself."""


class Preset(NamedTuple):
    """A predefined order of chapters: its name, the parts shown, and headings that differ from
    those of the parts."""

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


def chapters(data: YearData) -> tuple[Chapter, ...]:
    """Returns the chapters of a year's book in order, including hidden ones: the stored order, else
    the full one. Parts missing in the stored order are appended as hidden."""
    stored = tuple(
        chapter for chapter in data.chapters if not chapter.part or chapter.part in PARTS
    )
    if not stored:
        return in_order(data, FULL)
    known = {chapter.part for chapter in stored}
    more = (name for name in PARTS if name not in known)
    return (*stored, *_left_out(data, more, len(stored)))


def in_order(data: YearData, preset: Preset) -> tuple[Chapter, ...]:
    """Returns the chapters of a preset, followed by all other parts as hidden."""
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


def _texts_of(name: str) -> Callable[[ReportContext], tuple[str, ...]]:
    return lambda context: _PLAIN_HEADS[name].lines(context.year)


def _order_head(context: ReportContext) -> tuple[str, ...]:
    """Returns the lines of the heading, with the names of the bodies that are appointed."""
    names = joined(pages.appointed(context.year)) or _USUAL_BODIES.of(context.year)
    return _PLAIN_HEADS["order"].lines(context.year, {"คณะ": names})


def _result_head(context: ReportContext) -> tuple[str, ...]:
    """Returns the lines of the heading: short ones in a book with the short analysis."""
    shown = {
        chapter.part for chapter in chapters(context.year) if chapter.state is ChapterState.SHOWN
    }
    short = "analysis-by-question" in shown and "analysis" not in shown
    return _texts_of("result-short" if short else "result")(context)


def _by_question(context: ReportContext) -> ReportContext:
    return replace(context, subject=BY_QUESTION)


_ALL: Final = (
    BookPart(PREFACE, "คำนำ", _texts_of(PREFACE), pages.preface, pages.nothing, numbered=False),
    BookPart(CONTENTS, "สารบัญ", _texts_of(CONTENTS), pages.contents, pages.nothing, numbered=False),
    BookPart(
        "order",
        "คำสั่งแต่งตั้งคณะกรรมการและคณะทำงาน",
        _order_head,
        pages.order,
        pages.missing_order,
        numbered=False,
        divided=True,
    ),
    BookPart(
        "briefing",
        "การชี้แจงต่อหน่วยงานภายในและโรงเรียน",
        _texts_of("briefing"),
        pages.briefing,
        pages.nothing,
        numbered=False,
    ),
    BookPart(
        "importance", "ความสำคัญของ ITA", _texts_of("importance"), pages.importance, pages.nothing
    ),
    BookPart(
        "criteria",
        "เกณฑ์การประเมิน",
        _texts_of("criteria"),
        pages.criteria,
        framework_summary.missing,
    ),
    BookPart("levels", "คะแนนและระดับผลการประเมิน", _texts_of("levels"), pages.levels, pages.nothing),
    BookPart(
        "framework",
        "ความสำคัญ เกณฑ์ และระดับผลการประเมิน (รวมเป็นบทเดียว)",
        _texts_of("framework"),
        pages.framework,
        framework_summary.missing,
        document="framework-summary",
    ),
    BookPart("result", "ผลการประเมินของปีก่อน", _result_head, pages.result, pages.missing_result),
    BookPart(
        "analysis",
        "การวิเคราะห์และมาตรการรายตัวชี้วัด",
        analysis_by_indicator.head_lines,
        analysis_by_indicator.build,
        analysis_by_indicator.missing,
        before=pages.study,
        document="analysis-by-indicator",
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
        analysis_by_item.chapter,
        analysis_by_item.missing,
        document="analysis-by-item",
    ),
    BookPart(
        "measures",
        "มาตรการรายข้อ",
        _texts_of("measures"),
        measures_by_item.build,
        measures_by_item.missing,
        document="measures-by-item",
    ),
    BookPart(
        "measures-by-indicator",
        "มาตรการรายตัวชี้วัด",
        _texts_of("measures-by-indicator"),
        measures_by_indicator.build,
        measures_by_indicator.missing,
        document="measures-by-indicator",
    ),
    BookPart(
        "preparation",
        "มาตรการเตรียมความพร้อมรับการประเมิน",
        _texts_of("preparation"),
        pages.preparation,
        pages.missing_preparation,
    ),
    BookPart(
        "communication",
        "มาตรการสื่อสารสร้างการรับรู้",
        _texts_of("communication"),
        communication_plan.build,
        communication_plan.missing,
        document="communication-plan",
    ),
    BookPart(
        "image",
        "มาตรการสื่อสารภาพลักษณ์การให้บริการ",
        service_chapters.IMAGE.heading,
        service_chapters.IMAGE.build,
        service_chapters.IMAGE.missing,
        document="image-communication",
    ),
    BookPart(
        "one-stop",
        "มาตรการศูนย์รับคำขออนุญาต (BMA OSS)",
        service_chapters.ONE_STOP.heading,
        service_chapters.ONE_STOP.build,
        service_chapters.ONE_STOP.missing,
        document="one-stop-service",
    ),
    BookPart(
        "monitoring",
        "การกำกับติดตามโดยผู้อำนวยการเขต",
        _texts_of("monitoring"),
        pages.monitoring,
        pages.missing_monitoring,
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
"""All parts by name, in the order of lists."""
