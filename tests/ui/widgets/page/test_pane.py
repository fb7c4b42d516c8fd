import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QStackedWidget, QTableWidget, QVBoxLayout, QWidget

from ita_desktop.ui.theme.tokens import Tone, Width
from ita_desktop.ui.widgets.fields.choices import CheckList, RequirementPoint
from ita_desktop.ui.widgets.lines import ProofLine, ProofList, ValueLine, ValueLines
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import DetailPane
from ita_desktop.ui.widgets.page.side import SideSplit


class Kept(dict):
    def set(self, key, value):
        self[key] = value


@pytest.fixture
def pane(qtbot):
    made = DetailPane()
    qtbot.addWidget(made)
    made.resize(356, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


POINTS = (
    RequirementPoint("O12.1", "แสดงระบบติดตามที่เว็บไซต์", met=True),
    RequirementPoint("O12.2", "ใช้เวลาเท่าใด", met=False),
    RequirementPoint("O12.3", "ล่าช้าหรือไม่", met=False),
)


@pytest.fixture
def points(pane):
    made = CheckList()
    pane.add_section("สิ่งที่ต้องเผยแพร่").column.addWidget(made)
    made.set_points(POINTS)
    return made


def test_the_head_says_code_state_and_title(pane):
    pane.set_head("O12", Mark.DOING, "ระบบติดตามสถานะการขอใบอนุญาต")
    assert pane.ui.code.text() == "O12"
    assert pane.ui.state.text() == "กำลังทำ"
    pane.set_head("", None, "เลือกข้อในตาราง")
    assert pane.ui.state.isHidden()
    assert pane.ui.code.isHidden()


def test_a_long_state_leaves_room_for_the_fold_button_and_its_tip_has_it_whole(pane, qtbot):
    long = "ขาดเลขที่หนังสือ · ขาดวันที่ · 7 ข้อครบแล้วแต่ยังอยู่ในหนังสือ"
    pane.set_head("", Mark.DOING, "ขอให้จัดส่งข้อมูล", word=long)
    qtbot.waitUntil(lambda: pane.ui.state.geometry().right() < pane.ui.fold.x())
    assert pane.ui.fold.geometry().right() <= pane.width()
    assert pane.ui.state.toolTip() == long
    pane.set_head("", Mark.DONE, "ขอให้จัดส่งข้อมูล")
    qtbot.waitUntil(lambda: not pane.ui.state.toolTip())


def test_a_requirement_is_ticked_by_mouse_and_by_space(points, qtbot):
    with qtbot.waitSignal(points.toggled) as blocker:
        qtbot.mouseClick(points.boxes[1], Qt.MouseButton.LeftButton)
    assert blocker.args == ["O12.2", True]
    points.boxes[0].setFocus()
    with qtbot.waitSignal(points.toggled) as blocker:
        qtbot.keyClick(points.boxes[0], Qt.Key.Key_Space)
    assert blocker.args == ["O12.1", False]


def test_arrows_go_from_requirement_to_requirement(points, qtbot):
    points.boxes[0].setFocus()
    qtbot.keyClick(points.boxes[0], Qt.Key.Key_Down)
    qtbot.keyClick(points.boxes[1], Qt.Key.Key_Down)
    assert points.boxes[2].hasFocus()
    qtbot.keyClick(points.boxes[2], Qt.Key.Key_Down)
    assert points.boxes[2].hasFocus()
    qtbot.keyClick(points.boxes[2], Qt.Key.Key_Up)
    assert points.boxes[1].hasFocus()


def test_filling_in_another_item_ticks_nothing_by_itself(points, qtbot):
    with qtbot.assertNotEmitted(points.toggled):
        points.set_points(
            [
                RequirementPoint("O7.1", "คู่มือ", met=True),
                RequirementPoint("O7.2", "เผยแพร่", met=True),
            ]
        )
    assert [box.isChecked() for box in points.boxes] == [True, True]
    with qtbot.waitSignal(points.toggled) as blocker:
        qtbot.mouseClick(points.boxes[0], Qt.MouseButton.LeftButton)
    assert blocker.args == ["O7.1", False]


def test_requirements_that_went_come_back_with_what_stands_in_them_now(points, qtbot):
    points.set_points(POINTS[:1])
    assert [box.isVisible() for box in points.boxes] == [True]
    others = [RequirementPoint(f"O9.{at}", f"ข้อ {at}", met=at == 3) for at in range(1, 5)]
    points.set_points(others)
    qtbot.waitUntil(lambda: all(box.isVisible() for box in points.boxes))
    assert [box.text() for box in points.boxes] == ["ข้อ 1", "ข้อ 2", "ข้อ 3", "ข้อ 4"]
    tops = [box.mapTo(points, QPoint()).y() for box in points.boxes]
    assert tops == sorted(set(tops))
    with qtbot.waitSignal(points.toggled) as blocker:
        qtbot.keyClick(points.boxes[2], Qt.Key.Key_Space)
    assert blocker.args == ["O9.3", False]


def test_a_locked_list_can_only_be_read(points, qtbot):
    points.set_points(POINTS, locked=True)
    with qtbot.assertNotEmitted(points.toggled):
        qtbot.mouseClick(points.boxes[1], Qt.MouseButton.LeftButton)


def test_an_editable_value_asks_for_its_editor(pane, qtbot):
    row = pane.add_row("กำหนดส่ง", editable=True)
    row.set_value("31 มี.ค. 68", "อีก 17 วัน")
    for act in (
        lambda: qtbot.mouseClick(row, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(row, Qt.Key.Key_F2),
        lambda: qtbot.keyClick(row, Qt.Key.Key_Return),
    ):
        with qtbot.waitSignal(row.edit_requested):
            act()
    spoken = QAccessible.queryAccessibleInterface(row)
    assert spoken.text(QAccessible.Text.Name) == "กำหนดส่ง: 31 มี.ค. 68 อีก 17 วัน"


def test_a_value_that_is_only_read_asks_for_nothing(pane, qtbot):
    row = pane.add_row("คะแนน")
    row.set_value("0.00", tone=Tone.TEXT3)
    with qtbot.assertNotEmitted(row.edit_requested):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    row.set_value("")
    assert row.value == "–"


def test_a_row_grows_with_its_value_and_a_note_that_has_no_room(pane):
    row = pane.add_row("ผู้รับผิดชอบ")
    row.set_value("ฝ่ายโยธา")
    one = row.heightForWidth(316)
    row.set_value("ฝ่ายโยธา, ฝ่ายสิ่งแวดล้อมฯ, ฝ่ายรายได้, ฝ่ายเทศกิจ, ฝ่ายรักษาฯ")
    assert row.heightForWidth(316) == one + 20
    row.set_value("ฝ่ายโยธา", "หัวหน้าฝ่ายเป็นผู้ลงนาม และแจ้งฝ่ายอื่น")
    assert row.heightForWidth(316) == one + 20
    row.set_value("40%", "จากที่รู้ได้ 40.00 · อยู่ระหว่าง 16.00 ถึง 76.00")
    assert row.heightForWidth(316) == one + 40, "of a note nothing is cut"


def test_evidence_opens_by_click_and_is_taken_away_by_delete(pane, qtbot):
    proofs = ProofList()
    pane.add_section("หลักฐาน", action="+ เพิ่มลิงก์หรือไฟล์").column.addWidget(proofs)
    proofs.set_proofs(
        [
            ProofLine("a", "หน้าระบบติดตาม", "district.example/track", Mark.DONE, "เปิดได้ 14 มี.ค. 68"),
            ProofLine("b", "ภาพหน้าจอ.png", "แนบไว้ในแฟ้ม", is_file=True),
        ]
    )
    first, second = proofs.lines
    with qtbot.waitSignal(proofs.opened) as blocker:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert blocker.args == ["b"]
    first.setFocus()
    with qtbot.waitSignal(proofs.removed) as blocker:
        qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert blocker.args == ["a"]
    spoken = QAccessible.queryAccessibleInterface(first)
    expected = "หน้าระบบติดตาม, district.example/track, เปิดได้ 14 มี.ค. 68"
    assert spoken.text(QAccessible.Text.Name) == expected
    proofs.set_proofs([ProofLine("c", "คู่มือ", "district.example/book")])
    assert first.proof.key == "c"


def test_history_shows_when_and_what(pane):
    past = ValueLines()
    pane.add_section("ประวัติการแก้ไข", action="ดูทั้งหมด").column.addWidget(past)
    past.set_lines([ValueLine("วันนี้ 10:42", "ทำเครื่องหมาย"), ValueLine("3 มี.ค. 68", "เลื่อนกำหนด")])
    assert [row.accessibleName() for row in past.lines] == [
        "วันนี้ 10:42: ทำเครื่องหมาย",
        "3 มี.ค. 68: เลื่อนกำหนด",
    ]


def test_a_sections_action_is_told(pane, qtbot):
    section = pane.add_section("หลักฐาน", action="+ เพิ่มลิงก์หรือไฟล์")
    with qtbot.waitSignal(section.acted):
        qtbot.mouseClick(section.action, Qt.MouseButton.LeftButton)


def test_escape_leads_back_to_the_table(pane, points, qtbot):
    points.boxes[0].setFocus()
    with qtbot.waitSignal(pane.exited):
        qtbot.keyClick(points.boxes[0], Qt.Key.Key_Escape)


def test_the_pane_keeps_its_text_width_when_it_begins_to_scroll(pane, points, qtbot):
    before = points.width()
    pane.resize(356, 120)
    qtbot.waitUntil(pane.ui.scroll.verticalScrollBar().isVisible)
    assert points.width() == before


@pytest.fixture
def split(qtbot):
    kept = Kept()
    made = SideSplit(QWidget(), DetailPane(), kept, "oit")
    made.kept = kept
    qtbot.addWidget(made)
    made.resize(1366, 600)
    made.show()
    return made


def test_the_pane_stands_beside_the_table_in_a_wide_window(split):
    assert split.pane.isVisible()
    assert split.pane.width() == Width.PANE
    assert split.main.width() + 1 + Width.PANE == split.width()


def test_folding_gives_the_table_all_the_room_and_is_remembered(split, qtbot):
    with qtbot.waitSignal(split.folded):
        split.fold(True)
    assert not split.pane.isVisible()
    qtbot.waitUntil(lambda: split.main.width() == split.width())
    assert split.kept["oit.folded"] is True
    split.fold(False)
    assert split.pane.width() == Width.PANE


def test_in_a_narrow_window_the_pane_opens_over_the_table(split):
    split.resize(1093, 500)
    assert not split.pane.isVisible()
    assert split.main.width() == split.width()
    split.fold(False)
    assert split.lies_over
    assert split.pane.isVisible()
    assert split.main.width() == split.width()
    split.resize(1366, 600)
    assert not split.lies_over
    assert split.pane.isVisible()
    assert split.main.width() < split.width()


def test_a_pane_with_nothing_to_show_is_hidden_in_a_window_of_any_width(split, qtbot):
    """What a year without rows says is not beside the empty headings of a pane."""
    split.set_needed(False)
    for width in (1366, 1093, 1366):
        split.resize(width, 500)
        assert not split.pane.isVisible()
        qtbot.waitUntil(lambda: split.main.width() == split.width())
    split.set_needed(True)
    assert split.pane.isVisible()


@pytest.mark.parametrize(("before", "rest"), [(40, 0), (90, 0), (92, 91)])
def test_a_pane_over_the_table_leaves_no_stub_of_a_column(split, before, rest):
    """Little of a column is its heading's first letters."""
    table = QTableWidget(1, 3, split.main)
    table.verticalHeader().hide()
    QVBoxLayout(split.main).addWidget(table)
    table.show()
    split.resize(911, 500)
    split.fold(False)
    edge = table.viewport().mapFrom(split, split.pane.mapTo(split, QPoint())).x()
    table.setColumnWidth(0, edge - before)
    split.fold(True)
    split.fold(False)
    shown = table.viewport().mapFrom(split, split.pane.mapTo(split, QPoint())).x()
    assert shown - table.columnViewportPosition(1) in {rest, rest + 1}, "but for the border"


@pytest.mark.parametrize("width", [1280, 1200, 1600])
def test_the_pane_is_as_wide_in_a_resized_window_as_in_one_opened_so(split, qtbot, width):
    split.resize(width, 600)
    fresh = SideSplit(QWidget(), DetailPane(), Kept(), "oit")
    qtbot.addWidget(fresh)
    fresh.resize(width, 600)
    fresh.show()
    assert split.pane.width() == fresh.pane.width()


def test_the_width_that_was_chosen_comes_back(split, qtbot):
    split._split.setSizes([800, 565])
    split._split.splitterMoved.emit(0, 1)
    width = split.pane.width()
    split.hide()
    again = SideSplit(QWidget(), DetailPane(), split.kept, "oit")
    qtbot.addWidget(again)
    again.resize(1366, 600)
    again.show()
    assert again.pane.width() == width != Width.PANE


def test_a_drag_is_kept_once_it_is_over(split, qtbot):
    split._split.setSizes([800, 565])
    for _ in range(20):
        split._split.splitterMoved.emit(0, 1)
    assert "oit.width" not in split.kept
    qtbot.waitUntil(lambda: split.kept.get("oit.width") == split.pane.width())


def test_a_drag_is_kept_where_the_window_gets_narrow_before_it_is_over(split, qtbot):
    split._split.setSizes([800, 565])
    split._split.splitterMoved.emit(0, 1)
    split.resize(1093, 500)
    assert split.lies_over
    assert split.kept["oit.width"] > Width.PANE
    split.hide()


def test_another_table_below_the_pane_leaves_no_stub_either(split):
    tables = [QTableWidget(1, 3) for _ in range(2)]
    parts = QStackedWidget(split.main)
    QVBoxLayout(split.main).addWidget(parts)
    for table in tables:
        table.verticalHeader().hide()
        parts.addWidget(table)
    parts.show()
    split.set_crowded(True)
    split.resize(911, 500)
    split.fold(False)

    def edge(table: QTableWidget) -> int:
        return table.viewport().mapFrom(split, split.pane.mapTo(split, QPoint())).x()

    tables[0].setColumnWidth(0, edge(tables[0]))
    tables[1].setColumnWidth(0, edge(tables[0]) - 40)
    parts.setCurrentIndex(1)
    split.set_crowded(True)
    assert edge(tables[1]) - tables[1].columnViewportPosition(1) in {0, 1}
