"""The dialog to select documents and formats to save together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.documents.kinds import ALL_FORMATS, Format, Profile
from ita_desktop.i18n import tr
from ita_desktop.services.documents import batch
from ita_desktop.ui.dialogs.previews.rows import TICK
from ita_desktop.ui.dialogs.previews.sheet import PreviewTable
from ita_desktop.ui.pages.documents.list import DocumentRow
from ita_desktop.ui.pages.documents.pane import profile_words
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.theme.measures import DocumentColumns, ImportColumns
from ita_desktop.ui.theme.tokens import Space, Tone
from ita_desktop.ui.widgets.boxes import add, hbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.sheet import Sheet

Wanted = Mapping[str, Sequence[Format]]
"""The selected formats by document name."""
WORDS: Mapping[Format, str] = {Format.DOCX: "Word", Format.XLSX: "Excel", Format.PDF: "PDF"}


class SavedColumns:
    """The dialog to save documents, with a column per format."""

    ABOUT: Final = 190
    FORMAT: Final = 70


@dataclass(frozen=True, slots=True)
class SaveRow:
    """A document, its formats, and the selected ones."""

    id: str
    document: DocumentRow
    about: str
    """Its subjects, if it is saved for several."""
    has: tuple[Format, ...]
    wanted: tuple[Format, ...]

    @property
    def usual(self) -> tuple[Format, ...]:
        """The formats in which it is saved with the others: none while it has nothing to say."""
        return _usual(self.document)


class SaveSheet(Sheet):
    """Check boxes for each document and format. The chips of formats toggle a column; others select
    the defaults, or nothing."""

    about = "save-all"

    def __init__(
        self,
        groups: Sequence[RowGroup],
        abouts: Mapping[str, str],
        chosen: Wanted,
        count: Callable[[Wanted, Profile], int],
        parent: QWidget,
    ) -> None:
        """``groups`` contain the :class:`DocumentRow` of all documents, ``abouts`` their subjects
        and ``chosen`` the last selection, both by name; ``count`` returns the number of files of a
        selection."""
        super().__init__(parent)
        self._groups = groups
        self._count = count
        self.profile = Profile.PUBLIC
        """The readers of the documents; not stored, so that nothing internal is saved because of an
        earlier choice."""
        self._rows = {
            row.id: SaveRow(
                row.id, row, abouts.get(row.id, ""), formats, _known(chosen, row, formats)
            )
            for group in groups
            for row in group.rows
            if isinstance(row, DocumentRow)
            for formats in [tuple(Format(format_) for format_ in row.formats)]
        }
        self.set_title(tr("บันทึกเอกสารหลายฉบับ"), tr("เลือกเอกสารและรูปแบบ แยกโฟลเดอร์ตามชนิด"))
        self.set_remark(tr("Space เลือกหรือไม่เลือก · ที่ข้อมูลยังไม่ครบก็บันทึกได้ ที่ยังไม่มีเนื้อหาไม่ได้เลือกไว้ให้"))
        self.usual_chip = Chip(tr("ชุดปกติ"))
        self.usual_chip.setToolTip(tr("ทุกฉบับที่มีเนื้อหา ยกเว้นรายชื่อติดต่อและใบงานที่พิมพ์"))
        self.none_chip = Chip(tr("ไม่เลือก"))
        self.format_chips = {form: Chip(words) for form, words in WORDS.items()}
        self.binder_chip = Chip(tr("รวมเป็นแฟ้มเดียว"))
        self.binder_chip.setToolTip(
            tr("PDF และ Word อย่างละไฟล์ มีปก สารบัญ และทุกฉบับที่เลือก เรียงตามลำดับของปี")
        )
        self.profile_chip = Chip("")
        self.table = PreviewTable(_columns())
        self.table.setAccessibleName(tr("เอกสารที่จะบันทึก"))
        self.table.on_edit = self._toggle
        self.table.accept_requested.connect(self.ui.accept.click)
        self._lay_out()
        self._connect()
        self._refresh()
        self.table.go_to(next(iter(self._rows), ""))
        self.table.setFocus()

    def _lay_out(self) -> None:
        add(
            self.body,
            hbox(
                self.usual_chip,
                self.none_chip,
                *self.format_chips.values(),
                None,
                self.binder_chip,
                self.profile_chip,
                margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S),
                gap=Space.XS,
            ),
            (self.table, 1),
        )

    def _connect(self) -> None:
        self.usual_chip.clicked.connect(
            lambda: self._select({name: row.usual for name, row in self._rows.items()})
        )
        self.none_chip.clicked.connect(lambda: self._select({}))
        for form, chip in self.format_chips.items():
            chip.setToolTip(tr("เลือกหรือไม่เลือก {format} ของทุกฉบับ", format=WORDS[form]))
            chip.clicked.connect(lambda on, form=form: self._toggle_format(form, on=on))
        self.binder_chip.clicked.connect(self._refresh)
        readers = QMenu(self.profile_chip)
        for profile in Profile:
            readers.addAction(profile_words(profile), partial(self.choose_profile, profile))
        self.profile_chip.setMenu(readers)
        self.profile_chip.setCheckable(False)
        self.profile_chip.setToolTip(tr("ฉบับใช้ภายในมีความเห็นของผู้ตอบแบบวัดและช่องทางติดต่อ ห้ามเผยแพร่"))

    @property
    def is_bound(self) -> bool:
        """Returns whether one binder is to be made instead of many files."""
        return self.binder_chip.isChecked()

    @property
    def wanted(self) -> dict[str, tuple[Format, ...]]:
        """Returns the selected formats of all documents by name."""
        return {row.id: row.wanted for row in self._rows.values()}

    def choose_profile(self, profile: Profile) -> None:
        """Sets the readers; internal documents are listed only for the office."""
        self.profile = profile
        self._refresh()

    def _toggle_format(self, form: Format, *, on: bool) -> None:
        def turned(row: SaveRow) -> tuple[Format, ...]:
            # A format made on request only is not selected by the chip.
            if on:
                more = form in row.usual
                return tuple(
                    file_format
                    for file_format in row.has
                    if file_format in row.wanted or (more and file_format is form)
                )
            return tuple(file_format for file_format in row.wanted if file_format is not form)

        self._select({row.id: turned(row) for row in self._rows.values()})

    def _select(self, wanted: Wanted) -> None:
        self._rows = {
            name: replace(row, wanted=tuple(wanted.get(name, ())))
            for name, row in self._rows.items()
        }
        self._refresh()

    def _toggle(self, edit: Edit) -> None:
        for change in edit.changes:
            row, on = self._rows[change.row], bool(change.value)
            if change.key == TICK:
                wanted = (batch.usual(row.id) or row.has) if on else ()
            else:
                of = Format(change.key)
                wanted = tuple(
                    form for form in row.has if (on if form is of else form in row.wanted)
                )
            self._rows[row.id] = replace(row, wanted=wanted)
        self._refresh()

    def _refresh(self) -> None:
        public = self.profile is Profile.PUBLIC
        seen = [row for row in self._rows.values() if not (public and row.document.internal)]
        by_id = {row.id: row for row in seen}
        shown = [
            replace(group, rows=tuple(by_id[row.id] for row in group.rows if row.id in by_id))
            for group in self._groups
        ]
        self.table.sheet.set_rows(shown, flash=False)
        self.profile_chip.setText(profile_words(self.profile))
        self.none_chip.setChecked(not any(row.wanted for row in seen))
        self.usual_chip.setChecked(all(row.wanted == row.usual for row in seen))
        for form, chip in self.format_chips.items():
            usual = [row for row in seen if form in row.usual]
            chip.setChecked(all(form in row.wanted for row in usual))
        count = self._count(self.wanted, self.profile)
        text = tr("บันทึก {count} ไฟล์…", count=count)
        if self.is_bound:
            count = sum(bool(set(row.wanted) & set(batch.FORMATS)) for row in seen)
            text = tr("รวม {count} ชนิดเป็นแฟ้มเดียว…", count=count)
        self.set_accept(text, blocked="" if count else tr("ยังไม่ได้เลือกเอกสารใด"))


def _usual(row: DocumentRow) -> tuple[Format, ...]:
    return () if row.is_empty else batch.usual(row.id)


def _known(chosen: Wanted, row: DocumentRow, has: Sequence[Format]) -> tuple[Format, ...]:
    """Returns the last selected formats of a document; the defaults for a new one."""
    if row.is_empty or row.id not in chosen:
        return _usual(row)
    return tuple(form for form in has if form in chosen[row.id])


def _columns() -> list[Column[SaveRow]]:
    return [
        Column(TICK, "", lambda row: bool(row.wanted), ImportColumns.TICK, kind=ColumnKind.CHECK,
               editable=True, hideable=False),
        Column("title", tr("เอกสาร"), lambda row: row.document.title, DocumentColumns.TITLE,
               stretch=True, hideable=False),
        Column("about", tr("เรื่อง"), lambda row: row.about, SavedColumns.ABOUT, tone=Tone.TEXT2),
        *(_of_format(form) for form in ALL_FORMATS),
        Column("status", tr("ความพร้อม"), lambda row: row.document.status, DocumentColumns.STATUS,
               kind=ColumnKind.STATE),
    ]  # fmt: skip


def _of_format(form: Format) -> Column[SaveRow]:
    return Column(
        form.value,
        WORDS[form],
        lambda row: form in row.wanted if form in row.has else None,
        SavedColumns.FORMAT,
        kind=ColumnKind.CHECK,
        editable=lambda row: form in row.has,
        hideable=False,
    )
