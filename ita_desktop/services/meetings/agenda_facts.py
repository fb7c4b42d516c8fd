"""Current figures of the year shown below agenda items."""

from collections.abc import Sequence
from typing import NamedTuple

from ita_desktop.domain.agenda import days_late, former_tasks
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.meetings import Component, Meeting
from ita_desktop.domain.oit.filing import open_remarks
from ita_desktop.domain.oit.parts import open_units
from ita_desktop.domain.scores.progress import State
from ita_desktop.services.places import PageKey, Place, several_place
from ita_desktop.services.step_context import StepContext, few


class AgendaFact(NamedTuple):
    """A figure as a phrase, and the place where it is maintained."""

    words: str
    place: Place


def fact_of(step_context: StepContext, meeting: Meeting, component: Component) -> AgendaFact | None:
    """Return the figure below a matter; None if its component has none."""
    match component:
        case Component.LAST_RESULT:
            return _last_result(step_context)
        case Component.FRAMEWORK:
            return _framework(step_context)
        case Component.ASSIGNMENTS:
            return _assignments(step_context)
        case Component.OPEN_ACTIONS:
            return _actions(step_context, meeting)
        case Component.OPEN_REMARKS:
            return _remarks(step_context)
        case Component.NONE:
            return None


def _last_result(step_context: StepContext) -> AgendaFact:
    place = Place(PageKey.SCORES, TOTAL)
    tree, before = step_context.tree_before, step_context.previous
    total = tree.total.value if tree is not None else None
    last = step_context.data.year - 1
    if tree is None or before is None or before.year != last or total is None:
        return AgendaFact(Phrase("ดึงจากคะแนน: ยังไม่มีผลปี {year}", year=last), place)
    level = tree.level.level
    text = Phrase(
        "ดึงจากคะแนน: ปี {year} ได้ {total} {level}",
        year=before.year,
        total=f"{total:.2f}",
        level=level.name if level is not None else "",
    )
    return AgendaFact(text, place)


def _framework(step_context: StepContext) -> AgendaFact:
    framework = step_context.data.framework
    parts = [
        Phrase(
            "{code} {count} ข้อ",
            code=instrument.code,
            count=len(framework.items_of(instrument.code)),
        )
        for instrument in framework.instruments
    ]
    text = Phrase("ดึงจากกรอบการประเมิน: {parts}", parts=joined(*parts))
    return AgendaFact(text, Place(PageKey.YEAR, "framework"))


def _assignments(step_context: StepContext) -> AgendaFact:
    data, progress = step_context.data, step_context.progress
    owned = sum(bool(data.owners_of_item(code)) for code in progress)
    done = sum(item_progress.state is State.DONE for item_progress in progress.values())
    late = [code for code, item_progress in progress.items() if item_progress.state is State.LATE]
    missing = _missing(step_context, late)
    text = Phrase("มอบหมาย {done}/{count} ข้อ", done=owned, count=len(progress))
    described = joined(
        text,
        Phrase("ครบแล้ว {count}", count=done) if done else "",
        Phrase("เลยกำหนด {codes}", codes=few(late)) if late else "",
        Phrase("รอ {units}", units=few(missing)) if missing else "",
    )
    place = several_place(PageKey.OIT, late)
    return AgendaFact(Phrase("ดึงจากงาน OIT: {facts}", facts=described), place)


def _missing(step_context: StepContext, codes: Sequence[str]) -> list[str]:
    """Return the units that have not delivered these items, of those that others have."""
    rows = (row for code in codes for row in step_context.progress[code].open_rows)
    return [unit.label for unit in open_units(rows)]


def _remarks(step_context: StepContext) -> AgendaFact:
    waiting = open_remarks(step_context.data)
    codes = list(dict.fromkeys(item.code for item, _remark in waiting))
    place = several_place(PageKey.OIT, codes)
    if not waiting:
        return AgendaFact(Phrase("ดึงจากข้อสังเกตของผู้ตรวจ: ไม่มีที่ค้าง"), place)
    words = "ดึงจากข้อสังเกตของผู้ตรวจ: ค้าง {count} ข้อสังเกต ({codes})"
    return AgendaFact(Phrase(words, count=len(waiting), codes=few(codes)), place)


def _actions(step_context: StepContext, meeting: Meeting) -> AgendaFact:
    place = Place(PageKey.MEETINGS, f"actions:{meeting.id}")
    data, today = step_context.data, step_context.today
    day = min(meeting.day or today, today)
    tasks = former_tasks(data, meeting, day)
    if not tasks:
        return AgendaFact(Phrase("ดึงจากงานที่มอบหมาย: ไม่มีงานค้าง"), place)
    late = sum(days_late(data, task, day) > 0 for task in tasks)
    done = sum(task.done is not None for task in tasks)
    # What is late is still open: beside it, as a third number, they would sum to more tasks.
    words = "ค้าง {count} งาน (เลยกำหนด {late} งาน)" if late else "ค้าง {count} งาน"
    described = joined(
        Phrase(words, count=len(tasks) - done, late=late) if done < len(tasks) else "",
        Phrase("เสร็จแล้ว {count} งาน", count=done) if done else "",
    )
    return AgendaFact(Phrase("ดึงจากงานที่มอบหมาย: {facts}", facts=described), place)
