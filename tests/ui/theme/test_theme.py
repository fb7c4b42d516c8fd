from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QProxyStyle, QPushButton, QStyle

from ita_desktop.ui.theme import lines, shapes
from ita_desktop.ui.theme import theme as motion
from ita_desktop.ui.theme.theme import ColourMode, Contrast
from ita_desktop.ui.theme.tokens import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, Space, Text, tokens

STACKED = "ที่ ปู่ ญู ฐู ฟั้น ปั๊ม กี๊ ป้ำ กุ"


def test_choosing_dark_changes_what_is_painted_and_says_so(theme, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitSignal(theme.changed):
        theme.choose(ColourMode.DARK)
    assert tokens() is DARK
    assert field.palette().color(QPalette.ColorRole.Text) == DARK.text
    assert field.grab().toImage().pixelColor(field.width() // 2, 8) == DARK.surface


def test_choosing_the_theme_that_is_shown_changes_nothing(theme, qtbot):
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(ColourMode.LIGHT)
    assert tokens() is LIGHT


def test_every_type_style_is_drawn_in_the_bundled_letters(qapp):
    for style in Text:
        info = QFontInfo(lines.font(style))
        assert info.family() == "Sarabun", style
        assert info.pixelSize() == style.value.px
        assert info.weight() == style.value.weight


def test_no_mark_reaches_beyond_the_room_that_a_line_is_given(qapp):
    for style in Text:
        room_above = lines.baseline(style, 0, style.line) + Space.ABOVE_LINE
        room_below = style.line + Space.ABOVE_LINE + Space.BELOW_LINE - room_above
        above, below = ink(style, STACKED)
        assert above <= room_above, style
        assert below <= room_below, style
        assert style.line >= lines.metrics(style).height()


def ink(style: Text, text: str) -> tuple[int, int]:
    """How many px of the drawn text lie above and below the baseline."""
    picture = QImage(600, 120, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setFont(lines.font(style))
    painter.drawText(QPointF(4, 60), text)
    painter.end()
    white = bytes(picture.constScanLine(0))
    rows = [
        y
        for y in range(120)
        if bytes(picture.constScanLine(y)) != white
        and any(picture.pixelColor(x, y).lightness() < 200 for x in range(600))
    ]
    return 60 - rows[0], rows[-1] - 59


LINES = (
    STACKED,
    "",
    " ",
    "ฝ่ายปก\u200bครอง",
    "12/34 → 85.20 ☑ …",
    "Ärger fi",
    "ລາວ ٤٢ 漢字 😀",
    "ก\tข",
)


@pytest.mark.in_turn
@pytest.mark.parametrize("scale", [1, 1.25, 1.5, 2])
@pytest.mark.parametrize("style", list(Text))
def test_a_line_looks_as_qt_draws_it(qapp, style, scale):
    def drawn(draw: Callable[[QPainter, int, str], None]) -> QImage:
        image = QImage(int(400 * scale), int(400 * scale), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setPen(LIGHT.accent)
        for number, line in enumerate(LINES):
            draw(painter, 40 * (number + 1), line)
        painter.end()
        return image

    def by_qt(painter: QPainter, y: int, line: str) -> None:
        painter.setFont(lines.font(style))
        painter.drawText(QPointF(4.5, y), line)

    ours = drawn(lambda painter, y, line: lines.draw_text(painter, style, 4.5, y, line))
    assert ours == drawn(by_qt)
    assert ours != drawn(lambda *_: None)


def test_figures_have_one_width(qapp):
    for style in Text:
        widths = {lines.metrics(style).horizontalAdvance(figure) for figure in "0123456789"}
        assert len(widths) == 1, style


def test_an_icon_is_drawn_in_the_colour_asked_for(qapp):
    for colour in (LIGHT.late, DARK.accent):
        picture = shapes.pixmap("users", colour, 18, 2.0)
        assert picture.width() == 36
        seen = {
            QColor(point).name()
            for x in range(36)
            for y in range(36)
            if (point := picture.toImage().pixelColor(x, y)).alpha() == 255
        }
        assert seen == {colour.name()}


def test_a_menu_icon_is_sharp_on_a_dense_screen(qapp):
    assert shapes.icon("users", LIGHT.text).pixmap(QSize(16, 16), 2.0).width() == 32


def test_a_field_keeps_its_height_and_its_text_when_it_is_focused(qtbot):
    field = QLineEdit("ฝ่ายการคลัง")
    qtbot.addWidget(field)
    field.show()
    before = (field.sizeHint().height(), field.cursorRect().left())
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert (field.sizeHint().height(), field.cursorRect().left()) == before
    assert before[0] == 30


def test_a_plain_button_is_as_high_as_the_windows_own(qtbot):
    button = QPushButton("ตกลง")
    qtbot.addWidget(button)
    assert button.sizeHint().height() == 32


def test_the_window_follows_the_system_while_it_runs(qapp, theme, qtbot):
    theme.choose(ColourMode.SYSTEM)
    with qtbot.waitSignal(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert tokens() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.chrome
    with qtbot.waitSignal(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert tokens() is LIGHT


def test_the_user_s_own_choice_stands_against_the_system(qapp, theme):
    theme.choose(ColourMode.LIGHT)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert tokens() is LIGHT


def test_high_contrast_is_shown_at_once_in_light_and_in_dark(theme, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitSignal(theme.changed):
        theme.choose_contrast(Contrast.HIGH)
    assert tokens() is LIGHT_HIGH
    assert field.palette().color(QPalette.ColorRole.Text) == LIGHT_HIGH.text
    theme.choose(ColourMode.DARK)
    assert tokens() is DARK_HIGH
    theme.choose_contrast(Contrast.NORMAL)
    assert tokens() is DARK


def test_contrast_follows_the_system_unless_the_user_chose(qapp, theme):
    hints = qapp.styleHints()
    system = hints.accessibility()
    system.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert tokens() is LIGHT_HIGH
    theme.choose_contrast(Contrast.NORMAL)
    assert tokens() is LIGHT
    theme.choose_contrast(Contrast.SYSTEM)
    assert tokens() is LIGHT_HIGH
    system.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert tokens() is LIGHT


def test_with_less_motion_nothing_moves_and_the_caret_stands_still(qapp, theme):
    effects = (Qt.UIEffect.UI_General, Qt.UIEffect.UI_AnimateCombo)
    for effect in effects:
        qapp.setEffectEnabled(effect, True)
    assert motion.duration(120) == 120
    theme.choose_motion(motion.Motion.LESS)
    assert motion.duration(120) == 0
    assert qapp.cursorFlashTime() == 0
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    theme.choose_motion(motion.Motion.SYSTEM)
    assert motion.duration(120) == 120
    assert qapp.cursorFlashTime() > 0
    assert qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    for effect in effects:
        qapp.setEffectEnabled(effect, False)


def test_a_style_that_does_not_animate_asks_for_less_motion(qapp, theme):
    class Still(QProxyStyle):
        def styleHint(self, hint, option=None, widget=None, data=None):
            if hint is QStyle.StyleHint.SH_Widget_Animation_Duration:
                return 0
            return super().styleHint(hint, option, widget, data)

    class Application:
        def style(self):
            return still

    still = Still("fusion")
    assert motion.system_wants_less(Application())
    assert not motion.system_wants_less(qapp)
