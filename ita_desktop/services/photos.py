"""Photographs of entries: add, reorder, crop, rotate, blur."""

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.domain.records import new_id
from ita_desktop.domain.tracking.entries import BrushTouch, Crop, Photo
from ita_desktop.domain.year import YearData
from ita_desktop.home import TEMPORARY
from ita_desktop.pictures.photographs import LONGEST, MOST_BYTES, blurred, prepare, turned
from ita_desktop.services.documents.wordings import content_of
from ita_desktop.services.edits import (
    CellEdit,
    gone,
    last_position,
    line,
    names,
    number,
    remove_rows,
    rich,
    still,
    with_ids,
    write_edits,
)
from ita_desktop.services.personal_removal import erase_media
from ita_desktop.storage import Step
from ita_desktop.storage.workspace import Workspace

_MANY = "{count} ภาพ"


class NewPhoto(NamedTuple):
    """A photograph to add: a file, or pasted data."""

    name: str
    source: Path | bytes


class AddedPhotos(NamedTuple):
    """Result of adding photographs."""

    ids: tuple[str, ...]
    already: tuple[str, ...]
    """Names of those that the entry already has; these are not added again."""
    refused: tuple[ItaError, ...]
    """Why others were not added."""


class _Ready(NamedTuple):
    """A photograph that was read and stored temporarily on disk, as there may be hundreds."""

    name: str
    path: Path
    key: str
    width: int
    height: int
    original: Path | None


def given(paths: Iterable[Path]) -> list[NewPhoto]:
    """Return files as photographs to add."""
    return [NewPhoto(path.name, path) for path in paths]


def add(
    workspace: Workspace,
    year: int,
    entry_id: str,
    photographs: Sequence[NewPhoto],
    *,
    keep_originals: bool = False,
    progress: Step | None = None,
) -> AddedPhotos:
    """Add photographs to an entry, after its existing ones, in one unit of work.

    All are read before anything is written; unreadable ones are skipped and reported. ``progress``
    is called with counts and may raise to cancel; nothing is added then. Raises InputError if the
    entry does not exist.
    """
    before = _photos(workspace.year(year), entry_id)
    present = {photo.media for photo in before}
    sizes = {longest for photo in before if (longest := max(photo.width, photo.height)) > LONGEST}
    ready: list[_Ready] = []
    already: list[str] = []
    refused: list[ItaError] = []
    with TemporaryDirectory(prefix=TEMPORARY) as folder:
        for at, photograph in enumerate(photographs):
            if progress is not None:
                progress(at, len(photographs), photograph.name)
            try:
                found = _read(photograph, Path(folder) / str(at), keep_original=keep_originals)
            except InputError as error:
                refused.append(error)
                continue
            if found.key in present or _is_there_larger(found, photograph, sizes, present):
                already.append(photograph.name)
                continue
            present.add(found.key)
            ready.append(found)
        ids = _write(workspace, year, entry_id, ready, progress)
    return AddedPhotos(ids, tuple(already), tuple(refused))


def _is_there_larger(
    found: _Ready, given: NewPhoto, sizes: Collection[int], present: Collection[str]
) -> bool:
    """Return whether the entry has the photograph in a size that earlier releases stored."""
    if max(found.width, found.height) < LONGEST:
        return False
    return any(
        sha256(prepare(_data_of(given), given.name, size).data).hexdigest() in present
        for size in sizes
    )


def _data_of(given: NewPhoto) -> bytes:
    return given.source if isinstance(given.source, bytes) else content_of(given.source, MOST_BYTES)


def _read(given: NewPhoto, place: Path, *, keep_original: bool) -> _Ready:
    """Read a photograph and store its result at ``place``. Raises InputError."""
    data = _data_of(given)
    if len(data) > MOST_BYTES:
        raise InputError(
            "{file} ใหญ่เกิน {most} MB",
            remedy="ย่อภาพในโปรแกรมดูภาพ แล้วเพิ่มใหม่",
            file=given.name,
            most=MOST_BYTES // 2**20,
        )
    kept = prepare(data, given.name)
    place.write_bytes(kept.data)
    original = place.with_suffix(".original") if keep_original else None
    if original is not None:
        original.write_bytes(data)
    key = sha256(kept.data).hexdigest()  # under which the workspace stores it
    return _Ready(given.name, place, key, kept.width, kept.height, original)


def _write(
    workspace: Workspace,
    year: int,
    entry_id: str,
    ready: Sequence[_Ready],
    progress: Step | None,
) -> tuple[str, ...]:
    if not ready:
        return ()
    rows: list[Photo] = []
    which = names([photograph.name for photograph in ready], _MANY)
    with workspace.change("เพิ่มภาพถ่าย {which}", which=which) as change:
        # Reading may have taken minutes: use the present entry.
        position = last_position(_photos(workspace.year(year), entry_id))
        for at, prepared in enumerate(ready):
            if progress is not None:
                progress(at, len(ready), prepared.name)
            kept = change.keep(prepared.path.read_bytes())
            photo = Photo(
                id=new_id(),
                entry_id=entry_id,
                media=kept,
                original=change.keep(prepared.original.read_bytes()) if prepared.original else "",
                file_name=line(prepared.name),
                width=prepared.width,
                height=prepared.height,
                position=position + at,
            )
            rows.append(change.insert(photo))
    return tuple(row.id for row in rows)


