"""What a matter of the agenda draws from the rest of the year, in one line with today's figures."""

from typing import NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.meetings.agenda import open_actions
from ita_desktop.domain.meetings.meetings import Component, Meeting
from ita_desktop.domain.scores.progress import State
from ita_desktop.services.meetings.state import days_late
from ita_desktop.services.moment import Moment, few, joined
from ita_desktop.services.places import PageKey, Place


class Fact(NamedTuple):
    """What is drawn, as a phrase, and where it is kept."""

    words: str
    place: Place


def fact_of(moment: Moment, meeting: Meeting, component: Component) -> Fact | None:
    """The fact below a matter; None where it draws none."""
    match component:
        case Component.LAST_RESULT:
            return _last_result(moment)
        case Component.FRAMEWORK:
            return _framework(moment)
        case Component.ASSIGNMENTS:
            return _assignments(moment)
        case Component.OPEN_ACTIONS:
            return _actions(moment, meeting)
        case Component.NONE:
            return None


def _last_result(moment: Moment) -> Fact:
    place = Place(PageKey.SCORES, TOTAL)
    tree, before = moment.tree_before, moment.previous
    total = tree.total.value if tree is not None else None
    if tree is None or before is None or total is None:
        year = moment.data.year - 1
        return Fact(Phrase("ดึงจากคะแนน: ยังไม่มีผลปี {year}", year=year), place)
    level = tree.level.level
    said = Phrase(
        "ดึงจากคะแนน: ปี {year} ได้ {total} {level}",
        year=before.year,
        total=f"{total:.2f}",
        level=level.name if level is not None else "",
    )
    return Fact(said, place)


def _framework(moment: Moment) -> Fact:
    framework = moment.data.framework
    parts = [
        Phrase("{code} {count} ข้อ", code=one.code, count=len(framework.items_of(one.code)))
        for one in framework.instruments
    ]
    said = Phrase("ดึงจากกรอบการประเมิน: {parts}", parts=joined(*parts))
    return Fact(said, Place(PageKey.SETTINGS, "framework"))


def _assignments(moment: Moment) -> Fact:
    data, progress = moment.data, moment.progress
    owned = sum(bool(data.owners_of_item(code)) for code in progress)
    done = sum(one.state is State.DONE for one in progress.values())
    late = [code for code, one in progress.items() if one.state is State.LATE]
    said = Phrase("มอบหมาย {done}/{count} ข้อ", done=owned, count=len(progress))
    told = joined(
        said,
        Phrase("ครบแล้ว {count}", count=done) if done else "",
        Phrase("เลยกำหนด {codes}", codes=few(late)) if late else "",
    )
    first = late[0] if late else ""
    return Fact(Phrase("ดึงจากงาน OIT: {facts}", facts=told), Place(PageKey.OIT, first))


def _actions(moment: Moment, meeting: Meeting) -> Fact:
    place = Place(PageKey.MEETINGS, f"actions:{meeting.id}")
    waiting = open_actions(moment.data, meeting)
    if not waiting:
        return Fact(Phrase("ดึงจากงานที่มอบหมาย: ไม่มีงานค้าง"), place)
    late = sum(days_late(moment.data, one, moment.today) > 0 for one in waiting)
    told = joined(
        Phrase("ค้าง {count} งาน", count=len(waiting)),
        Phrase("เลยกำหนด {count} งาน", count=late) if late else "",
    )
    return Fact(Phrase("ดึงจากงานที่มอบหมาย: {facts}", facts=told), place)
