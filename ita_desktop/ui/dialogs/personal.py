"""Personal data: ลบถาวร, the dialog to erase people, photographs or comments permanently, and
ส่งต่อแฟ้ม, the one to copy the workspace for others without some data.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.services.column_words import column_words
from ita_desktop.services.personal_removal import (
    Erasable,
    ErasableRow,
    HandedOn,
    LeftOut,
    erasable,
    erase,
    free_texts,
    hand_on,
    mentioned,
    mentions,
    not_covered,
    result_phrases,
)
from ita_desktop.storage import SUFFIX
from ita_desktop.storage.personal.erasing import ErasureResult
from ita_desktop.storage.personal.words import MentionPlace
from ita_desktop.storage.tables import kind_of, kinds_of
from ita_desktop.ui.background import Job
from ita_desktop.ui.dialogs.previews.rows import REMOVE, PreviewRow
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.saving.places import ask_place
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import CheckSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets import sheet as sheets
from ita_desktop.ui.widgets.boxes import add, hbox, vbox
from ita_desktop.ui.widgets.chip import Tabs
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork

_CHIPS: Final = {
    Erasable.PERSON: "บุคคล",
    Erasable.PHOTO: "ภาพถ่าย",
    Erasable.COMMENT: "ความเห็นของผู้ตอบแบบวัด",
    Erasable.EVIDENCE: "ไฟล์หลักฐาน",
    Erasable.SIGNED: "ฉบับลงนาม",
}
_PARTS: Final[Mapping[LeftOut, tuple[str, str]]] = {
    LeftOut.COMMENTS: ("ความเห็นของผู้ตอบแบบวัด", "ข้อความที่ผู้ตอบเขียนเอง ซึ่งอาจบอกว่าเป็นใคร"),
    LeftOut.CONTACTS: ("โทรศัพท์และอีเมล", "ของบุคลากร และโทรศัพท์ท้ายหนังสือ ชื่อและตำแหน่งยังอยู่"),
    LeftOut.ORIGINALS: (
        "ไฟล์เดิมของภาพถ่าย ไฟล์หลักฐาน ฉบับลงนาม",
        "ไฟล์จากกล้อง ไฟล์หลักฐาน ฉบับลงนาม และสำเนาหน้าเว็บที่เก็บไว้ ภาพขนาดที่พิมพ์ยังอยู่",
    ),
    LeftOut.HISTORY: ("ประวัติการแก้ไข", "ใครแก้อะไรเมื่อใด และทุกอย่างที่เคยเอาออก ผู้รับเลิกทำย้อนหลังไม่ได้"),
}
"""Texts of the check boxes, with what is also left out."""


class ErasableColumns:
    """The dialog to erase data."""

    NAME: Final = 340
    MORE: Final = 420
    YEAR: Final = 64


class EraseSheet(Sheet):
    """Shows one kind at a time, of which several rows can be selected; people who were removed the
    usual way stand behind the others. Asks for confirmation."""

    about = "erase"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.kind = Erasable.PERSON
        titles = {kind: caption(words) for kind, words in _CHIPS.items()}
        self.chips = Tabs(titles, self.show_kind)
        self.table = SheetView(_columns())
        self.table.set_read_only(True)
        self.table.tints_row = True
        self.table.setAccessibleName(tr("สิ่งที่ลบถาวรได้"))
        self.table.current_changed.connect(self._check)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._check())
        self.copies = CheckBox(tr("ลบจากแฟ้มสำรองของแฟ้มนี้ด้วย"))
        self.copies.setChecked(True)
        self._result = ThaiLabel("", self, tone=Tone.TEXT, most=4)
        self._result.setContentsMargins(Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, 0)
        self._result.hide()
        edges = (Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S)
        chips = hbox(*self.chips.values(), None, margins=edges, gap=Space.ICON_TO_WORD)
        add(self.body, chips, (self.table, 1))
        add(
            self.notes,
            self._result,
            hbox(self.copies, None, margins=(Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, 0)),
        )
        self.work = SheetWork(self, self._check, session)
        self.set_title(tr("ลบข้อมูลส่วนบุคคลถาวร"), tr("ออกจากข้อมูล ประวัติ และทุกไบต์ของแฟ้ม"))
        self.set_remark(tr("เรียกคืนไม่ได้ · สำเนาที่เก็บเองไว้ที่อื่นโปรแกรมไม่รู้จัก"))
        self.show_kind(self.kind)
        self.table.setFocus()

    def show_kind(self, kind: Erasable) -> None:
        """Lists the data of a kind."""
        self.kind = kind
        self.chips.select(kind)
        rows = erasable(self._session.workspace, kind)
        self.table.sheet.set_rows(rows, flash=False)
        if rows:
            self.table.go_to(rows[0].id)
        self._check()

    def accept(self) -> None:
        """Looks in another thread for what may mean the chosen people, asks which of it goes, too,
        asks for confirmation, and erases."""
        chosen = self._chosen()
        if not chosen or self.work.is_going or self._session.refuses():
            return
        workspace, kind, in_copies = self._session.workspace, self.kind, self.copies.isChecked()
        if kind is not Erasable.PERSON:
            self._confirm(chosen, in_copies)
            return
        self.work.begin(
            tr("กำลังหาข้อความที่อาจหมายถึงบุคคลที่เลือก"),
            lambda _progress: mentions(workspace, kind, chosen, in_copies=in_copies),
            lambda places: self._ask_about(chosen, in_copies, places),
            self._fail,
        )

    def _ask_about(
        self, chosen: Sequence[str], in_copies: bool, places: Sequence[MentionPlace]
    ) -> None:
        if any(place.can_go for place in places):
            open_mentions(places, self, lambda also: self._confirm(chosen, in_copies, also))
        else:
            self._confirm(chosen, in_copies)

    def _confirm(self, chosen: Sequence[str], in_copies: bool, names: Collection[str] = ()) -> None:
        also = tr("รวมทั้งในแฟ้มสำรอง") if in_copies else tr("แต่ยังอยู่ในแฟ้มสำรอง")
        loss = tr(
            "สิ่งที่เลือกจะไม่อยู่ในแฟ้มนี้อีก {also} เรียกคืนไม่ได้ และการแก้ไขทั้งหมดก่อนหน้านี้จะเลิกทำไม่ได้อีก "
            "ประวัติจะบอกเพียงว่าลบเมื่อใดและชนิดใด",
            also=also,
        )
        title = tr("ลบถาวร {count} รายการหรือไม่", count=len(chosen))
        if not sheets.ask(title, loss, keep=tr("ไม่ลบ"), lose=tr("ลบถาวร"), parent=self):
            return
        workspace, kind = self._session.workspace, self.kind
        self.work.begin(
            tr("กำลังลบและตรวจทุกไบต์"),
            lambda progress: erase(
                workspace, kind, chosen, progress, in_copies=in_copies, also=names
            ),
            lambda erased: self._show_result(len(chosen), erased),
            self._fail,
            decided=True,
        )

    def _chosen(self) -> list[str]:
        return list(self.table.selected_ids())

    def _check(self, _row_id: str = "") -> None:
        count = len(self._chosen())
        words = tr("ลบถาวร {count} รายการ…", count=count) if count else tr("ลบถาวร…")
        self.set_accept(words, blocked="" if count else tr("ยังไม่ได้เลือกรายการใด"))

    def _show_result(self, count: int, erased: ErasureResult) -> None:
        self._show(
            " · ".join(map(in_language, result_phrases(self.kind, count, erased))),
            Tone.TEXT,
        )
        self._session.copied.emit()
        self.show_kind(self.kind)

    def _fail(self, problem: str) -> None:
        self._show(problem, Tone.LATE)

    def _show(self, words: str, tone: Tone) -> None:
        self._result.set_tone(tone)
        self._result.setText(words)
        self._result.show()


def ask_erasing(session: Session, parent: QWidget) -> None:
    """Opens the dialog."""
    EraseSheet(session, parent).exec()


def _columns() -> list[Column[ErasableRow]]:
    return [
        Column("name", tr("รายการ"), lambda row: row.name, ErasableColumns.NAME, hideable=False),
        Column("more", tr("รายละเอียด"), lambda row: in_language(row.more), ErasableColumns.MORE,
               stretch=True, tone=Tone.TEXT2),
        Column("year", tr("ปี"), lambda row: row.year, ErasableColumns.YEAR, kind=ColumnKind.NUMBER,
               text=lambda row: str(row.year or "")),
    ]  # fmt: skip


# The list of texts that may mean a person who is to be erased, or somebody else.


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


class HandOnSize:
    HEIGHT: Final = 572


class HandOnSheet(Sheet):
    """Everything is checked by default. Omitted data is in the history, too, which is therefore
    omitted with any of it."""

    about = "hand-on"

    def __init__(self, name: str, free: Mapping[str, tuple[str, ...]], parent: QWidget) -> None:
        """``free`` are the columns of free text by table, which the copy has as they are."""
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, HandOnSize.HEIGHT))
        self.boxes = {part: CheckBox(caption(words)) for part, (words, _) in _PARTS.items()}
        rows = []
        for part, (_, more) in _PARTS.items():
            box, note = (
                self.boxes[part],
                ThaiLabel(tr(more), style=Text.LABEL, tone=Tone.TEXT2, most=2),
            )
            note.setContentsMargins(CheckSize.WORDS, 0, 0, 0)
            box.setAccessibleDescription(tr(more))
            box.setChecked(True)
            box.toggled.connect(self._update_history_box)
            rows += [vbox(box, note)]
        intro = ThaiLabel(
            tr("สำเนานี้เว้นสิ่งที่เลือกไว้ โปรแกรมตรวจทุกไบต์ก่อนบอกว่าเสร็จ แฟ้มเดิมไม่เปลี่ยน"), most=0
        )
        margins = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S)
        content = QWidget()
        self.not_covered = ThaiLabel(in_language(not_covered(free)), tone=Tone.TEXT2, most=0)
        self.not_covered.setVisible(bool(free))
        column = vbox(intro, *rows, self.not_covered, on=content, margins=margins, gap=Space.M)
        column.addStretch(1)
        # The content does not fit on a low screen.
        self.body.addWidget(RoomScroll.around(content, self), 1)
        self.set_title(tr("ส่งต่อแฟ้ม"), name)
        self._update_history_box()
        self.boxes[LeftOut.COMMENTS].setFocus()

    @property
    def parts(self) -> frozenset[LeftOut]:
        """Returns the data to omit from the copy."""
        return frozenset(part for part, box in self.boxes.items() if box.isChecked())

    def _update_history_box(self) -> None:
        history = self.boxes[LeftOut.HISTORY]
        others = self.parts - {LeftOut.HISTORY}
        if others:
            history.setChecked(True)
        history.set_locked(bool(others))
        blocked = "" if self.parts else tr("ยังไม่ได้เลือกสิ่งที่จะเว้น ถ้าต้องการสำเนาทั้งแฟ้มใช้ บันทึกสำเนาเป็น")
        self.set_accept(tr("เลือกที่เก็บ…"), blocked=blocked)


def ask_handing_on(frame: MainFrame, session: Session) -> None:
    """Asks what to omit and for a location, and writes the copy in another thread."""
    workspace = session.workspace
    own = workspace.path
    if own is None:
        return
    sheet = HandOnSheet(own.name, free_texts(workspace), frame)
    if not sheet.exec():
        return
    parts = sheet.parts
    place = ask_place(frame, tr("ส่งต่อแฟ้ม"), own.with_name(f"{own.stem} {tr('ส่งต่อ')}{SUFFIX}"))
    if place is None:
        return
    path, replaces = place
    job = Job(
        lambda progress: hand_on(workspace, path, parts, progress, replaces=replaces),
        session,
        keeps_open=True,
    )

    def report(made: HandedOn) -> None:
        words = tr("เขียนแฟ้มสำหรับส่งต่อ {path} แล้ว ตรวจแล้วไม่มีสิ่งที่เว้น", path=path.name)
        more = f" · {in_language(mentioned(made.mentions))}" if made.mentions else ""
        free = tr("ไม่ได้ตรวจข้อความที่พิมพ์เองใน {kinds}", kinds=kinds_of(made.free))
        frame.show_message(f"{words}{more}{f' · {free}' if made.free else ''}")

    job.done.connect(report)
    what = tr("กำลังเขียนแฟ้มสำหรับส่งต่อ {path}", path=path.name)
    frame.work.watch(job, what, stopped=tr("หยุดแล้ว ยังไม่ได้เขียนแฟ้ม"))
    job.start()