def _photos(data: YearData, entry_id: str) -> tuple[Photo, ...]:
    """Return the photographs of an entry; raises InputError if the entry does not exist."""
    if all(entry.id != entry_id for entry in data.entries):
        raise gone("รายการผลการดำเนินการ")
    return data.photos_of(entry_id)


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove photographs from their entries."""
    rows = with_ids(workspace.year(year).photos, ids)
    remove_rows(
        workspace, rows, "เอาภาพถ่ายออก {which}", lambda photograph: photograph.file_name, _MANY
    )


def place(workspace: Workspace, year: int, ids: Sequence[str], before: str | None) -> None:
    """Move photographs of one entry before another one, or to the end; their own order is kept."""
    data = workspace.year(year)
    moved = with_ids(data.photos, ids)
    if not moved:
        return
    there = data.photos_of(moved[0].entry_id)
    chosen = {photo.id for photo in moved}
    # A target that moves along is replaced by the next one that stays.
    follows = next((at for at, photo in enumerate(there) if photo.id == before), len(there))
    head = [photo for photo in there[:follows] if photo.id not in chosen]
    tail = [photo for photo in there[follows:] if photo.id not in chosen]
    order = [*head, *(photo for photo in there if photo.id in chosen), *tail]
    if order == list(there):
        return
    with workspace.change("จัดลำดับภาพถ่าย {which}", which=_which(moved)) as change:
        number(change, order)


def caption(workspace: Workspace, year: int, photo_id: str, words: str) -> None:
    """Set the caption of a photograph, in short rich text. Raises InputError if it does not
    exist."""
    rows = workspace.year(year).photos
    which = names([row.file_name for row in rows if row.id == photo_id], _MANY)
    with workspace.change("แก้คำบรรยายภาพ {which}", which=which) as change:
        edits = [CellEdit(photo_id, "caption", words)]
        write_edits(change, rows, edits, lambda edit: rich(edit.value), "ภาพถ่าย")


def crop(workspace: Workspace, year: int, photo_id: str, part: Crop) -> None:
    """Set the displayed part of a photograph; the stored image is not changed. Raises InputError if
    it does not exist."""
    photo = _photo(workspace.year(year), photo_id)
    with workspace.change("ครอบตัดภาพ {which}", which=photo.file_name) as change:
        change.update(photo, crop=str(part.within()))


def rotate(workspace: Workspace, year: int, ids: Iterable[str], quarters: int) -> None:
    """Rotate photographs clockwise by ``quarters`` x 90 degrees, together with their cropped parts.
    Raises InputError if a stored image cannot be read."""
    rows = with_ids(workspace.year(year).photos, ids)
    if not rows or quarters % 4 == 0:
        return
    made = [turned(workspace.media(row.media) or b"", row.file_name, quarters) for row in rows]
    with workspace.change("หมุนภาพถ่าย {which}", which=_which(rows)) as change:
        for row, kept in zip(rows, made, strict=True):
            change.update(
                row,
                media=change.keep(kept.data),
                width=kept.width,
                height=kept.height,
                crop=str(Crop.of(row.crop).turned(quarters)),
            )


def blur(
    workspace: Workspace,
    year: int,
    photo_id: str,
    dabs: Sequence[BrushTouch],
    *,
    keep_original: bool,
) -> tuple[str, ...]:
    """Blur the stored image under the dabs. Without ``keep_original``, the original is erased from
    the file, so that this and earlier edits cannot be undone; safety copies still contain it.
    Return the items whose evidence or photographs hold the same original, which then stays there.
    Raises InputError if the stored image cannot be read."""
    data = workspace.year(year)
    photo = _photo(data, photo_id)
    made = blurred(workspace.media(photo.media) or b"", photo.file_name, dabs)
    original = (photo.original or photo.media) if keep_original else ""
    with workspace.change("เบลอในภาพ {which}", which=photo.file_name) as change:
        change.update(
            photo,
            media=change.keep(made.data),
            width=made.width,
            height=made.height,
            original=original,
        )
    if keep_original:
        return ()
    keys = {photo.media, photo.original} - {""}
    erase_media(workspace, keys)
    return tuple(_holders(workspace, keys))


def _holders(workspace: Workspace, keys: Collection[str]) -> Iterable[str]:
    """Return the item codes of what holds one of these images, with its year."""
    found: dict[str, None] = {}
    for each in workspace.years():
        data = workspace.year(each.year)
        codes = [row.item_code for row in data.evidence if row.media in keys]
        entries = {row.entry_id for row in data.photos if {row.media, row.original} & set(keys)}
        entries |= {row.entry for row in data.returned_photos if row.media in keys}
        measures = dict.fromkeys(entry.measure_id for entry in data.entries if entry.id in entries)
        for measure_id in measures:
            items = [row.item_code for row in data.items_of_measure(measure_id)]
            codes += items or [data.measure_by_id[measure_id].indicator]
        found |= dict.fromkeys(f"{code} ({each.year})" for code in codes)
    return found


def _photo(data: YearData, photo_id: str) -> Photo:
    return still(next((photo for photo in data.photos if photo.id == photo_id), None), "ภาพถ่าย")


def _which(rows: Sequence[Photo]) -> str:
    return names([row.file_name for row in rows], _MANY)
