"""The wordings of items in the tables, typed in the panes of findings and measures."""

import pytest
from PySide6.QtCore import Qt

from ita_desktop.services import findings, measures
from ita_desktop.ui.pages.measures.finding_pane import FindingPane
from ita_desktop.ui.pages.measures.pane import MeasurePane
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.keyboard import focused, press, type_text

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
SERVICES = "งานขออนุมัติ/อนุญาต\nงานทะเบียน\nงานจัดเก็บรายได้/ภาษี\nงานเปรียบเทียบปรับ\nงานจัดซื้อจัดจ้าง\nงานอื่นๆ"

Pane = FindingPane | MeasurePane


@pytest.fixture(params=["finding", "measure"])
def about(request, window):
    """Opens the pane of a new finding or measure of some items."""
    session = window.session

    def shown(*items: str) -> Pane:
        if request.param == "finding":
            [made] = findings.add(session.workspace, 2568, [{"items": items, "indicator": "6"}])
            window.go(PageKey.MEASURES, "analysis:")
            part = window.page(PageKey.MEASURES).analysis
            part.show_finding(made)
            return part.pane
        [made] = measures.add(session.workspace, 2568, [{"items": items, "indicator": "6"}])
        window.go(PageKey.MEASURES)
        part = window.page(PageKey.MEASURES).measures
        part.table.go_to(made, "items")
        part.table.setFocus()
        press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        return part.pane

    return shown


def wordings(pane: Pane) -> dict[str, str]:
    data = pane._session.data
    if isinstance(pane, FindingPane):
        links = data.items_of_finding(pane.finding.id)
    else:
        links = data.items_of_measure(pane.measure.id)
    return {link.item_code: link.title for link in links}


@pytest.mark.in_turn
def test_a_wording_is_typed_over_the_framework_s_and_given_back_by_keyboard(about) -> None:
    pane = about("E1", "E2")
    assert pane.titles.isVisible()
    assert pane.titles.lines == [], "folded while all are the framework's"
    pane.titles.action.setFocus()
    press(Key.Key_Space)
    first, second = pane.titles.lines
    assert focused() is first.text
    official = pane._session.data.framework.item_by_code["E1"].title
    assert first.text.accessibleName() == "ข้อความของข้อ E1 ในตาราง"
    assert first.text.accessibleDescription() == official
    press(Key.Key_Return)
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("บริการดี")
    press(Key.Key_Return, ALT)
    type_text("เท่าเทียม")
    press(Key.Key_Return)
    assert wordings(pane) == {"E1": "บริการดี\nเท่าเทียม", "E2": ""}
    press(Key.Key_Tab)
    assert focused() is second.text
    press(Key.Key_Backtab)
    press(Key.Key_F2)
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_Delete)
    press(Key.Key_Return)
    assert wordings(pane) == {"E1": "", "E2": ""}
    assert first.text.accessibleDescription() == official


@pytest.mark.in_turn
def test_what_was_only_opened_changes_nothing(about) -> None:
    pane = about("E1")
    before = len(pane._session.workspace.edits.groups())
    pane.titles.action.click()
    for leave in (Key.Key_Return, Key.Key_Escape):
        press(Key.Key_Return)
        press(leave)
    assert wordings(pane) == {"E1": ""}
    assert len(pane._session.workspace.edits.groups()) == before


@pytest.mark.in_turn
def test_the_question_of_each_service_is_a_line_and_one_undo_takes_them_back(about, qtbot) -> None:
    pane = about("E1", "E3")
    qtbot.mouseClick(pane.titles.action, LEFT)
    general, special = pane.titles.lines
    assert general.by_service.isHidden()
    assert special.by_service.accessibleName() == "แยกตามงานบริการ E3"
    qtbot.mouseClick(special.by_service, LEFT)
    assert wordings(pane) == {"E1": "", "E3": SERVICES}
    assert special.by_service.isHidden()
    assert focused() is special.text
    pane._session.undo()
    assert wordings(pane) == {"E1": "", "E3": ""}
    assert not special.by_service.isHidden()


@pytest.mark.in_turn
def test_a_wording_of_its_own_is_seen_at_once_and_nothing_of_what_has_no_items(about) -> None:
    pane = about("E1", "E3")
    pane.titles.entered.emit("E3", "งานทะเบียน")
    other = about()
    assert other.titles.isHidden()
    assert about("E4").titles.lines == []
    if isinstance(pane, FindingPane):
        pane.show_finding(_of(pane, "finding_items"), pane._results)
    else:
        pane.show_measure(_of(pane, "measure_items"))
    assert [line.text.accessible_value() for line in pane.titles.lines] == ["งานทะเบียน"]


def _of(pane: Pane, table: str) -> str:
    """What the last wording of its own is about."""
    one = [link for link in getattr(pane._session.data, table) if link.title == "งานทะเบียน"][-1]
    return one.finding_id if table == "finding_items" else one.measure_id


@pytest.mark.in_turn
def test_nothing_is_typed_in_a_file_that_is_only_read(about, monkeypatch) -> None:
    pane = about("E1", "E3")
    pane.titles.entered.emit("E3", "งานทะเบียน")
    monkeypatch.setattr(pane._session.workspace.connections, "_is_read_only", True)
    if isinstance(pane, FindingPane):
        pane.show_finding(pane.finding.id, pane._results)
    else:
        pane.show_measure(pane.measure.id)
    [line] = pane.titles.lines
    assert pane.titles.action.isHidden()
    assert line.by_service.isHidden()
    line.text.begin()
    assert line.text.editor is None
