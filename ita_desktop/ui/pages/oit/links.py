"""The links of the year's evidence: checked on request, with what each lacks and its history."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.oit.judging import Judgement
from ita_desktop.domain.oit.proofs import LINK_STATES, LinkFinding, LinkProof, LinkState
from ita_desktop.i18n import capital, tr, translated
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import evidence, link_checks
from ita_desktop.ui import outside
from ita_desktop.ui.background import Progress
from ita_desktop.ui.language import day_and_time, today_or_day
from ita_desktop.ui.pages.oit.rows import JUDGED_WORDS, judged_items, judgement_of
from ita_desktop.ui.pages.parts.chips import MenuChip
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.values import StatusCell
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork

_PRIVATE = "private"
_UNPROVED_LINES: Final = 2
_HISTORY = 4
"""Number of former checks that are listed."""


class _Width:
    """The links of the evidence, with their last check."""

    ITEM: Final = 56
    LINK: Final = 180
    STATE: Final = 150
    WHY: Final = 290
    WHEN: Final = 110
    CHANGE: Final = 120


class _Line(NamedTuple):
    """A row of the table. ``id`` is the item with the address."""

    id: str
    row: link_checks.LinkRow


class LinkSheet(Sheet):
    """All links, or those of one item. Nothing is fetched before the button is pressed."""

    about = "links"

    item_requested = Signal(str)
    """An item should be shown; carries its code."""

    def __init__(self, session: Session, item: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.set_title(
            tr("ตรวจลิงก์หลักฐาน"), tr("เปิดดูทางอินเทอร์เน็ตเมื่อสั่งตรวจเท่านั้น · Enter เปิดลิงก์ในเบราว์เซอร์")
        )
        self.which = MenuChip(tr("ข้อ"), tr("ทุกข้อ"), self._items, self)
        self.which.chosen.connect(self._show)
        self.network = MenuChip(
            tr("ลิงก์ที่จะเปิด"),
            tr("เฉพาะเว็บไซต์สาธารณะ"),
            lambda: [(_PRIVATE, tr("รวมเครือข่ายภายในด้วย"))],
            self,
        )
        self.summary = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self.table = SheetView(self._columns(), self, filters=False)
        self.table.setAccessibleName(tr("ตรวจลิงก์หลักฐาน"))
        self.table.detail_requested.connect(lambda _row: self._open())
        self.table.current_changed.connect(lambda _row: self._show_details())
        self.table.menu_requested.connect(self._add_to_menu)
        self.details = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=6)
        self.unproved = ThaiLabel("", self, style=Text.NOTE, most=_UNPROVED_LINES)
        edge = (Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S)
        nest(
            self.body, hbox(self.which, self.network, self.summary, None, gap=Space.M, margins=edge)
        )
        nest(self.body, vbox(self.unproved, margins=edge))
        self.body.addWidget(self.table, 1)
        nest(self.body, vbox(self.details, margins=(Space.PAGE_EDGE, Space.S, *edge[2:])))
        self.ui.cancel.setText(tr("ปิด"))
        self.work = SheetWork(self, self._check, keeper=session)
        session.changed.connect(self._show)
        self.which.choose(item if item in dict(self._items()) else "")

    def accept(self) -> None:
        """Checks what is shown; the sheet stays open."""
        workspace, year, item = self._session.workspace, self._session.year, self.which.key
        today, private = self._session.today, self.network.key == _PRIVATE

        def work(progress: Progress) -> link_checks.LinksChecked:
            return link_checks.check_links(
                workspace, year, today=today, item=item, allow_private=private, progress=progress
            )

        self.set_remark("")
        self.work.begin(
            tr("กำลังตรวจลิงก์"),
            work,
            lambda checked: self._end(_told(checked)),
            self._end,
            stopped=lambda: self._end(tr("หยุดแล้ว เก็บผลของลิงก์ที่ตรวจเสร็จไว้")),
        )

    def _end(self, words: str) -> None:
        self._show()
        self.set_remark(words)

    def _items(self) -> list[tuple[str, str]]:
        codes = dict.fromkeys(code for code, _url in link_checks.links_of(self._session.data))
        items = self._session.data.framework.item_by_code
        return [(code, f"{code} {items[code].title}" if code in items else code) for code in codes]

    def _show(self, _of: object = None) -> None:
        current = self.table.current_row()
        lines = [
            _Line(f"{row.item} {row.url}", row)
            for row in link_checks.link_rows(self._session.data, self.which.key)
        ]
        self.table.sheet.show_other(lines, self._columns())
        if lines:
            ids = [line.id for line in lines]
            self.table.go_to(current.id if current and current.id in ids else ids[0])
        self._show_sums([line.row for line in lines])
        self.unproved.setText(self._unproved())
        self._show_details()
        self._check()

    def _show_sums(self, rows: Sequence[link_checks.LinkRow]) -> None:
        faults = sum(row.is_fault for row in rows)
        unchecked = sum(row.last is None for row in rows)
        words = [tr("{count} ลิงก์", count=len(rows))]
        words += [tr("ต้องแก้ {count}", count=faults)] if faults else []
        words += [tr("ยังไม่ได้ตรวจ {count}", count=unchecked)] if unchecked else []
        self.summary.setText(" · ".join(words))

    def _unproved(self) -> str:
        """Returns which items are not proved, and how far they are."""
        items = judged_items(self._session)
        shown = [self.which.key] if self.which.key else list(items)
        codes: dict[Judgement, list[str]] = {}
        for code in shown:
            codes.setdefault(judgement_of(items.get(code)), []).append(code)
        return " · ".join(
            tr(
                "{word} {count} ข้อ: {items}",
                word=tr(words),
                count=len(found),
                items=" ".join(found),
            )
            for judgement, words in JUDGED_WORDS.items()
            if judgement is not Judgement.PROVED and (found := codes.get(judgement))
        )

    def _check(self) -> None:
        """Says what the button does, or why it cannot."""
        text = tr("ตรวจข้อนี้") if self.which.key else tr("ตรวจทั้งหมด")
        blocked = ""
        if self._session.is_locked:
            blocked = tr("แฟ้มนี้เปิดดูอย่างเดียว จึงเก็บผลไม่ได้")
        elif not self.table.sheet.lines:
            blocked = tr("ยังไม่มีลิงก์เป็นหลักฐาน")
        if not self.work.is_going:
            self.set_accept(text, blocked=blocked)

    # -- one link

    def _current(self) -> link_checks.LinkRow | None:
        line = self.table.current_row()
        return line.row if isinstance(line, _Line) else None

    def _show_details(self) -> None:
        row = self._current()
        self.details.setText("\n".join(self._lines_on(row)) if row is not None else "")

    def _lines_on(self, row: link_checks.LinkRow) -> Iterator[str]:
        yield row.url
        for words in filter(None, (row.why, row.remedy)):
            yield translated(words)
        if row.last is not None and row.last.title:
            yield tr("ชื่อหน้า: {title}", title=row.last.title)
        past = " · ".join(self._past(row))
        if past:
            yield tr("ครั้งก่อน: {checks}", checks=past)

    def _past(self, row: link_checks.LinkRow) -> Iterator[str]:
        for at, proof in enumerate(row.checks[1 : _HISTORY + 1], 2):
            before = row.checks[at] if at < len(row.checks) else None
            change = link_checks.change_since(proof, before)
            words = translated(change) if change else translated(LINK_STATES[proof.state])
            yield f"{self._when(proof)} {words}"

    def _when(self, proof: LinkProof) -> str:
        return day_and_time(proof.moment.astimezone(), self._session.today)

    def _open(self) -> None:
        row = self._current()
        if row is not None and not outside.open_link(row.url):
            self.set_remark(tr("เปิดลิงก์นี้ไม่ได้"))

    def _add_to_menu(self, menu: QMenu) -> None:
        row = self._current()
        if row is None:
            return
        menu.addSeparator()
        menu.addAction(tr("เปิดลิงก์"), self._open)
        menu.addAction(tr("ไปที่ข้อ {item}", item=row.item), lambda: self._go(row.item))
        last = row.last
        if last is not None and link_checks.may_look_at(last) and not self.work.is_going:
            menu.addAction(tr("ดูสำเนาที่เก็บไว้"), lambda: self.open_copy(last))
        moved = last is not None and LinkFinding.MOVED in last.found and bool(last.final_url)
        if moved and not self._session.is_locked:
            menu.addAction(tr("แก้เป็นที่อยู่ใหม่"), lambda: self._move(row))

    def open_copy(self, proof: LinkProof) -> None:
        """Opens the kept copy of a check, made harmless."""
        workspace = self._session.workspace

        def opened(path: Path) -> None:
            self._end("" if outside.open_harmless(path) else tr("เปิดสำเนานี้ไม่ได้"))

        words = tr("กำลังเปิดสำเนา")
        self.work.begin(
            words, lambda _step: link_checks.copy_to_look_at(workspace, proof), opened, self._end
        )

    def _go(self, item: str) -> None:
        self.reject()
        self.item_requested.emit(item)

    def _move(self, row: link_checks.LinkRow) -> None:
        """Changes the link of the evidence to where it leads now."""
        given = link_checks.links_of(self._session.data).get((row.item, row.url), ())
        address = row.last.final_url if row.last is not None else ""
        self._session.write(
            evidence.edit, [CellEdit(entry.id, "location", address) for entry in given]
        )

    def _columns(self) -> Sequence[Column[_Line]]:
        return [
            Column("item", tr("ข้อ"), lambda line: line.row.item, _Width.ITEM,
                   kind=ColumnKind.CODE),
            Column("link", tr("ลิงก์"), lambda line: line.row.title, _Width.LINK, lines=2,
                   tip=lambda line: line.row.url),
            Column("state", tr("ผล"), lambda line: _state(line.row), _Width.STATE,
                   kind=ColumnKind.STATE),
            Column("why", tr("เพราะอะไร และควรทำอย่างไร"), lambda line: _words(line.row),
                   _Width.WHY, stretch=True, lines=2),
            Column("when", tr("ตรวจเมื่อ"), lambda line: self._checked(line.row), _Width.WHEN),
            Column("change", tr("สิ่งที่เปลี่ยนไป"),
                   lambda line: translated(line.row.change) if line.row.change else "",
                   _Width.CHANGE, lines=2),
        ]  # fmt: skip

    def _checked(self, row: link_checks.LinkRow) -> str:
        if row.last is None:
            return ""
        return today_or_day(row.last.moment.astimezone(), self._session.today)


def _state(row: link_checks.LinkRow) -> StatusCell:
    if row.last is None:
        return StatusCell(Mark.NONE, tr("ยังไม่ตรวจ"))
    if not row.is_fault:
        return StatusCell(Mark.DONE, capital(translated(LINK_STATES[row.last.state])))
    is_there = row.last.state is LinkState.OK
    word = tr("ยังไม่ครบ") if is_there else capital(translated(LINK_STATES[row.last.state]))
    return StatusCell(Mark.LATE, word)


def _told(checked: link_checks.LinksChecked) -> str:
    words = tr("ตรวจแล้ว {count} ลิงก์", count=len(checked.proofs))
    return " · ".join(filter(None, (words, translated(checked.left))))


def _words(row: link_checks.LinkRow) -> str:
    return " → ".join(translated(words) for words in (row.why, row.remedy) if words)


def open_links(session: Session, item: str, over: QWidget) -> LinkSheet:
    """Opens the list over a page, with the links of an item; all without one."""
    sheet = LinkSheet(session, item, over.window())
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
    sheet.table.setFocus()
    return sheet
