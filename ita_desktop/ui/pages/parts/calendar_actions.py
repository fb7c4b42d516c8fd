"""What the year's calendar offers: the calendar file of a year, a unit or a meeting, and letters to
the units that a day concerns.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.meetings import Meeting
from ita_desktop.domain.records import Unit
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.places import Place, letter_place
from ita_desktop.services.reminding import DayReminder, add_reminder, day_reminders
from ita_desktop.services.years import calendar
from ita_desktop.ui.background import Progress
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.saving.places import ChosenPlace, ask_file, must_be_free
from ita_desktop.ui.session import Session


def add_reminders(
    menu: QMenu, session: Session, day: date, follow: Callable[[Place], object]
) -> None:
    """Adds an action for each letter that ``day`` asks for; it writes the letter and shows it."""
    if session.is_locked:
        return
    for reminder in day_reminders(session.data, day, session.today):
        text = tr(
            "หนังสือเตือน{what} {count} หน่วย",
            what=in_language(reminder.what),
            count=len(reminder.units),
        )
        menu.addAction(text, partial(_write_reminder, session, reminder, follow))


def _write_reminder(
    session: Session, reminder: DayReminder, follow: Callable[[Place], object]
) -> None:
    made = session.write(add_reminder, reminder)
    if made:
        follow(letter_place(made))


def save_calendar(
    session: Session, over: QWidget, *, unit: Unit | None = None, meeting: Meeting | None = None
) -> None:
    """Asks for a location, and writes the events of the year, or of the unit or meeting."""
    proposed = Path.home() / calendar.proposed_name(session.data, unit, meeting)
    place = ask_file(over, tr("บันทึกไฟล์ปฏิทิน"), proposed, tr("ไฟล์ปฏิทิน"))
    if place is not None:
        _write(session, over, place, unit, meeting)


def _write(
    session: Session,
    over: QWidget,
    place: ChosenPlace,
    unit: Unit | None,
    meeting: Meeting | None,
    *,
    as_typed: bool = False,
) -> None:
    """Writes the file in another thread, after asking about undecided personal data in it."""
    load("ita_desktop.ui.dialogs.public_page")
    from ita_desktop.ui.dialogs.public_page import attempted, handled

    data, workspace, path = session.data, session.workspace, place.path

    def work(_progress: Progress) -> int:
        must_be_free(place, None)
        return calendar.write(workspace, data, path, unit=unit, meeting=meeting, as_typed=as_typed)

    def report(count: int) -> None:
        words = tr(
            "บันทึก {count} รายการไว้ที่ {path} แล้ว เปิดไฟล์เพื่อนำเข้าปฏิทิน", count=count, path=path.name
        )
        session.saved.emit(words, path)

    again = partial(_write, session, over, place, unit, meeting, as_typed=True)
    session.run(
        attempted(work),
        handled(session, over, report, again, session.failed.emit),
        tr("กำลังบันทึก {title}", title=path.name),
        keeps_open=True,
    )
