"""บันทึกไว้ที่อื่น: what cannot reach the file is written to another, and the window goes on there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.editors.base import CellEditor
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
from ita_desktop.ui.saving.copying import save_copy
from ita_desktop.ui.saving.places import ChosenPlace, ask_place, documents, must_be_free
from ita_desktop.ui.session import Session


def save_elsewhere(opener: WorkspaceOpener, then: Callable[[], object] | None = None) -> None:
    """Asks for a place, writes everything there in another thread, and goes on in that file, or
    calls ``then`` to leave. The former file's work is let go only where the new one is proved to
    have all of it."""
    session = opener.session
    if session is None or session.workspace.path is None:
        return
    own = session.workspace.path
    proposed = documents() / own.name
    if proposed == own:
        proposed = Path.home() / own.name
    try:
        place = ask_place(opener.frame, tr("บันทึกไว้ที่อื่น"), proposed)
        if place is None:
            return
        must_be_free(place, own)
    except ItaError as error:
        opener.frame.show_failure(sentence(error))
        return
    _write(opener, session, place, then)


def _write(
    opener: WorkspaceOpener,
    session: Session,
    place: ChosenPlace,
    then: Callable[[], object] | None,
) -> None:
    workspace, path = session.workspace, place.path
    edit = workspace.edits.last_edit

    rescued: list[str] = []

    def go_on() -> None:
        if opener.session is not session:
            return
        rescued.extend(_rescue_typing(opener.frame))
        if workspace.edits.last_edit != edit:
            # Edited meanwhile: what is there now belongs to this.
            _write(opener, session, place._replace(replaces=True), then)
            return
        opener.parting.note_answer(workspace, edit)
        opener.settings.note_opened(path)
        opener.held_by = path
        if then is not None:
            then()
        elif workspace.path == path:
            # The missing file is there again.
            session.follow_saving()
        else:
            opener.close_and_open(path, then=tell)

    def tell() -> None:
        words = tr("บันทึกไว้ที่ {path} แล้ว ทำต่อในแฟ้มนั้น", path=path)
        if rescued:
            words += " · " + tr("สิ่งที่พิมพ์ค้างไว้คัดลอกแล้ว วางด้วย Ctrl+V")
        opener.frame.show_message(words)

    save_copy(opener.frame, session, path, go_on, replaces=place.replaces)


def _rescue_typing(frame: MainFrame) -> list[str]:
    """Stores what is being typed. A file that parted takes no edit: then it is copied to the
    clipboard, and returned."""
    if frame.take_typing():
        return []
    typed = [editor.words() for editor in frame.findChildren(CellEditor) if editor.isVisible()]
    found = [words for words in typed if words]
    if found:
        QGuiApplication.clipboard().setText(found[0])
    return found
