"""Imports returned worksheets: follow-up entries of measures with the photographs in their rows,
evidence of OIT items, answers to the question of a collection round.

Each row is located by its key, or by its visible text (:mod:`worksheet_places`). Nothing is
removed: empty cells are ignored."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from ita_desktop.documents.reports.oit.item_words import due, with_part
from ita_desktop.domain.collecting import newest_forms
from ita_desktop.domain.collection_rounds import ReturnedPhoto
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.parts import parts_of
from ita_desktop.domain.records import Evidence, Measure, Record, Statement, new_id
from ita_desktop.domain.schedule import occurrences
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.entries import OPEN, Entry, EntryState, Photo, said_state
from ita_desktop.domain.tracking.state import time_of
from ita_desktop.domain.tracking.worksheet import (
    ENTRY_FIELDS,
    NOTHING,
    QUESTION_KEY,
    STATE_WORDS,
    ItemPlace,
    MeasurePlace,
    PersonPlace,
    QuestionPlace,
    item_key,
    measure_key,
)
from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.cells.links import links_of
from ita_desktop.exchange.cells.row import shortened, unknown_state
from ita_desktop.exchange.kinds.oit import EvidenceRow
from ita_desktop.exchange.kinds.worksheet import WorksheetRow
from ita_desktop.exchange.remarks import Remark, RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import rich
from ita_desktop.services.imports.documents.photos import TooLargePictureError, content, ready
from ita_desktop.services.imports.draft import ImportDraft, differing, fields_of, said_of, update
from ita_desktop.services.imports.items import item_of, likeness, subject_of_measure
from ita_desktop.services.imports.oit import compare_evidence
from ita_desktop.services.imports.plan import Insert, LeftPhoto
from ita_desktop.services.imports.tracking.returned import ReturnedForm, compare_people
from ita_desktop.services.imports.tracking.worksheet_places import (
    ItemNote,
    Places,
    compare_notes,
    period_name,
    unit_of_row,
    warn_of_other_words,
)
from ita_desktop.services.tracking import is_to_come

_MOST: Final = 100
"""Number of photographs of one form."""


class RowPhotos:
    """The pictures of a file by the rows that they are in."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._pictures: dict[tuple[str, int], list[Picture]] = defaultdict(list)
        for picture in draft.pictures.values():
            if draft.source.form and picture.part:
                self._pictures[picture.sheet, picture.row].append(picture)
        count = sum(map(len, self._pictures.values()))
        if count > _MOST:
            raise InputError(
                "แบบนี้มีภาพ {count} ภาพ มากเกิน {most} ภาพ จึงไม่รับทั้งไฟล์",
                remedy="ให้หน่วยเลือกเฉพาะภาพที่ใช้ แล้วส่งใหม่",
                count=count,
                most=_MOST,
            )

    def of(self, origin: Origin) -> list[Picture]:
        """Return the pictures in a row."""
        return self._pictures.get((origin.sheet, origin.row), [])

    def refuse(self, row: WorksheetRow, template: str, remedy: str) -> None:
        """Report pictures in a row that cannot have any."""
        if self.of(row.origin):
            self._draft.leave_out(Remark(row.origin, template, remedy))

    def keep_left(self) -> None:
        """Note the photographs in rows that are skipped, or that cannot have any."""
        draft = self._draft
        taken = {
            (origin, write.record.media)
            for change in draft.changes
            for origin in change.origins
            for write in change.writes
            if isinstance(write, Insert) and isinstance(write.record, Photo)
        }
        for origin in dict.fromkeys(skipped.origin for skipped in draft.skipped):
            if origin is None:
                continue
            for picture in self.of(origin):
                found = ready(picture, picture.part)
                if isinstance(found, RowError) or (origin, found.key) in taken:
                    continue
                kept = draft.left_photos.setdefault(origin, [])
                of_file = found.fields(picture.part)
                photo = ReturnedPhoto(id=new_id(), row_id="", position=len(kept), **of_file)
                kept.append(LeftPhoto(photo, partial(content, picture, photo.file_name)))

    def writes(self, row: WorksheetRow, entry_id: str) -> list[Insert]:
        """Return the writes of the photographs in a row that its entry does not have; a picture
        that cannot be read is reported. Raises InputError for one larger than any camera's."""
        pictures = self.of(row.origin)
        stored = self._draft.year.photos_of(entry_id)
        known = {photo.media for photo in stored}
        made = []
        for picture, caption in zip(pictures, _captions(row, pictures), strict=True):
            found = ready(picture, picture.part)
            if isinstance(found, TooLargePictureError):
                raise InputError(
                    "{problem} จึงไม่รับทั้งไฟล์",
                    remedy="ให้หน่วยเอาภาพนั้นออก แล้วส่งใหม่",
                    problem=found.fields["problem"],
                )
            if isinstance(found, RowError):
                self._draft.leave_out(Remark.of(row.origin, found))
                continue
            if found.key in known:
                continue
            known.add(found.key)
            photo = Photo(
                id=new_id(),
                entry_id=entry_id,
                caption=rich(caption),
                position=self._draft.next_position(stored, entry_id),
                **found.fields(picture.part),
            )
            made.append(Insert(photo, partial(content, picture, photo.file_name)))
        return made


