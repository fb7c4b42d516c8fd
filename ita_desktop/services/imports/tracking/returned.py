"""What is known of a returned form: which unit's it is, what to check, that it came back."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ita_desktop.domain.collecting.board import newest_forms
from ita_desktop.domain.collecting.collections import CollectionUnit
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remarks import Remark
from ita_desktop.services.imports.plan import ImportPlan, Insert, RecordUpdate, Write, records_of
from ita_desktop.services.imports.tracking.kept_rows import rows_kept


def form_doubts(data: YearData, mark: str) -> Iterator[Remark]:
    """Yield what to check about a returned form as a whole; nothing for other files."""
    if not mark:
        return
    form = data.form_by_id.get(mark)
    if form is None:
        text = "แบบนี้ไม่ได้ส่งจากแฟ้มนี้ในปี {year} หรือการส่งรอบนั้นถูกเลิกทำแล้ว"
        yield Remark(None, text, "ตรวจว่าเป็นของหน่วยใดก่อนรับ", {"year": data.year})
        return
    newest = newest_forms(data, data.collection_by_id[form.collection_id])[form.unit_id]
    if newest.version > form.version:
        fields: dict[str, object] = {"old": form.version, "new": newest.version}
        text = "เป็นฉบับที่ {old} ทั้งที่ส่งฉบับที่ {new} ไปแล้ว"
        yield Remark(None, text, "ถามหน่วยว่าฉบับใดเป็นฉบับล่าสุด", fields)
    if form.returned is not None:
        fields = {"unit": data.unit_name(form.unit_id), "day": short_date(form.returned)}
        text = "{unit} ส่งแบบฉบับนี้คืนมาแล้วครั้งหนึ่ง รับไว้เมื่อ {day}"
        yield Remark(None, text, "แถวที่ต่างจากครั้งก่อนยังไม่ได้เลือกไว้", fields)


def with_return(plan: ImportPlan, writes: Sequence[Write], day: date) -> list[Write]:
    """Return the ``writes`` of a plan with those that note that a form came back, how many of its
    rows are left, and what came in them; a record is written once, with the unit's answer."""
    form = plan.base.form_by_id.get(plan.form)
    if form is None:
        return list(writes)
    kept = list(rows_kept(plan, form))
    fields: dict[str, Any] = {
        "returned": day,
        "untaken": untaken(plan),
        "filled": _filled(form, sum(isinstance(write, Insert) for write in kept)),
    }
    others = []
    for write in writes:
        if isinstance(write, RecordUpdate) and write.record.id == form.id:
            fields |= write.fields
        else:
            others.append(write)
    return [*others, RecordUpdate(form, fields), *kept]


def _filled(form: CollectionUnit, rows: int) -> int | None:
    """Return how many rows of a form are filled in, of which ``rows`` say something new: one that
    came back before has what it had."""
    before = form.filled if form.returned is not None else 0
    return max(rows, before) if before is not None else rows or None


def untaken(plan: ImportPlan) -> int:
    """Return the number of records of a returned form, and of cells of others, that are not
    taken."""
    left = (change for change in plan.changes if change.key not in plan.accepted)
    return records_of(left) + len(plan.skipped) + len(plan.flaws)
