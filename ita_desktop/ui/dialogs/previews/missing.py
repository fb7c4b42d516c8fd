"""What an import stores nowhere, each with its place and whole, to be put into a field. The list is
copied, saved as an Excel file, and printed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.sheets import column_letter
from ita_desktop.i18n import in_language, tr, translated
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.dialogs.previews.lists import LeftRow, place_of, row_id, unread_rows
from ita_desktop.ui.dialogs.previews.rows import PreviewRow, rows_of_plan
from ita_desktop.ui.dialogs.previews.sheet import AnswerTable
from ita_desktop.ui.outside import saved
from ita_desktop.ui.saving.places import ask_list_place, must_be_free
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, RowGroup
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.sizes import WHOLE
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Tone
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, MoreButton
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.domain.year import YearData
    from ita_desktop.exchange.source import ImportSource, PutText
    from ita_desktop.services.imports.ledger.entries import LeftText
    from ita_desktop.services.imports.plan import ImportPlan

MISSING: Final = "missing"
TAKE_BACK: Final = "take-back"
"""The key of the message whose action takes a text out of a field again."""
_ROW: Final = "row"
_PUT: Final = "put"
_LONGEST: Final = 60
"""Number of letters of a row among others to choose from."""


class _Width:
    """The columns of what is stored nowhere."""

    PLACE: Final = 150
    TEXT: Final = 300
    OF: Final = 180
    WHY: Final = 200
    ROW: Final = 190
    PUT: Final = 150


def compared(
    plan: "ImportPlan", source: "ImportSource", left: "Iterable[LeftText]"
) -> tuple["ImportPlan", list[PreviewRow], list[LeftRow], list[LeftRow]]:
    """Returns a plan with its rows, the cells that cannot be read, and what is ``left``."""
    cells = unread_rows(plan, source)
    unread: dict[str, list[LeftRow]] = {}
    for cell in cells:
        if cell.origin is not None:
            unread.setdefault(row_id(cell.origin), []).append(cell)
    return plan, rows_of_plan(plan, plan.accepted, unread), cells, missing_rows(left)


def missing_rows(left: "Iterable[LeftText]") -> list[LeftRow]:
    """Returns what is stored nowhere; rows that are not imported have lists of their own."""
    found = [each for each in left if not each.why]
    return [
        LeftRow(
            key,
            place_in_file(each),
            each.text,
            "",
            of=" · ".join(filter(None, (each.cell, translated(each.note)))),
            left=each,
        )
        for key, each in zip(left_ids(found), found, strict=True)
    ]


def left_ids(left: "Iterable[LeftText]") -> Iterator[str]:
    """Yields a key of each: what is put into a field leaves the list, and the others keep theirs,
    so that the cursor is on the next one."""
    met = Counter[str]()
    for each in left:
        said = f"{each.source}:{each.origin}:{each.column}:{each.text}"
        met[said] += 1
        yield f"left:{said}:{met[said]}"


def place_in_file(left: "LeftText") -> str:
    """Returns where a text stands: its row and the letter of its column, as far as it has them."""
    if left.origin is None:
        return in_language(left.place) or tr("ข้อความนอกตาราง")
    column = column_letter(left.column) if left.column is not None else ""
    return f"{place_of(left.origin)} {column}".rstrip()


def left_columns(rows: Callable[[], Sequence[ListChoice]], *, why: bool) -> list[Column[LeftRow]]:
    """Returns the columns: place, text whole, what it stands in, ``why``, and the row and field to
    put it into, the former of these ``rows``."""
    reason = Column[LeftRow]("why", tr("เหตุผล"), lambda row: row.why, _Width.WHY, lines=WHOLE.lines)
    return [
        Column("place", tr("ที่ในไฟล์"), lambda row: row.place, _Width.PLACE, lines=WHOLE.lines),
        Column("text", tr("ข้อความที่ไม่ได้เก็บ"), lambda row: row.content, _Width.TEXT,
               stretch=True, lines=WHOLE.lines),
        Column("of", tr("อยู่ในข้อความ"), lambda row: row.of, _Width.OF, tone=Tone.TEXT2,
               lines=WHOLE.lines),
        *([reason] if why else ()),
        Column(_ROW, tr("ลงในแถว"), lambda row: row.into, _Width.ROW, only_choices=True,
               editable=lambda row: row.left is not None, any_choices=rows),
        Column(_PUT, tr("ใส่ไว้ที่…"), lambda row: row.typed, _Width.PUT, hideable=False,
               only_choices=True, editable=lambda row: bool(row.choices),
               choices=lambda row: row.choices),
    ]  # fmt: skip


class _Put(NamedTuple):
    """A text that was put into a field: the source of its list before and now."""

    list_index: int
    before: "ImportSource"
    now: "ImportSource"
    left: "LeftText"
    field: str


class MissingTable(AnswerTable):
    """What is stored nowhere; a choice gives the source of a list with a text in a field of one of
    its rows."""

    placed = Signal(int, object)
    """Carries the index of the list, and its source."""

    def __init__(self, *, why: bool = False) -> None:
        super().__init__(left_columns(self._choices, why=why))
        self.setAccessibleName(tr("ข้อความที่ไม่ได้เก็บ"))
        self.on_edit = self._take
        self.acting.of_entry = frozenset({"place", "text", "of", "why"})
        self._put: _Put | None = None
        """What was put into a field last."""

    def read(
        self, lists: "Sequence[tuple[str, ImportSource]]", data: "YearData", rows: Iterable[LeftRow]
    ) -> None:
        """Shows the ``rows`` of what is left beside these lists, the kind and source of each."""
        from ita_desktop.services.imports.by_hand import office_words
        from ita_desktop.services.imports.ledger.entries import ListedRows

        self._listed = listed = ListedRows(lists, office_words(data))
        self._fields = {kind: _fields_of(kind) for kind, _ in lists if kind}
        self._several = len({row.list_index for row in listed.rows}) > 1
        shown = (
            self._into(row, listed.nearest(row.left) if row.left is not None else None)
            for row in rows
        )
        self._show(list(shown))

    def _show(self, rows: list[LeftRow]) -> None:
        """Shows the rows, those of several files below the name of each."""
        files: dict[str, list[LeftRow]] = {}
        for row in rows:
            files.setdefault(row.left.source if row.left is not None else "", []).append(row)
        groups = [
            RowGroup(id=f"file:{name}", title=name, rows=tuple(own)) for name, own in files.items()
        ]
        self.sheet.set_rows(groups if len(groups) > 1 else rows, flash=False)

    def _into(self, row: LeftRow, at: int | None) -> LeftRow:
        """Returns an entry that goes into the row of this index."""
        if at is None:
            return row
        choices = self._fields[self._listed.kind(at)]
        return replace(row, row_at=at, into=self._named(at), choices=choices)

    def _choices(self) -> list[ListChoice]:
        return [ListChoice(at, self._named(at)) for at in range(len(self._listed.rows))]

    def _named(self, at: int) -> str:
        """Returns the name of a row: its list if there are several, its place, and its text."""
        from ita_desktop.exchange.kinds.registry import kind_named

        listed = self._listed
        title = tr(kind_named(listed.kind(at)).title) if self._several else ""
        words = (title, place_of(listed.rows[at].origin), shortened(listed.text(at), _LONGEST))
        return " · ".join(filter(None, words))

    def _offered(self, row: LeftRow, column: str) -> set[str]:
        choices = self._choices() if column == _ROW else row.choices
        return {str(choice.value) for choice in choices}

    def _take(self, edit: Edit) -> None:
        """Takes answers; one that was being given while the lists were read again, for another year
        or as another kind, may be none of theirs."""
        rows = {row.id: row for row in self.sheet.all_rows() if isinstance(row, LeftRow)}
        for change in edit.changes:
            row, answer = rows.get(change.row), str(change.value)
            if row is None or answer not in self._offered(row, change.key):
                continue
            if change.key == _ROW:
                rows[row.id] = self._into(row, int(answer))
                self._show(list(rows.values()))
            elif row.row_at is not None and row.left is not None:
                at, listed, put = self._listed.rows[row.row_at].list_index, self._listed, self._put
                is_last = put is not None and listed.source(at) is put.now
                if put is not None and is_last and _is_same(put.left, row.left):
                    # It is not stored where it was put first, and does not stay there.
                    listed = listed.with_source(at, put.before)
                source = listed.with_text(row.row_at, answer, row.left)
                field = next(each.text for each in row.choices if each.value == answer)
                self._put = _Put(at, listed.source(at), source, row.left, field)
                self.placed.emit(at, source)

    def told(self, lists: "Sequence[tuple[ImportSource, ImportPlan | None]]") -> Iterator[Message]:
        """Yields a message about the text that was put into a field of one of these lists last,
        which takes it out of it, unless something else was changed since; it is not stored if its
        row does not say it."""
        put = self._put
        if put is None or lists[put.list_index][0] is not put.now:
            return
        plan = lists[put.list_index][1]
        field = _shown_at(plan, put.now.put[-1]) or put.field
        fields = {"text": shortened(put.left.text, _LONGEST), "field": field}
        words, kind = tr("ใส่ “{text}” ไว้ที่ {field} แล้ว", **fields), MessageKind.INFO
        if plan is None or put.now.put[-1] not in plan.put:
            words = tr("“{text}” อ่านเป็น {field} ไม่ได้ จึงยังไม่ได้เก็บ", **fields)
            kind = MessageKind.WARNING
        yield Message(kind, words, tr("เลิกทำ"), key=TAKE_BACK)

    def take_back(self) -> None:
        """Takes the text that was put into a field last out of it again."""
        if self._put is not None:
            put, self._put = self._put, None
            self.placed.emit(put.list_index, put.before)


def _is_same(left: "LeftText", other: "LeftText") -> bool:
    """Returns whether two are one text of the file."""
    places = ((each.source, each.origin, each.column, each.text) for each in (left, other))
    return next(places) == next(places)


def _shown_at(plan: "ImportPlan | None", put: "PutText") -> str:
    """Returns the heading under which a row shows a text that was put into it: a second line of a
    name is a remark, and words beside a link are its title. Empty if it does not show it."""
    changes = plan.changes if plan is not None else ()
    cells = (cell for change in changes if put.row in change.origins for cell in change.cells)
    return next((in_language(cell.heading) for cell in cells if put.text in cell.new), "")


def _fields_of(kind: str) -> tuple[ListChoice, ...]:
    from ita_desktop.exchange.kinds.registry import kind_named

    fields = (column for column in kind_named(kind).columns if column.name != "order")
    return tuple(ListChoice(field.name, tr(field.heading)) for field in fields)


class ListBar(QWidget):
    """What can be done with a table of entries; each takes all that are listed."""

    told = Signal(object)
    """Carries a message on what was done."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._table: SheetView | None = None
        self._title = ""
        self.copy_button = Button(tr("คัดลอกทั้งรายการ"), self, icon_name="copy")
        self.copy_button.clicked.connect(self.copy)
        self.more = MoreButton(self._offer_more)
        edges = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S)
        hbox(
            self.copy_button,
            self.more,
            None,
            on=self,
            margins=edges,
            gap=Space.S,
        )

    def show_for(self, table: SheetView, source: str) -> None:
        """Shows the buttons for what a ``table`` lists of a file named ``source``."""
        self._table = table
        self._title = f"{table.accessibleName()} {source}"
        self.setVisible(bool(table.sheet.all_rows()))

    def _offer_more(self, menu: QMenu) -> None:
        menu.addAction(tr("บันทึกเป็น Excel…"), self.save)
        menu.addAction(tr("พิมพ์รายการ…"), self.print_list)

    def copy(self) -> None:
        """Copies the whole list with its headings."""
        if self._table is not None:
            count = self._table.acting.copy_all()
            words = tr("คัดลอก {count} แห่งแล้ว วางใน Excel หรือ Word ได้", count=count)
            self.told.emit(Message(MessageKind.GOOD, words))

    def save(self) -> None:
        """Asks for a place, and writes the whole list there in another thread."""
        table, title = self._table, self._title
        place = ask_list_place(self._session, self, title) if table is not None else None
        if table is None or place is None:
            return
        headings, rows = table.acting.entries()

        def write(_progress: Progress) -> Path:
            from ita_desktop.services.imports.ledger.entries import write_list

            must_be_free(place, None)
            return write_list(title, headings, rows, place.path)

        job = Job(write, self._session, keeps_open=True)
        job.done.connect(lambda path: self._tell_saved(path, len(rows)))
        job.failed.connect(lambda problem: self._tell(Message(MessageKind.BAD, problem)))
        job.start()

    def print_list(self) -> None:
        """Makes pages of the whole list in another thread, and asks for a printer."""
        table, title = self._table, self._title
        if table is None:
            return
        headings, rows = table.acting.entries()

        def made(_progress: Progress) -> bytes:
            from ita_desktop.services.imports.ledger.entries import list_pages

            return list_pages(title, headings, rows)

        job = Job(made, self._session)
        job.done.connect(self._print)
        job.failed.connect(lambda problem: self._tell(Message(MessageKind.BAD, problem)))
        job.start()

    def _print(self, pdf: bytes) -> None:
        from ita_desktop.ui.pages.documents import printing as document_printing
        from ita_desktop.ui.pages.documents.preview import PreviewPages

        if not isValid(self):
            return
        pages = PreviewPages(pdf)
        try:
            printer = document_printing.ask(pages, self._title, self)
        except document_printing.NoPrinterError:
            words = tr("ไม่พบเครื่องพิมพ์ในเครื่องนี้ · บันทึกเป็น Excel แล้วพิมพ์จากเครื่องอื่น")
            self._tell(Message(MessageKind.BAD, words))
            return
        if printer is not None:
            job = document_printing.print_job(pages, printer)
            job.done.connect(
                lambda count: self._tell(document_printing.printed(printer, pages, count))
            )
            job.failed.connect(lambda problem: self._tell(Message(MessageKind.BAD, problem)))
            job.start()

    def _tell_saved(self, path: Path, count: int) -> None:
        words = tr("บันทึก {count} แห่งเป็น {file} แล้ว", count=count, file=path.name)
        if isValid(self):
            self.told.emit(saved(words, path.parent, path))
        else:
            self._session.saved.emit(words, path)

    def _tell(self, message: Message) -> None:
        if isValid(self):
            self.told.emit(message)
        else:
            self._session.failed.emit(message.sentence)
