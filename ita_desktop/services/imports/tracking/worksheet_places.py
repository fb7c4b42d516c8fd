"""Finds the measure and occurrence of a returned row, or notes at an OIT item what its unit says of
it before it has anything to show (อยู่ระหว่างรวบรวม): with the unit's name, and it proves nothing.

The hidden key identifies a measure and its occurrence. It may be missing (saved as CSV, pasted, or
last column cut) or belong to another row (sorted without it): then the visible item, measure and
due date decide; if these are ambiguous, the row is rejected.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ita_desktop.documents.reports.measures.words import due_of
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Item
from ita_desktop.domain.measure_cells import items_of_measure, items_text
from ita_desktop.domain.oit.parts import part_title
from ita_desktop.domain.records import Assignment, Measure, new_id
from ita_desktop.domain.rich import plain
from ita_desktop.domain.schedule import Occurrence, occurrences, periods
from ita_desktop.domain.text import key, one_line
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.domain.tracking.state import time_of
from ita_desktop.domain.tracking.worksheet import ItemPlace, MeasurePlace, span
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import read_codes, read_indicator
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.worksheet import WorksheetRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.items import likeness
from ita_desktop.services.imports.measure_groups import steps_of
from ita_desktop.services.imports.plan import Insert, RecordUpdate, Write

_ALIKE = 0.7
"""Minimum similarity of texts of the same measure, to allow for small corrections."""
_COPY = "คัดลอกสิ่งที่กรอกลงในแบบกรอกฉบับที่ส่งไปจากโปรแกรม แล้วรับกลับใหม่"


class ItemNote(NamedTuple):
    """A note of a row that has nothing else."""

    origin: Origin
    item: Item
    part: str
    """The code of the month or process; empty if it is of the whole."""
    text: str


def compare_notes(draft: ImportDraft, notes: Iterable[ItemNote], unit_id: str) -> None:
    """Add the notes of a unit to the draft: a line each, below what is noted of the item. One that
    the unit wrote before about the same gives way."""
    by_item: dict[str, list[ItemNote]] = {}
    for note in notes:
        by_item.setdefault(note.item.code, []).append(note)
    for some in by_item.values():
        _compare(draft, some, draft.year.unit_name(unit_id) if unit_id else "")


def _compare(draft: ImportDraft, notes: Sequence[ItemNote], unit: str) -> None:
    code = notes[0].item.code
    old = draft.year.assignment_by_item.get(code)
    before = old.note if old is not None else ""
    lines = before.split("\n") if before else []
    now, replaced = [], []
    for note in notes:
        head = " ".join(filter(None, (unit, part_title(note.item, note.part))))
        text = one_line(plain(note.text))
        now.append(f"{head}: {text}" if head else text)
        replaced += [line for line in lines if head and line.startswith(f"{head}: ")]
    left = [line for line in lines if line not in {*replaced, *now}]
    new = [line for line in now if line not in lines]
    after = "\n".join((left + now) if new else lines)
    write: Write
    if old is None:
        year = draft.year.fiscal_year.id
        write = Insert(Assignment(id=new_id(), year_id=year, item_code=code, note=after))
    else:
        write = RecordUpdate(old, {"note": after})
    was = replaced if new else now
    # What others have noted of the item is no words of the unit.
    draft.put(
        [note.origin for note in notes],
        {"ข้อ": code, "หมายเหตุ": "\n".join(now)},
        {"ข้อ": code, "หมายเหตุ": "\n".join(was)} if was else None,
        [write] if new else [],
    )


class Places:
    """Finds the measures and occurrences of a year that rows refer to."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._year = draft.year
        self._codes = {
            measure.id: items_of_measure(self._year, measure) for measure in self._year.measures
        }

    def of(self, row: WorksheetRow) -> tuple[Measure, MeasurePlace]:
        """Return the measure and occurrence of a row, for the unit that it names; raises RowError
        if they are not certain."""
        words, unit_id = unit_of_row(self._year, row)
        measure, place = self._of(replace(row, due=words))
        return measure, place._replace(unit_id=unit_id) if unit_id else place

    def _of(self, row: WorksheetRow) -> tuple[Measure, MeasurePlace]:
        described = row.place if isinstance(row.place, MeasurePlace) else None
        measure = self._year.measure_by_id.get(described.measure_id) if described else None
        try:
            seen, when = self._by_visible_text(row)
        except RowError:
            if described is not None and measure is None and not row.seen:
                raise RowError(
                    "มาตรการของแถวนี้ไม่มีในปี {year}",
                    remedy="อาจเป็นแบบกรอกของปีอื่น หรือมาตรการถูกเอาออกไปแล้ว",
                    year=self._year.year,
                ) from None
            if described is None or measure is None:
                raise
            seen, when = measure, None
        if described is not None and measure is seen and when in (None, described.occurrence):
            place = described
        else:
            place = MeasurePlace(seen.id, when)
            if described is not None:
                self._draft.warn(
                    row.origin,
                    "รหัสแถวที่ซ่อนอยู่ไม่ตรงกับข้อ วิธีการปฏิบัติ หรือกำหนดที่เห็นในแถว จึงถือตามที่เห็น ({items})",
                    "แถวอาจถูกเรียงใหม่โดยไม่ได้เรียงคอลัมน์ที่ซ่อนไว้ด้วย ตรวจก่อนรับ",
                    items=row.codes or shortened(row.method),
                )
        self._warn_of_changes(row, seen)
        return seen, place

    # -- by visible text

    def _by_visible_text(self, row: WorksheetRow) -> tuple[Measure, date | None]:
        found = self._measures(row)
        times = [(measure, when) for measure in found for when in self._times(measure, row)]
        if len(times) == 1:
            measure, when = times[0]
            return measure, when.last if when is not None else None
        raise RowError(
            "ไม่รู้ว่าแถวนี้เป็นของมาตรการหรือรอบใดของ {what} (ตรงกัน {count} แห่ง)"
            if times
            else "กำหนด “{due}” ของแถวนี้ไม่ตรงกับรอบใดของ {what}",
            remedy=_COPY,
            what=row.codes or shortened(row.method),
            due=shortened(row.due) or "–",
            count=len(times),
        )

    def _measures(self, row: WorksheetRow) -> list[Measure]:
        """Return the measures with the row's items and steps."""
        if not row.seen:
            raise RowError(
                "ไม่รู้ว่าแถวนี้เป็นของมาตรการใด เพราะไม่มีทั้งรหัสแถว ข้อ และวิธีการปฏิบัติ", remedy=_COPY
            )
        codes = set(read_codes(row.codes).codes)
        indicator = "" if codes else read_indicator(row.codes)
        of_items = [
            measure
            for measure in self._year.measures
            if not row.codes
            or (codes and codes == set(self._codes[measure.id]))
            or (not self._codes[measure.id] and indicator and measure.indicator == indicator)
        ]
        found = _worded(of_items, row.method) if row.method else of_items
        if not found:
            raise RowError(
                "ปี {year} ไม่มีมาตรการของ {what} ที่มีข้อความตรงกับแถวนี้",
                remedy="ตรวจข้อและวิธีการปฏิบัติ หรือดูว่าเป็นแบบกรอกของปีอื่นหรือไม่",
                year=self._year.year,
                what=row.codes or shortened(row.method),
            )
        return found

    def _times(self, measure: Measure, row: WorksheetRow) -> list[Occurrence | None]:
        """Return the occurrences that a row's due text can mean; None for no particular one."""
        times = occurrences(measure, self._year.year)
        words = key(row.due)
        if not times or words == key(due_of(measure)) != "":
            return [None]
        if not words:
            if len(times) == 1:
                return [times[0]]
            held = [time for time in times if row.day is not None and time.holds(row.day)]
            return list(held or times)
        days = self._days(row.due)
        if days is None:
            return []
        exact = [time for time in times if (time.first, time.last) == days]
        return list(exact or [time for time in times if all(map(time.holds, days))])

    def _days(self, due: str) -> tuple[date, date] | None:
        """Return the first and the last day of a period, however it is written."""
        try:
            found = periods(due, self._year.year)
        except InputError:
            return None
        if len(found) != 1 or found[0].last is None:
            return None
        return found[0].first or found[0].last, found[0].last

    # -- warnings

    def _warn_of_changes(self, row: WorksheetRow, measure: Measure) -> None:
        """Warn about prefilled cells that differ now; these are not imported."""
        codes = self._codes[measure.id]
        times = occurrences(measure, self._year.year)
        spans = {(time.first, time.last) for time in times}
        is_due = key(row.due) == key(due_of(measure)) or self._days(row.due) in spans
        if is_due:
            self._draft.repeat(row.origin, [row.due])
        other = [
            word
            for word, differs in (
                (row.codes, key(row.codes) != key(items_text(codes) or measure.indicator)),
                (row.method, steps_of(row.method) != steps_of(plain(measure.method))),
                (row.due, not is_due),
            )
            if word and differs
        ]
        remedy = "ถ้าจะแก้ข้อ วิธีการปฏิบัติ หรือระยะเวลา แก้ที่หน้ามาตรการ"
        warn_of_other_words(self._draft, row, other, remedy)


