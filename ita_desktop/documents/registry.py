"""Every document that the program can make; a new one is a module in ``reports/`` and a line."""

from dataclasses import replace

from ita_desktop.documents.choices import chose
from ita_desktop.documents.content import Document
from ita_desktop.documents.forms import Form
from ita_desktop.documents.heading_numbers import counted
from ita_desktop.documents.kinds import (
    ALL_FORMATS,
    DocumentGroup,
    DocumentKind,
    Format,
    ReportContext,
    Subject,
)
from ita_desktop.documents.notes import without_notes
from ita_desktop.documents.reports import paper_texts  # noqa: F401 - as below
from ita_desktop.documents.reports.analysis import by_indicator as analysis_by_indicator
from ita_desktop.documents.reports.analysis import by_item as analysis_by_item
from ita_desktop.documents.reports.book import measures_book
from ita_desktop.documents.reports.frameworks import summary as framework_summary
from ita_desktop.documents.reports.letters import (  # noqa: F401 - the texts are found here
    endorsements,
    memo,
    memo_texts,
    unit_letters,
)
from ita_desktop.documents.reports.measures import by_indicator as measures_by_indicator
from ita_desktop.documents.reports.measures import by_item as measures_by_item
from ita_desktop.documents.reports.measures import communication_plan, service_chapters
from ita_desktop.documents.reports.meetings import agenda, attendance, minutes
from ita_desktop.documents.reports.meetings import pack as meeting_pack
from ita_desktop.documents.reports.meetings import texts as meeting_texts  # noqa: F401 - as above
from ita_desktop.documents.reports.oit import assignments as oit_assignments
from ita_desktop.documents.reports.paper_texts import worded, words_of
from ita_desktop.documents.reports.results import analysis as result_analysis
from ita_desktop.documents.reports.results import report as result_report
from ita_desktop.documents.reports.roster import (  # noqa: F401 - as above
    appointment_order,
    committee_roster,
    order_texts,
)
from ita_desktop.documents.reports.roster import contacts as roster_contacts
from ita_desktop.documents.reports.scores import comparison as score_comparison
from ita_desktop.documents.reports.scores import summary as score_summary
from ita_desktop.documents.reports.tracking import (
    monitoring_summary,
    progress_report,
    unit_worksheet,
)
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.documents.book import DocumentOption
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.pages import PageKey

_TEXTS = (Format.DOCX, Format.PDF)
"""Formats of papers that are no tables."""
_NUMBERS = (DocumentOption.RUNNING_NUMBERS,)
_NOTES = (DocumentOption.INTERNAL_NOTES,)
_LIST = (DocumentOption.PRINTED_SHEET, DocumentOption.SIGNED_PAGES)
"""What is a list to work with in Excel, and has cells that rows share."""

