"""The list of single records to restore from a backup."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.settings.differences import KindDifference
from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, PreviewRow
from ita_desktop.ui.dialogs.previews.sheet import ALL, PreviewSheet
from ita_desktop.ui.table.values import ChangedValue


class RestoreRecordsSheet(PreviewSheet):
    """Records that were changed or removed since the backup, by kind. None is checked at first."""

    about = "restore"

    def __init__(self, kinds: Sequence[KindDifference], parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(tr("นำกลับเป็นรายการ"), tr("เลือกรายการที่จะให้เป็นเหมือนในสำเนา"))
        self.set_remark(tr("รายการอื่นไม่เปลี่ยน · เลิกทำได้ภายหลัง"))
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
                    text: ChangedValue(record.before, record.now)
                    if record.before != record.now
                    else "",
                },
            )
            for key, record in self._records.items()
        ]
        self.show_rows([group, name, text], rows, group_by=group)
        self.set_filters([chip for chip in self.filters() if chip.count], ALL)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Returns table and key of the checked records."""
        return [(self._records[key].table, self._records[key].key) for key in sorted(self.ticked)]

    def set_count(self, count: int) -> None:
        blocked = "" if count else tr("ยังไม่ได้เลือกแถวใด")
        self.set_accept(tr("นำกลับ {count} รายการ", count=count), blocked=blocked)


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
