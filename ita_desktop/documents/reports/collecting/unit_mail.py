"""The texts of mails to units in a collection round: with the form, and as a reminder."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from ita_desktop.documents.reports.collecting.unit_form import PAPERS, SentForm, fields_of
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.collecting.collections import Collection
from ita_desktop.domain.collecting.open_rows import count_of
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.year import YearData

_in_mails: Final = partial(wording, papers=PAPERS)
_SUBJECT: Final = _in_mails("collection-mail.subject", "{เรื่อง} {หน่วยงาน}", title="เรื่องของอีเมล")
_TEXT: Final = _in_mails(
    "collection-mail.text",
    """
    เรียน หัวหน้า{หน่วยงาน}
    ขอความร่วมมือกรอกแบบที่แนบมานี้ จำนวน {จำนวน} แถว เพื่อใช้ในการประเมิน ITA ปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    กรอกเฉพาะช่องสีเหลือง แล้วตอบกลับอีเมลนี้พร้อมแนบไฟล์เดิม
    """,
    title="ข้อความอีเมล",
)
_DUE: Final = _in_mails("collection-mail.due", "โปรดส่งคืนภายในวันที่ {กำหนดส่ง}")
_REMINDER: Final = _in_mails(
    "collection-reminder.subject", "ขอเตือน {เรื่อง} {หน่วยงาน}", title="เรื่องของอีเมลเตือน"
)
_REMINDER_TEXT: Final = _in_mails(
    "collection-reminder.text",
    """
    เรียน หัวหน้า{หน่วยงาน}
    ตามที่ขอข้อมูลเพื่อการประเมิน ITA ปีงบประมาณ พ.ศ. {ปีงบประมาณ} ไว้แล้วนั้น ยังไม่ได้รับข้อมูลต่อไปนี้
    """,
    title="ข้อความอีเมลเตือน",
)

_MEMO_SUBJECT: Final = _in_mails("collection-memo.subject", "ขอให้ส่ง{เรื่อง}", title="เรื่องของบันทึกเตือน")
_MEMO: Final = _in_mails(
    "collection-memo.text",
    "ตามที่ขอให้หน่วยส่งข้อมูลเพื่อการประเมิน ITA ปีงบประมาณ พ.ศ. {ปีงบประมาณ} นั้น ยังไม่ได้รับข้อมูลดังต่อไปนี้",
    title="ข้อความบันทึกเตือน",
)
_MEASURES: Final = _in_mails(
    "collection-memo.measures", "ผลการดำเนินการตามมาตรการ", title="เรื่องของบันทึกเตือนมาตรการ"
)
_MEMO_UNIT: Final = _in_mails("collection-memo.unit", "{ลำดับ}. {หน่วยงาน}")
_COVER_FILE: Final = _in_mails("collection-cover.file", "บันทึกนำส่ง", title="ชื่อไฟล์บันทึกนำส่ง")
_COVER_SUBJECT: Final = _in_mails("collection-cover.subject", "{เรื่อง}", title="เรื่องของบันทึกนำส่ง")
_COVER: Final = _in_mails(
    "collection-cover.text",
    """
    ด้วย{สำนักงานเขต}ต้องรวบรวมข้อมูลเพื่อการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    จึงเรียนมาเพื่อโปรดกรอกแบบที่ส่งมาพร้อมนี้ แล้วส่งไฟล์คืน
    """,
    title="ข้อความบันทึกนำส่ง",
)


def subject_of(sent: SentForm) -> str:
    """Returns the subject of the mail with a form."""
    return _SUBJECT.of(sent.data, fields_of(sent))


def text_of(sent: SentForm) -> str:
    """Returns the text of the mail with a form, and what it asks."""
    fields = fields_of(sent) | {"จำนวน": str(count_of(sent.rows))}
    lines = list(_TEXT.lines(sent.data, fields))
    if sent.collection.due is not None:
        lines += _DUE.lines(sent.data, fields)
    if sent.collection.question:
        lines.append(sent.collection.question)
    return "\n\n".join(lines) + "\n"


def reminder_subject(sent: SentForm) -> str:
    """Returns the subject of a reminder."""
    return _REMINDER.of(sent.data, fields_of(sent))


def reminder_text(sent: SentForm, missing: Iterable[str]) -> str:
    """Returns the text of a reminder with exactly what is missing, a line each."""
    fields = fields_of(sent)
    lines = list(_REMINDER_TEXT.lines(sent.data, fields))
    listed = "\n".join(f"- {each}" for each in missing)
    due = _DUE.lines(sent.data, fields) if sent.collection.due is not None else ()
    return "\n\n".join([*lines, listed, *due]) + "\n"


def measures_title(data: YearData) -> str:
    """Returns what a memo is about that reminds units of measures."""
    return _MEASURES.of(data)


def cover_file(data: YearData) -> str:
    """Returns what the file of a memo with a form is called, after the name of the form."""
    return _COVER_FILE.of(data)


def cover_texts(data: YearData, collection: Collection) -> tuple[str, str]:
    """Returns subject and body of the memo that goes with the forms."""
    due = str(long_date(collection.due)) if collection.due is not None else ""
    fields: dict[str, str | None] = {"เรื่อง": collection.title, "กำหนดส่ง": due}
    lines = list(_COVER.lines(data, fields))
    if due:
        lines += _DUE.lines(data, fields)
    return _COVER_SUBJECT.of(data, fields), "\n".join(lines)


def memo_texts(
    data: YearData, title: str, due: str, missing: Sequence[tuple[str, Sequence[str]]]
) -> tuple[str, str]:
    """Returns subject and body of the memo that reminds units: what each has to deliver."""
    fields: dict[str, str | None] = {"เรื่อง": title, "กำหนดส่ง": due}
    lines = list(_MEMO.lines(data, fields))
    for number, (unit, rows) in enumerate(missing, 1):
        lines.append(_MEMO_UNIT.of(data, {"ลำดับ": str(number), "หน่วยงาน": unit}))
        lines += [f"- {row}" for row in rows]
    if due:
        lines += _DUE.lines(data, fields)
    return _MEMO_SUBJECT.of(data, fields), "\n".join(lines)
