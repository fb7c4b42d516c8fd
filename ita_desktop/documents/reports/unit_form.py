"""The form of one unit in a collection round, and the mails and letters that go with it.

The form holds only what is due or open, to be filled in; the round's question first. Its rows are
those of the unit's worksheet (:mod:`unit_worksheet`), with keys that also say which form they are
in, and without marks of rich text. As Word file it is the same tables. Mails bring the form, or
remind of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from ita_desktop.documents import content
from ita_desktop.documents.forms import Form, FormColumn, FormSheet
from ita_desktop.documents.reports.measures.words import due_of
from ita_desktop.documents.reports.oit.item_words import due, with_part
from ita_desktop.documents.reports.shared import HEADS, of_tables
from ita_desktop.documents.reports.tracking.unit_worksheet import HINTS, entry_texts
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain import collecting
from ita_desktop.domain.collection_rounds import Collection, CollectionUnit
from ita_desktop.domain.dates import long_date, short_date
from ita_desktop.domain.district_names import office
from ita_desktop.domain.measure_cells import items_of_measure, items_text
from ita_desktop.domain.records import Unit
from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.worksheet import (
    FORM_COLUMNS,
    GONE_WORD,
    ITEM_COLUMNS,
    ITEMS_SHEET,
    MEASURES_SHEET,
    PEOPLE_COLUMNS,
    PEOPLE_SHEET,
    QUESTION_COLUMNS,
    QUESTION_SHEET,
    STATE_WORDS,
    SheetColumn,
    key_in_form,
    span,
)
from ita_desktop.domain.year import YearData

PAPERS: Final = "แบบส่ง-รับของหน่วย"
_worded: Final = partial(wording, papers=PAPERS)
_FILE: Final = _worded("collection-form.file", "{หน่วยงาน} {เรื่อง}", title="ชื่อไฟล์")
_HEADS: Final = _worded(
    "collection-form.heads",
    """
    {เรื่อง}
    {หน่วยงาน} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    """,
    title=HEADS,
)
_DUE: Final = _worded("collection-form.due", "โปรดกรอกแล้วส่งคืนภายในวันที่ {กำหนดส่ง}")
_HOW: Final = _worded(
    "collection-form.how",
    """
    กรอกเฉพาะช่องสีเหลือง ช่องที่เว้นว่างไม่ลบข้อมูลเดิม แล้วส่งไฟล์นี้คืน
    วางภาพถ่ายลงในแถวของมาตรการนั้น เขียนคำบรรยายภาพในช่องถัดไป ภาพละหนึ่งบรรทัด
    """,
)
_HOW_ITEMS: Final = _worded(
    "collection-form.how-items", "กรอกเฉพาะช่องสีเหลือง ช่องที่เว้นว่างไม่ลบข้อมูลเดิม แล้วส่งไฟล์นี้คืน"
)
_HOW_PEOPLE: Final = _worded(
    "collection-form.how-people",
    """
    แก้ที่ไม่ตรงในแถวของคนนั้น คนที่พ้นจากหน่วยแล้วเลือก “ไม่อยู่แล้ว” คนใหม่พิมพ์ในแถวว่างด้านล่าง
    ช่องที่เว้นว่างไม่ลบข้อมูลเดิม ตรวจแล้วส่งไฟล์นี้คืนแม้ไม่มีอะไรต้องแก้
    """,
)
_MARK: Final = _worded("collection-form.mark", "ฉบับที่ {ฉบับที่} · รหัสแบบ {รหัส} (ห้ามลบบรรทัดนี้)")
_HINTS: Final = HINTS | {
    "pictures": "วางภาพในแถวนี้ ได้หลายภาพ",
    "captions": "คำบรรยายภาพ ภาพละหนึ่งบรรทัด",
    "gone": "เลือกเมื่อย้าย ลาออก หรือเกษียณแล้ว",
}
_CHOICES: Final = {"state": tuple(STATE_WORDS.values()), "gone": (GONE_WORD,)}
_HOW_OF: Final = {MEASURES_SHEET: _HOW, PEOPLE_SHEET: _HOW_PEOPLE}
_NEW_PEOPLE: Final = 8
"""Number of empty rows for new people."""
_LETTERS: Final = {
    "items": 10, "method": 40, "due": 15, "state": 11, "day": 12, "text": 34, "participants": 10,
    "result": 26, "links": 24, "reason": 18, "pictures": 22, "captions": 22, "key": 30,
    "item": 8, "data": 44, "title": 30, "location": 36, "published": 14, "note": 24,
    "question": 60, "answer": 70,
    "name": 32, "job_title": 40, "phone": 18, "email": 30, "gone": 14,
}  # fmt: skip
"""Widths of the Excel columns in characters."""
_SHARES: Final = {
    "items": 6, "method": 20, "due": 9, "state": 7, "day": 8, "text": 16, "participants": 6,
    "result": 10, "links": 8, "reason": 7, "pictures": 16, "captions": 9, "key": 4,
    "item": 6, "data": 28, "title": 17, "location": 20, "published": 9, "note": 9,
    "question": 40, "answer": 56,
    "name": 26, "job_title": 28, "phone": 13, "email": 20, "gone": 9,
}  # fmt: skip
"""Widths of the Word columns."""


class SentForm(NamedTuple):
    """A form with what it is about."""

    data: YearData
    collection: Collection
    form: CollectionUnit
    unit: Unit
    rows: Sequence[collecting.OpenRow]


def called(of: SentForm) -> str:
    """Returns the title of the file."""
    return _FILE.of(of.data, fields_of(of))


def form(of: SentForm) -> Form:
    """Returns the Excel form; a sheet without rows is left out."""
    sheets = tuple(
        FormSheet(name, _notes(of, name), tuple(map(_column, columns)), tuple(rows))
        for name, columns, rows in _parts(of)
    )
    author = office(of.data.organisation)
    return Form(called(of), sheets, author, mark=of.form.id, locked=True)


def document(of: SentForm) -> content.Document:
    """Returns the form as pages for Word. Keys are in a narrow last column, in small letters."""
    blocks: list[content.Block] = []
    for name, columns, rows in _parts(of):
        title, *notes = _notes(of, name)
        blocks.append(_line(title, "title"))
        blocks += [_line(note, "line") for note in notes]
        blocks.append(_table(columns, rows))
    title = called(of)
    return of_tables(of.data, title, blocks, Digits.ARABIC, named=title, across=True)


def _line(text: str, style: str) -> content.Paragraph:
    return content.Paragraph((content.Run(text),), style)


def _table(columns: Sequence[SheetColumn], rows: Iterable[Sequence[str]]) -> content.Table:
    widths = tuple(content.TableColumn(_SHARES[column.name]) for column in columns)
    head = content.TableRow(
        tuple(content.cell(column.heading, "cell-heading") for column in columns)
    )
    made = tuple(content.TableRow(tuple(content.cell(text) for text in row)) for row in rows)
    return content.Table(widths, made, (head,))


def _parts(
    of: SentForm,
) -> Iterator[tuple[str, tuple[SheetColumn, ...], list[tuple[str, ...]]]]:
    """Yields the sheets with rows: name, columns, texts."""
    questions = [row for row in of.rows if isinstance(row, collecting.OpenQuestion)]
    measures = [row for row in of.rows if isinstance(row, collecting.OpenMeasure)]
    items = [row for row in of.rows if isinstance(row, collecting.OpenItem)]
    if questions:
        texts = ({"question": row.question} for row in questions)
        yield QUESTION_SHEET, QUESTION_COLUMNS, _cells(of, QUESTION_COLUMNS, questions, texts)
    if measures:
        texts = (_measure(of.data, row) for row in measures)
        yield MEASURES_SHEET, FORM_COLUMNS, _cells(of, FORM_COLUMNS, measures, texts)
    if items:
        texts = (_item(of.data, row) for row in items)
        yield ITEMS_SHEET, ITEM_COLUMNS, _cells(of, ITEM_COLUMNS, items, texts)
    for row in of.rows:
        if isinstance(row, collecting.OpenPeople):
            yield PEOPLE_SHEET, PEOPLE_COLUMNS, _people(of, row)


def _people(of: SentForm, row: collecting.OpenPeople) -> list[tuple[str, ...]]:
    """Returns a row for each person, and empty ones for new people."""
    found = [
        (
            person.full_name,
            person.job_title,
            person.phone,
            person.email,
            "",
            key_in_form(row.key_in_form(person), of.form.id),
        )
        for person in row.people
    ]
    return found + [("",) * len(PEOPLE_COLUMNS)] * _NEW_PEOPLE


def _cells(
    of: SentForm,
    columns: Sequence[SheetColumn],
    rows: Sequence[collecting.OpenRow],
    texts: Iterable[dict[str, str]],
) -> list[tuple[str, ...]]:
    found = []
    for row, text in zip(rows, texts, strict=True):
        named = {**text, "key": key_in_form(row.key, of.form.id)}
        found.append(tuple(named.get(column.name, "") for column in columns))
    return found


def _measure(data: YearData, row: collecting.OpenMeasure) -> dict[str, str]:
    measure, when = row.measure, row.occurrence
    return {
        "items": items_text(items_of_measure(data, measure)) or measure.indicator,
        "method": plain(measure.method),
        "due": span(when.first, when.last) if when is not None else due_of(measure),
        **(entry_texts(row.entry) if row.entry is not None else {}),
    }


def _item(data: YearData, row: collecting.OpenItem) -> dict[str, str]:
    found = {
        "item": row.item.code,
        "data": with_part(row.item, row.part),
        "due": due(data, row.item.code),
    }
    evidence = row.evidence
    if evidence is None:
        return found
    return {
        **found,
        "title": plain(evidence.title),
        "location": evidence.location,
        "published": str(short_date(evidence.published)) if evidence.published else "",
        "note": plain(evidence.note),
    }


def _notes(of: SentForm, sheet: str) -> tuple[str, ...]:
    how = _HOW_OF.get(sheet, _HOW_ITEMS)
    fields = fields_of(of)
    title, *heads = _HEADS.lines(of.data, fields)
    due_line = _DUE.lines(of.data, fields) if of.collection.due is not None else ()
    return (
        title,
        *heads,
        *due_line,
        *how.lines(of.data),
        *_MARK.lines(of.data, {"ฉบับที่": str(of.form.version), "รหัส": of.form.id}),
    )


def fields_of(of: SentForm) -> dict[str, str | None]:
    """Returns the values of the fields of its wordings."""
    due_day = of.collection.due
    return {
        "เรื่อง": of.collection.title,
        "หน่วยงาน": of.unit.name,
        "กำหนดส่ง": str(long_date(due_day)) if due_day is not None else "",
    }


def _column(column: SheetColumn) -> FormColumn:
    return FormColumn(
        column.heading,
        _LETTERS[column.name],
        column.fills,
        _CHOICES.get(column.name, ()),
        _HINTS.get(column.name, ""),
        hidden=column.name == "key",
        high=column.name in {"pictures", "answer"},
        counts=column.name == "participants",
    )


_SUBJECT: Final = _worded("collection-mail.subject", "{เรื่อง} {หน่วยงาน}", title="เรื่องของอีเมล")
_TEXT: Final = _worded(
    "collection-mail.text",
    """
    เรียน หัวหน้า{หน่วยงาน}
    ขอความร่วมมือกรอกแบบที่แนบมานี้ จำนวน {จำนวน} แถว เพื่อใช้ในการประเมิน ITA ปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    กรอกเฉพาะช่องสีเหลือง แล้วตอบกลับอีเมลนี้พร้อมแนบไฟล์เดิม
    """,
    title="ข้อความอีเมล",
)
_MAIL_DUE: Final = _worded("collection-mail.due", "โปรดส่งคืนภายในวันที่ {กำหนดส่ง}")
_REMINDER: Final = _worded(
    "collection-reminder.subject", "ขอเตือน {เรื่อง} {หน่วยงาน}", title="เรื่องของอีเมลเตือน"
)
_REMINDER_TEXT: Final = _worded(
    "collection-reminder.text",
    """
    เรียน หัวหน้า{หน่วยงาน}
    ตามที่ขอข้อมูลเพื่อการประเมิน ITA ปีงบประมาณ พ.ศ. {ปีงบประมาณ} ไว้แล้วนั้น ยังไม่ได้รับข้อมูลต่อไปนี้
    """,
    title="ข้อความอีเมลเตือน",
)

_MEMO_SUBJECT: Final = _worded("collection-memo.subject", "ขอให้ส่ง{เรื่อง}", title="เรื่องของบันทึกเตือน")
_MEMO: Final = _worded(
    "collection-memo.text",
    "ตามที่ขอให้หน่วยส่งข้อมูลเพื่อการประเมิน ITA ปีงบประมาณ พ.ศ. {ปีงบประมาณ} นั้น ยังไม่ได้รับข้อมูลดังต่อไปนี้",
    title="ข้อความบันทึกเตือน",
)
_MEASURES: Final = _worded(
    "collection-memo.measures", "ผลการดำเนินการตามมาตรการ", title="เรื่องของบันทึกเตือนมาตรการ"
)
_MEMO_UNIT: Final = _worded("collection-memo.unit", "{ลำดับ}. {หน่วยงาน}")
_COVER_FILE: Final = _worded("collection-cover.file", "บันทึกนำส่ง", title="ชื่อไฟล์บันทึกนำส่ง")
_COVER_SUBJECT: Final = _worded("collection-cover.subject", "{เรื่อง}", title="เรื่องของบันทึกนำส่ง")
_COVER: Final = _worded(
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
    fields = fields_of(sent) | {"จำนวน": str(collecting.count_of(sent.rows))}
    lines = list(_TEXT.lines(sent.data, fields))
    if sent.collection.due is not None:
        lines += _MAIL_DUE.lines(sent.data, fields)
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
    due = _MAIL_DUE.lines(sent.data, fields) if sent.collection.due is not None else ()
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
        lines += _MAIL_DUE.lines(data, fields)
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
        lines += _MAIL_DUE.lines(data, fields)
    return _MEMO_SUBJECT.of(data, fields), "\n".join(lines)
