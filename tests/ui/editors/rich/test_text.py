"""Short rich text is typed, pasted and read as formatted text, and kept as plain lines."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolTip, QVBoxLayout, QWidget

from ita_desktop.ui.editors.rich_text import RichText
from ita_desktop.ui.widgets.fields.text import RichField
from tests.support.places import FIXTURES
from tests.ui.support.keyboard import focused, press, type_text

CLIPBOARD = FIXTURES / "clipboard"
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Form(QWidget):
    """A text with something to go on to."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(420, 600)
        self.kept: list[str] = []
        self.takes = True
        self.field = RichField("วิธีปฏิบัติ", self)
        self.field.text.save = self._save
        self.next = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.next)
        column.addStretch()

    def _save(self, text: str) -> bool:
        if self.takes:
            self.kept.append(text)
        return self.takes


@pytest.fixture
def form(qtbot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def text(form) -> RichText:
    return form.field.text


def begin(form: Form, text: str = "") -> RichText:
    form.field.set_text(text)
    form.field.setFocus()
    press(Key.Key_F2)
    return form.field.text


def copied(name: str) -> str:
    """What a program put on the clipboard."""
    return (CLIPBOARD / f"{name}.html").read_text(encoding="utf-8")


def paste(text: RichText, *, html: str = "", plain: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    data.setText(plain)
    text.insertFromMimeData(data)


# -- kept as it was


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "ย่อหน้าเดียว",
        "ย่อหน้าแรก\nย่อหน้าที่สอง",
        "1. จัดทำคู่มือ\n2. เผยแพร่\n  - ทางเว็บไซต์\n  - ทางเฟซบุ๊ก\n3. ติดตาม",
        "๑. เลขไทย\n๒. ต่อ",
        "1.1 เลขสองชั้น\n1.2 ต่อ",
        "คำ **หนา** กลางประโยค",
        "- **หนาทั้งข้อ**",
        "ก่อน\n\nหลังบรรทัดว่าง",
    ],
)
def test_a_text_that_is_only_looked_at_stays_as_it_was(form, text, kept) -> None:
    form.field.set_text(kept)
    assert text.text() == kept


def test_marks_and_bold_are_shown_and_not_their_signs(form, text) -> None:
    form.field.set_text("- ข้อ **หนา**")
    assert text.toPlainText() == "- ข้อ หนา"
    cursor = text.textCursor()
    cursor.setPosition(len("- ข้อ ห"))
    assert cursor.charFormat().font().weight() > 500


# -- typed


def test_a_number_or_a_hyphen_begins_a_list_and_enter_goes_on_with_it(form) -> None:
    text = begin(form)
    type_text("1. จัดทำคู่มือ")
    press(Key.Key_Return)
    type_text("เผยแพร่")
    press(Key.Key_Return)
    press(Key.Key_Return)
    type_text("- ")
    type_text("ทางเว็บไซต์")
    press(Key.Key_Return)
    type_text("ทางเฟซบุ๊ก")
    assert text.text() == "1. จัดทำคู่มือ\n2. เผยแพร่\n- ทางเว็บไซต์\n- ทางเฟซบุ๊ก"


def test_tab_changes_the_level_and_elsewhere_leads_on(form) -> None:
    text = begin(form, "1. หนึ่ง\n- สอง")
    press(Key.Key_Tab)
    assert text.text() == "1. หนึ่ง\n  - สอง"
    press(Key.Key_Backtab, SHIFT)
    assert text.text() == "1. หนึ่ง\n- สอง"
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    assert focused() is form.next or form.field.tools.isAncestorOf(focused())
    form.next.setFocus()
    assert form.kept == ["1. หนึ่ง\n  - สอง"]


