"""What an import may not change unasked: rows of another office, and official figures."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from ita_desktop.domain.city.districts import is_other_office
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.results import Answer, GroupFigure, Score, ScoreSource
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.results import ReadValue
from ita_desktop.services.imports.found.stated_years import OF_NEXT_YEAR
from ita_desktop.services.imports.plan import (
    Action,
    Consent,
    Delete,
    ImportPlan,
    RecordUpdate,
    Write,
)

_OF_OTHER: Final = "รายงานนี้เป็นของ{office} แต่แฟ้มนี้เป็นของ{own}"
_OF_BOTH: Final = "รายงานนี้มีชื่อ{office} ปนกับ{own}"
_CHOOSE: Final = "ตรวจว่าเลือกไฟล์ถูกฉบับ ถ้าจะนำเข้าจริง เลือกแถวเอง"
_CHANGED: Final = "เปลี่ยนตัวเลขทางการที่มีอยู่แล้ว {count} รายการ เช่น {code} {old} เป็น {new} จึงยังไม่ได้เลือก"
_OF_YEAR: Final = "หัวเรื่องบอกว่าเป็นของปี {years} แต่จะลงในปี {year} จึงยังไม่ได้เลือก"
_CHOOSE_YEAR: Final = "นำเข้าลงในปีของไฟล์ หรือเลือกแถวที่ใช้กับปี {year} ด้วย"
_AS_BEFORE: Final = Phrase("ตามรายงานเดิม")
_FIGURES: Final = {Score: ("value",), GroupFigure: ("count", "value"), Answer: ("count", "percent")}
_COMPARE: Final = "ตรวจกับรายงาน แล้วเลือกแถวที่ถูก"


def with_office(plan: ImportPlan, offices: Iterable[ReadValue[str]]) -> ImportPlan:
    """Return the plan without changes selected if its file names other ``offices`` alone; with a
    warning if it names ours, too."""
    own = plan.base.organisation.name
    named = list(offices)
    others = [office for office in named if is_other_office(office.value, own)]
    if not others:
        return plan
    fields = {"office": others[0].value, "own": own}
    if len(others) < len(named):
        remedy = "ตรวจว่าไม่มีผลของสำนักงานอื่นอยู่ในไฟล์เดียวกัน"
        return plan.with_warnings([Remark(others[0].origin, _OF_BOTH, remedy, fields)])
    remark = Remark(others[0].origin, _OF_OTHER, _CHOOSE, fields)
    keys = [change.key for change in plan.changes]
    return plan.with_reason(Consent.OTHER_OFFICE, remark, keys)


def with_year(plan: ImportPlan, stated: Collection[int]) -> ImportPlan:
    """Return the plan without changes selected if the titles of its table have ``stated`` other
    Buddhist fiscal years alone; what follows from a result may name the year of this."""
    year = plan.base.year
    own = {year, year - 1} if plan.kind in OF_NEXT_YEAR else {year}
    if not stated or not own.isdisjoint(stated):
        return plan
    fields = {"years": " ".join(map(str, stated)), "year": year}
    keys = [change.key for change in plan.changes]
    return plan.with_reason(Consent.UNTICKED, Remark(None, _OF_YEAR, _CHOOSE_YEAR, fields), keys)


def with_official(plan: ImportPlan) -> ImportPlan:
    """Return the plan without those changes selected that change official figures, or put them away
    because they no longer fit."""
    keys, figures = set[int](), list[tuple[str, object, object]]()
    for change in plan.changes:
        if change.action is Action.REMOVE:  # which is selected by a person alone
            continue
        shared = (plan.shared[key].write for key in change.needs)
        if found := list(_changed((*change.writes, *shared))):
            keys.add(change.key)
            figures += found
    if not keys:
        return plan
    code, old, new = figures[0]
    fields = {"count": len(keys), "code": code, "old": old, "new": new}
    remark = Remark(None, _CHANGED, _COMPARE, fields)
    return plan.with_reason(Consent.CHANGE_OFFICIAL, remark, keys)


def _changed(writes: Iterable[Write]) -> Iterator[tuple[str, object, object]]:
    """Yield the official figures that the writes change: code, value before and after."""
    for write in writes:
        record = write.record
        if isinstance(record, Score) and record.source is not ScoreSource.OFFICIAL:
            continue
        fields = write.fields if isinstance(write, RecordUpdate) else {}
        for name in _FIGURES.get(type(record), ()):
            old = getattr(record, name)
            if name in fields and old not in {None, ""}:
                code = (
                    record.question if isinstance(record, Answer) else getattr(record, "node", "")
                )
                yield code, old, fields[name]
        if isinstance(write, Delete) and isinstance(record, Score):
            yield record.node, record.value, _AS_BEFORE