def period_name(year: YearData, measure: Measure, entry: Entry) -> str:
    """Return the period that an entry is of, as forms call it; empty for none."""
    time = time_of(occurrences(measure, year.year), entry)
    if time is not None:
        return span(time.first, time.last)
    return short_date(entry.occurrence) if entry.occurrence else ""


def unit_of_row(year: YearData, row: WorksheetRow) -> tuple[str, str]:
    """Return the due date of a row without the unit's name behind it, and the unit's id: the one
    that is seen, else that of the key. Without either, the row is for all.

    Raises RowError if the unit of the key was removed.
    """
    own = row.place.unit_id if isinstance(row.place, MeasurePlace | ItemPlace) else ""
    if own and own not in year.unit_by_id:
        raise RowError("หน่วยของแถวนี้ไม่มีในโปรแกรมแล้ว", remedy="บันทึกในโปรแกรมให้หน่วยที่รับช่วงแทน")
    if row.has_key and not own:
        return row.due, ""
    plain = row.due.rstrip()
    named = [unit for unit in year.units if plain.endswith(unit.label)]
    if not named:
        return row.due, own
    unit = max(named, key=lambda unit: len(unit.label))
    return plain.removesuffix(unit.label).rstrip(), unit.id


def warn_of_other_words(
    draft: ImportDraft, row: WorksheetRow, words: Sequence[str], remedy: str
) -> None:
    """Warn about texts of a row that differ from the workspace and are not imported."""
    if words:
        draft.warn(
            row.origin,
            "ข้อความ “{words}” ในแถวนี้ต่างจากในโปรแกรม จึงไม่ได้นำเข้าข้อความนี้",
            remedy,
            words=" · ".join(map(shortened, words)),
        )


def _worded(measures: Sequence[Measure], method: str) -> list[Measure]:
    """Return the measures with exactly these steps, else the similar ones."""
    steps = steps_of(method)
    exactly = [measure for measure in measures if steps_of(plain(measure.method)) == steps]
    if exactly:
        return exactly
    return [measure for measure in measures if likeness(plain(measure.method), method) >= _ALIKE]