def test_tab_goes_three_levels_deep_and_each_way_back(form) -> None:
    text = begin(form, "1. หนึ่ง\n  - สอง\n  - สาม")
    press(Key.Key_Tab)
    assert text.text() == "1. หนึ่ง\n  - สอง\n    - สาม"
    press(Key.Key_Return)
    type_text("สี่")
    assert text.text() == "1. หนึ่ง\n  - สอง\n    - สาม\n    - สี่"
    press(Key.Key_Backtab, SHIFT)
    assert text.text().endswith("\n  - สี่")
    press(Key.Key_Tab)
    press(Key.Key_Home)
    for shown in ("  - สี่", "- สี่", "สี่"):
        press(Key.Key_Backspace)
        assert text.text().endswith(f"\n{shown}")


def test_tab_walks_past_a_text_that_is_not_typed_into(form) -> None:
    form.field.set_text("- หนึ่ง")
    form.field.setFocus()
    press(Key.Key_Tab)
    assert focused() is form.next
    assert form.field.text.text() == "- หนึ่ง"


def test_backspace_leaves_the_list_step_by_step(form) -> None:
    text = begin(form, "  - สอง")
    press(Key.Key_Home)
    press(Key.Key_Backspace)
    assert text.text() == "- สอง"
    press(Key.Key_Backspace)
    assert text.text() == "สอง"


def test_control_b_makes_bold_and_takes_it_back(form) -> None:
    text = begin(form, "คำหนา")
    text.selectAll()
    press(Key.Key_B, CTRL)
    assert text.text() == "**คำหนา**"
    text.selectAll()
    press(Key.Key_B, CTRL)
    assert text.text() == "คำหนา"


def test_a_point_in_between_numbers_the_following_ones_on(form) -> None:
    text = begin(form, "1. หนึ่ง\n2. สอง\n3. สาม")
    cursor = text.textCursor()
    cursor.setPosition(len("1. หนึ่ง"))
    text.setTextCursor(cursor)
    press(Key.Key_Return)
    type_text("ใหม่")
    assert text.text() == "1. หนึ่ง\n2. ใหม่\n3. สอง\n4. สาม"


def test_the_tools_make_lists_of_what_is_chosen_and_take_them_back(form) -> None:
    text = begin(form, "หนึ่ง\nสอง")
    assert form.field.tools.isVisible()
    text.selectAll()
    QTest.mouseClick(form.field.tools.numbers, Qt.MouseButton.LeftButton)
    assert text.text() == "1. หนึ่ง\n2. สอง"
    text.selectAll()
    QTest.mouseClick(form.field.tools.bullets, Qt.MouseButton.LeftButton)
    assert text.text() == "- หนึ่ง\n- สอง"
    text.selectAll()
    QTest.mouseClick(form.field.tools.bullets, Qt.MouseButton.LeftButton)
    assert text.text() == "หนึ่ง\nสอง"
    assert text.is_editing


def test_the_tools_are_reached_by_keyboard_without_ending_the_typing(form) -> None:
    text = begin(form, "หนึ่ง")
    form.field.tools.numbers.setFocus(Qt.FocusReason.TabFocusReason)
    assert text.is_editing
    press(Key.Key_Space)
    assert text.text() == "1. หนึ่ง"
    assert focused() is text


def test_undo_takes_back_what_was_typed(form) -> None:
    text = begin(form, "หนึ่ง")
    type_text("สอง")
    press(Key.Key_Z, CTRL)
    assert text.text() == "หนึ่ง"


def test_escape_leaves_it_as_it_was_and_keeps_what_was_typed_for_the_next_time(form) -> None:
    text = begin(form, "เดิม")
    type_text("ใหม่")
    press(Key.Key_Escape)
    assert (text.text(), form.kept) == ("เดิม", [])
    press(Key.Key_F2)
    assert text.text() == "เดิมใหม่"
    press(Key.Key_Return, CTRL)
    assert form.kept == ["เดิมใหม่"]
    assert not text.is_editing


def test_what_cannot_be_stored_stays_in_the_editor(form) -> None:
    text = begin(form, "เดิม")
    form.takes = False
    type_text("ยาวไป")
    form.next.setFocus()
    form.field.set_text("เดิม")
    assert text.text() == "เดิมยาวไป"
    assert text.is_editing


