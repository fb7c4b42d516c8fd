"""Parts of a record of what was done: its photographs, a grid connected to the workspace, the
rows of a table that take them; and chips with the units that it is of.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.tracking.entries import BrushTouch, Photo
from ita_desktop.i18n import sentence, tr
from ita_desktop.services import photos
from ita_desktop.services.photos import AddedPhotos, NewPhoto
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.ui.background import Progress
from ita_desktop.ui.loading.asked import is_amid_something, later
from ita_desktop.ui.opening.dropped_files import are_photos, take_copies
from ita_desktop.ui.outside import offer_kept
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.editor_events import FilesPastedEvent, tell
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Height, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import WrapLayout, vbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.photos.grid import PhotoGrid, taken_from
from ita_desktop.ui.widgets.photos.model import PhotoItem


class UnitChipSize:
    UNIT_LINES: Final = 4
    """Number of lines of units beyond which they scroll."""


class ChipUnit(NamedTuple):
    """A unit with its state."""

    id: str
    label: str
    mark: Mark = Mark.NONE


class UnitChips(QWidget):
    """One chip for each unit, and one for all of them; at least one is checked. ``alone``: a stored
    entry is of one unit, or of all."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.alone = False
        self.everybody = Chip(tr("ทุกหน่วย"), self)
        self.everybody.clicked.connect(lambda: self.choose(()))
        self.chips: dict[str, Chip] = {}
        self._label = ThaiLabel(tr("หน่วยที่ทำ"), self, style=Text.LABEL, tone=Tone.TEXT2)
        self._place = QWidget(self)
        self._wrap = WrapLayout(Space.ICON_TO_WORD, Space.XS, self._place)
        self._wrap.addWidget(self.everybody)
        self._scroll = RoomScroll.around(self._place, self, across=False)
        vbox(self._label, self._scroll, on=self, gap=Space.XS)

    def set_units(self, units: Sequence[ChipUnit]) -> None:
        """Shows the units; hidden without any."""
        for unit in units:
            chip = Chip(unit.label, self._place, mark=unit.mark)
            chip.clicked.connect(lambda _=False, key=unit.id: self._choose(key))
            self._wrap.addWidget(chip)
            self.chips[unit.id] = chip
        self.setVisible(bool(units))

    def fit(self, width: int, over: int = 0) -> None:
        """Adapts the height to the chips; many of them scroll, and more so where ``over`` px are
        missing."""
        line = Height.CHIP + Space.XS
        whole = min(self._wrap.heightForWidth(width), UnitChipSize.UNIT_LINES * line)
        height = max(line, whole - over)
        self._scroll.setFixedHeight(height)
        self.setFixedHeight(self._label.sizeHint().height() + Space.XS + height)

    def choose(self, unit_ids: Iterable[str]) -> None:
        """Checks the chips of these units, or the one for all."""
        chosen = set(unit_ids) & self.chips.keys()
        self.everybody.setChecked(not chosen)
        for key, chip in self.chips.items():
            chip.setChecked(key in chosen)

    def chosen(self) -> tuple[str, ...]:
        """Returns the checked units; none if it is for all."""
        return tuple(key for key, chip in self.chips.items() if chip.isChecked())

    def _choose(self, key: str) -> None:
        checked = self.chips[key].isChecked()
        self.choose([key] if self.alone and checked else self.chosen())


