"""What a paste from another program would change, before it is done."""

from collections.abc import Callable

from ita_desktop.i18n import tr
from ita_desktop.ui.dialogs.import_rows import accepted_edit, headings_of_table, rows_of_edit
from ita_desktop.ui.dialogs.paste_mending import mended
from ita_desktop.ui.dialogs.preview_sheet import ALL, PreviewSheet
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.table.paste import tell_refused
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.message import Message, Tidings


def preview_paste(
    table: SheetView, edit: Edit, title: str, accept: Callable[[Edit], object]
) -> PreviewSheet:
    """Opens the preview of a paste over ``table``; ``accept`` gets what was left ticked."""
    sheet = PreviewSheet(table.window())
    sheet.set_remark(tr("เลิกทำได้ภายหลัง"))
    shown = edit

    def show(now: Edit) -> None:
        nonlocal shown
        shown = now
        rows = rows_of_edit(table, now, sheet.unticked)
        sheet.set_title(title, tr("ข้อมูลที่วางจากโปรแกรมอื่น · ต่างจากเดิม {count} แถว", count=len(rows)))
        sheet.show_rows(headings_of_table(table, now), rows)
        sheet.set_filters([one for one in sheet.filters() if one.count], ALL)
        sheet.withdraw_notes()
        if said := " · ".join(filter(None, (tell_refused(now), *now.notes))):
            tidings = Tidings.WARNING if now.refused else Tidings.INFO
            sheet.note(Message(tidings, said))

    def take() -> None:
        taken = accepted_edit(shown, sheet.unticked)
        if taken.changes or taken.new:
            accept(taken)
        elif shown.refused:
            table.problem.emit(tell_refused(shown))

    def leave(result: int) -> None:
        if not (result and shown.refused):
            table.problem_over.emit()
        _go_back(sheet, table)

    show(edit)
    sheet.typed = lambda typed: show(mended(table, shown, typed))
    sheet.accepted.connect(take)
    sheet.finished.connect(leave)
    sheet.open()
    return sheet


def _go_back(sheet: PreviewSheet, table: SheetView) -> None:
    """The keyboard goes back to where the paste was asked for."""
    sheet.deleteLater()
    table.activateWindow()
    table.take_focus()
