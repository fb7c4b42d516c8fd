"""Letters to the units that a day of the year concerns, in context menus."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QMenu

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.day_reminders import DayReminder, add_reminder, day_reminders
from ita_desktop.services.places import Place, letter_place
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
        menu.addAction(text, partial(_write, session, reminder, follow))


def _write(session: Session, reminder: DayReminder, follow: Callable[[Place], object]) -> None:
    made = session.write(add_reminder, reminder)
    if made:
        follow(letter_place(made))