class PhotoSection(QWidget):
    """Shows an entry's photographs, stores changes, and follows other changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.entry = ""
        """The id of the shown entry; empty for none."""
        self.grid = PhotoGrid(session.workspace.media, self)
        self.grid.given.connect(self.add)
        self.grid.removed.connect(self._remove)
        self.grid.placed.connect(lambda keys, before: session.write(photos.place, keys, before))
        self.grid.captioned.connect(lambda key, words: session.write(photos.caption, key, words))
        self.grid.cropped.connect(lambda key, part: session.write(photos.crop, key, part))
        self.grid.blurred.connect(self._blur)
        self.grid.rotated.connect(self._rotate)
        self.grid.offer_original = self._offer_original
        session.changed.connect(self._follow)
        vbox(self.grid, on=self)

    def show_entry(self, entry_id: str) -> None:
        """Shows the photographs of an entry."""
        session = self._session
        self.entry = entry_id
        shown = session.data.photos_of(entry_id)
        entry = session.data.entry_by_id.get(entry_id)
        owners = session.data.owners_of_measure(entry.measure_id) if entry is not None else ()
        locked = bool(session.locked_to(owners))
        self.grid.set_photos([_item(photo) for photo in shown], locked=locked)

    def _follow(self, changed: Changed) -> None:
        if self.entry and "photo" in changed.tables:
            self.show_entry(self.entry)

    def add(self, photographs: Sequence[NewPhoto]) -> None:
        """Reads photographs in another thread and adds them to the entry in one step."""
        entry, keep = self.entry, self.grid.keep_originals.isChecked()

        def choose(added: AddedPhotos) -> None:
            if entry == self.entry:
                self.grid.list.choose(added.ids)

        add_photos(self._session, entry, photographs, choose, keep_originals=keep)

    # -- actions

    def _remove(self, keys: Sequence[str]) -> None:
        session = self._session
        if session.could_write(photos.remove, keys):
            session.notified.emit(tr("เอาภาพออกแล้ว {count} ภาพ", count=len(keys)), True)

    def _blur(self, key: str, dabs: Sequence[BrushTouch], keep: bool) -> None:
        session = self._session
        workspace, year = session.workspace, session.year

        def work(_progress: Progress) -> tuple[str, ...]:
            return photos.blur(workspace, year, key, dabs, keep_original=keep)

        def report(holders: Sequence[str]) -> None:
            if not keep:
                self._show_erased(holders)

        session.run(work, report, tr("กำลังเบลอภาพ"))

    def _show_erased(self, holders: Sequence[str]) -> None:
        if not holders:
            text = tr("เบลอแล้ว ภาพเดิมไม่อยู่ในแฟ้ม ในแฟ้มสำรองก่อนหน้านี้ยังมี")
            self._session.notified.emit(text, False)
            return
        # The same picture may be kept as evidence, or be a photograph of another measure.
        kept = InputError(
            "เบลอแล้ว แต่ภาพเดิมยังอยู่ในแฟ้ม เพราะใช้ที่ {items} ด้วย",
            remedy="เบลอหรือเปลี่ยนภาพที่นั่น",
            items=", ".join(holders),
        )
        self._session.failed.emit(sentence(kept))

    def _offer_original(self, menu: QMenu, item: PhotoItem) -> None:
        offer_kept(menu, self._session, item.original, item.file_name)

    def _rotate(self, keys: Sequence[str], quarters: int) -> None:
        session = self._session
        workspace, year = session.workspace, session.year

        def work(_progress: Progress) -> None:
            photos.rotate(workspace, year, keys, quarters)

        what = tr("กำลังหมุนภาพ {count} ภาพ", count=len(keys))
        session.run(work, lambda _none: None, what)


class PhotoDrops(QObject):
    """Takes photographs that are pasted into a table, or dropped on a row of it, for the current
    row. Other files are imported, as anywhere in the window."""

    def __init__(
        self, session: Session, table: SheetView, take: Callable[[Sequence[NewPhoto]], object]
    ) -> None:
        super().__init__(table)
        self._session = session
        self._table = table
        self._take = take
        table.on_files_paste = self._paste
        table.viewport().setAcceptDrops(True)
        table.viewport().installEventFilter(self)

    def _paste(self) -> None:
        copied = QGuiApplication.clipboard().mimeData()
        if are_photos(copied):
            self._take(taken_from(copied))
        else:
            tell(self._table, FilesPastedEvent())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not are_photos(event.mimeData()):
            # What is ignored here is offered to the window.
            if isinstance(event, QDropEvent):
                event.ignore()
            return isinstance(event, QDropEvent)
        index = self._table.indexAt(event.position().toPoint())
        row = self._table.sheet.lines[index.row()].row.id if index.isValid() else ""
        if self._session.is_locked or is_amid_something() or not row:
            event.ignore()
            return True
        take_copies(event)
        if event.type() == QEvent.Type.Drop:
            self._table.go_to(row)
            photographs = taken_from(event.mimeData())
            # The program that they were dragged from waits until this returns.
            later(self, 0, lambda: self._take(photographs))
        return True


def add_photos(
    session: Session,
    entry_id: str,
    photographs: Sequence[NewPhoto],
    then: Callable[[AddedPhotos], object] = lambda _added: None,
    *,
    keep_originals: bool = False,
) -> None:
    """Reads photographs in another thread, adds them to an entry in one step, and says so."""
    workspace, year = session.workspace, session.year

    def work(progress: Progress) -> AddedPhotos:
        return photos.add(
            workspace, year, entry_id, photographs, keep_originals=keep_originals, progress=progress
        )

    def report(added: AddedPhotos) -> None:
        then(added)
        _tell_added(session, added)

    session.run(work, report, tr("กำลังอ่านภาพ {count} ภาพ", count=len(photographs)))


def _tell_added(session: Session, added: AddedPhotos) -> None:
    texts = []
    if added.ids:
        texts.append(tr("เพิ่มแล้ว {count} ภาพ", count=len(added.ids)))
    if len(added.already) == 1:
        texts.append(tr("{file} มีอยู่แล้ว", file=added.already[0]))
    elif added.already:
        texts.append(tr("มีอยู่แล้ว {count} ภาพ", count=len(added.already)))
    if not added.refused:
        session.notified.emit(" · ".join(texts), bool(added.ids))
        return
    if len(added.refused) > 1:
        texts.append(tr("เพิ่มไม่ได้ {count} ภาพ", count=len(added.refused)))
    texts.append(sentence(added.refused[0]))
    session.failed.emit(" · ".join(texts))


def _item(photo: Photo) -> PhotoItem:
    return PhotoItem(
        photo.id, photo.media, photo.crop, photo.caption, photo.file_name, photo.original
    )
