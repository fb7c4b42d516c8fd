"""What goes with a letter, or is handed out with a matter of the agenda: both are kept alike."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.letters.letters import (
    AgendaAttachment,
    Attachment,
    Letter,
    LetterAttachment,
)
from ita_desktop.domain.meetings.meetings import AgendaItem
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
    """Lets a document of the program, or a file, go with a letter or matter; returns the
    attachment's id. Raises InputError where the letter or matter is gone."""
    make, present = _beside(workspace.year(year), to)
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


def _beside(
    data: YearData, to: Letter | AgendaItem
) -> tuple[Callable[..., Attachment], Sequence[Attachment]]:
    """What makes an attachment of a letter or matter, and those that it has."""
    if isinstance(to, Letter):
        if to.id not in data.letter_by_id:
            raise gone("หนังสือฉบับนั้น")
        return partial(LetterAttachment, letter_id=to.id), data.attachments_of_letter(to.id)
    if all(item.id != to.id for item in data.agenda_items):
        raise gone("ระเบียบวาระ")
    return partial(AgendaAttachment, agenda_item_id=to.id), data.attachments_of_agenda_item(to.id)


def detach(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Takes attachments away from their letters, or from their matters."""
    data, chosen = workspace.year(year), set(ids)
    with_letters = with_ids(data.letter_attachments, chosen)
    rows: list[Attachment] = [*with_letters, *with_ids(data.agenda_attachments, chosen)]
    label = "เอาสิ่งที่ส่งมาด้วยออก {which}" if with_letters else "เอาเอกสารประกอบออก {which}"
    remove_rows(workspace, rows, label, lambda attachment: attachment.title, "{count} รายการ")