_MIN_SIMILARITY = 0.2
"""Names of data with less similarity belong to different items."""


def compare(draft: ImportDraft, rows: Sequence[WorksheetRow]) -> None:
    """Add the differences between returned worksheets and the year to the draft."""
    if draft.decided.replace:
        draft.warn(None, "แบบกรอกของหน่วยมีเฉพาะส่วนของหน่วยนั้น จึงไม่เอารายการเดิมออก")
    draft.decided = replace(draft.decided, replace=False)
    _Worksheet(draft).compare(rows)


class _Worksheet:
    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._year = draft.year
        self._places = Places(draft)
        self._evidence = {evidence.id: evidence for evidence in draft.year.evidence}
        self._taken: set[str] = set()
        """Ids of the entries that a row refers to."""
        self._seen: set[tuple[object, ...]] = set()
        """Contents of rows, with their places."""
        self._form = ReturnedForm(draft)
        self._photos = RowPhotos(draft)
        self._notes: list[ItemNote] = []

    def compare(self, rows: Sequence[WorksheetRow]) -> None:
        others: list[EvidenceRow] = []
        answers: list[WorksheetRow] = []
        people: list[WorksheetRow] = []
        for row in self._draft.each(rows):
            if row.goes_on:
                self._draft.keep(row.origin)
                continue
            with self._draft.skipping(row.origin):
                self._form.check(row)
                if row.lost_key:
                    self._draft.warn(
                        row.origin,
                        "รหัสแถว “{key}” ถูกแก้จนอ่านไม่ได้ จึงถือตามข้อและวิธีการปฏิบัติที่เห็นในแถว",
                        "ตรวจก่อนรับ",
                        key=row.lost_key,
                    )
                if isinstance(row.place, QuestionPlace):
                    self._photos.refuse(
                        row,
                        "ภาพในแถวนี้ไม่ได้รับ เพราะคำตอบเป็นข้อความ",
                        "ให้หน่วยวางภาพในแถวของมาตรการ",
                    )
                    answers.append(row)
                elif isinstance(row.place, PersonPlace):
                    self._photos.refuse(
                        row, "ภาพในแถวนี้ไม่ได้รับ เพราะเป็นรายชื่อบุคลากร", "ให้หน่วยวางภาพในแถวของมาตรการ"
                    )
                    people.append(row)
                elif isinstance(row.place, ItemPlace):
                    others.extend(self._of_item(row, row.place))
                else:
                    measure, place = self._places.of(row)
                    self._of_measure(row, measure, self._form.of_unit(measure, place))
        compare_evidence(self._draft, others)
        form = self._form.form
        compare_notes(self._draft, self._notes, form.unit_id if form is not None else "")
        compare_answer(self._draft, self._form, answers)
        compare_people(self._draft, self._form, people)
        self._photos.keep_left()

    # -- measures

    def _of_measure(self, row: WorksheetRow, measure: Measure, place: MeasurePlace) -> None:
        if not row.filled and not self._photos.of(row.origin):
            self._draft.keep(row.origin, of=[measure])
            return
        says = {name: getattr(row, name) for name in ENTRY_FIELDS}
        says["state"] = _state(row)
        if row.state is EntryState.UNKNOWN:
            self._draft.flaw(row.origin, unknown_state(row.state_words))
        identity = (place, *says.values())
        if identity in self._seen:
            self._draft.keep(row.origin)
            self._draft.warn(row.origin, "แถวนี้ซ้ำกับแถวก่อนหน้าทุกช่อง จึงนับครั้งเดียว")
            return
        self._seen.add(identity)
        old = self._entry(measure, row, place)
        is_known = old is not None and _is_told(old, row)
        if is_known and old is not None and (row.state is None or old.id == place.entry_id):
            says["state"] = row.state or old.state
        elif not is_known and row.state is not says["state"] and says["state"] in OPEN:
            self._draft.warn(
                row.origin,
                "แถวนี้บอกว่า “{words}” จึงยังไม่นับว่าทำแล้ว",
                "เมื่อทำแล้ว เลือกว่าทำแล้วที่หน้ามาตรการ ถ้าไม่ต้องทำ ใส่สถานะ “ไม่ต้องทำ” และเหตุผล",
                words=shortened(row.text or row.result),
            )
        if says["state"] is EntryState.DONE and is_to_come(row.day):
            says["state"] = EntryState.UNKNOWN
            self._draft.warn(
                row.origin,
                "วันที่ทำ {day} ยังไม่ถึง จึงยังไม่นับว่าทำแล้ว",
                "แก้วันที่ทำ หรือบันทึกเมื่อถึงวันนั้น",
                day=short_date(row.day),
            )
        # Only an entry that was sent with the row can already contain the reason.
        sent = old if old is not None and old.id == place.entry_id else None
        reason = row.reason or (sent.reason if sent is not None else "")
        if says["state"] is EntryState.SKIPPED and not reason:
            raise RowError("บอกว่าไม่ต้องทำ แต่ไม่ได้บอกเหตุผล", remedy="ใส่เหตุผลในคอลัมน์ “เหตุผลที่ไม่ทำ”")
        key_ = measure_key(*place) if old is not None else ""
        if old is None and self._form.is_known and not place.entry_id:
            # What somebody else recorded in place of a row that was sent empty; only a form knows
            # what was sent.
            old = next(self._left(measure, place), None)
        if old is None:
            self._add(row, measure, place, says)
            return
        self._taken.add(old.id)
        changed = _differences(old, self._form.touched(key_, says) if key_ else says)
        photos = self._photos.writes(row, old.id)
        self._draft.put(
            [row.origin],
            self._shown(measure, replace(old, **changed)),
            self._shown(measure, old),
            [*update(old, changed), *photos],
            conflict=self._form.is_conflict(row, key_, changed, old),
            of=[old],
        )

    def _left(self, measure: Measure, place: MeasurePlace) -> Iterator[Entry]:
        """Yield the entries of a row's occurrence that no row above refers to."""
        return (each for each in self._of_time(measure, place) if each.id not in self._taken)

    def _add(
        self, row: WorksheetRow, measure: Measure, place: MeasurePlace, says: Mapping[str, Any]
    ) -> None:
        if (
            not self._form.is_known
            and place.occurrence is not None
            and self._of_time(measure, place)
        ):
            self._draft.warn(
                row.origin,
                "รอบนี้มีบันทึกอยู่แล้ว จึงเพิ่มเป็นอีกรายการ",
                "ถ้าเป็นเรื่องเดียวกัน ให้เอารายการหนึ่งออกหลังรับ",
            )
        known = self._year.entries_of(measure.id)
        blank = Entry(
            id=new_id(),
            measure_id=measure.id,
            unit_id=place.unit_id or None,
            occurrence=place.occurrence,
            position=self._draft.next_position(known, measure.id),
        )
        new, writes = said_of(None, blank, says)
        photos = self._photos.writes(row, new.id)
        self._draft.put([row.origin], self._shown(measure, new), None, [*writes, *photos])

    def _entry(self, measure: Measure, row: WorksheetRow, place: MeasurePlace) -> Entry | None:
        """Return the entry that a row is about: the one sent with it, else one of the same
        occurrence with the same text, from an earlier import."""
        entries = self._year.entries_of(measure.id)
        if place.entry_id:
            sent = next((entry for entry in entries if entry.id == place.entry_id), None)
            if sent is None:
                raise _removed()
            return sent
        left = [*self._left(measure, place)]
        words = (key(row.text), key(row.result), row.day)
        same = (entry for entry in left if (key(entry.text), key(entry.result), entry.day) == words)
        if place is not row.place:
            # Without a key, a row that contains all texts of an entry refers to that entry.
            return next(same, next((entry for entry in left if _says_all(row, entry)), None))
        return next(same, None)

    def _of_time(self, measure: Measure, place: MeasurePlace) -> list[Entry]:
        """Return the entries of a row's occurrence; without one, those without occurrence."""
        times = occurrences(measure, self._year.year)
        wanted = time_of(times, Entry(id="", measure_id="", occurrence=place.occurrence))
        return [
            entry
            for entry in self._year.entries_of(measure.id)
            if entry.round_id is None
            and (not place.unit_id or entry.unit_id in {None, place.unit_id})
            and (
                entry.occurrence == place.occurrence
                or (wanted is not None and time_of(times, entry) == wanted)
            )
        ]

    def _shown(self, measure: Measure, entry: Entry) -> dict[str, str]:
        return {
            "ข้อ": subject_of_measure(self._year, measure),
            "วิธีการปฏิบัติ": measure.method,
            "กำหนด": period_name(self._year, measure, entry),
            **self._of_unit(entry),
            "สถานะ": Phrase(STATE_WORDS.get(entry.state, "")),
            "วันที่ทำ": short_date(entry.day) if entry.day else "",
            "สิ่งที่ทำ": entry.text,
            "จำนวนผู้เข้าร่วม": "" if entry.participants is None else str(entry.participants),
            "ผลที่ได้": entry.result,
            "ลิงก์ที่เผยแพร่": entry.links,
            "เหตุผลที่ไม่ทำ": entry.reason,
        }

    def _of_unit(self, record: Entry | Evidence) -> dict[str, str]:
        unit = self._year.unit_by_id.get(record.unit_id or "")
        return {"หน่วย": unit.label} if unit is not None else {}

    # -- items

    def _of_item(self, row: WorksheetRow, place: ItemPlace) -> list[EvidenceRow]:
        """Write a row about existing evidence; return a row for new evidence."""
        if place.year != self._year.year:
            raise RowError(
                "แถวนี้เป็นแบบกรอกของปี {other} ไม่ใช่ปี {year}",
                remedy="นำเข้าในปี {other}",
                other=place.year,
                year=self._year.year,
            )
        item = item_of(self._year, place.item_code, oit=True)
        words, unit_id = unit_of_row(self._year, row)
        unit_id = unit_id or self._form.unit_of_item(item)
        part = place.part or _seen_part(item, row)
        row = replace(row, due=words)
        self._warn_of_changes(row, item, part)
        self._photos.refuse(row, "ภาพในแถวนี้ไม่ได้รับ เพราะข้อมูล OIT เป็นลิงก์หรือไฟล์", "ขอลิงก์จากหน่วย")
        old = self._evidence.get(place.evidence_id)
        if not row.filled:
            self._draft.keep(row.origin)
            return []
        if old is None and place.evidence_id:
            raise _removed()
        if old is None:
            nothing = key(NOTHING) in {key(row.location), key(row.title)}
            # It is not there yet, which is no statement that there is nothing to publish.
            is_open = nothing and said_state(row.note) in OPEN
            if is_open:
                self._draft.warn(
                    row.origin,
                    "“{nothing}” ของ {item} ไม่ได้แปลว่าไม่มีข้อมูลให้เผยแพร่ เพราะหมายเหตุบอกว่ายังไม่เสร็จ",
                    "ถ้าไม่มีจริง เอาหมายเหตุออก แล้วรับกลับใหม่",
                    nothing=NOTHING,
                    item=item.code,
                )
            if is_open or (row.note and not (row.title or row.location or row.published)):
                self._notes.append(ItemNote(row.origin, item, part, row.note))
                return []
            if not (row.title or row.location):
                raise RowError("ไม่มีชื่อเอกสารและลิงก์", remedy="ใส่ลิงก์หรือชื่อไฟล์ของข้อมูลที่เผยแพร่")
            found = [link.address for link in links_of(row.location)]
            return [
                EvidenceRow(
                    origin=row.origin,
                    item=place.item_code,
                    title=row.title,
                    data="",
                    location=location,
                    published=row.published,
                    note=row.note,
                    unit_id=unit_id,
                    part=part,
                    nothing=nothing,
                )
                for location in (found if len(found) > 1 else (row.location,))
            ]
        says = fields_of(row, "title", "location", "published", "note")
        if not row.note and self._form.form is None:
            says["note"] = old.note  # a worksheet for everybody is sent without notes
        if old.statement is Statement.NOTHING and key(row.location) == key(NOTHING):
            says["location"] = old.location
        key_ = item_key(place.year, place.item_code, place.evidence_id, unit_id, part)
        changed = _differences(old, self._form.touched(key_, says))
        new = replace(old, **changed)
        self._draft.put(
            [row.origin],
            self._of_evidence(new),
            self._of_evidence(old),
            update(old, changed),
            conflict=self._form.is_conflict(row, key_, changed, old),
            of=[old],
        )
        return []

    def _warn_of_changes(self, row: WorksheetRow, item: Item, part: str) -> None:
        """Warn about prefilled cells that were changed or belong to another item; these are not
        imported."""
        data = with_part(item, part)
        if row.method and likeness(row.method, data) < _MIN_SIMILARITY:
            raise RowError(
                "แถวนี้เป็นของ {item} แต่ข้อมูล “{words}” ไม่ใช่ของข้อนี้ในปี {year}",
                remedy="ตรวจรหัสข้อ หรือดูว่าเป็นแบบกรอกของปีอื่นหรือไม่",
                item=item.code,
                words=row.method,
                year=self._year.year,
            )
        shown = (
            (row.codes, item.code),
            (row.method, data),
            (row.due, due(self._year, item.code)),
        )
        other = [new for new, old in shown if new and key(new) != key(old)]
        warn_of_other_words(self._draft, row, other, "ถ้าจะแก้ชื่อข้อหรือกำหนดส่ง แก้ที่หน้างาน OIT")

    def _of_evidence(self, evidence: Evidence) -> dict[str, str]:
        return {
            "ข้อ": evidence.item_code,
            **self._of_unit(evidence),
            "ชื่อเอกสาร": evidence.title,
            "ลิงก์หรือชื่อไฟล์": evidence.location,
            "วันที่เผยแพร่": short_date(evidence.published) if evidence.published else "",
            "หมายเหตุ": evidence.note,
        }


