"""The preview of changes to the year's framework."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.frameworks.difference import ChangeKind, Difference, Key
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.frameworks.update import FrameworkUpdate, UpdateRow
from ita_desktop.ui.dialogs.previews.difference import DifferencePreview
from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, REMOVE, PreviewRow, replaced
from ita_desktop.ui.dialogs.previews.sheet import ALL

ACTIONS = {ChangeKind.ADDED: ADD, ChangeKind.CHANGED: CHANGE, ChangeKind.REMOVED: REMOVE}


class FrameworkPreview(DifferencePreview):
    """Rows to select. Unchecked corrections of a shipped framework are recorded as declined, so it
    may be accepted without any row."""

    about = "framework-comparison"

    def __init__(self, update: FrameworkUpdate, parent: QWidget, *, locked: str = "") -> None:
        """``locked`` is the reason why nothing can be changed."""
        self._declines = update.is_shipped and any(row.corrected for row in update.rows)
        super().__init__(parent, locked=locked)
        self._keys = {_id(row.difference): row.difference.key for row in update.rows}
        ticked = set(update.proposed) if update.is_shipped else _without_losses(update)
        rows = [_row(row, ticked=row.difference.key in ticked) for row in update.rows]
        self.show_rows(_headings(), rows)
        self.set_filters([filter_ for filter_ in self.filters() if filter_.count], ALL)
        self.set_remark(tr("ข้อมูลที่กรอกไว้ไม่เปลี่ยน · เลิกทำได้ภายหลัง"))

    @property
    def chosen(self) -> frozenset[Key]:
        """Returns the checked differences."""
        return frozenset(self._keys[text] for text in self.ticked)

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
    refusal: Callable[[frozenset[Key]], InputError | None],
    *,
    locked: str = "",
) -> FrameworkPreview:
    """Opens the preview with title and source; ``accept`` is called with the checked differences,
    ``refusal`` before, whether they can be. The focus returns to ``over``."""
    sheet = FrameworkPreview(update, over.window(), locked=locked)
    sheet.check_by(lambda: refusal(sheet.chosen))
    sheet.open_over(over, texts, lambda: accept(sheet.chosen))
    return sheet


def _without_losses(update: FrameworkUpdate) -> set[Key]:
    """Returns all differences to a file but removals."""
    return {
        row.difference.key for row in update.rows if row.difference.turn is not ChangeKind.REMOVED
    }


def _headings() -> list[str]:
    return [tr("รหัส"), tr("เรื่อง"), tr("เนื้อหา"), tr("ที่มา")]


def _id(difference: Difference) -> str:
    return f"{difference.key.code}\t{difference.key.field}"


def _row(row: UpdateRow, *, ticked: bool) -> PreviewRow:
    """Returns a difference as a row, noting the clerk's own edits."""
    difference = row.difference
    old, new = in_language(difference.old), in_language(difference.new)
    value: object = replaced(new, old) if difference.turn is ChangeKind.CHANGED else new or old
    cells = (
        difference.key.code or tr("กรอบ"),
        in_language(difference.what),
        value,
        _origin(row),
    )
    cells_by_heading = dict(zip(_headings(), cells, strict=True))
    return PreviewRow(_id(difference), ACTIONS[difference.turn], ticked, cells_by_heading)


def _origin(row: UpdateRow) -> str:
    if row.corrected and row.edited:
        return tr("โปรแกรมแก้ และปีนี้ก็แก้เอง")
    if row.corrected:
        return tr("โปรแกรมแก้แล้ว")
    return tr("ปีนี้แก้เอง") if row.edited else ""
