"""A framework from the table of a circular: its items with the earlier ones that they continue, to
be accepted or changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.source import ImportSource
from ita_desktop.i18n import in_language, remark_line, tr
from ita_desktop.services.frameworks.from_table import TableDraft, read_draft
from ita_desktop.services.frameworks.replacing import kept_back
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.previews.rows import ADD, PreviewRow
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet
from ita_desktop.ui.dialogs.sheet_work import SheetWork
from ita_desktop.ui.widgets.status import Message, MessageKind


class LinksSheet(PreviewSheet):
    """The items of a draft, each with the items that it may continue; those without doubt are
    checked."""

    about = "framework-table"

    def __init__(self, draft: TableDraft, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = len(draft.table.items)
        self.set_title(
            tr("กรอบจากตารางใน {name}", name=name),
            tr("{count} ข้อ · ติ๊กข้อเดิมที่ข้อใหม่แต่ละข้อต่อจาก", count=self._count),
        )
        self.set_remark(
            tr("ส่วนที่ตารางไม่มียกมาจากกรอบ {before} และยังไม่ยืนยัน", before=draft.before.code)
        )
        self._pairs = {
            f"{link.old}>{link.new}": (link.old, link.new) for link in draft.proposals.links
        }
        headings = [tr("ข้อใหม่"), tr("ข้อเดิม"), tr("ความเหมือน"), tr("เหตุผล")]
        rows = [
            PreviewRow(row_id, ADD, ticked, dict(zip(headings, cells, strict=True)))
            for row_id, ticked, *cells in _cells(draft)
        ]
        self.show_rows(headings, rows, group_by=headings[0])
        self.set_filters([], "")
        for key, sentence in _notes(draft):
            self.note(Message(MessageKind.WARNING, sentence, key=key))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The checked links, as (old, new) codes."""
        return tuple(self._pairs[row_id] for row_id in sorted(self.ticked))

    def set_count(self, _count: int) -> None:
        self.set_accept(tr("ใช้กรอบนี้ {count} ข้อ", count=self._count))


class ReplacingSheet(LinksSheet):
    """The items of a table that replaces the draft of an existing year. While something of the
    year has an item that none continues, it cannot be accepted."""

    about = "framework-replacing"

    def __init__(self, draft: TableDraft, name: str, data: YearData, parent: QWidget) -> None:
        self._draft = draft
        self._data = data
        super().__init__(draft, name, parent)
        self.set_remark(tr("ข้อมูลที่กรอกไว้ตามไปยังข้อที่ต่อกัน · ส่วนที่ตารางไม่มีคงเดิม · เลิกทำได้"))

    def set_count(self, count: int) -> None:
        """Sets the button, and names the items that keep it back."""
        super().set_count(count)
        if back := kept_back(self._data, self._draft, self.pairs):
            text = "ข้อ {codes} มีข้อมูลอยู่ แต่ยังไม่มีข้อใหม่ที่ต่อ หรือมีคะแนนแล้วแต่เปลี่ยนรหัส"
            self.set_accept(self.accept_button.text(), blocked=tr(text, codes=" ".join(back)))


@dataclass(frozen=True, slots=True)
class FrameworkTable:
    """A table that was accepted, with the links that were chosen."""

    workspace: Workspace
    source: ImportSource
    before: str
    """The code of the framework that the links lead from."""
    code: str
    pairs: tuple[tuple[str, str], ...]

    def framework(self, year: int, from_year: int) -> Framework:
        """Returns the draft for a year. The chosen links hold for the framework that they lead
        from; for another one those without doubt do. Slow: call it in another thread."""
        draft = read_draft(self.workspace, self.source, year, from_year=from_year)
        is_chosen = draft.before.code == self.before
        return draft.with_links(self.pairs) if is_chosen else draft.framework


def ask_links(
    workspace: Workspace,
    path: Path,
    years: tuple[int, int],
    work: SheetWork,
    sheet: QDialog,
    chosen: Callable[[FrameworkTable], None],
    failed: Callable[[str], None],
) -> None:
    """Reads the table of a file for the first of ``years``, beginning from the framework of the
    second one, and shows it; ``chosen`` is called when it is accepted."""

    def read(progress: Progress) -> tuple[ImportSource, TableDraft]:
        from ita_desktop.exchange.sheets import WorkProgress
        from ita_desktop.exchange.source import read_file

        work_progress = WorkProgress(progress)
        source = read_file(path, "framework-items", work_progress)
        return source, read_draft(workspace, source, years[0], from_year=years[1])

    def leave(links: LinksSheet) -> None:
        links.deleteLater()
        sheet.activateWindow()

    def show(found: tuple[ImportSource, TableDraft]) -> None:
        source, draft = found
        # Over the window, which is larger than the dialog; above the dialog all the same.
        links = LinksSheet(draft, path.name, sheet.parentWidget() or sheet)
        links.setWindowModality(Qt.WindowModality.ApplicationModal)

        def accept() -> None:
            code = draft.framework.code
            chosen(FrameworkTable(workspace, source, draft.before.code, code, links.pairs))

        links.accepted.connect(accept)
        links.finished.connect(lambda _result: leave(links))
        # The window may end the dialog below; its choice would then be made for nobody.
        sheet.finished.connect(links.close)
        links.show()

    work.begin(tr("กำลังอ่าน {file}", file=path.name), read, show, failed)


def _cells(draft: TableDraft) -> Iterator[tuple[str, bool, str, str, str, str]]:
    """Yields id, check state and cells of each proposal, item by item, the likeliest first."""
    titles = {item.code: item.title for item in draft.framework.items}
    olds = {item.code: item.title for item in draft.before.items}
    for row in draft.table.items:
        links = [link for link in draft.proposals.links if link.new == row.code]
        for link in sorted(links, key=lambda link: (link.doubtful, -link.score)):
            yield (
                f"{link.old}>{link.new}",
                not link.doubtful,
                f"{link.new} {titles[link.new]}",
                f"{link.old} {olds[link.old]}",
                f"{link.score}%",
                in_language(link.reason),
            )


def _notes(draft: TableDraft) -> Iterator[tuple[str, str]]:
    """Yields what is to be checked, each with a key."""
    proposals, table = draft.proposals, draft.table
    if proposals.dropped:
        yield "dropped", tr("ข้อเดิมที่ไม่มีข้อต่อ {codes}", codes=" ".join(proposals.dropped))
    if proposals.added:
        yield "added", tr("ข้อใหม่ {codes}", codes=" ".join(proposals.added))
    if draft.guesses:
        yield "guesses", _with_more([in_language(guess) for guess in draft.guesses])
    lines = [*map(remark_line, (*table.skipped, *table.doubts))]
    if lines:
        yield "skipped", _with_more(lines)


def _with_more(sentences: list[str]) -> str:
    more = len(sentences) - 1
    return tr("{first} และอีก {more} แห่ง", first=sentences[0], more=more) if more else sentences[0]
