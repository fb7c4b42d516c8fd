"""Lists all kinds of documents; a new kind is a module in ``reports/`` and an entry here."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypedDict, Unpack

from ita_desktop.documents.content import BoundDocument, Document
from ita_desktop.documents.forms import Form
from ita_desktop.documents.kinds import (
    ALL_FORMATS,
    DocumentGroup,
    DocumentKind,
    Format,
    MissingData,
    Profile,
    Report,
    ReportContext,
    Subject,
    TitledReport,
    chose,
)
from ita_desktop.documents.notes import without_notes
from ita_desktop.documents.reports import (
    appointment_order,
    carry_over,
    committee_roster,
    framework_summary,
    personal_register,
    roster_contacts,
    score_comparison,
    score_summary,
    survey_plan,
    survey_posters,
    unit_form,  # noqa: F401 - its wordings
)
from ita_desktop.documents.reports.book import binder as _binder  # noqa: F401 - its wordings
from ita_desktop.documents.reports.book import report as measures_book
from ita_desktop.documents.reports.brief import page as brief_page
from ita_desktop.documents.reports.brief import slides as brief_slides
from ita_desktop.documents.reports.brief import words as brief_words
from ita_desktop.documents.reports.letters import letter
from ita_desktop.documents.reports.letters import of_units as unit_letters
from ita_desktop.documents.reports.measures import (
    analysis_by_indicator,
    analysis_by_item,
    communication_plan,
    service_chapters,
)
from ita_desktop.documents.reports.measures import by_indicator as measures_by_indicator
from ita_desktop.documents.reports.measures import by_item as measures_by_item
from ita_desktop.documents.reports.meetings import agenda, attendance, minutes
from ita_desktop.documents.reports.meetings import pack as meeting_pack
from ita_desktop.documents.reports.meetings.pack import MeetingPack
from ita_desktop.documents.reports.oit import assignments as oit_assignments
from ita_desktop.documents.reports.oit import dossier as oit_dossier
from ita_desktop.documents.reports.oit import filing as oit_filing
from ita_desktop.documents.reports.oit import remarks as oit_remarks
from ita_desktop.documents.reports.results import analysis as result_analysis
from ita_desktop.documents.reports.results import report as result_report
from ita_desktop.documents.reports.shared import counted, marked_as_draft, worded, words_of
from ita_desktop.documents.reports.tracking import (
    monitoring_summary,
    progress_report,
    unit_matrix,
    unit_worksheet,
)
from ita_desktop.documents.slides import Deck
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.worksheet import PAPER_MARK

_TEXTS = (Format.DOCX, Format.PDF)
"""Formats of documents without tables."""
_NUMBERS = (DocumentOption.RUNNING_NUMBERS,)
_NOTES = (DocumentOption.INTERNAL_NOTES,)
_DRAFT = (DocumentOption.NO_DRAFT_MARK,)
"""Option of documents that print what the framework says: items, indicators, figures."""
_FIGURES = (*_NOTES, *_DRAFT)
_LIST = (DocumentOption.PRINTED_SHEET, DocumentOption.SIGNED_PAGES, *_DRAFT)
"""Options of documents whose Excel file is a list, and whose tables have merged cells: by the
items and indicators of the framework."""
_NUMBERED_LIST = (*_NUMBERS, *_LIST)


class _Options(TypedDict, total=False):
    """Rarely used fields of :class:`DocumentKind`."""

    of: Subject
    formats: tuple[Format, ...]
    apart: tuple[Format, ...]
    choices: tuple[DocumentOption, ...]
    confidential: bool
    internal: bool
    names_people: bool
    called: Callable[[ReportContext], str]
    form: Callable[[ReportContext], Form]
    slides: Callable[[ReportContext, Digits], Deck]
    shorter: int


def _paper_kind(
    name: str,
    title: str,
    report: TitledReport,
    page: PageKey = PageKey.MEETINGS,
    **options: Unpack[_Options],
) -> DocumentKind:
    """Returns a kind of text document; no Excel file unless ``formats`` includes it."""
    group, digits = DocumentGroup.ORDERS, Digits.THAI
    names = page is not PageKey.SURVEYS
    options = {"called": report.called, "formats": _TEXTS, "names_people": names, **options}
    return DocumentKind(name, title, group, digits, page, report.missing, report.build, **options)


def _table_kind(
    name: str,
    title: str,
    report: Report,
    page: PageKey = PageKey.MEASURES,
    digits: Digits = Digits.ARABIC,
    group: DocumentGroup = DocumentGroup.TABLES,
    **options: Unpack[_Options],
) -> DocumentKind:
    return DocumentKind(name, title, group, digits, page, report.missing, report.build, **options)


_ALL = (
    _paper_kind(
        appointment_order.NAME,
        "คำสั่งแต่งตั้งคณะกรรมการและคณะทำงาน",
        appointment_order,
        page=PageKey.ROSTER,
        of=Subject.ORDER,
        choices=(DocumentOption.SIGNED_PAGES,),
    ),
    _paper_kind("memo", "บันทึกข้อความและหนังสือ", letter, of=Subject.LETTER),
    _paper_kind("unit-letters", "หนังสือขอข้อมูลรายหน่วย", unit_letters, of=Subject.LETTER),
    _paper_kind("agenda", "ระเบียบวาระการประชุม", agenda, of=Subject.MEETING),
    _paper_kind(
        "attendance", "ใบลงชื่อผู้เข้าประชุม", attendance.TO_SIGN, of=Subject.MEETING, formats=ALL_FORMATS
    ),
    _paper_kind(
        "attendance-recorded",
        "รายชื่อผู้เข้าประชุม",
        attendance.RECORDED,
        of=Subject.MEETING,
        formats=ALL_FORMATS,
    ),
    _paper_kind("minutes", "รายงานการประชุม", minutes, of=Subject.MEETING),
    _paper_kind(
        "survey-poster",
        "โปสเตอร์แบบสำรวจ",
        survey_posters.POSTER,
        PageKey.SURVEYS,
        of=Subject.SURVEY,
    ),
    _paper_kind(
        "survey-poster-a5",
        "โปสเตอร์แบบสำรวจ A5",
        survey_posters.SMALL,
        PageKey.SURVEYS,
        of=Subject.SURVEY,
    ),
    _paper_kind(
        "survey-poster-a5x2",
        "โปสเตอร์แบบสำรวจ A5 สองแผ่นต่อหน้า",
        survey_posters.HALVES,
        PageKey.SURVEYS,
        of=Subject.SURVEY,
    ),
    _paper_kind(
        "survey-slips", "บัตรแบบสำรวจ", survey_posters.SLIPS, PageKey.SURVEYS, of=Subject.SURVEY
    ),
    _paper_kind(
        meeting_pack.NAME, "เอกสารประกอบการประชุม", MeetingPack(lambda: KINDS), of=Subject.MEETING
    ),
    _table_kind(
        "committee-roster",
        "รายชื่อคณะกรรมการและคณะทำงาน",
        committee_roster,
        page=PageKey.ROSTER,
        digits=Digits.THAI,
    ),
    _table_kind(
        "roster-contacts",
        "รายชื่อและช่องทางติดต่อ",
        roster_contacts,
        page=PageKey.ROSTER,
        confidential=True,
        internal=True,
        apart=ALL_FORMATS,
    ),
    _table_kind(
        personal_register.NAME,
        "ทะเบียนข้อมูลส่วนบุคคล",
        personal_register,
        page=PageKey.SETTINGS,
        digits=Digits.THAI,
    ),
    _table_kind(survey_plan.NAME, "ตารางผู้ตอบแบบสำรวจ", survey_plan, page=PageKey.SURVEYS),
    _table_kind(
        carry_over.NAME, "รายการข้อที่เปลี่ยนไปจากปีก่อน", carry_over, page=PageKey.YEAR, choices=_DRAFT
    ),
    _table_kind(
        "framework-summary",
        "สรุปกรอบการประเมิน ITA",
        framework_summary,
        page=PageKey.YEAR,
        choices=_DRAFT,
    ),
    _table_kind(
        "oit-assignments",
        "ตารางมอบหมายผู้รับผิดชอบ OIT",
        oit_assignments,
        page=PageKey.OIT,
        called=oit_assignments.called,
        of=Subject.UNIT,
        choices=_DRAFT,
    ),
    _table_kind(
        analysis_by_indicator.NAME,
        "ตารางวิเคราะห์และมาตรการรายตัวชี้วัด",
        analysis_by_indicator,
        of=Subject.FORM,
        choices=_NUMBERED_LIST,
    ),
    _table_kind(analysis_by_item.NAME, "ตารางวิเคราะห์รายข้อ", analysis_by_item, choices=_LIST),
    _table_kind("measures-by-item", "ตารางมาตรการรายข้อ", measures_by_item, choices=_NUMBERED_LIST),
    _table_kind(
        measures_by_indicator.NAME,
        "ตารางมาตรการรายตัวชี้วัด",
        measures_by_indicator,
        choices=_NUMBERED_LIST,
    ),
    _table_kind(
        communication_plan.NAME, "ตารางมาตรการสื่อสารสร้างการรับรู้", communication_plan, choices=_LIST
    ),
    _table_kind(
        monitoring_summary.NAME, "สรุปการกำกับติดตามมาตรการ", monitoring_summary, choices=_FIGURES
    ),
    _table_kind(unit_matrix.NAME, "ตารางการดำเนินงานรายหน่วย", unit_matrix, choices=_DRAFT),
    _table_kind(
        unit_worksheet.NAME,
        "แบบรายงานการดำเนินงานของหน่วย",
        unit_worksheet,
        called=unit_worksheet.called,
        of=Subject.UNIT,
        apart=_TEXTS,
        form=unit_worksheet.form,
    ),
    _table_kind(
        "score-summary",
        "สรุปผลคะแนน ITA",
        score_summary,
        page=PageKey.SCORES,
        of=Subject.LEVEL,
        choices=_FIGURES,
    ),
    _table_kind(
        oit_filing.NAME,
        "ใบยื่นข้อมูล OIT",
        oit_filing,
        page=PageKey.OIT,
        choices=(DocumentOption.CHANGES_SINCE, *_DRAFT),
        group=DocumentGroup.OIT,
    ),
    _table_kind(
        oit_dossier.NAME,
        "แฟ้มหลักฐาน OIT",
        oit_dossier,
        page=PageKey.OIT,
        formats=_TEXTS,
        choices=_DRAFT,
        confidential=True,
        group=DocumentGroup.OIT,
    ),
    _table_kind(
        oit_remarks.NAME,
        "ข้อสังเกตของผู้ตรวจที่ยังค้าง",
        oit_remarks,
        page=PageKey.OIT,
        choices=_DRAFT,
        group=DocumentGroup.OIT,
    ),
    _table_kind(
        brief_words.NAME,
        "สรุปสำหรับผู้บริหาร",
        brief_page,
        page=PageKey.SCORES,
        formats=(Format.DOCX, Format.PDF, Format.PPTX),
        apart=(Format.PPTX,),
        choices=_DRAFT,
        slides=brief_slides.build,
        shorter=brief_page.SHORTER,
        group=DocumentGroup.BOOKS,
    ),
    _table_kind(
        "image-communication",
        "มาตรการสื่อสารภาพลักษณ์การให้บริการ",
        service_chapters.IMAGE,
        group=DocumentGroup.BOOKS,
    ),
    _table_kind(
        "one-stop-service",
        "มาตรการศูนย์รับคำขออนุญาต (BMA OSS)",
        service_chapters.ONE_STOP,
        group=DocumentGroup.BOOKS,
    ),
    _table_kind(
        measures_book.NAME,
        "เล่มมาตรการยกระดับคุณธรรมและความโปร่งใส",
        measures_book,
        choices=(*_NUMBERS, *_FIGURES, DocumentOption.PRINTED_SHEET),
        group=DocumentGroup.BOOKS,
    ),
    _table_kind(
        progress_report.NAME,
        "รายงานผลการดำเนินการตามมาตรการ",
        progress_report,
        digits=Digits.THAI,
        choices=_NUMBERED_LIST,
        of=Subject.ROUND,
        group=DocumentGroup.BOOKS,
    ),
    _table_kind(
        "result-report",
        "รายงานผลการประเมิน ITA",
        result_report,
        page=PageKey.SCORES,
        choices=_FIGURES,
        group=DocumentGroup.BOOKS,
    ),
    _table_kind(
        "result-analysis",
        "การวิเคราะห์ผลการประเมิน ITA",
        result_analysis,
        page=PageKey.SCORES,
        choices=_FIGURES,
        confidential=True,
        group=DocumentGroup.BOOKS,
    ),
    _table_kind(
        "score-comparison",
        "เปรียบเทียบคะแนนสองปี",
        score_comparison,
        page=PageKey.SCORES,
        choices=_FIGURES,
        group=DocumentGroup.BOOKS,
    ),
)
"""All kinds in the order of the document list, as their reports build them."""


def _for_readers(context: ReportContext) -> ReportContext:
    """Returns what a paper is made of: for everybody without the office's own notes."""
    if context.profile is not Profile.PUBLIC:
        return context
    before = context.previous
    return replace(
        context,
        year=context.year.for_everybody,
        previous=before.for_everybody if before is not None else None,
    )


