from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor

from ita_desktop.ui.theme.lines import WindowWordBreaker, elide, metrics, words, wrap
from ita_desktop.ui.theme.tokens import LIGHT, Space, Text, Tone
from ita_desktop.ui.widgets.label import ThaiLabel

LONG = "แสดงระบบติดตามการขอใบอนุญาตที่เว็บไซต์ของสำนักงานเขต"


def shown(qtbot, label: ThaiLabel, width: int) -> ThaiLabel:
    qtbot.addWidget(label)
    label.resize(width, max(label.heightForWidth(width), label.sizeHint().height()))
    label.show()
    return label


def test_a_wide_text_is_broken_between_words(qtbot):
    label = shown(qtbot, ThaiLabel(LONG, most=0), 290)
    assert label.lines() == ("แสดงระบบติดตามการขอใบอนุญาตที่เว็บไซต์", "ของสำนักงานเขต")
    assert label.toolTip() == ""


def test_a_text_that_fits_is_not_given_to_the_word_breaker(qapp, monkeypatch):
    fresh = WindowWordBreaker()
    monkeypatch.setattr("ita_desktop.ui.theme.lines.words", fresh)
    assert wrap("ฝ่ายการคลัง", Text.BODY, 300) == ("ฝ่ายการคลัง",)
    assert wrap("บรรทัดหนึ่ง\nบรรทัดสอง", Text.BODY, 300) == ("บรรทัดหนึ่ง", "บรรทัดสอง")
    assert not fresh.ready
    assert len(wrap(LONG, Text.BODY, 290)) == 2
    assert fresh.ready


def test_a_name_that_is_known_is_never_cut(qapp):
    fresh = WindowWordBreaker()
    fresh.know(["ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"])
    assert "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล" in fresh.breaker.pieces("ส่งฝ่ายสิ่งแวดล้อมและสุขาภิบาลตรวจ")


def test_what_has_no_room_is_cut_and_stands_whole_in_the_tip(qtbot):
    label = shown(qtbot, ThaiLabel(LONG), 150)
    (line,) = label.lines()
    assert line.endswith("…")
    assert LONG.startswith(line[:-1])
    assert label.toolTip() == LONG
    label.resize(600, 30)
    assert label.lines() == (LONG,)
    assert label.toolTip() == ""


def test_the_last_line_that_is_allowed_ends_with_dots(qapp):
    first, second = wrap(LONG * 2, Text.BODY, 200, 2)
    assert not first.endswith("…")
    assert second.endswith("…")


def test_a_line_ends_between_the_parts_of_a_sentence_where_that_takes_no_more_lines(qapp):
    text = "E4 E5 E6 เป็น 94.87 · O3 O4 O5 O9 และอีก 8 ข้อ เป็น 100.00"
    lines = ("E4 E5 E6 เป็น 94.87 ·", "O3 O4 O5 O9 และอีก 8 ข้อ เป็น 100.00")
    assert wrap(text, Text.LABEL, 305) == lines
    assert wrap(text, Text.LABEL, 600) == (text,)
    assert wrap(f"ก · {LONG}", Text.BODY, 290)[0] != "ก ·"


def test_one_line_ends_with_a_whole_word(qapp):
    words.make()
    assert elide("ข้อมูลงบประมาณ ข้อบัญญัติงบประมาณ ข้อมูลเงินอุดหนุน", Text.BODY, 255) == (
        "ข้อมูลงบประมาณ ข้อบัญญัติงบประมาณ…"
    )


def test_of_several_statements_on_one_line_none_is_cut_in_half(qapp):
    words.make()
    text = "อีก 17 วัน · เหลือ 6 ข้อ · 6 มาตรการยังไม่เริ่ม"
    assert elide(text, Text.NOTE, 208) == "อีก 17 วัน · เหลือ 6 ข้อ…"


def test_a_word_is_cut_inside_where_most_of_the_place_would_stay_empty(qapp):
    words.make()
    cut = elide("กกกกกกกกกกกกกกกกกกกก", Text.BODY, 100)
    assert cut.endswith("ก…")
    assert metrics(Text.BODY).horizontalAdvance(cut) > 50


def test_a_start_cuts_at_a_letter_and_waits_for_no_word_breaker(qapp, monkeypatch):
    fresh = WindowWordBreaker()
    monkeypatch.setattr("ita_desktop.ui.theme.lines.words", fresh)
    assert elide("สั้น", Text.BODY, 150) == "สั้น"
    assert not fresh.cut_early
    assert elide(LONG, Text.BODY, 150).endswith("…")
    assert not fresh.ready
    assert fresh.cut_early
    fresh.make()
    fresh.cut_early = False
    assert elide(LONG, Text.BODY, 150).endswith("…")
    assert not fresh.cut_early


def test_a_short_text_is_never_cut(qapp):
    assert elide("O12", Text.BODY, 200) == "O12"


def test_marks_above_and_below_a_line_are_drawn_whole(qtbot):
    text = "ที่ ปู่ ญู ฐู ปั๊ม กุ"
    for style in Text:
        label = shown(qtbot, ThaiLabel(text, style=style), 400)
        label.resize(label.sizeHint())
        tight = ink_rows(label)
        label.resize(label.width(), label.height() + 40)
        roomy = ink_rows(label)
        assert len(tight) == len(roomy), style


def ink_rows(label: ThaiLabel) -> list[int]:
    """The rows of the label's picture with letters in them."""
    picture = label.grab().toImage()
    return [
        y
        for y in range(picture.height())
        if any(dark(picture.pixelColor(x, y)) for x in range(picture.width()))
    ]


def dark(colour: QColor) -> bool:
    return colour.lightness() < 190


def test_it_grows_by_one_line_height_a_line(qapp):
    label = ThaiLabel(LONG, most=0)
    one, two = label.heightForWidth(600), label.heightForWidth(290)
    assert two - one == Text.BODY.line
    assert one == Text.BODY.line + Space.ABOVE_LINE + Space.BELOW_LINE


def test_its_tone_is_asked_for_when_it_is_painted(qtbot):
    label = shown(qtbot, ThaiLabel("เลยกำหนด", tone=Tone.LATE), 120)
    picture = label.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(120) for y in range(picture.height())}
    assert LIGHT.late.name() in seen


def test_a_reader_hears_its_text(qtbot):
    label = shown(qtbot, ThaiLabel("ครบ 9/22 ข้อ"), 120)
    spoken = QAccessible.queryAccessibleInterface(label)
    assert spoken.text(QAccessible.Text.Name) == "ครบ 9/22 ข้อ"
    assert spoken.role() == QAccessible.Role.StaticText


def test_it_can_stand_at_the_right(qtbot):
    label = shown(qtbot, ThaiLabel("3/5"), 200)
    label.setAlignment(Qt.AlignmentFlag.AlignRight)
    picture = label.grab().toImage()
    columns = [
        x
        for x in range(200)
        if any(dark(picture.pixelColor(x, y)) for y in range(picture.height()))
    ]
    assert columns[0] > 150
