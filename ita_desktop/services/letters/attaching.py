"""Attachments of letters and of agenda items."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ita_desktop.domain.letters.letters import (
    AgendaAttachment,
    Attachment,
    Letter,
    LetterAttachment,
)
from ita_desktop.domain.meetings.meetings import AgendaItem
from ita_desktop.domain.records import new_id
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import gone, last_position, line, remove_rows, with_ids
from ita_desktop.storage.workspace import Workspace


def attach(
    workspace: Workspace,
    year: int,
    to: Letter | AgendaItem,
    title: str,
    *,
    document: str = "",
    file_name: str = "",
    data: bytes = b"",
) -> str:
    """Attach a generated document or a file to a letter or agenda item; return the attachment's id.
    Raises InputError if the letter or item does not exist."""
    make, present = _attachments_of(workspace.year(year), to)
    with workspace.change("แนบ {title}", title=line(title)) as change:
        row = make(
            id=new_id(),
            title=line(title),
            document=document,
            file_name=file_name,
            media=change.keep(data) if data else "",
            position=last_position(present),
        )
        change.insert(row)
    return row.id


def _attachments_of(
    data: YearData, to: Letter | AgendaItem
) -> tuple[Callable[..., Attachment], Sequence[Attachment]]:
    """Return the attachment class for a letter or agenda item, and its present attachments."""
    if isinstance(to, Letter):
        if to.id not in data.letter_by_id:
            raise gone("หนังสือฉบับนั้น")
        return partial(LetterAttachment, letter_id=to.id), data.attachments_of_letter(to.id)
    if all(item.id != to.id for item in data.agenda_items):
        raise gone("ระเบียบวาระ")
    return partial(AgendaAttachment, agenda_item_id=to.id), data.attachments_of_agenda_item(to.id)


def detach(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove attachments."""
    data, chosen = workspace.year(year), set(ids)
    with_letters = with_ids(data.letter_attachments, chosen)
    rows: list[Attachment] = [*with_letters, *with_ids(data.agenda_attachments, chosen)]
    label = "เอาสิ่งที่ส่งมาด้วยออก {which}" if with_letters else "เอาเอกสารประกอบออก {which}"
    remove_rows(workspace, rows, label, lambda attachment: attachment.title, "{count} รายการ")
