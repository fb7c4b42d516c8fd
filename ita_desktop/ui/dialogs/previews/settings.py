"""The preview of an import of settings."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.i18n import caption, in_language, language, stored_translated, tr
from ita_desktop.services.settings.importing import (
    SETTING_PARTS,
    SettingRow,
    SettingsPart,
    SettingsPlan,
)
from ita_desktop.ui.dialogs.previews.difference import DifferencePreview
from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, PreviewRow, replaced
from ita_desktop.ui.dialogs.previews.sheet import ALL
from ita_desktop.ui.widgets.status import Message, MessageKind

_MOST_NAMED = 3
"""Number of omitted settings that are listed."""


class SettingsPreview(DifferencePreview):
    """Rows to select, grouped by kind. A unit with a name similar to another one's is unchecked by
    default."""

    about = "settings-file"

    def __init__(self, plan: SettingsPlan, parent: QWidget, *, locked: str = "") -> None:
        """``locked`` is the reason why nothing can be imported."""
        super().__init__(parent, locked=locked)
        rows = [_row(row, ticked=row.id in plan.proposed) for row in plan.rows]
        self.show_rows(_headings(), rows, group_by=_headings()[0])
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


def open_preview(
    plan: SettingsPlan,
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


def _headings() -> list[str]:
    return [caption("ส่วน"), tr("รายการ"), tr("เนื้อหา")]


def _row(row: SettingRow, *, ticked: bool) -> PreviewRow:
    new, old = _described(row, row.new), _described(row, row.old)
    value: object = new if row.is_new else replaced(new, old)
    title = " · ".join(stored_translated(words) for words in (row.paper, row.title) if words)
    cells = (tr(SETTING_PARTS[row.part]), title, value)
    action = ADD if row.is_new else CHANGE
    return PreviewRow(row.id, action, ticked, dict(zip(_headings(), cells, strict=True)))


def _described(row: SettingRow, text: str) -> str:
    """Returns the name of a setting; options are translated, other names are the office's."""
    return (
        " · ".join(map(stored_translated, text.split(" · ")))
        if row.part is SettingsPart.CHOICES
        else text
    )
