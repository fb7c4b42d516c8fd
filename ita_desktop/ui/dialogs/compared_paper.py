"""What differs between a printed paper and what the program makes of the data now."""

from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.digits import Digits
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import in_language, remark_line, tr
from ita_desktop.services.papers.comparing import (
    SUFFIXES,
    ComparedPaper,
    ToldDifference,
    compare_file,
)
from ita_desktop.services.papers.differences import PaperPart
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.sheet_work import SheetWork
from ita_desktop.ui.opening.own_folder import documents
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet


class _Width:
    PLACE: Final = 230
    TEXT: Final = 300


class _Row(NamedTuple):
    id: str
    told: ToldDifference

    @property
    def paper(self) -> str:
        return self._around(self.told.difference.paper)

    @property
    def ours(self) -> str:
        """What the data says; of what only moved, where it is now."""
        found = self.told.difference
        return in_language(self.told.sentence) if found.now else self._around(found.ours)

    def _around(self, text: str) -> str:
        """Returns the words that differ with those beside them."""
        found = self.told.difference
        quoted = f"“{text}”" if text else "–"
        if found.part is not PaperPart.WORDS:
            return text or quoted
        return " ".join(filter(None, (found.before, quoted, found.after)))


class ComparedPaperSheet(Sheet):
    """Reads a paper and compares it in another thread, then lists what differs."""

    about = "compare-paper"

    def __init__(
        self, context: ReportContext, name: str, path: Path, digits: Digits, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.set_title(tr("เทียบกับฉบับที่พิมพ์"), path.name)
        self.table = SheetView(_columns(), self, filters=False)
        self.table.setAccessibleName(tr("สิ่งที่ต่างจากฉบับที่พิมพ์"))
        self.label = ThaiLabel("", self, most=0)
        self.label.setContentsMargins(Space.XXL, Space.S, Space.XXL, Space.S)
        self.label.hide()
        self.body.addWidget(self.label)
        self.body.addWidget(self.table, 1)
        self.cancel_button.hide()
        self.work = SheetWork(self, self._check)

        def read(_progress: Progress) -> ComparedPaper:
            return compare_file(context, name, path, digits, WorkProgress())

        self.work.begin(tr("กำลังอ่านและเทียบ"), read, self._show, self._show_sentence)

    def _check(self) -> None:
        self.set_accept(tr("ปิด"))

    def _show_sentence(self, sentence: str) -> None:
        self.table.hide()
        self.label.setText(sentence)
        self.label.setVisible(bool(sentence))
        self._check()

    def _show(self, found: ComparedPaper) -> None:
        summary = in_language(found.summary)
        remarks = map(remark_line, found.remarks)
        self.set_remark(summary if found.differences else "")
        self._show_sentence("\n".join(remarks if found.differences else (summary, *remarks)))
        rows = [_Row(str(number), told) for number, told in enumerate(found.differences)]
        self.table.setVisible(bool(rows))
        self.table.sheet.show_other(rows, _columns())
        if rows:
            self.table.go_to(rows[0].id)
            self.table.setFocus()


def ask_paper(parent: QWidget) -> Path | None:
    """Asks for the file of a printed paper; None if none was chosen."""
    endings = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    name, _ = QFileDialog.getOpenFileName(
        parent, tr("เลือกฉบับที่พิมพ์หรือลงนามแล้ว"), str(documents()), f"Word PDF ({endings})"
    )
    return Path(name) if name else None


def _columns() -> list[Column[_Row]]:
    return [
        Column("place", tr("ที่"), lambda row: in_language(row.told.place), _Width.PLACE, lines=2),
        Column("paper", tr("ฉบับที่พิมพ์"), lambda row: row.paper, _Width.TEXT),
        Column("ours", tr("ข้อมูลขณะนี้"), lambda row: row.ours, stretch=True),
    ]
