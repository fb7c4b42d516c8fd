"""Compares the rows of a returned form with what was sent and with what is in the workspace now."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ita_desktop.domain.collecting.collections import CollectionUnit
from ita_desktop.domain.collecting.sent_rows import Digests, SentRows, in_conflict, untouched
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.parts import units_of_rows
from ita_desktop.domain.records import Measure, Record
from ita_desktop.domain.tracking.units import of_several, units_of_measure
from ita_desktop.domain.tracking.worksheet import MeasurePlace
from ita_desktop.exchange.kinds.tracking.worksheet import WorksheetRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.imports.draft import ImportDraft

TITLES: Final = {
    "answer": "คำตอบ",
    "state": "สถานะ",
    "day": "วันที่ทำ",
    "text": "สิ่งที่ทำ",
    "participants": "จำนวนผู้เข้าร่วม",
    "result": "ผลที่ได้",
    "links": "ลิงก์ที่เผยแพร่",
    "reason": "เหตุผลที่ไม่ทำ",
    "title": "ชื่อเอกสาร",
    "location": "ลิงก์หรือชื่อไฟล์",
    "published": "วันที่เผยแพร่",
    "note": "หมายเหตุ",
    "full_name": "ชื่อ - นามสกุล",
    "job_title": "ตำแหน่ง",
    "phone": "โทรศัพท์",
    "email": "อีเมล",
}
CHANGED: Final = "มีคนแก้ {columns} ในโปรแกรมหลังส่งแบบ จึงยังไม่รับแถวนี้ทับ"
UNKNOWN: Final = "{columns} ไม่ตรงกับในโปรแกรม และไม่รู้ว่าส่งไปว่าอะไร เพราะรหัสแถวหาย จึงยังไม่รับแถวนี้ทับ"
_CHOOSE: Final = "เปิดดูทั้งสองค่า แล้วเลือกแถวนี้ถ้าจะใช้ของหน่วย"


class ReturnedForm:
    """The form that a file is; a file that is none has nothing that was sent."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self.form: CollectionUnit | None = draft.year.form_by_id.get(draft.form)
        self._sent = SentRows.read(self.form.rows if self.form is not None else "")

    @property
    def is_known(self) -> bool:
        """Whether it is a form that was sent."""
        return self.form is not None

    @property
    def sent_keys(self) -> Iterable[str]:
        """The keys of the rows that were sent."""
        return self._sent.rows

    def of_unit(self, measure: Measure, place: MeasurePlace) -> MeasurePlace:
        """Return a place with the unit of the form, if units do the measure each by itself: a row
        that lost its key does not say so."""
        form, units = self.form, units_of_measure(self._draft.year, measure.id)
        is_own = (
            form is not None and of_several(units) and form.unit_id in {unit.id for unit in units}
        )
        if form is None or place.unit_id or not is_own:
            return place
        return place._replace(unit_id=form.unit_id)

    def unit_of_item(self, item: Item) -> str:
        """Return the unit of the form, if units deliver the item each by itself; empty if not."""
        units = {unit.id for unit in units_of_rows(self._draft.year, item)}
        return self.form.unit_id if self.form is not None and self.form.unit_id in units else ""

    def check(self, row: WorksheetRow) -> None:
        """Raise RowError for a row that was copied from another unit's form."""
        if self.form is None or row.form in {"", self.form.id}:
            return
        other = self._draft.year.form_by_id.get(row.form)
        if other is None or other.unit_id != self.form.unit_id:
            raise RowError(
                "แถวนี้คัดลอกมาจากแบบของ {unit} จึงไม่รับในแบบของหน่วยนี้",
                remedy="กรอกในแบบของหน่วยเอง หรือรับไฟล์ของหน่วยนั้น",
                unit=self._draft.year.unit_name(other.unit_id) if other else row.form[:8],
            )

    def touched(self, key: str, says: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the fields of a row that the unit changed; all if nothing is known of it."""
        sent = self._row(key)
        if sent is None:
            return says
        same = untouched(sent, says)
        return {name: value for name, value in says.items() if name not in same}

    def is_conflict(
        self, row: WorksheetRow, key: str, changed: Mapping[str, Any], current: Record
    ) -> bool:
        """Return whether somebody else changed the same fields meanwhile, and report so."""
        return self.is_conflict_with(row, self._row(key) or {}, changed, current)

    def is_conflict_with(
        self,
        row: WorksheetRow,
        sent: Digests,
        changed: Mapping[str, Any],
        current: Record,
        *,
        is_known: bool = True,
    ) -> bool:
        """As :meth:`is_conflict`, for a row that itself says what was ``sent``, if it ``is_known``
        at all."""
        if self.form is None:
            return False
        now = {name: getattr(current, name) for name in changed}
        names = in_conflict(sent, changed, now)
        if names:
            columns = " · ".join(TITLES[name] for name in names)
            self._draft.warn(row.origin, CHANGED if is_known else UNKNOWN, _CHOOSE, columns=columns)
        return bool(names)

    def _row(self, key: str) -> Digests | None:
        return self._sent.row(key)
