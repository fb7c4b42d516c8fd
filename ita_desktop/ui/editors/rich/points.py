"""The marks of the points of a list, while it is typed."""

from PySide6.QtGui import QTextBlock

from ita_desktop.domain.digits import to_thai
from ita_desktop.domain.rich import BULLETS
from ita_desktop.ui.editors.rich.paragraphs import replace
from ita_desktop.ui.table.cells.richlines import LEAD


def following_mark(mark: str) -> str:
    """The mark of the point after one: 2. after 1., 1.3 after 1.2."""
    digits = len(mark)
    while digits and not mark[digits - 1].isdecimal():
        digits -= 1
    begin = digits
    while begin and mark[begin - 1].isdecimal():
        begin -= 1
    if begin == digits:
        return mark
    number = str(int(mark[begin:digits]) + 1)
    if not mark[begin].isascii():
        number = to_thai(number)
    return f"{mark[:begin]}{number}{mark[digits:]}"


def count_on(block: QTextBlock) -> None:
    """Numbers the points below a new one of the same level on."""
    found = LEAD.match(block.text())
    if found is None or found[2] in BULLETS:
        return
    deep, mark = len(found[1]), found[2]
    following = block.next()
    while following.isValid():
        lead = LEAD.match(following.text())
        if lead is None or len(lead[1]) < deep:
            return
        if len(lead[1]) == deep:
            if lead[2] in BULLETS or lead[2] != mark:
                return
            mark = following_mark(mark)
            replace(following, lead.start(2), lead.end(2), mark)
        following = following.next()