def _says_draft(document_kind: DocumentKind, context: ReportContext) -> bool:
    """Returns whether a paper that prints figures of the framework says so while that is a draft:
    unless the office does not want it."""
    option = DocumentOption.NO_DRAFT_MARK
    return option in document_kind.choices and not chose(context, document_kind.name, option)


def _as_chosen(document_kind: DocumentKind) -> DocumentKind:
    """Returns the kind with the office's wordings applied, with internal notes only if the option
    is on, and for everybody without the office's own notes on evidence and scores. What has
    nothing to say else is the chapter that the office wrote in its place."""

    def own_chapter(context: ReportContext) -> BoundDocument | None:
        own = measures_book.instead_of(context, document_kind.name)
        return own if own and document_kind.empty(context) else None

    def gaps(context: ReportContext) -> Iterator[MissingData]:
        own = own_chapter(context)
        return (gap for gap in document_kind.gaps(context) if not (own and gap.is_all))

    def build(context: ReportContext, digits: Digits) -> Document:
        context = _for_readers(context)
        data = context.year
        made = document_kind.build(context, digits)
        if (own := own_chapter(context)) is not None:
            made = replace(made, blocks=own.document.blocks, orientation=own.document.orientation)
        made = counted(worded(made, data), data.own_words)
        notes = chose(context, document_kind.name, DocumentOption.INTERNAL_NOTES)
        made = made if notes else without_notes(made)
        made = marked_as_draft(made, data) if _says_draft(document_kind, context) else made
        return replace(made, mark=f"{PAPER_MARK}{document_kind.name}")

    made_kind = replace(document_kind, build=build, gaps=gaps)
    if (slides_of := document_kind.slides) is not None:

        def slides(context: ReportContext, digits: Digits) -> Deck:
            return slides_of(_for_readers(context), digits)

        made_kind = replace(made_kind, slides=slides)
    if (form_of := document_kind.form) is not None:

        def form(context: ReportContext) -> Form:
            made = form_of(_for_readers(context))
            return replace(made, words=words_of(context.year))

        made_kind = replace(made_kind, form=form)
    return made_kind


KINDS: tuple[DocumentKind, ...] = tuple(map(_as_chosen, _ALL))
"""All kinds in the order of the document list."""


def kind(name: str) -> DocumentKind:
    """Returns the kind of that name; raises InputError if there is none."""
    for document_kind in KINDS:
        if document_kind.name == name:
            return document_kind
    raise InputError(
        "ไม่มีเอกสารชื่อ {name}",
        remedy="ใช้ {known}",
        name=name,
        known=" ".join(document_kind.name for document_kind in KINDS),
    )
