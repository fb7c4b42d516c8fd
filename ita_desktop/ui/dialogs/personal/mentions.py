"""The list of texts that may mean a person who is to be erased, or somebody else."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.column_words import column_words
from ita_desktop.storage.files.kinds import kind_of
from ita_desktop.storage.personal.places import MentionPlace
from ita_desktop.ui.dialogs.previews.rows import REMOVE, PreviewRow
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet


class MentionsSheet(PreviewSheet):
    """Texts by kind; none is checked at first, and none need be. Names and contacts go from those
    that are checked."""

    about = "mentions"

    def __init__(self, places: Sequence[MentionPlace], parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(tr("ข้อความที่อาจหมายถึงบุคคลที่จะลบ"), tr("เลือกข้อความที่จะเอาชื่อและช่องทางติดต่อออกด้วย"))
        self.set_remark(tr("ข้อความที่ไม่เลือกไม่เปลี่ยน เพราะอาจหมายถึงผู้อื่น"))
        self.table.setAccessibleName(tr("ข้อความที่อาจหมายถึงบุคคลที่จะลบ"))
        group, column, text = tr("ชนิด"), tr("ช่อง"), tr("ข้อความ")
        former = tr("ข้อความเดิมในประวัติหรือแฟ้มสำรอง")
        rows = [
            PreviewRow(
                place.name,
                REMOVE,
                ticked=False,
                cells={
                    group: in_language(kind_of(place.table)),
                    column: in_language(column_words(place.table, place.column)),
                    text: f"{former}: {place.text}" if place.is_former else place.text,
                },
            )
            for place in places
            if place.can_go
        ]
        self.show_rows([group, column, text], rows, group_by=group)

    def set_count(self, count: int) -> None:
        """Says on the button how many texts change: there may be none."""
        some = tr("ต่อไป เปลี่ยน {count} ข้อความ", count=count)
        self.set_accept(some if count else tr("ต่อไป ไม่เปลี่ยนข้อความใด"))


def open_mentions(
    places: Sequence[MentionPlace], over: QWidget, then: Callable[[Collection[str]], None]
) -> MentionsSheet:
    """Opens the list; ``then`` gets the names of the checked places."""
    sheet = MentionsSheet(places, over)
    sheet.accepted.connect(lambda: then(sheet.ticked))
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
    return sheet
