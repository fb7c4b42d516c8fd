"""Thai is put on lines by the window's own filler: nothing in the window asks Qt to wrap."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit

import ita_desktop.ui
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.lines import words
from ita_desktop.ui.widgets.label import ThaiLabel

UI = Path(ita_desktop.ui.__file__).parent
FORMS = UI.parents[1] / "forms"

ASKS_QT = re.compile(
    r"setWordWrap\(True\)|TextWordWrap|TextWrapAnywhere|WrapAtWordBoundary|WrapMode\.WordWrap"
    r"|setWordWrapMode|setLineWrapMode|setDocumentMargin|setTextWidth"
    r"|\bQ(?:TextBrowser|PlainTextEdit|MessageBox|ErrorMessage|TextLayout)\("
    r"|class \w+\(Q(?:TextBrowser|PlainTextEdit|MessageBox|ErrorMessage)\b"
)
"""What makes Qt, or libthai behind it, choose where a line ends."""

OWN_LINES = {
    "editors/rich_text.py": {"setDocumentMargin"},
    "editors/text.py": {"setDocumentMargin"},
    "widgets/fields/text.py": {"setDocumentMargin"},
}
"""Where many lines are typed, in a document that is laid out line by line from the filler."""
FILLED = {
    "commands/reading_window.py": {"class Reader(QTextBrowser", "setDocumentMargin"},
    "commands/own_lines.py": {"setTextWidth"},
}
"""Where a text is only read, whose lines are ended by the filler; Qt wraps nothing in it."""


def modules() -> list[Path]:
    """The modules that show something; the theme only names what it paints."""
    return [path for path in sorted(UI.rglob("*.py")) if path.parent.name not in {"theme", "forms"}]


def test_no_module_asks_qt_to_wrap() -> None:
    asking = []
    for path in modules():
        name = path.relative_to(UI).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = {one.rstrip("(") for one in ASKS_QT.findall(line)}
            if found - (OWN_LINES | FILLED).get(name, set()):
                asking.append(f"{name}:{number} {line.strip()}")
    assert not asking


def test_a_text_area_is_laid_out_by_the_filler_wherever_there_is_one() -> None:
    makers = [
        path.relative_to(UI).as_posix()
        for path in modules()
        if re.search(r"\bQTextEdit\(|class \w+\(QTextEdit\b", path.read_text(encoding="utf-8"))
    ]
    assert set(makers) == set(OWN_LINES)
    for name in makers:
        assert re.search(r"(Line|Rich)Layout\(document", (UI / name).read_text(encoding="utf-8"))


def test_no_form_lets_qt_wrap() -> None:
    assert FORMS.is_dir()
    asking = [
        path.name
        for path in sorted(FORMS.glob("*.ui"))
        if re.search(
            r'name="wordWrap">\s*<bool>true|class="Q(TextEdit|PlainTextEdit|TextBrowser)"',
            path.read_text(encoding="utf-8"),
        )
    ]
    assert not asking


@pytest.mark.in_turn
def test_no_label_on_a_page_wraps_by_qt(window) -> None:
    for key in PageKey:
        window.go(key)
        labels = window.page(key).findChildren(QLabel)
        assert labels, key
        assert [label.text() for label in window.findChildren(QLabel) if label.wordWrap()] == []
        assert window.findChildren(QPlainTextEdit) == [], key
        assert window.findChildren(QTextEdit) == [], key


def test_a_label_of_many_lines_ends_each_at_a_word(qtbot) -> None:
    label = ThaiLabel("ระบบติดตามสถานะการขอใบอนุญาตของประชาชนผู้มาติดต่อราชการ", most=0)
    qtbot.addWidget(label)
    label.resize(140, 200)
    words = "ระบบ ติดตาม สถานะ การ ขอ ใบ ของ ประชาชน ผู้ มา ติดต่อ ราชการ"
    lines = label.lines()
    assert len(lines) > 2
    rest = label.text()
    for line in lines:
        assert rest.startswith(line)
        rest = rest[len(line) :].lstrip()
        assert not rest or rest.startswith(tuple(words.split()))


class Paintings(QObject):
    """What of a widget was painted."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.areas: list[QRect] = []
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


@pytest.mark.in_turn
@pytest.mark.parametrize("cut_early", [True, False])
@pytest.mark.painted
def test_a_start_paints_once_more_only_what_it_cut_at_a_letter(
    window, qtbot, monkeypatch, cut_early
) -> None:
    qtbot.waitUntil(lambda: window.settings.get("version", "") != "")
    # The start is over; its steps after the first painting are done once more.
    monkeypatch.setattr(words, "cut_early", cut_early)
    steps = window._finish_start()
    next(steps)
    qtbot.wait(1)
    paintings = Paintings(window)
    next(steps)
    qtbot.wait(1)
    assert (window.rect() in paintings.areas) is cut_early
    assert not words.cut_early
