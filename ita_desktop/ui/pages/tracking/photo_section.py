"""The photographs of an entry: the grid connected to the workspace."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.tracking.entries import BrushTouch, Photo
from ita_desktop.i18n import sentence, tr
from ita_desktop.services.tracking import photos
from ita_desktop.services.tracking.photos import AddedPhotos, NewPhoto
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.ui.background import Progress
from ita_desktop.ui.outside import offer_kept
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.photos.grid import PhotoGrid
from ita_desktop.ui.widgets.photos.model import PhotoItem


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
        session, entry = self._session, self.entry
        workspace, year = session.workspace, session.year
        keep = self.grid.keep_originals.isChecked()

        def work(progress: Progress) -> tuple[str, AddedPhotos]:
            added = photos.add(
                workspace, year, entry, photographs, keep_originals=keep, progress=progress
            )
            return entry, added

        what = tr("กำลังอ่านภาพ {count} ภาพ", count=len(photographs))
        session.run(work, self._show_added, what)

    def _show_added(self, described: tuple[str, AddedPhotos]) -> None:
        entry, added = described
        if entry == self.entry:
            self.grid.list.choose(added.ids)
        texts = []
        if added.ids:
            texts.append(tr("เพิ่มแล้ว {count} ภาพ", count=len(added.ids)))
        if len(added.already) == 1:
            texts.append(tr("{file} มีอยู่แล้ว", file=added.already[0]))
        elif added.already:
            texts.append(tr("มีอยู่แล้ว {count} ภาพ", count=len(added.already)))
        if not added.refused:
            self._session.notified.emit(" · ".join(texts), bool(added.ids))
            return
        if len(added.refused) > 1:
            texts.append(tr("เพิ่มไม่ได้ {count} ภาพ", count=len(added.refused)))
        texts.append(sentence(added.refused[0]))
        self._session.failed.emit(" · ".join(texts))

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


def _item(photo: Photo) -> PhotoItem:
    return PhotoItem(
        photo.id, photo.media, photo.crop, photo.caption, photo.file_name, photo.original
    )