def test_what_cannot_be_stored_waits_for_its_own_measure(form) -> None:
    form.field.set_text("เดิม", thing="a")
    form.field.setFocus()
    press(Key.Key_F2)
    text = form.field.text
    form.takes = False
    type_text("ยาวไป")
    form.next.setFocus()
    form.field.set_text("ของอีกมาตรการ", thing="b")
    assert (text.text(), text.is_editing) == ("ของอีกมาตรการ", False)
    form.field.set_text("เดิม", thing="a")
    assert text.text() == "เดิม"
    form.field.setFocus()
    press(Key.Key_F2)
    assert text.text() == "เดิมยาวไป"
    form.takes = True
    press(Key.Key_Return, CTRL)
    assert form.kept == ["เดิมยาวไป"]


def test_what_is_typed_about_one_measure_never_lands_in_another(form) -> None:
    form.field.set_text("เดิม", thing="a")
    form.field.setFocus()
    press(Key.Key_F2)
    type_text("กลางคัน")
    form.field.set_text("ของอีกมาตรการ", thing="b")
    press(Key.Key_Return, CTRL)
    assert form.kept == []
    form.field.set_text("เดิม", thing="a")
    press(Key.Key_F2)
    assert form.field.text.text() == "เดิมกลางคัน"


def test_a_locked_text_is_read_and_not_typed_into(form, text) -> None:
    form.field.set_text("- อ่านอย่างเดียว", locked=True)
    form.field.setFocus()
    press(Key.Key_Return)
    type_text("ก")
    assert text.text() == "- อ่านอย่างเดียว"
    assert not form.field.tools.isVisible()


def test_the_caret_never_stands_in_a_mark(form) -> None:
    text = begin(form, "1. หนึ่ง\n2. สอง")
    press(Key.Key_Home)
    assert text.textCursor().positionInBlock() == len("2. ")
    press(Key.Key_Left)
    assert text.textCursor().blockNumber() == 0


# -- pasted


def test_a_list_of_word_comes_without_its_rubbish(form) -> None:
    text = begin(form)
    paste(text, html=copied("word"))
    assert text.text() == "**แนวทาง** ดำเนินการ\n1. จัดทำคู่มือ\n  - ทางเว็บไซต์\n2. ติดตามผล"


def test_rows_of_excel_become_lines(form) -> None:
    text = begin(form)
    paste(text, html=copied("excel"))
    assert text.text() == "I5\nเผยแพร่ประกาศ\nสรุปผลรายเดือน\n**I6** ทำคู่มือ"
    assert QToolTip.text() == "ช่องนี้ไม่มีตาราง แต่ละแถวที่วางจึงเป็นบรรทัด"


def test_a_web_page_gives_words_lists_and_bold_alone(form) -> None:
    text = begin(form)
    paste(text, html=copied("web_page"))
    assert text.text() == "**หัวข้อ**\nย่อหน้า **หนา** ท้าย\n3. สาม\n4. สี่\n  - ย่อย"


def test_plain_text_is_read_by_its_marks(form) -> None:
    text = begin(form)
    paste(text, plain="๑) หนึ่ง\r\n• สอง\r\nสาม")
    assert text.text() == "๑) หนึ่ง\n• สอง\nสาม"


def test_what_is_cut_and_pasted_keeps_its_list_and_its_bold(form) -> None:
    text = begin(form, "1. **ประกาศ**นโยบาย\n  - ติดไว้\nท้าย")
    text.selectAll()
    copied = text.createMimeDataFromSelection()
    assert copied.text() == "1. ประกาศนโยบาย\n  - ติดไว้\nท้าย"
    assert "**" not in copied.text()
    text.textCursor().removeSelectedText()
    text.insertFromMimeData(copied)
    assert text.text() == "1. **ประกาศ**นโยบาย\n  - ติดไว้\nท้าย"


