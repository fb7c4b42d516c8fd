"""From which month on times count is asked where the first record is made, and kept in settings."""

import csv
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from ita_desktop.domain.records import Frequency
from ita_desktop.domain.tracking.state import late_measures
from ita_desktop.domain.tracking.worksheet import MEASURE_COLUMNS, measure_key
from ita_desktop.services import tracking
from ita_desktop.services.years import years
from ita_desktop.ui.dialogs.previews.found import import_files
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.year.page import YearSection
from ita_desktop.ui.widgets.status import Message, MessageKind


@pytest.mark.in_turn
def test_the_first_record_within_a_year_asks_from_which_month_times_count(window, qtbot) -> None:
    session = window.session
    tracking.remove(session.workspace, session.year, [entry.id for entry in session.data.entries])
    measure = session.data.measures[0].id
    tracking.record(session.workspace, session.year, measure, text="ทำแล้ว")
    qtbot.waitUntil(lambda: window.message.message is not None)
    assert "นับรอบตั้งแต่ มีนาคม 2568" in window.message.message.sentence
    assert not late_measures(session.data, session.today)
    window.message._act()
    menu = next(one for one in window.message.findChildren(QMenu) if one.isVisible())
    assert [action.isChecked() for action in menu.actions()] == [*[False] * 5, True]
    menu.actions()[0].trigger()
    menu.close()
    assert session.data.fiscal_year.counts_from is None
    assert late_measures(session.data, session.today)
    assert window.message.message is None
    window.session.undo()
    assert session.data.fiscal_year.counts_from == date(2025, 3, 1)


@pytest.mark.in_turn
@pytest.mark.parametrize("where", ["page", "year"])
def test_the_question_is_of_its_page_and_of_its_year(window, qtbot, where: str) -> None:
    """Answered in another year, it would set the month of that."""
    session = window.session
    tracking.remove(session.workspace, session.year, [entry.id for entry in session.data.entries])
    years.add_year(session.workspace, 2569)
    window.go(PageKey.MEASURES)
    tracking.record(session.workspace, 2568, session.data.measures[0].id, text="ทำแล้ว")
    qtbot.waitUntil(
        lambda: (window.message.message or Message(MessageKind.INFO, "")).place == PageKey.MEASURES
    )
    if where == "page":
        window.go(PageKey.OIT)
    else:
        session.choose_year(2569)
    qtbot.waitUntil(lambda: window.message.message is None)


@pytest.mark.in_turn
def test_the_month_from_which_times_count_is_changed_in_settings(window) -> None:
    window.go(PageKey.YEAR)
    section = window.page(PageKey.YEAR).assessment
    window.page(PageKey.YEAR).show_section(YearSection.ASSESSMENT)
    assert section.counts_from.currentText() == "ตั้งแต่ต้นปี (ตุลาคม 2567)"
    section.counts_from.setCurrentIndex(3)
    section.counts_from.activated.emit(3)
    assert window.session.data.fiscal_year.counts_from == date(2025, 1, 1)
    window.session.undo()
    window.page(PageKey.YEAR).refresh()
    assert section.counts_from.currentIndex() == 0


@pytest.mark.in_turn
def test_a_record_that_begins_by_an_import_asks_once_and_turns_nothing_red(
    window, qtbot, tmp_path
) -> None:
    session = window.session
    tracking.remove(session.workspace, session.year, [entry.id for entry in session.data.entries])
    measure = next(
        measure for measure in session.data.measures if measure.frequency is Frequency.MONTHLY
    )
    head = [column.heading for column in MEASURE_COLUMNS]

    def take(day: date) -> None:
        filled = {
            "key": measure_key(measure.id, day, ""),
            "text": "ทำแล้ว",
            "method": measure.method,
            "items": session.data.items_of_measure(measure.id)[0].item_code,
        }
        path = tmp_path / f"ใบงาน {day}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = (head, [filled.get(column.name, "") for column in MEASURE_COLUMNS])
            csv.writer(file).writerows(rows)
        dialog = import_files(session, window, [path], "worksheet")
        qtbot.waitUntil(lambda: dialog.plan is not None)
        before = len(session.data.entries)
        dialog.accept()
        qtbot.waitUntil(lambda: len(session.data.entries) == before + 1)
        qtbot.waitUntil(window.isActiveWindow)
        QTest.qWait(50)

    take(date(2025, 2, 28))
    assert session.data.fiscal_year.counts_from == date(2025, 3, 1)
    assert not late_measures(session.data, session.today)
    assert window.message.message is not None
    assert "นับรอบตั้งแต่ มีนาคม 2568" in window.message.message.sentence
    window.message._act()
    menu = next(one for one in window.message.findChildren(QMenu) if one.isVisible())
    menu.actions()[1].trigger()
    menu.close()
    assert session.data.fiscal_year.counts_from == date(2024, 11, 1)
    take(date(2025, 1, 31))
    assert session.data.fiscal_year.counts_from == date(2024, 11, 1)
    text = window.message.message
    assert text is None or "นับรอบตั้งแต่" not in text.sentence
