"""The search field of the real window: Ctrl+K, typing, choosing, opening."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ita_desktop.ui.commands.help import HelpWindow
from ita_desktop.ui.commands.own_lines import END_OF_LINE
from ita_desktop.ui.commands.search import Search, SearchPopup
from ita_desktop.ui.commands.search_results import Head
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.lines import words as lines
from ita_desktop.ui.widgets.label import ThaiLabel
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press, type_text

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def popup(window, qtbot) -> SearchPopup:
    """The popup after Ctrl+K, when everything can be found."""
    qtbot.waitUntil(lambda: window.findChild(Search) is not None)
    search = window.findChild(Search)
    search.find("")
    qtbot.waitUntil(lambda: search.ready, timeout=20_000)
    search.close()
    window.go(PageKey.ROSTER)
    qtbot.waitUntil(window.page(PageKey.ROSTER).table.hasFocus)
    press(Key.Key_K, CTRL)
    qtbot.waitUntil(window.top_bar.search.hasFocus)
    return window.findChild(SearchPopup)


def shown(popup: SearchPopup) -> list[str]:
    """Heads and texts as they stand in the list."""
    return [row.text for row in popup.list.results.rows]


def shown_rows(popup: SearchPopup) -> list[str]:
    """Codes and texts of the results alone."""
    rows = (row for row in popup.list.results.rows if not isinstance(row, Head))
    return [f"{row.code} {row.text}".strip() for row in rows]


@pytest.mark.in_turn
def test_without_letters_the_commands_are_offered(popup):
    assert popup.isVisible()
    assert shown(popup)[:2] == ["คำสั่งในเมนู", "ไปที่ ภาพรวม"]


@pytest.mark.in_turn
def test_results_come_while_one_types_in_groups_with_the_first_chosen(popup):
    type_text("จัดซื้อ")
    heads = [row.text for row in popup.list.results.rows if isinstance(row, Head)]
    assert heads == ["ข้อ", "มาตรการ", "หน่วย"], heads
    assert popup.list.chosen.code == "I5"


@pytest.mark.in_turn
def test_enter_opens_the_item_in_its_page(popup, window):
    type_text("o ๑๒")
    press(Key.Key_Return)
    assert arrives(window, PageKey.OIT)
    assert window.page(PageKey.OIT).table.current_row().id == "O12"
    assert not popup.isVisible()
    assert window.top_bar.search.text() == ""


@pytest.mark.in_turn
def test_arrows_choose_another_result_and_pass_over_heads(popup, window):
    type_text("จัดซื้อ")
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert popup.list.chosen.text == "เผยแพร่ประกาศจัดซื้อจัดจ้างทางเว็บไซต์"
    press(Key.Key_Return)
    assert arrives(window, PageKey.MEASURES)
    assert window.page(PageKey.MEASURES).table.current_row().items == ("I5",)


@pytest.mark.in_turn
def test_a_person_is_found_in_the_roster(popup, window):
    type_text("@สามสิบเอ็ด")
    press(Key.Key_Return)
    assert arrives(window, PageKey.ROSTER)
    assert window.page(PageKey.ROSTER).table.current_row().name == "นางตัวอย่าง สามสิบเอ็ด"


@pytest.mark.in_turn
def test_a_command_is_done(popup, window, qtbot):
    from ita_desktop.services.roster import roster

    session = window.session
    press(Key.Key_Escape)
    roster.add_body(session.workspace, session.year, "คณะทำงานย่อย")
    press(Key.Key_K, CTRL)
    type_text(">เลิกทำ")
    qtbot.waitUntil(lambda: popup.list.chosen is not None)
    assert popup.list.chosen.text == "เลิกทำ: เพิ่มคณะทำงานย่อย"
    press(Key.Key_Return)
    assert len(session.data.bodies) == 2


@pytest.mark.in_turn
def test_a_page_is_a_command(popup, window):
    type_text(">คะแนน")
    press(Key.Key_Return)
    assert arrives(window, PageKey.SCORES)


@pytest.mark.in_turn
def test_a_document_opens_in_its_page(popup, window):
    type_text("ตารางมอบหมาย")
    assert shown(popup)[0] == "เอกสาร"
    press(Key.Key_Return)
    assert arrives(window, PageKey.DOCUMENTS)


@pytest.mark.in_turn
def test_nothing_found_is_said(popup):
    type_text("ไม่มีสิ่งนี้")
    assert popup.list.chosen is None
    assert popup.nothing.text() == "ไม่พบ “ไม่มีสิ่งนี้”"
    press(Key.Key_Return)
    assert popup.isVisible()


@pytest.mark.in_turn
def test_a_click_opens_a_result(popup, window, qtbot):
    type_text("O12")
    index = popup.list.results.index(1)
    qtbot.mouseClick(popup.list.viewport(), LEFT, pos=popup.list.visualRect(index).center())
    assert arrives(window, PageKey.OIT)


@pytest.mark.in_turn
def test_esc_goes_back_to_the_page(popup, window, qtbot):
    type_text("O12")
    press(Key.Key_Escape)
    assert not popup.isVisible()
    qtbot.waitUntil(window.page(PageKey.ROSTER).table.hasFocus)


@pytest.mark.in_turn
def test_what_was_just_added_is_found(popup, window, qtbot):
    from ita_desktop.services.roster import roster

    session = window.session
    type_text("มะลิวัลย์หอมหวล")
    assert popup.list.chosen is None
    press(Key.Key_Escape)
    body = session.data.bodies[1].id
    roster.add(session.workspace, session.year, body, [{"name": "นายมะลิวัลย์ หอมหวล"}])
    press(Key.Key_K, CTRL)
    type_text("มะลิวัลย์หอมหวล")
    qtbot.waitUntil(lambda: popup.list.chosen is not None)
    assert popup.list.chosen.text == "นายมะลิวัลย์ หอมหวล"


def test_the_popup_stays_inside_a_small_window(popup, window, qtbot):
    window.resize(900, 560)
    type_text("ตัวอย่าง")
    assert window.rect().contains(popup.geometry().adjusted(8, 8, -8, -8))


@pytest.mark.in_turn
def test_what_was_opened_lately_comes_first_while_nothing_is_typed(popup, window, qtbot):
    type_text("O12")
    press(Key.Key_Return)
    assert arrives(window, PageKey.OIT)
    press(Key.Key_K, CTRL)
    type_text("@สามสิบเอ็ด")
    press(Key.Key_Return)
    press(Key.Key_K, CTRL)
    assert shown(popup)[:4] == [
        "เปิดล่าสุด",
        "นางตัวอย่าง สามสิบเอ็ด",
        window.session.data.framework.item_by_code["O12"].title,
        "คำสั่งในเมนู",
    ]
    press(Key.Key_Return)
    assert arrives(window, PageKey.ROSTER)


@pytest.mark.in_turn
def test_a_unit_opens_its_items(popup, window):
    type_text("ฝ่ายโยธา")
    assert "หน่วย" in shown(popup)
    works = next(row for row in popup.list.results.rows if row.text == "ฝ่ายโยธา")
    popup.list.picked.emit(works)
    page = window.page(PageKey.OIT)
    assert arrives(window, PageKey.OIT)
    assert page.filters.unit.text() == "ฝ่ายโยธา"


@pytest.mark.in_turn
def test_a_section_of_the_settings_is_found_as_a_command(popup, window):
    type_text(">ตั้งค่า หน่วย")
    press(Key.Key_Return)
    assert arrives(window, PageKey.SETTINGS)
    assert window.page(PageKey.SETTINGS).section == "units"


@pytest.mark.in_turn
def test_what_is_remembered_of_imports_is_found_though_it_is_folded(popup, window):
    type_text(">ตั้งค่า คำตอบที่จำไว้")
    press(Key.Key_Return)
    assert arrives(window, PageKey.SETTINGS)
    assert window.page(PageKey.SETTINGS).backup.answers.isVisible()


@pytest.mark.in_turn
def test_enter_waits_for_the_answer_to_what_was_typed(window, qtbot) -> None:
    qtbot.waitUntil(lambda: window.findChild(Search) is not None)
    search = window.findChild(Search)
    press(Key.Key_K, CTRL)
    qtbot.waitUntil(window.top_bar.search.hasFocus)
    type_text("O12")
    assert not search.ready
    press(Key.Key_Return)
    assert search.ready
    # What is typed right behind Enter is meant for what was found: it leads to the row below O12.
    QTest.keyClick(window.windowHandle(), Key.Key_Down)
    assert window.current_page == PageKey.OIT
    assert window.page(PageKey.OIT).table.current_row().id == "9.3"


@pytest.mark.in_turn
def test_what_is_typed_before_the_search_is_there_is_searched_for(window, qtbot) -> None:
    assert window.findChild(Search) is None
    press(Key.Key_K, CTRL)
    type_text("O12")
    assert window.findChild(SearchPopup).isVisible()
    press(Key.Key_Return)
    assert arrives(window, PageKey.OIT)
    assert window.page(PageKey.OIT).table.current_row().id == "O12"


@pytest.mark.in_turn
def test_a_row_chosen_by_arrows_stays_chosen_when_more_is_found(popup, window, qtbot) -> None:
    from ita_desktop.services.roster import roster

    session = window.session
    press(Key.Key_Escape)
    body = session.data.bodies[1].id
    roster.add(session.workspace, session.year, body, [{"name": "นายมะลิวัลย์ หอมหวล"}])
    press(Key.Key_K, CTRL)
    type_text("จัดซื้อ")
    press(Key.Key_Down)
    press(Key.Key_Down)
    chosen = popup.list.chosen
    assert not window.findChild(Search).ready
    qtbot.waitUntil(lambda: window.findChild(Search).ready)
    assert popup.list.chosen == chosen
    type_text("จ")
    assert popup.list.currentIndex().row() == 1


# -- what the menus say


def menu_words(menu) -> list[str]:
    """What the entries of a menu and those below it say, once it has been opened."""
    menu.aboutToShow.emit()
    found = []
    for action in menu.actions():
        if action.isSeparator():
            continue
        below = action.menu()
        if below is not None:
            found += menu_words(below)
        elif action.isEnabled():
            found.append(action.text().replace("&", "").partition("\t")[0].rstrip("…"))
    return found


@pytest.fixture
def index(popup, window):
    return window.findChild(Search)._index


def told(index, text: str) -> list[str]:
    """All that is told of what a text finds, seen or not."""
    return [f"{one.text} {one.also}" for _, some in index.search(text, most=1000) for one in some]


@pytest.mark.in_turn
def test_every_menu_entry_is_found_by_its_words_and_by_each_of_them(index, window) -> None:
    entries = [
        words for bar in window.top_bar.menu_bar.actions() for words in menu_words(bar.menu())
    ]
    assert len(entries) > 40
    assert {"ปีงบประมาณใหม่", "คู่มือ", "บันทึกสำเนาเป็น"} <= set(entries)
    for words in entries:
        plain = words.partition(":")[0]
        assert any(plain in text for text in told(index, words)), words
        for word in lines.breaker.parts(plain):
            if len(word.strip()) > 1:
                assert any(plain in text for text in told(index, word)), (words, word)


@pytest.mark.in_turn
def test_every_setting_is_found_by_what_stands_beside_it(index, window) -> None:
    labels = [
        one.text()
        for one in window.page(PageKey.SETTINGS).stack.findChildren(ThaiLabel)
        if one.objectName().endswith("Label")
    ]
    assert "ภาษา" in labels
    for label in labels:
        assert any("ตั้งค่า" in one for one in told(index, label)), label


OWN_WORDS = (
    ("ปีใหม่", "ปีงบประมาณใหม่"),
    ("เพิ่มปี", "ปีงบประมาณใหม่"),
    ("ใบงาน", "นำเข้าแบบกรอกของหน่วย"),
    ("แบบกรอก", "นำเข้าแบบกรอกของหน่วย"),
    ("ใบงาน", "แบบรายงานการดำเนินงานของหน่วย"),
    ("แบบกรอก", "แบบรายงานการดำเนินงานของหน่วย"),
    ("บุคลากร", "นำเข้ารายชื่อบุคลากร"),
    ("บุคลากร", "ไปที่ คณะกรรมการ"),
    ("ปริ้น", "พิมพ์"),
    ("วิธีใช้", "คู่มือ"),
    ("backup", "สำรองแฟ้มตอนนี้"),
    ("ธีม", "ตั้งค่า: หน้าต่าง"),
    ("ครุฑ", "ตั้งค่า: ถ้อยคำในเอกสาร"),
    ("ทางลัด", "ปุ่มลัดทั้งหมด"),
    ("คนใหม่", "คณะกรรมการ: การดำรงตำแหน่ง"),
    ("รูปกิจกรรม", "มาตรการ: ติดตามผล"),
    ("จดหมาย", "การประชุม: หนังสือ"),
)
"""What a clerk types, and what is meant by it."""


@pytest.mark.in_turn
def test_a_clerks_own_word_finds_what_is_meant(popup, window) -> None:
    missing = []
    for typed, finds in OWN_WORDS:
        window.top_bar.search.selectAll()
        type_text(typed)
        assert window.top_bar.search.text() == typed
        if finds not in shown(popup):
            missing.append((typed, finds, shown(popup)))
    assert not missing


@pytest.mark.in_turn
def test_last_years_scores_are_those_of_the_year_before_the_shown_one(popup, window):
    assert window.session.years == (2566, 2567, 2568)
    type_text("คะแนนปีที่แล้ว")
    assert popup.list.chosen.text == "ไปที่ผลคะแนนปี 2567"


@pytest.mark.in_turn
def test_an_import_that_was_found_asks_for_its_file(popup, window, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(window.commands, "import_file", asked.append)
    type_text(">แบบกรอกของหน่วย")
    press(Key.Key_Return)
    assert asked == ["worksheet"]


@pytest.mark.in_turn
def test_a_paragraph_of_the_manual_opens_there_and_is_marked(popup, window, qtbot):
    type_text("ตัวเลขสีแดง")
    chosen = popup.list.chosen
    assert chosen.text.startswith("ตัวเลขสีแดงข้างชื่อหน้า")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(HelpWindow) is not None)
    manual = window.findChild(HelpWindow)
    assert manual.title == "2 หน้าต่าง"
    [marked] = manual.reader.extraSelections()
    text = marked.cursor.selectedText().replace(END_OF_LINE, "")
    assert text.startswith("ตัวเลขสีแดงข้างชื่อหน้า")
    manual.close()