def test_pasted_words_go_on_with_those_before_them(form) -> None:
    text = begin(form, "1. เริ่ม")
    paste(text, html="<p>ต่อ<b>หนา</b></p>")
    assert text.text() == "1. เริ่มต่อ**หนา**"


def test_a_line_break_inside_a_point_of_word_begins_a_line(form) -> None:
    text = begin(form)
    paste(text, html="<ul><li>หนึ่ง<br>ต่อ</li></ul>")
    assert text.text() == "- หนึ่ง\nต่อ"


def test_three_levels_of_a_list_are_pasted_as_they_are(form) -> None:
    text = begin(form)
    web = "<ol><li>หนึ่ง<ol><li>สอง<ul><li>สาม<ul><li>สี่</li></ul></li></ul></li></ol></li></ol>"
    paste(text, html=web)
    assert text.text() == "1. หนึ่ง\n  1. สอง\n    - สาม\n    - สี่"
    text.selectAll()
    paste(text, html=f"{web}<p>ท้าย</p>")
    assert text.text().splitlines()[-1] == "ท้าย"
    word = "".join(
        f"<p style='mso-list:l0 level{level} lfo1'>"
        f"<span style='mso-list:Ignore'>{mark}<span>&nbsp;</span></span>{words}</p>"
        for level, mark, words in ((1, "1.", "หนึ่ง"), (2, "1.1", "สอง"), (3, "1.1.1", "สาม"))
    )
    text.selectAll()
    paste(text, html=word)
    assert text.text() == "1. หนึ่ง\n  1.1 สอง\n    1.1.1 สาม"
    text.selectAll()
    text.insertFromMimeData(text.createMimeDataFromSelection())
    assert text.text() == "1. หนึ่ง\n  1.1 สอง\n    1.1.1 สาม"


def test_what_excel_begins_within_a_row_is_pasted_once_and_row_by_row(form) -> None:
    text = begin(form)
    row = "<td>I1</td><td class=xl66 x:num>98.50</td>"
    paste(
        text,
        html=f"<html><table><tr height=20><!--StartFragment-->{row}</tr>"
        f"<tr>{row.replace('I1', 'I2')}<!--EndFragment--></tr></table></html>",
    )
    assert text.text() == "I1 98.50\nI2 98.50"


def test_signs_of_comments_of_word_are_left_behind(form) -> None:
    text = begin(form)
    reference = "mso-comment-reference:A_1;mso-comment-date:20241101"
    paste(
        text,
        html="<body><!--StartFragment--><p>ประชุม<span class=MsoCommentReference>"
        f"<a style='{reference}' href='#_msocom_1'>[A1]</a></span><o:p></o:p></p>"
        "<!--EndFragment--><div style='mso-element:comment-list'><p>ความเห็น</p></div></body>",
    )
    assert text.text() == "ประชุม"


# -- long texts


@pytest.mark.in_turn
def test_ten_thousand_lines_are_laid_out_bit_by_bit_and_none_is_lost(form, qtbot) -> None:
    text = begin(form)
    lines = [
        f"{number % 90 + 1}. บรรทัดที่ {number} ของข้อความที่ยาวมากและต้องขึ้นบรรทัดใหม่"
        for number in range(10_000)
    ]
    paste(text, plain="\n".join(lines))
    layout = text.document().documentLayout()
    assert not layout.is_done, "the window goes on before all of it is laid out"
    assert text.text() == "\n".join(lines)
    press(Key.Key_Home, CTRL)
    type_text("ก")
    assert text.toPlainText().startswith("1. กบรรทัดที่ 0")


def test_a_change_lays_out_its_own_paragraph_only(form) -> None:
    text = begin(form, "\n".join(f"ย่อหน้า {number}" for number in range(40)))
    layout = text.document().documentLayout()
    asked = []
    real = layout._lay_out_block
    layout._lay_out_block = lambda block, option: (
        asked.append(block.blockNumber()) or real(block, option)
    )
    type_text("ก")
    assert set(asked) == {39}
