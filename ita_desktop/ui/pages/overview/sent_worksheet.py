"""Exports the worksheet of a unit."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ita_desktop.documents.kinds import Format, Profile
from ita_desktop.i18n import tr
from ita_desktop.services.documents import exporting
from ita_desktop.ui.background import Progress
from ita_desktop.ui.saving.places import ask_file, must_be_free
from ita_desktop.ui.session import Session

WORKSHEET = "unit-worksheet"


def send_worksheet(session: Session, unit_id: str, over: QWidget) -> None:
    """Asks for a location, and writes the worksheet as an Excel file."""
    data = session.data
    unit = data.unit_by_id.get(unit_id)
    if unit is None:
        return
    # It goes to the unit alone, with the notes on its own rows.
    context = exporting.context_of(
        session.workspace, data, session.previous, Profile.INTERNAL, unit_id
    )
    proposed = exporting.proposed_name(context, WORKSHEET, Format.XLSX)
    title = tr("บันทึกแบบบันทึกของ {unit}", unit=unit.label)
    place = ask_file(over, title, Path.home() / proposed, "Excel")
    if place is None:
        return

    def work(progress: Progress) -> Path:
        must_be_free(place, None)
        made = exporting.save(context, WORKSHEET, place.path, Format.XLSX, progress=progress)
        return made.files[0]

    def report(path: Path) -> None:
        words = tr("บันทึก {file} แล้ว ส่งให้ {unit} กรอก แล้วลากไฟล์กลับมาวางที่นี่", file=path.name,
                   unit=unit.label)  # fmt: skip
        session.saved.emit(words, path)

    session.run(work, report, tr("กำลังบันทึก {title}", title=unit.label), keeps_open=True)
