"""What differs between the year's framework and another one, before any of it is taken over."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ita_desktop.frameworks.difference import Difference, Key, Turn
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.frameworks.update import FrameworkUpdate, UpdateRow
from ita_desktop.ui.dialogs.previews.difference import DifferencePreview
from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, REMOVE, PreviewRow, replaced
from ita_desktop.ui.dialogs.previews.sheet import ALL

ACTIONS = {Turn.ADDED: ADD, Turn.CHANGED: CHANGE, Turn.REMOVED: REMOVE}


class FrameworkPreview(DifferencePreview):
    """Rows to choose from. Of a shipped framework what is not chosen is declined: then it may be
    accepted without any row."""

    about = "framework"

    def __init__(self, update: FrameworkUpdate, parent: QWidget, *, locked: str = "") -> None:
        """``locked`` says why nothing can be taken over."""
        self._declines = update.is_shipped and any(one.corrected for one in update.rows)
        super().__init__(parent, locked=locked)
        self._keys = {_id(one.difference): one.difference.key for one in update.rows}
        ticked = set(update.proposed) if update.is_shipped else _without_losses(update)
        rows = [_row(one, ticked=one.difference.key in ticked) for one in update.rows]
        self.show_rows(_headings(), rows)
        self.set_filters([one for one in self.filters() if one.count], ALL)
        self.set_remark(tr("ข้อมูลที่กรอกไว้ไม่เปลี่ยน · เลิกทำได้ภายหลัง"))

    @property
    def chosen(self) -> frozenset[Key]:
        """The differences that are ticked."""
        return frozenset(self._keys[one] for one in self.ticked)

    def set_count(self, count: int) -> None:
        if not count and self._declines and not self._locked:
            self.set_accept(tr("คงของปีนี้ไว้ทั้งหมด"))
        else:
            super().set_count(count)


def open_preview(
    update: FrameworkUpdate,
    texts: tuple[str, str],
    over: QWidget,
    accept: Callable[[frozenset[Key]], object],
    *,
    locked: str = "",
) -> FrameworkPreview:
    """Opens the preview under a title and a source; ``accept`` gets what was left ticked. The
    keyboard goes back to ``over``."""
    sheet = FrameworkPreview(update, over.window(), locked=locked)
    sheet.open_over(over, texts, lambda: accept(sheet.chosen))
    return sheet


def _without_losses(update: FrameworkUpdate) -> set[Key]:
    """Of a file all is taken but what would go."""
    return {one.difference.key for one in update.rows if one.difference.turn is not Turn.REMOVED}


def _headings() -> list[str]:
    return [tr("รหัส"), tr("เรื่อง"), tr("เนื้อหา"), tr("ที่มา")]


def _id(one: Difference) -> str:
    return f"{one.key.code}\t{one.key.field}"


def _row(one: UpdateRow, *, ticked: bool) -> PreviewRow:
    """A difference as a row; what the clerk edited herself is said so."""
    difference = one.difference
    old, new = in_language(difference.old), in_language(difference.new)
    value: object = replaced(new, old) if difference.turn is Turn.CHANGED else new or old
    cells = (
        difference.key.code or tr("กรอบ"),
        in_language(difference.what),
        value,
        _origin(one),
    )
    cells_by_heading = dict(zip(_headings(), cells, strict=True))
    return PreviewRow(_id(difference), ACTIONS[difference.turn], ticked, cells_by_heading)


def _origin(one: UpdateRow) -> str:
    if one.corrected and one.edited:
        return tr("โปรแกรมแก้ และปีนี้ก็แก้เอง")
    if one.corrected:
        return tr("โปรแกรมแก้แล้ว")
    return tr("ปีนี้แก้เอง") if one.edited else ""
