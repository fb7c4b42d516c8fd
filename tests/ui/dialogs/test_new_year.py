"""A fiscal year is added with what stays as it was."""

import pytest
from PySide6.QtCore import Qt

from ita_desktop.ui.dialogs.frameworks import shipped, years_to_begin
from ita_desktop.ui.dialogs.new_year import NewYearDialog
from tests.ui.keyboard import press
from tests.ui.modal import in_dialog


@pytest.fixture
def dialog(window, qtbot) -> NewYearDialog:
    made = NewYearDialog(window.session, shipped(), window)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_next_year_comes_first_and_missing_ones_follow() -> None:
    assert years_to_begin([2566, 2568], 2566) == (2569, 2567)


def test_next_year_takes_over_roster_and_owners_with_one_enter(window, qtbot) -> None:
    before = window.session.data
    in_dialog(NewYearDialog, lambda _sheet: press(Qt.Key.Key_Return))
    window.menus.new_year()
    data = window.session.data
    assert data.year == 2569
    assert len(data.members) == len(before.members)
    assert [data.owner_label(one) for one in data.owners_of_item("O12")] == [
        before.owner_label(one) for one in before.owners_of_item("O12")
    ]
    assert len(data.measures) == len(before.measures)
    assert "2569" in window.top_bar.year.text()


def test_what_belongs_to_items_stays_behind_where_the_framework_differs(dialog) -> None:
    other = dialog.form.framework.findData("2566")
    dialog.form.framework.setCurrentIndex(other)
    form = dialog.form
    enabled = [box.isEnabled() for box in (form.roster, form.owners, form.due, form.measures)]
    assert enabled == [True, False, False, False]
    assert "กรอบการประเมินต่างกัน" in form.owners.toolTip()
    dialog.accept_button.click()
    assert dialog._session.workspace.year(2569).assignments == ()


def test_due_dates_come_only_with_their_owners(dialog) -> None:
    dialog.form.owners.setChecked(False)
    assert not dialog.form.due.isEnabled()
    dialog.accept_button.click()
    assert dialog._session.workspace.year(2569).assignments == ()


def test_undo_takes_the_new_year_back_and_shows_the_one_before(window, dialog) -> None:
    dialog.accept_button.click()
    window.session.choose_year(2569)
    window.undo()
    assert window.session.year == 2568
    assert 2569 not in window.session.years
