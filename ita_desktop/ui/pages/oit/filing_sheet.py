"""What is filed in the system of the assessment: to be copied by cell or block, and marked."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ita_desktop.documents.printable import in_digits
from ita_desktop.domain.oit.proofs import FilingChange
from ita_desktop.domain.text import Digits
from ita_desktop.i18n import tr
from ita_desktop.services.oit import filing
from ita_desktop.services.oit.filing import FilingRow
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.editing import clipboard
from ita_desktop.ui.table.editing.acting import ActionController
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.button import Button, MoreButton
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.sheet import Sheet


class _Width:
    """What is filed for OIT items."""

    CODE: Final = 56
    TITLE: Final = 160
    LINKS: Final = 190
    WORDS: Final = 190
    DAY: Final = 92
    SINCE: Final = 124


class _Line(NamedTuple):
    """A row of the table; the explanation is in the chosen digits."""

    id: str
    row: FilingRow
    explanation: str


class _Copying(ActionController):
    """Copies a block as tables do, but a single cell as its bare text: the fields of the system
    take no quotes. ``may_copy`` is asked before."""

    def __init__(self, table: SheetView, may_copy: Callable[[], bool]) -> None:
        super().__init__(table)
        self._may_copy = may_copy

    def copy(self) -> None:
        if not self._may_copy():
            return
        super().copy()
        cells = clipboard.read(QApplication.clipboard().mimeData())
        if clipboard.shape(cells) == (1, 1):
            QApplication.clipboard().setText(cells[0][0])


class FilingSheet(Sheet):
    """The rows of all OIT items; Ctrl+C copies the selected cells, Enter the current one."""

    about = "filing"
    one_line_when_lowest = True

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._as_typed = set[str]()
        """Items whose texts are copied as they are typed, as the clerk said."""
        self.set_title(tr("ยื่นข้อมูล OIT"), tr("คัดลอกไปวางในระบบของการประเมิน แล้วทำเครื่องหมายว่ายื่นแล้ว"))
        self.thai = Chip(tr("เลขไทย"), self)
        self.thai.toggled.connect(lambda _on: self.refresh())
        self.changed = Chip(tr("เปลี่ยนหลังยื่น"), self)
        self.changed.toggled.connect(lambda _on: self.refresh())
        self.copy_links = Button(tr("คัดลอกลิงก์"), self, icon_name="copy")
        self.copy_links.clicked.connect(lambda: self._copy("links"))
        self.copy_words = Button(tr("คัดลอกคำอธิบาย"), self, icon_name="copy")
        self.copy_words.clicked.connect(lambda: self._copy("explanation"))
        self.more = MoreButton(self._add_more)
        self.table = SheetView(_columns(), self, filters=False)
        self.table.acting = _Copying(self.table, self._may_copy)
        self.table.setAccessibleName(tr("ยื่นข้อมูล OIT"))
        self.table.detail_requested.connect(lambda _row: self.table.acting.copy())
        nest(
            self.body,
            hbox(
                self.copy_links,
                self.copy_words,
                self.more,
                None,
                self.thai,
                self.changed,
                gap=Space.S,
                margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S),
            ),
        )
        self.body.addWidget(self.table, 1)
        self.ui.cancel.setText(tr("ปิด"))
        self.set_accept(tr("ยื่นแล้ว"), blocked=session.locked)
        self.refresh()
        first = next(iter(self.rows), None)
        if first is not None:
            self.table.go_to(first.code)

    @property
    def _every(self) -> Sequence[FilingRow]:
        session = self._session
        return session.cached(
            ("oit.filing", session.year), lambda: filing.filing_rows(session.data)
        )

    @property
    def rows(self) -> Sequence[FilingRow]:
        """The shown rows."""
        only_changed = self.changed.isChecked()
        return [row for row in self._every if row.change.has_changed or not only_changed]

    def refresh(self) -> None:
        """Shows what there is to file now, and how it differs from what was filed."""
        digits = Digits.THAI if self.thai.isChecked() else Digits.ARABIC
        self.table.sheet.set_rows(
            [_Line(row.code, row, in_digits(row.text.words, digits)) for row in self.rows]
        )
        every = self._every
        filed = sum(row.change.last is not None for row in every)
        self.changed.set_count(sum(row.change.has_changed for row in every))
        self.set_remark(tr("ยื่นแล้ว {filed} จาก {count} ข้อ", filed=filed, count=len(every)))

    def accept(self) -> None:
        """Marks the selected items as filed with what they have now; the sheet stays open."""
        chosen = self._chosen()
        codes = [row.code for row in chosen if row.text.links or row.text.words]
        empty = [row.code for row in chosen if row.code not in codes]
        if not chosen:
            self.set_remark(tr("ยังไม่ได้เลือกข้อ ให้เลือกแถวในตารางก่อน"))
            return
        today = self._session.today
        done = self._session.write(filing.mark_filed, codes, today) if codes else 0
        self.refresh()
        texts = [tr("ทำเครื่องหมายว่ายื่นแล้ว {count} ข้อ", count=done)] if done else []
        if empty:
            texts.append(tr("{items} ยังไม่มีอะไรให้ยื่น", items=" ".join(empty)))
        self.set_remark(" · ".join(texts))

    def _add_more(self, menu: QMenu) -> None:
        menu.addAction(tr("คัดลอกทั้งตาราง"), self.copy_all)
        unmark = menu.addAction(tr("เอาเครื่องหมายยื่นแล้วออก"), self._unmark)
        unmark.setEnabled(not self._session.locked)

    def _unmark(self) -> None:
        self._session.write(filing.unmark, [row.code for row in self._chosen()])
        self.refresh()

    def _chosen(self) -> list[FilingRow]:
        chosen = set(self.table.selected_ids())
        return [row for row in self.rows if row.code in chosen]

    def _may_copy(self) -> bool:
        """Asks about undecided personal data in the selected items; returns whether it is to be
        filed. The sheet closes where a text is to be mended first."""
        return self._is_decided([row.code for row in self._chosen()])

    def _is_decided(self, codes: Sequence[str]) -> bool:
        load("ita_desktop.ui.dialogs.public_page")
        from ita_desktop.ui.dialogs.public_page import PublicTextsSheet

        found = filing.undecided(self._session.data, frozenset(codes) - self._as_typed)
        if not found:
            return True
        asking = PublicTextsSheet(self._session, found, self)
        if asking.exec():
            self._as_typed.update(codes)
            return True
        if asking.place is not None:
            self.reject()
            self._session.place_requested.emit(asking.place)
        return False

    def _copy(self, field: str) -> None:
        """Copies a text of the current item."""
        line = self.table.current_row()
        if not isinstance(line, _Line) or not self._is_decided([line.id]):
            return
        text = line.row.text.links if field == "links" else line.explanation
        QApplication.clipboard().setText(text)
        self.set_remark(tr("คัดลอกของ {item} แล้ว", item=line.id))

    def copy_all(self) -> None:
        """Copies all shown rows."""
        self.table.selecting.choose_all()
        self.table.acting.copy()
        self.set_remark(tr("คัดลอกทั้งตารางแล้ว {count} ข้อ", count=len(self.rows)))


def _columns() -> Sequence[Column[_Line]]:
    return [
        Column("item", tr("ข้อ"), lambda line: line.id, _Width.CODE, kind=ColumnKind.CODE,
               hideable=False),
        Column("title", tr("รายการ"), lambda line: line.row.text.filing.item.title, _Width.TITLE),
        Column("links", tr("ลิงก์"), lambda line: line.row.text.links, _Width.LINKS),
        Column("explanation", tr("คำอธิบาย"), lambda line: line.explanation, _Width.WORDS,
               stretch=True),
        Column("published", tr("เผยแพร่"), lambda line: line.row.text.filing.published, _Width.DAY,
               kind=ColumnKind.DATE),
        Column("filed", tr("ยื่นแล้ว"),
               lambda line: line.row.change.last and line.row.change.last.filed, _Width.DAY,
               kind=ColumnKind.DATE),
        Column("since", tr("เปลี่ยนหลังยื่น"), lambda line: change_words(line.row.change),
               _Width.SINCE),
    ]  # fmt: skip


def change_words(change: FilingChange) -> str:
    """Returns what changed, a line each; empty if nothing did, or the item was never filed."""
    lines = []
    if change.added:
        lines.append(tr("ลิงก์ใหม่ {count}", count=len(change.added)))
    if change.removed:
        lines.append(tr("ลิงก์ที่หายไป {count}", count=len(change.removed)))
    if change.explanation:
        lines.append(tr("คำอธิบาย"))
    if change.published:
        lines.append(tr("วันที่เผยแพร่"))
    return "\n".join(lines)


def open_filing(session: Session, over: QWidget) -> FilingSheet:
    """Opens the sheet over a page."""
    sheet = FilingSheet(session, over.window())
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
    sheet.table.setFocus()
    return sheet
