"""Every document that the program can make; a new one is a module in ``reports/`` and a line."""

from ita_desktop.documents.kinds import DocumentKind, Format, Group, Subject
from ita_desktop.documents.reports import (
    agenda,
    appointment_order,
    attendance,
    committee_roster,
    framework_summary,
    measures_by_item,
    meeting_pack,
    memo,
    minutes,
    oit_assignments,
    result_analysis,
    result_report,
    roster_contacts,
    score_comparison,
    score_summary,
    unit_letters,
)
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.errors import InputError

_TEXTS = (Format.DOCX, Format.PDF)
"""Formats of papers that are no tables."""

KINDS = (
    DocumentKind(
        "appointment-order",
        "คำสั่งแต่งตั้งคณะกรรมการและคณะทำงาน",
        Group.ORDERS,
        Digits.THAI,
        appointment_order.missing,
        appointment_order.build,
        formats=_TEXTS,
        of=Subject.ORDER,
    ),
    DocumentKind(
        "memo",
        "บันทึกข้อความและหนังสือ",
        Group.ORDERS,
        Digits.THAI,
        memo.missing,
        memo.build,
        formats=_TEXTS,
        of=Subject.LETTER,
    ),
    DocumentKind(
        "unit-letters",
        "หนังสือขอข้อมูลรายหน่วยงาน",
        Group.ORDERS,
        Digits.THAI,
        unit_letters.missing,
        unit_letters.build,
        formats=_TEXTS,
        of=Subject.LETTER,
    ),
    DocumentKind(
        "agenda",
        "ระเบียบวาระการประชุม",
        Group.ORDERS,
        Digits.THAI,
        agenda.missing,
        agenda.build,
        formats=_TEXTS,
        of=Subject.MEETING,
    ),
    DocumentKind(
        "attendance",
        "ใบลงชื่อผู้เข้าประชุม",
        Group.ORDERS,
        Digits.THAI,
        attendance.missing,
        attendance.build,
        of=Subject.MEETING,
    ),
    DocumentKind(
        "attendance-recorded",
        "รายชื่อผู้เข้าประชุม",
        Group.ORDERS,
        Digits.THAI,
        attendance.missing,
        attendance.build_recorded,
        of=Subject.MEETING,
    ),
    DocumentKind(
        "minutes",
        "รายงานการประชุม",
        Group.ORDERS,
        Digits.THAI,
        minutes.missing,
        minutes.build,
        formats=_TEXTS,
        of=Subject.MEETING,
    ),
    DocumentKind(
        "meeting-pack",
        "เอกสารประกอบการประชุม",
        Group.ORDERS,
        Digits.THAI,
        meeting_pack.missing,
        meeting_pack.build,
        formats=(Format.PDF,),
        of=Subject.MEETING,
    ),
    DocumentKind(
        "committee-roster",
        "รายชื่อคณะกรรมการและคณะทำงาน",
        Group.TABLES,
        Digits.THAI,
        committee_roster.missing,
        committee_roster.build,
    ),
    DocumentKind(
        "roster-contacts",
        "รายชื่อและช่องทางติดต่อ",
        Group.TABLES,
        Digits.ARABIC,
        roster_contacts.missing,
        roster_contacts.build,
        confidential=True,
        internal=True,
    ),
    DocumentKind(
        "framework-summary",
        "สรุปกรอบการประเมิน ITA",
        Group.TABLES,
        Digits.ARABIC,
        framework_summary.missing,
        framework_summary.build,
    ),
    DocumentKind(
        "oit-assignments",
        "ตารางมอบหมายผู้รับผิดชอบ OIT",
        Group.TABLES,
        Digits.ARABIC,
        oit_assignments.missing,
        oit_assignments.build,
        of=Subject.UNIT,
    ),
    DocumentKind(
        "measures-by-item",
        "ตารางมาตรการรายข้อ",
        Group.TABLES,
        Digits.ARABIC,
        measures_by_item.missing,
        measures_by_item.build,
    ),
    DocumentKind(
        "score-summary",
        "สรุปผลคะแนน ITA",
        Group.TABLES,
        Digits.ARABIC,
        score_summary.missing,
        score_summary.build,
    ),
    DocumentKind(
        "result-report",
        "รายงานผลการประเมิน ITA",
        Group.BOOKS,
        Digits.ARABIC,
        result_report.missing,
        result_report.build,
    ),
    DocumentKind(
        "result-analysis",
        "การวิเคราะห์ผลการประเมิน ITA",
        Group.BOOKS,
        Digits.ARABIC,
        result_analysis.missing,
        result_analysis.build,
        confidential=True,
    ),
    DocumentKind(
        "score-comparison",
        "เปรียบเทียบคะแนนสองปี",
        Group.BOOKS,
        Digits.ARABIC,
        score_comparison.missing,
        score_comparison.build,
    ),
)
"""In the order in which they are listed."""


def kind(name: str) -> DocumentKind:
    """The document of that name; raises InputError when there is none."""
    for one in KINDS:
        if one.name == name:
            return one
    raise InputError(
        "ไม่มีเอกสารชื่อ {name}",
        remedy="ใช้ {known}",
        name=name,
        known=" ".join(one.name for one in KINDS),
    )
