"""Imports the year's calendar; a date is identified by its title, and by its day if several have
that title; the ends of the assessment by what ends, whatever they are called."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import CalendarDate, new_id
from ita_desktop.domain.text import key
from ita_desktop.exchange.kinds.calendar import CalendarRow
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import CHOOSE, ImportDraft, Shown, more_of
from ita_desktop.services.imports.evidence.seen import names_assessment
from ita_desktop.services.imports.items import once

_Key = tuple[object, ...]
_FEAST: Final = lazy_re(
    r"(?:ร่วม|จัด|หยุด|ทำบุญ|โครงการ|งาน|กิจกรรม|พิธี|ประเพณี|เทศกาล|วัน|ขึ้น|การ|แข่งขัน|เนื่องใน)*"
    r"(?:ปีใหม่|สงกรานต์|ลอยกระทง|วันเด็ก|วันครู|วันพ่อ|วันแม่|เด็กแห่งชาติ|แม่แห่งชาติ|พ่อแห่งชาติ|แรงงานแห่งชาติ|ตรุษจีน|คริสต์มาส"
    r"|มาฆบูชา|วิสาขบูชา|อาสาฬหบูชา|เข้าพรรษา|ออกพรรษา|(?:ทอด)?กฐิน|(?:ทอด)?ผ้าป่า|จักรี|ฉัตรมงคล|พืชมงคล|รัฐธรรมนูญ|ปิยมหาราช"
    r"|นวมินทร|คล้ายวัน|เฉลิมพระชนม|หยุด(?:ราชการ|ชดเชย|นักขัต|ยาว|$)|รดน้ำ|กีฬา|งานเลี้ยง|เลี้ยง|เกษียณ)"
)
"""Feasts and holidays, which stand in the calendar of any office; without spaces."""
_END: Final = lazy_re(r"(?<!เ)ปิด|สิ้นสุด|วันสุดท้าย|ครบกำหนด")
_ENDED: Final = {
    "oit": lazy_re("oit"),
    "surveys": lazy_re(r"iit.*eit|eit.*iit|^(?!.*[ieo]it).*แบบ(?:วัด|สำรวจ)"),
}
"""What ends, as titles without spaces name it."""
_OF_ANY: Final = "“{titles}” เป็นวันหยุดหรืองานประเพณี ไม่ใช่กำหนดของการประเมิน"


def compare_calendar(draft: ImportDraft, rows: Sequence[CalendarRow]) -> None:
    """Add the differences between ``rows`` and the year's calendar to the draft."""
    kept = list(once(draft, rows))
    found: dict[Origin, CalendarDate] = {}
    for names in (("title", "day", "note"), ("title", "day"), ("title",), ("end",)):
        _pair(kept, draft.year.calendar, names, found)
    for row in draft.each(kept):
        _put(draft, row, found.get(row.origin))
    feasts = [row for row in kept if _FEAST.match(key(row.title))]
    feasts = [row for row in feasts if not names_assessment(row.title)]
    titles = " · ".join(row.title for row in feasts)
    draft.leave_unticked([row.origin for row in feasts], _OF_ANY, CHOOSE, titles=titles)
    known = {old.id for old in found.values()}
    draft.remove_others(draft.year.calendar, lambda old: old.id in known, _shown)


def _pair(
    rows: Sequence[CalendarRow],
    dates: Sequence[CalendarDate],
    names: Sequence[str],
    found: dict[Origin, CalendarDate],
) -> None:
    """Add to ``found`` the dates that agree with a row in the fields ``names``. By the title alone
    only one with one: which of several days was moved cannot be known, so none is."""
    known = {old.id for old in found.values()}
    left: dict[_Key, list[CalendarDate]] = defaultdict(list)
    for old in dates:
        if old.id not in known:
            left[_key(names, old.title, old.day, old.note)].append(old)
    wanted: dict[_Key, list[CalendarRow]] = defaultdict(list)
    for row in rows:
        if row.origin not in found:
            wanted[_key(names, row.title, row.day, _note(row))].append(row)
    for identity, same in wanted.items():
        if "day" in names or len(same) == len(left[identity]) == 1:
            pairs = zip(same, left[identity], strict=False)
            found.update((row.origin, old) for row, old in pairs)


def _key(names: Sequence[str], title: str, day: date, note: str) -> _Key:
    values = {"title": key(title), "day": day, "note": note, "end": _end(key(title))}
    return tuple(values[name] for name in names)


def _end(title: str) -> str:
    """Return what ends on a day with this title; the title itself if it is of no end, or of
    several."""
    found = [name for name, words in _ENDED.items() if _END.search(title) and words.search(title)]
    return found[0] if len(found) == 1 else title


def _note(row: CalendarRow) -> str:
    return "\n".join(filter(None, (row.period, row.note)))


def _put(draft: ImportDraft, row: CalendarRow, old: CalendarDate | None) -> None:
    # The program's own title of a date stays where only spaces differ.
    says = {"day": row.day, "note": _note(row), **dict(row.more)}
    if old is not None and key(old.title) != key(row.title):
        draft.warn(
            row.origin,
            "“{title}” คือ “{own}” ที่มีอยู่แล้ว จึงไม่ได้เพิ่มเป็นอีกวัน",
            "ถ้าเป็นคนละเรื่อง ไม่ต้องเลือกแถวนี้",
            title=row.title,
            own=old.title,
        )
    if row.period:
        draft.warn(
            row.origin,
            "“{period}” เป็นช่วง ใช้วันสุดท้าย {day} และเก็บข้อความไว้ในหมายเหตุ",
            period=row.period,
            day=short_date(row.day),
        )
    blank = CalendarDate(
        id=new_id(), year_id=draft.year.fiscal_year.id, code="", title=row.title, day=row.day
    )
    draft.say([row.origin], old, blank, says, lambda one: {**_shown(one), **more_of(one, row)})


def _shown(shown: CalendarDate) -> Shown:
    return {"วันสำคัญ": shown.title, "วันที่": shown.day, "หมายเหตุ": shown.note}
