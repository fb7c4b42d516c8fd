"""Photographs in the rows of a returned worksheet: they belong to the entry of their row."""

from collections import defaultdict
from functools import partial
from typing import Final

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.kinds.tracking.worksheet import WorksheetRow
from ita_desktop.exchange.remarks import Remark, RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import rich
from ita_desktop.services.imports.documents.ready_pictures import (
    TooLargePictureError,
    content,
    file_name,
    ready,
)
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.plan import Insert

_MOST: Final = 100
"""Number of photographs of one form."""


class RowPhotos:
    """The pictures of a file by the rows that they are in."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._pictures: dict[tuple[str, int], list[Picture]] = defaultdict(list)
        for picture in draft.pictures.values():
            if draft.form and picture.part:
                self._pictures[picture.sheet, picture.row].append(picture)
        count = sum(map(len, self._pictures.values()))
        if count > _MOST:
            raise InputError(
                "แบบนี้มีภาพ {count} ภาพ มากเกิน {most} ภาพ จึงไม่รับทั้งไฟล์",
                remedy="ให้หน่วยงานเลือกเฉพาะภาพที่ใช้ แล้วส่งใหม่",
                count=count,
                most=_MOST,
            )

    def of(self, origin: Origin) -> list[Picture]:
        """Return the pictures in a row."""
        return self._pictures.get((origin.sheet, origin.row), [])

    def refuse(self, row: WorksheetRow, template: str, remedy: str) -> None:
        """Report pictures in a row that cannot have any."""
        if self.of(row.origin):
            self._draft.leave_out(Remark(row.origin, template, remedy))

    def writes(self, row: WorksheetRow, entry_id: str) -> list[Insert]:
        """Return the writes of the photographs in a row that its entry does not have; a picture
        that cannot be read is reported. Raises InputError for one larger than any camera's."""
        pictures = self.of(row.origin)
        stored = self._draft.year.photos_of(entry_id)
        known = {photo.media for photo in stored}
        position = max((photo.position for photo in stored), default=-1)
        made = []
        for picture, caption in zip(pictures, _captions(row, pictures), strict=True):
            found = ready(picture, picture.part)
            if isinstance(found, TooLargePictureError):
                raise InputError(
                    "{problem} จึงไม่รับทั้งไฟล์",
                    remedy="ให้หน่วยงานเอาภาพนั้นออก แล้วส่งใหม่",
                    problem=found.fields["problem"],
                )
            if isinstance(found, RowError):
                self._draft.leave_out(Remark.of(row.origin, found))
                continue
            if found.key in known:
                continue
            known.add(found.key)
            name = file_name(picture.part)
            position += 1
            photo = Photo(
                id=new_id(),
                entry_id=entry_id,
                media=found.key,
                file_name=name,
                width=found.width,
                height=found.height,
                caption=rich(caption),
                position=position,
            )
            made.append(Insert(photo, partial(content, picture, name)))
        return made


def _captions(row: WorksheetRow, pictures: list[Picture]) -> list[str]:
    """Return a caption for each picture: a line each; all lines, if there are more, with the
    last."""
    lines = [line for line in row.captions.split("\n") if line]
    many = len(pictures)
    if len(lines) > many:
        lines = [*lines[: many - 1], "\n".join(lines[many - 1 :])] if many else []
    return [*lines, *[""] * (many - len(lines))]