def _seen_part(item: Item, row: WorksheetRow) -> str:
    """Return the month or process that a row shows below the item's title, if its key is lost."""
    if row.has_key:
        return ""
    words = key(row.method)
    return next((part.code for part in parts_of(item) if words.endswith(key(part.title))), "")


def _differences(record: Record, says: Mapping[str, Any]) -> dict[str, Any]:
    """Return the differences from a record; spaces and Thai digits added by Excel are ignored."""
    return {
        name: value
        for name, value in differing(record, says).items()
        if type(value) is not str or key(value) != key(getattr(record, name))
    }


def _says_all(row: WorksheetRow, entry: Entry) -> bool:
    """Return whether a row has the text of an entry, and all its other values."""
    texts = [(getattr(row, name), getattr(entry, name)) for name in ("text", "result", "links")]
    same = all(key(new) == key(old) for new, old in texts if old)
    return bool(entry.text) and same and (entry.day is None or row.day == entry.day)


def _removed() -> RowError:
    return RowError(
        "รายการเดิมของแถวนี้ถูกเอาออกไปแล้วหลังจากส่งแบบกรอก", remedy="ถ้ายังต้องการ ให้เพิ่มรายการนี้ในโปรแกรม"
    )


def _state(row: WorksheetRow) -> EntryState:
    """Return the state of a row: what its own cells tell is not done is not, and what a unit
    writes below the heading of what was done is, if its words do not say otherwise."""
    told = said_state(f"{row.text}\n{row.result}")
    if row.state is EntryState.UNKNOWN and told in OPEN:
        return told
    if row.state is EntryState.DONE and told not in OPEN:
        return row.state
    if row.reason and (row.state is EntryState.NOT_STARTED or _only_reason(row)):
        return EntryState.SKIPPED
    return told or EntryState.DONE if row.state in {None, EntryState.DONE} else row.state


