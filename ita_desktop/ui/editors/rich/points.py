"""The marks of the points of a list, while it is typed."""

from PySide6.QtGui import QTextBlock

from ita_desktop.domain.rich import BULLETS, DEEPEST
from ita_desktop.domain.text import to_thai
from ita_desktop.ui.editors.rich.paragraphs import replace
from ita_desktop.ui.table.cells.richlines import DEEP, LEAD, level_of


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


def turn(block: QTextBlock, *, deeper: bool) -> bool:
    """Moves a point a level down or up; False where it cannot be moved."""
    found = LEAD.match(block.text())
    if found is None:
        return False
    level = level_of(found)
    wanted = min(level + 1, _deepest(block)) if deeper else level - 1
    if wanted < 0 or wanted == level:
        return False
    replace(block, 0, len(found[1]), DEEP * wanted)
    return True


def _deepest(block: QTextBlock) -> int:
    """The greatest level that a point may have: one more than that of the point above it."""
    above = block.previous()
    while above.isValid():
        lead = LEAD.match(above.text())
        if lead is not None:
            return min(level_of(lead) + 1, DEEPEST)
        above = above.previous()
    return 1


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
