"""The pane beside a meeting."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.pages.meetings.pane import PaneCounts


def right_of_letters(part: QWidget) -> int:
    """The x of the last column in which something is painted, from the right edge."""
    image = part.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = image.pixel(image.width() - 1, 0)
    columns = range(image.width() - 1, -1, -1)
    rows = range(image.height())
    return next(
        image.width() - x for x in columns if any(image.pixel(x, y) != ground for y in rows)
    )


def test_numbers_of_people_stand_below_one_another(qtbot) -> None:
    counts = PaneCounts()
    qtbot.addWidget(counts)
    counts.set_counts(("มา", 0), ("ยังไม่แจ้ง", 36))
    counts.resize(260, counts.sizeHint().height())
    with qtbot.waitExposed(counts):
        counts.show()
    few, many = (number for _word, number in counts._lines)
    assert abs(right_of_letters(few) - right_of_letters(many)) <= 1
