"""The list of records to restore from a backup."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.settings.differences import KindDifference
from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, PreviewRow, replaced
from ita_desktop.ui.dialogs.previews.sheet import ALL, ChangeFilter, PreviewSheet
from ita_desktop.ui.widgets.button import Button


class RestoreRecordsSheet(PreviewSheet):
    """Records that were changed or removed since the backup, by kind. None is checked at first: a
    double click or Enter restores the current one, a chip and its button those of a kind."""

    about = "restore-rows"

    def __init__(self, kinds: Sequence[KindDifference], parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(tr("นำกลับเป็นรายการ"), tr("เลือกรายการที่จะให้เป็นเหมือนในสำเนา"))
        self.set_remark(tr("รายการอื่นไม่เปลี่ยน · เลิกทำได้ภายหลัง"))
        self.all_button = Button(tr("ติ๊กทั้งหมดที่แสดง"), self)
        self.all_button.clicked.connect(self._tick_shown)
        self.ui.sourceRow.setStretchFactor(self.ui.source, 1)
        self.ui.sourceRow.addWidget(self.all_button)
        self.table.detail_requested.connect(self._restore_one)
        self.table.current_changed.connect(lambda _row: self.set_count(self.ticked_records))
        self._records = {
            f"{record.table}/{record.key}": record for kind in kinds for record in kind.records
        }
        group, name, text = tr("ชนิด"), tr("รายการ"), tr("ข้อความ")
        rows = [
            PreviewRow(
                key,
                ADD if record.is_gone else CHANGE,
                ticked=False,
                cells={
                    group: in_language(record.kind),
                    name: record.name,
                    text: replaced(record.before, record.now, tr("ขณะนี้ {old}"))
                    if record.before != record.now
                    else "",
                },
            )
            for key, record in self._records.items()
        ]
        self.show_rows([group, name, text], rows, group_by=group)
        # What went is looked for more often than what reads otherwise.
        lost = next((row.id for row in rows if row.action == ADD), "")
        if lost:
            self.table.go_to(lost)
        of_kinds = (
            ChangeFilter(str(kind.kind), in_language(kind.kind), len(kind.records))
            for kind in kinds
        )
        self.set_filters([ChangeFilter(ALL, tr("ทั้งหมดที่ต่าง"), len(rows)), *of_kinds], ALL)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Returns table and key of the checked records; of the current one, where none is."""
        ids = sorted(self.ticked) or [self._current] * bool(self._current)
        return [(self._records[key].table, self._records[key].key) for key in ids]

    @property
    def _current(self) -> str:
        row = self.table.current_row()
        return row.id if isinstance(row, PreviewRow) else ""

    def set_count(self, count: int) -> None:
        if count:
            self.set_accept(tr("นำกลับ {count} รายการ", count=count))
        else:
            blocked = "" if self._current else tr("ยังไม่ได้เลือกแถวใด")
            self.set_accept(tr("นำกลับแถวนี้"), blocked=blocked)

    def is_shown(self, row: PreviewRow) -> bool:
        return self._shown in (ALL, str(self._records[row.id].kind))

    def _tick_shown(self) -> None:
        self.tick(row.id for row in self.rows if self.is_shown(row))
        self.table.setFocus()

    def _restore_one(self, row_id: str) -> None:
        """Restores a row by a double click; where others are checked, checks it, too."""
        if self.ticked:
            self.tick([row_id])
        else:
            self.accept_button.click()


def open_records(
    kinds: Sequence[KindDifference],
    over: QWidget,
    then: Callable[[Collection[tuple[str, str]]], None],
) -> RestoreRecordsSheet:
    """Opens the list; ``then`` gets the records that the clerk checked."""
    sheet = RestoreRecordsSheet(kinds, over)
    sheet.accepted.connect(lambda: then(sheet.chosen))
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
    return sheet
