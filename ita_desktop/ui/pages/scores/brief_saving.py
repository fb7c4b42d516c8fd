"""Makes the director's brief: in the formats chosen last, in a folder that is asked for."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ita_desktop.documents.kinds import Format
from ita_desktop.documents.registry import kind
from ita_desktop.i18n import tr
from ita_desktop.services.documents import exporting
from ita_desktop.services.documents.exporting import BRIEF, Exported
from ita_desktop.ui.background import Progress
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.saving.places import documents
from ita_desktop.ui.session import Session

FOLDER: Final = "brief.folder"
FORMATS: Final = "brief.formats"
"""Settings: the folder and the formats of the last brief."""
_WORDS: Final = {Format.DOCX: "Word", Format.PDF: "PDF", Format.PPTX: "PowerPoint"}


def chosen_formats(session: Session) -> tuple[Format, ...]:
    """Returns the formats chosen last; all if there are none."""
    kept = session.settings.get(FORMATS)
    wanted = kept if isinstance(kept, list) else []
    known = kind(BRIEF).formats
    return tuple(form for form in known if form.value in wanted) or known


def fill_menu(menu: QMenu, session: Session, over: QWidget) -> None:
    """Adds the action, and the formats as choices that are kept."""
    menu.addAction(tr("ทำสรุปสำหรับผู้บริหาร…"), lambda: make_brief(session, over))
    menu.addSeparator()
    chosen = chosen_formats(session)
    for form in kind(BRIEF).formats:
        entry = menu.addAction(_WORDS[form])
        entry.setCheckable(True)
        entry.setChecked(form in chosen)
        entry.toggled.connect(lambda on, form=form: _choose(session, form, on=on))


def _choose(session: Session, form: Format, *, on: bool) -> None:
    chosen = chosen_formats(session)
    wanted = [
        file_format.value
        for file_format in kind(BRIEF).formats
        if (on if file_format is form else file_format in chosen)
    ]
    session.settings.set(FORMATS, wanted)


def make_brief(session: Session, over: QWidget) -> None:
    """Asks for a folder, and writes the brief of the shown year there."""
    name = QFileDialog.getExistingDirectory(
        over, tr("บันทึกสรุปสำหรับผู้บริหารไว้ที่"), str(_folder(session))
    )
    if not name:
        return
    folder = Path(name)
    session.settings.set(FOLDER, str(folder))
    _write(session, over, folder)


def _write(session: Session, over: QWidget, folder: Path, *, as_typed: bool = False) -> None:
    """Writes the brief in another thread, after asking about undecided personal data in it."""
    load("ita_desktop.ui.dialogs.public_page")
    from ita_desktop.ui.dialogs.public_page import attempted, handled

    formats = chosen_formats(session)
    context = exporting.context_of(session.workspace, session.data, session.previous)

    def work(progress: Progress) -> Exported:
        return exporting.export(
            context, BRIEF, folder, formats=formats, progress=progress, as_typed=as_typed
        )

    def report(made: Exported) -> None:
        only = made.files[0] if len(made.files) == 1 else folder
        text = tr("บันทึก {count} ไฟล์ไว้ที่ {folder} แล้ว", count=len(made.files), folder=folder.name)
        session.saved.emit(text, only)

    again = partial(_write, session, over, folder, as_typed=True)
    session.run(
        attempted(work),
        handled(session, over, report, again, session.failed.emit),
        tr("กำลังทำสรุปสำหรับผู้บริหาร"),
        keeps_open=True,
    )


def _folder(session: Session) -> Path:
    kept = session.settings.get(FOLDER)
    return Path(kept) if isinstance(kept, str) and Path(kept).is_dir() else documents()
