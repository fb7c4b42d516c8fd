"""A unit that nobody knows, typed into tables: asked about, and never made by a slip of the pen."""

import pytest
from PySide6.QtCore import Qt

from ita_desktop.services import roster
from ita_desktop.ui.pages.page import PageKey
from tests.ui.keyboard import press, type_text

Key = Qt.Key


@pytest.fixture
def oit(window, qtbot):
    window.go(PageKey.OIT)
    shown = window.page(PageKey.OIT)
    qtbot.waitUntil(shown.table.hasFocus)
    shown.table.go_to("O9", "owners")
    return shown


@pytest.fixture
def members(window, qtbot):
    window.go(PageKey.ROSTER)
    shown = window.page(PageKey.ROSTER)
    qtbot.waitUntil(shown.table.hasFocus)
    shown.table.go_to(_member(window, "2.7").id, "unit")
    return shown


def _member(window, number):
    rows = (row for _, found in roster.rows(window.session.data) for row in found)
    return next(row for row in rows if row.number == number)


def _owners(window, code="O9"):
    data = window.session.data
    return [data.owner_label(one) for one in data.owners_of_item(code)]


@pytest.mark.parametrize("typed", ["ฝ่ายปักครอง", "ฝ่ายปกครองและทะเบียน"])
def test_a_misprinted_owner_is_not_taken_for_a_unit_and_makes_none(oit, window, typed):
    before, units = _owners(window), window.session.data.units
    type_text(typed)
    press(Key.Key_Return)
    assert oit.table.editing.editor is not None
    assert "ฝ่ายปกครอง" in window.message.message.sentence
    assert (_owners(window), window.session.data.units) == (before, units)


def test_an_owner_may_be_said_to_be_a_new_unit_and_is_undone_with_it(oit, window):
    before, units = _owners(window), window.session.data.units
    type_text("ฝ่ายพัสดุกลาง")
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert _owners(window) == ["ฝ่ายพัสดุกลาง"]
    assert [one.name for one in window.session.data.units][len(units) :] == ["ฝ่ายพัสดุกลาง"]
    window.session.undo()
    assert (_owners(window), window.session.data.units) == (before, units)


def test_several_owners_are_typed_as_a_table_prints_them(oit, window):
    type_text("ฝ่ายปกครองและฝ่ายการคลัง")
    press(Key.Key_Return)
    assert _owners(window) == ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]


def test_a_misprinted_unit_of_a_member_is_asked_about(members, window):
    units, before = window.session.data.units, _member(window, "2.7").unit
    type_text("ฝ่ายปกคอง")
    press(Key.Key_Return)
    assert members.table.editing.editor is not None
    assert "ฝ่ายปกครอง" in window.message.message.sentence
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert (window.session.data.units, _member(window, "2.7").unit) == (units, before)


def test_a_member_may_be_of_a_new_unit(members, window):
    units = window.session.data.units
    type_text("ฝ่ายพัสดุกลาง")
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert _member(window, "2.7").unit == "ฝ่ายพัสดุกลาง"
    assert len(window.session.data.units) == len(units) + 1
