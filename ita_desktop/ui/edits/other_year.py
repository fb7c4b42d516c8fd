"""Warns about dates just entered that are in another fiscal year."""

from ita_desktop.i18n import tr
from ita_desktop.services.years.moved import WATCHED, days_of_other_year
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.session import Session


def doubt(changed: Changed, session: Session) -> str:
    """Returns a warning about dates in a unit of work; empty if all are in the year."""
    found = list(days_of_other_year(changed.rows, session.data))
    if not found:
        return ""
    first = found[0]
    named = {
        "title": tr(WATCHED[first.place]),
        "day": short_date(first.day),
        "other": first.year,
        "year": session.year,
    }
    if len(found) == 1:
        return tr(
            "{title} {day} อยู่ในปีงบประมาณ {other} ไม่ใช่ {year} เก็บไว้ตามที่ใส่แล้ว ถ้าใส่ปีผิด ให้เลิกทำ",
            **named,
        )
    return tr(
        "{count} วันที่ไม่อยู่ในปีงบประมาณ {year} เช่น {title} {day} (ปี {other}) เก็บไว้ตามที่ใส่แล้ว "
        "ถ้าใส่ปีผิด ให้เลิกทำ",
        count=len(found),
        **named,
    )
