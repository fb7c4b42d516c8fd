"""What a file of settings would change, before any of it is written."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import in_language, language, stored_translated, tr
from ita_desktop.services.settings.importing import (
    SETTING_PARTS,
    SettingRow,
    SettingsPart,
    SettingsPlan,
)
from ita_desktop.ui.dialogs.previews.difference import DifferencePreview
from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, PreviewRow, replaced
from ita_desktop.ui.dialogs.previews.sheet import ALL
from ita_desktop.ui.widgets.status.message import Message, MessageKind

_MOST_NAMED = 3
"""So many of what is left out are named."""


class SettingsPreview(DifferencePreview):
    """Rows to choose from, in groups by what is set. A unit whose name is near that of another
    one is not chosen until somebody does."""

    about = "settings"

    def __init__(self, plan: SettingsPlan, parent: QWidget, *, locked: str = "") -> None:
        """``locked`` says why nothing can be taken over."""
        super().__init__(parent, locked=locked)
        rows = [_row(one, ticked=one.id in plan.proposed) for one in plan.rows]
        self.show_rows(_headings(), rows, group_by=_headings()[0])
        self.set_filters([one for one in self.filters() if one.count], ALL)
        self.set_remark(tr("สิ่งที่ไม่มีในไฟล์คงไว้ · เลิกทำได้ภายหลัง"))
        for one in plan.rows:
            if one.near:
                near = " ".join(f"“{name}”" for name in one.near)
                text = tr("หน่วยใหม่? “{name}” ใกล้เคียงกับ {near}", name=one.title, near=near)
                self.note(Message(MessageKind.WARNING, text, key=one.id))
        if plan.left_out:
            first = " · ".join(
                f"{in_language(one.name)}: {one.why.sentence(language.translate)}"
                for one in plan.left_out[:_MOST_NAMED]
            )
            text = tr("ใช้ไม่ได้ {count} รายการ {first}", count=len(plan.left_out), first=first)
            self.note(Message(MessageKind.WARNING, text, key="left-out"))


def open_preview(
    plan: SettingsPlan,
    texts: tuple[str, str],
    over: QWidget,
    accept: Callable[[frozenset[str]], object],
    *,
    locked: str = "",
) -> SettingsPreview:
    """Opens the preview under a title and a source; ``accept`` gets what was left ticked. The
    keyboard goes back to ``over``."""
    sheet = SettingsPreview(plan, over.window(), locked=locked)
    sheet.open_over(over, texts, lambda: accept(sheet.ticked))
    return sheet


def _headings() -> list[str]:
    return [tr("ส่วน"), tr("รายการ"), tr("เนื้อหา")]


def _row(one: SettingRow, *, ticked: bool) -> PreviewRow:
    new, old = _described(one, one.new), _described(one, one.old)
    value: object = new if one.is_new else replaced(new, old)
    title = " · ".join(stored_translated(words) for words in (one.paper, one.title) if words)
    cells = (tr(SETTING_PARTS[one.part]), title, value)
    action = ADD if one.is_new else CHANGE
    return PreviewRow(one.id, action, ticked, dict(zip(_headings(), cells, strict=True)))


def _described(one: SettingRow, text: str) -> str:
    """What is set: choices are words of the program's, all else is the office's."""
    return (
        " · ".join(map(stored_translated, text.split(" · ")))
        if one.part is SettingsPart.CHOICES
        else text
    )
