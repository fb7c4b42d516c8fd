"""Previews of differences, opened from a part of a page: of the year's framework, and of settings
from a file.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.frameworks.difference import ChangeKind, Difference, Key
from ita_desktop.i18n import caption, in_language, language, stored_translated, tr
from ita_desktop.services.frameworks.replacing import FrameworkUpdate, UpdateRow
from ita_desktop.services.settings import importing
from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, REMOVE, PreviewRow, replaced
from ita_desktop.ui.dialogs.previews.sheet import ALL, PreviewSheet
from ita_desktop.ui.widgets.status import Message, MessageKind

_MOST_NAMED = 3
"""Number of omitted settings that are listed."""
ACTIONS = {ChangeKind.ADDED: ADD, ChangeKind.CHANGED: CHANGE, ChangeKind.REMOVED: REMOVE}


class DifferencePreview(PreviewSheet):
    """Rows to select; read-only for the reason ``locked``, if not empty."""

    def __init__(self, parent: QWidget, *, locked: str = "") -> None:
        self._locked = locked
        super().__init__(parent)

    def set_count(self, count: int) -> None:
        if self._locked:
            self.set_accept(tr("รับ {count} รายการ", count=count), blocked=self._locked)
        else:
            super().set_count(count)

    def open_over(
        self, over: QWidget, texts: tuple[str, str], accept: Callable[[], object]
    ) -> None:
        """Opens with title and source; ``accept`` is called on acceptance. The focus returns to
        ``over``."""
        self.set_title(*texts)
        self.accepted.connect(accept)

        def leave(_result: int) -> None:
            self.deleteLater()
            over.activateWindow()
            over.setFocus()

        self.finished.connect(leave)
        self.open()


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
        rows = [_framework_row(row, ticked=row.difference.key in ticked) for row in update.rows]
        self.show_rows(_framework_headings(), rows)
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


def open_framework(
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


def _framework_headings() -> list[str]:
    return [tr("รหัส"), tr("เรื่อง"), tr("เนื้อหา"), tr("ที่มา")]


def _id(difference: Difference) -> str:
    return f"{difference.key.code}\t{difference.key.field}"


def _framework_row(row: UpdateRow, *, ticked: bool) -> PreviewRow:
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
    cells_by_heading = dict(zip(_framework_headings(), cells, strict=True))
    return PreviewRow(_id(difference), ACTIONS[difference.turn], ticked, cells_by_heading)


def _origin(row: UpdateRow) -> str:
    if row.corrected and row.edited:
        return tr("โปรแกรมแก้ และปีนี้ก็แก้เอง")
    if row.corrected:
        return tr("โปรแกรมแก้แล้ว")
    return tr("ปีนี้แก้เอง") if row.edited else ""


class SettingsPreview(DifferencePreview):
    """Rows to select, grouped by kind. A unit with a name similar to another one's is unchecked by
    default."""

    about = "settings-file"

    def __init__(self, plan: importing.SettingsPlan, parent: QWidget, *, locked: str = "") -> None:
        """``locked`` is the reason why nothing can be imported."""
        super().__init__(parent, locked=locked)
        rows = [_settings_row(row, ticked=row.id in plan.proposed) for row in plan.rows]
        self.show_rows(_settings_headings(), rows, group_by=_settings_headings()[0])
        self.set_filters([filter_ for filter_ in self.filters() if filter_.count], ALL)
        self.set_remark(tr("สิ่งที่ไม่มีในไฟล์คงไว้ · เลิกทำได้ภายหลัง"))
        for row in plan.rows:
            if row.near:
                near = " ".join(f"“{name}”" for name in row.near)
                text = tr("หน่วยใหม่? “{name}” ใกล้เคียงกับ {near}", name=row.title, near=near)
                self.note(Message(MessageKind.WARNING, text, key=row.id))
        if plan.left_out:
            first = " · ".join(
                f"{in_language(out.name)}: {out.why.sentence(language.translate)}"
                for out in plan.left_out[:_MOST_NAMED]
            )
            text = tr("ใช้ไม่ได้ {count} รายการ {first}", count=len(plan.left_out), first=first)
            self.note(Message(MessageKind.WARNING, text, key="left-out"))


def open_settings(
    plan: importing.SettingsPlan,
    texts: tuple[str, str],
    over: QWidget,
    accept: Callable[[frozenset[str]], object],
    refusal: Callable[[frozenset[str]], InputError | None],
    *,
    locked: str = "",
) -> SettingsPreview:
    """Opens the preview with title and source; ``accept`` is called with the checked rows,
    ``refusal`` before, whether they can be. The focus returns to ``over``."""
    sheet = SettingsPreview(plan, over.window(), locked=locked)
    sheet.check_by(lambda: refusal(sheet.ticked))
    sheet.open_over(over, texts, lambda: accept(sheet.ticked))
    return sheet


def _settings_headings() -> list[str]:
    return [caption("ส่วน"), tr("รายการ"), tr("เนื้อหา")]


def _settings_row(row: importing.SettingRow, *, ticked: bool) -> PreviewRow:
    new, old = _described(row, row.new), _described(row, row.old)
    value: object = new if row.is_new else replaced(new, old)
    title = " · ".join(stored_translated(words) for words in (row.paper, row.title) if words)
    cells = (tr(importing.SETTING_PARTS[row.part]), title, value)
    action = ADD if row.is_new else CHANGE
    return PreviewRow(row.id, action, ticked, dict(zip(_settings_headings(), cells, strict=True)))


def _described(row: importing.SettingRow, text: str) -> str:
    """Returns the name of a setting; options are translated, other names are the office's."""
    return (
        " · ".join(map(stored_translated, text.split(" · ")))
        if row.part is importing.SettingsPart.CHOICES
        else text
    )