_ALL = (
    DocumentKind(
        appointment_order.NAME,
        "คำสั่งแต่งตั้งคณะกรรมการและคณะทำงาน",
        DocumentGroup.ORDERS,
        Digits.THAI,
        PageKey.ROSTER,
        appointment_order.missing,
        appointment_order.build,
        called=appointment_order.called,
        formats=_TEXTS,
        of=Subject.ORDER,
        choices=(DocumentOption.SIGNED_PAGES,),
    ),
    DocumentKind(
        "memo",
        "บันทึกข้อความและหนังสือ",
        DocumentGroup.ORDERS,
        Digits.THAI,
        PageKey.MEETINGS,
        unit_letters.missing_of_letter,
        unit_letters.build_letter,
        called=unit_letters.called_letter,
        formats=_TEXTS,
        of=Subject.LETTER,
    ),
    DocumentKind(
        "unit-letters",
        "หนังสือขอข้อมูลรายหน่วยงาน",
        DocumentGroup.ORDERS,
        Digits.THAI,
        PageKey.MEETINGS,
        unit_letters.missing,
        unit_letters.build,
        called=unit_letters.called,
        formats=_TEXTS,
        of=Subject.LETTER,
    ),
    DocumentKind(
        "agenda",
        "ระเบียบวาระการประชุม",
        DocumentGroup.ORDERS,
        Digits.THAI,
        PageKey.MEETINGS,
        agenda.missing,
        agenda.build,
        called=agenda.called,
        formats=_TEXTS,
        of=Subject.MEETING,
    ),
    DocumentKind(
        "attendance",
        "ใบลงชื่อผู้เข้าประชุม",
        DocumentGroup.ORDERS,
        Digits.THAI,
        PageKey.MEETINGS,
        attendance.missing,
        attendance.build,
        called=attendance.called,
        of=Subject.MEETING,
    ),
    DocumentKind(
        "attendance-recorded",
        "รายชื่อผู้เข้าประชุม",
        DocumentGroup.ORDERS,
        Digits.THAI,
        PageKey.MEETINGS,
        attendance.missing,
        attendance.build_recorded,
        called=attendance.called_recorded,
        of=Subject.MEETING,
    ),
    DocumentKind(
        "minutes",
        "รายงานการประชุม",
        DocumentGroup.ORDERS,
        Digits.THAI,
        PageKey.MEETINGS,
        minutes.missing,
        minutes.build,
        called=minutes.called,
        formats=_TEXTS,
        of=Subject.MEETING,
    ),
    DocumentKind(
        "meeting-pack",
        "เอกสารประกอบการประชุม",
        DocumentGroup.ORDERS,
        Digits.THAI,
        PageKey.MEETINGS,
        meeting_pack.missing,
        meeting_pack.build,
        called=meeting_pack.called,
        formats=_TEXTS,
        of=Subject.MEETING,
    ),
    DocumentKind(
        "committee-roster",
        "รายชื่อคณะกรรมการและคณะทำงาน",
        DocumentGroup.TABLES,
        Digits.THAI,
        PageKey.ROSTER,
        committee_roster.missing,
        committee_roster.build,
    ),
    DocumentKind(
        "roster-contacts",
        "รายชื่อและช่องทางติดต่อ",
        DocumentGroup.TABLES,
        Digits.ARABIC,
        PageKey.ROSTER,
        roster_contacts.missing,
        roster_contacts.build,
        confidential=True,
        internal=True,
        apart=ALL_FORMATS,
    ),
    DocumentKind(
        "framework-summary",
        "สรุปกรอบการประเมิน ITA",
        DocumentGroup.TABLES,
        Digits.ARABIC,
        PageKey.YEAR,
        framework_summary.missing,
        framework_summary.build,
    ),
    DocumentKind(
        "oit-assignments",
        "ตารางมอบหมายผู้รับผิดชอบ OIT",
        DocumentGroup.TABLES,
        Digits.ARABIC,
        PageKey.OIT,
        oit_assignments.missing,
        oit_assignments.build,
        called=oit_assignments.called,
        of=Subject.UNIT,
    ),
    DocumentKind(
        analysis_by_indicator.NAME,
        "ตารางวิเคราะห์และมาตรการรายตัวชี้วัด",
        DocumentGroup.TABLES,
        Digits.ARABIC,
        PageKey.MEASURES,
        analysis_by_indicator.missing,
        analysis_by_indicator.build,
        of=Subject.FORM,
        choices=(*_NUMBERS, *_LIST),
    ),
    DocumentKind(
        analysis_by_item.NAME,
        "ตารางวิเคราะห์รายข้อ",
        DocumentGroup.TABLES,
        Digits.ARABIC,
        PageKey.MEASURES,
        analysis_by_item.missing,
        analysis_by_item.build,
        choices=_LIST,
    ),
    DocumentKind(
        "measures-by-item",
        "ตารางมาตรการรายข้อ",
        DocumentGroup.TABLES,
        Digits.ARABIC,
        PageKey.MEASURES,
        measures_by_item.missing,
        measures_by_item.build,
        choices=(*_NUMBERS, *_LIST),
    ),
    DocumentKind(
        measures_by_indicator.NAME,
        "ตารางมาตรการรายตัวชี้วัด",
        DocumentGroup.TABLES,
        Digits.ARABIC,
        PageKey.MEASURES,
        measures_by_indicator.missing,
        measures_by_indicator.build,
        choices=(*_NUMBERS, *_LIST),
    ),
    DocumentKind(
        communication_plan.NAME,
        "ตารางมาตรการสื่อสารสร้างการรับรู้",
        DocumentGroup.TABLES,
        Digits.ARABIC,
        PageKey.MEASURES,
        communication_plan.missing,
        communication_plan.build,
        choices=_LIST,
    ),
    DocumentKind(
        monitoring_summary.NAME,
        "สรุปการกำกับติดตามมาตรการ",
        DocumentGroup.TABLES,
        Digits.ARABIC,
        PageKey.MEASURES,
        monitoring_summary.missing,
        monitoring_summary.build,
        choices=_NOTES,
    ),
    DocumentKind(
        unit_worksheet.NAME,
        "แบบรายงานการดำเนินงานของหน่วยงาน",
        DocumentGroup.TABLES,
        Digits.ARABIC,
        PageKey.MEASURES,
        unit_worksheet.missing,
        unit_worksheet.build,
        called=unit_worksheet.called,
        of=Subject.UNIT,
        apart=_TEXTS,
        form=unit_worksheet.form,
    ),
    DocumentKind(
        "score-summary",
        "สรุปผลคะแนน ITA",
        DocumentGroup.TABLES,
        Digits.ARABIC,
        PageKey.SCORES,
        score_summary.missing,
        score_summary.build,
        choices=_NOTES,
    ),
    DocumentKind(
        "image-communication",
        "มาตรการสื่อสารภาพลักษณ์การให้บริการ",
        DocumentGroup.BOOKS,
        Digits.ARABIC,
        PageKey.MEASURES,
        service_chapters.missing_image,
        service_chapters.build_image,
    ),
    DocumentKind(
        "one-stop-service",
        "มาตรการศูนย์รับคำขออนุญาต (BMA OSS)",
        DocumentGroup.BOOKS,
        Digits.ARABIC,
        PageKey.MEASURES,
        service_chapters.missing_one_stop,
        service_chapters.build_one_stop,
    ),
    DocumentKind(
        measures_book.NAME,
        "เล่มมาตรการยกระดับคุณธรรมและความโปร่งใส",
        DocumentGroup.BOOKS,
        Digits.ARABIC,
        PageKey.MEASURES,
        measures_book.missing,
        measures_book.build,
        choices=(*_NUMBERS, *_NOTES, DocumentOption.PRINTED_SHEET),
    ),
    DocumentKind(
        progress_report.NAME,
        "รายงานผลการดำเนินการตามมาตรการ",
        DocumentGroup.BOOKS,
        Digits.THAI,
        PageKey.MEASURES,
        progress_report.missing,
        progress_report.build,
        choices=(*_NUMBERS, *_LIST),
        of=Subject.ROUND,
    ),
    DocumentKind(
        "result-report",
        "รายงานผลการประเมิน ITA",
        DocumentGroup.BOOKS,
        Digits.ARABIC,
        PageKey.SCORES,
        result_report.missing,
        result_report.build,
        choices=_NOTES,
    ),
    DocumentKind(
        "result-analysis",
        "การวิเคราะห์ผลการประเมิน ITA",
        DocumentGroup.BOOKS,
        Digits.ARABIC,
        PageKey.SCORES,
        result_analysis.missing,
        result_analysis.build,
        choices=_NOTES,
        confidential=True,
    ),
    DocumentKind(
        "score-comparison",
        "เปรียบเทียบคะแนนสองปี",
        DocumentGroup.BOOKS,
        Digits.ARABIC,
        PageKey.SCORES,
        score_comparison.missing,
        score_comparison.build,
        choices=_NOTES,
    ),
)
"""In the order in which they are listed, as their reports make them."""


def _as_chosen(document_kind: DocumentKind) -> DocumentKind:
    """The document with the office's words around its pages, and with the program's own notes only
    where they were chosen for it."""

    def build(context: ReportContext, digits: Digits) -> Document:
        data = context.year
        made = counted(worded(document_kind.build(context, digits), data), data.own_words)
        notes = chose(context, document_kind.name, DocumentOption.INTERNAL_NOTES)
        return made if notes else without_notes(made)

    if document_kind.form is None:
        return replace(document_kind, build=build)
    form_of = document_kind.form

    def form(context: ReportContext) -> Form:
        return replace(form_of(context), words=words_of(context.year))

    return replace(document_kind, build=build, form=form)


KINDS = tuple(map(_as_chosen, _ALL))
"""In the order in which they are listed."""


def kind(name: str) -> DocumentKind:
    """The document of that name; raises InputError when there is none."""
    for document_kind in KINDS:
        if document_kind.name == name:
            return document_kind
    raise InputError(
        "ไม่มีเอกสารชื่อ {name}",
        remedy="ใช้ {known}",
        name=name,
        known=" ".join(document_kind.name for document_kind in KINDS),
    )