def _is_told(old: Entry, row: WorksheetRow) -> bool:
    """Return whether a row only repeats the texts of an entry."""
    texts = ("text", "result", "reason")
    return all(key(getattr(row, name)) == key(getattr(old, name)) for name in texts)


def _only_reason(row: WorksheetRow) -> bool:
    """Return whether a row has nothing but the reason for skipping."""
    texts = (row.day, row.text, row.result, row.links)
    return bool(row.reason) and row.participants is None and not any(texts)


def compare_answer(draft: ImportDraft, form: ReturnedForm, rows: Sequence[WorksheetRow]) -> None:
    """Add the answer in the ``rows`` of the question, one below the other, to the draft. It belongs
    to the newest version of the unit's form, which the board shows."""
    texts = list(dict.fromkeys(row.answer for row in rows if row.answer))
    if form.form is None or not texts:
        for row in rows:
            if row.answer:
                told = "แบบนี้ไม่ได้ส่งจากแฟ้มนี้ จึงไม่รู้ว่าเป็นคำตอบของรอบใด"
                draft.skip(row.origin, RowError(told, remedy="รับในแฟ้มและปีที่ส่งแบบนี้ไป"))
            else:
                draft.keep(row.origin)
        return
    data = draft.year
    collection = data.collection_by_id[form.form.collection_id]
    current = newest_forms(data, collection)[form.form.unit_id]
    answer, known = "\n".join(texts), current.answer
    wanted = {"answer": answer} if key(answer) != key(known) else {}
    cells = {
        "หน่วย": data.unit_name(current.unit_id),
        "คำถาม": collection.question,
        "คำตอบ": answer if wanted else known,
    }
    draft.put(
        [row.origin for row in rows],
        cells,
        {**cells, "คำตอบ": known} if known else None,
        update(current, wanted),
        conflict=form.is_conflict(rows[0], QUESTION_KEY, wanted, current),
    )


def _captions(row: WorksheetRow, pictures: list[Picture]) -> list[str]:
    """Return a caption for each picture: a line each; all lines, if there are more, with the
    last."""
    lines = [line for line in row.captions.split("\n") if line]
    many = len(pictures)
    if len(lines) > many:
        lines = [*lines[: many - 1], "\n".join(lines[many - 1 :])] if many else []
    return [*lines, *[""] * (many - len(lines))]
