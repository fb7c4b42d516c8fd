"""What the window can look like: each page, sheet, popup and empty page, by name."""

import atexit
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from shiboken6 import getAllValidWrappers

from ita_desktop.i18n import tr
from ita_desktop.services import workspaces
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.backups import FileHealthDialog
from ita_desktop.ui.dialogs.public_page import PublicPageSheet, PublicTextsSheet
from ita_desktop.ui.dialogs.replacing import ReplaceSheet
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.page import ANSWERS, MORE, SettingsSection
from ita_desktop.ui.pages.surveys.page import SurveySection
from ita_desktop.ui.pages.year.page import YearSection
from ita_desktop.ui.window import Window

Take = Callable[[], None]
"""Takes the picture of the window as it stands."""
Scene = Callable[[Window, Take], None]
"""Brings the window to where its picture is wanted, takes it and tidies up."""

SETTLING_MS = 300
QUIET = 4
"""So often in a row nothing was at work."""
SOON: Final = 250
"""A timer that ends within so many milliseconds is waited for; a later one tells of something else,
as that a message has been read."""
_SHOW_LATER: Final = (QTimer, QVariantAnimation)
"""What the program moves and shows things by."""
WAITS = 60
"""How often something is waited for that comes by itself, as a sheet that a job opens."""
FRESH_YEAR: Final = 2567
EMPTY_PAGES: Final = (
    PageKey.ROSTER,
    PageKey.OIT,
    PageKey.MEASURES,
    PageKey.SCORES,
    PageKey.MEETINGS,
    PageKey.SURVEYS,
    PageKey.COLLECTING,
)
PASTED: Final = "ลำดับ\tชื่อ - สกุล\tตำแหน่ง\tสังกัด\tบทบาท\n" + "".join(
    f"{number}\tนายตัวอย่าง ลำดับที่ {number}\tเจ้าพนักงานธุรการชำนาญงาน\tฝ่ายปกครอง\tกรรมการ\n"
    for number in range(1, 13)
)


def fresh_sample() -> Path:
    """A copy of the sample that is nobody's: not the one that a user tries things out in."""
    return workspaces.copy_sample(Path(tempfile.mkdtemp(dir=_folder())) / "สำนักงานเขตตัวอย่าง.ita")


@cache
def _folder() -> Path:
    """Of all samples of this process: three megabytes each, gone with it."""
    folder = Path(tempfile.mkdtemp(prefix="ita-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def wait_until_idle() -> None:
    """Waits for what is shown later: by timers, movements and jobs, which may call for one another.
    Raises RuntimeError where there is no end of them, with the names of what was at work, the one
    that was found most often first."""
    quiet, found = 0, Counter[str]()
    for _ in range(WAITS):
        QTest.qWait(SETTLING_MS)
        jobs = wait_for_all()
        found.update(f"job {name}" for name in jobs)
        quiet = 0 if jobs else quiet + 1
        if quiet < QUIET:
            continue
        if not (coming := _coming()):
            return
        found.update(coming.keys())
        QTest.qWait(max(coming.values()))
        quiet = 0
    told = ", ".join(f"{name} ({times} times)" for name, times in found.most_common())
    raise RuntimeError(f"there is always something at work: {told}")


def _coming() -> dict[str, int]:
    """Milliseconds until what moves stands still, and what is about to come is there, by names."""
    # Looking for them in all windows would take much longer.
    made = [wrapper for wrapper in getAllValidWrappers() if type(wrapper) in _SHOW_LATER]
    left: dict[str, int] = {}
    for wrapper in made:
        if isinstance(wrapper, QVariantAnimation):
            if wrapper.state() is wrapper.State.Running:
                left[_named(wrapper)] = wrapper.totalDuration() - wrapper.currentTime() + 1
        elif wrapper.isSingleShot() and 0 <= wrapper.remainingTime() <= SOON:
            left[_named(wrapper)] = wrapper.remainingTime() + 1
    return left


def _named(timer: QObject) -> str:
    """A timer or movement, by what it belongs to."""
    names = [type(timer).__name__, timer.objectName()]
    owner = timer.parent()
    if owner is not None:
        names += ["of", type(owner).__name__, owner.objectName()]
    return " ".join(filter(None, names))


def wait_for(is_there: Callable[[], bool]) -> None:
    """Waits for what comes by itself. Raises RuntimeError where it never does."""
    for _ in range(WAITS):
        if is_there():
            return
        QTest.qWait(SETTLING_MS)
    raise RuntimeError("what is waited for has not come")


def picture(window: QWidget) -> QPixmap:
    """The window with the sheets and popups that stand over it."""
    taken = window.grab()
    painter = QPainter(taken)
    for floating in QApplication.topLevelWidgets():
        if floating is not window and floating.isVisible():
            corner = window.mapFromGlobal(floating.pos())
            painter.setClipping(False)
            if not floating.mask().isEmpty():
                painter.setClipRegion(floating.mask().translated(corner))
            painter.drawPixmap(corner, floating.grab())
    painter.end()
    return taken


def _take_settings(window: Window) -> None:
    """What a file of settings would change."""
    from ita_desktop.services.settings import file as settings_file
    from ita_desktop.services.settings import importing as settings_import
    from ita_desktop.ui.dialogs.previews.difference import open_settings

    data = window.session.data
    office, unit = data.organisation, data.units[-1]
    given = settings_file.OfficeSettings(
        {"agency_code": "500999"},
        (settings_file.UnitSetting(unit.name, unit.kind, unit.short_name, office.name),),
        {"all.continued": office.name},
        {"measures-book": ("internal-notes",)},
        {"analysis-by-indicator": (20, 20, 25, 20, 15)},
    )
    texts = tr("ตรวจก่อนนำเข้าการตั้งค่า"), office.name
    window.go(PageKey.SETTINGS, SettingsSection.BACKUP)
    open_settings(
        settings_import.plan(data, given), texts, window, lambda _chosen: None, lambda _chosen: None
    )


def _replace(window: Window) -> None:
    """Last year's number in this year's texts."""
    assert window.session is not None
    sheet = ReplaceSheet(window.session, window)
    sheet.wanted.setText(str(window.session.year))
    sheet.new.setText(str(window.session.year + 1))
    sheet.exec()


def page_scene(key: PageKey, target: str, window: Window, take: Take) -> None:
    """A page, with the thing named by ``target`` on it."""
    window.go(key, target)
    take()


def sheet_scene(open_it: Callable[[Window], object], window: Window, take: Take) -> None:
    """A sheet runs an event loop of its own until it is left; some open only when a job is done."""
    taken: list[QWidget] = []
    opening = QTimer(interval=SETTLING_MS)

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, QDialog):
            opening.stop()
            taken.append(sheet)
            try:
                wait_until_idle()
                take()
            finally:
                sheet.reject()

    opening.timeout.connect(look)
    opening.start()
    open_it(window)
    wait_for(lambda: bool(taken))


def _public_page(window: Window) -> None:
    sheet = PublicPageSheet(window.session, window)
    sheet.work.wait_and_report(WAITS)
    sheet.exec()


def _public_texts(window: Window) -> None:
    from ita_desktop.domain.personal_data import typed_data
    from ita_desktop.services import measures
    from ita_desktop.services.edits import CellEdit

    session = window.session
    measure, other = session.data.measures[3:5]
    name = session.data.people[2].full_name
    edits = [
        CellEdit(measure.id, "method", f"{measure.method}\nประสาน{name} โทร ๐๘๑-๒๓๔-๕๖๗๘"),
        CellEdit(other.id, "method", f"{other.method}\nส่งที่ nobody@example.com"),
    ]
    measures.edit(session.workspace, session.year, edits)
    sheet = PublicTextsSheet(session, typed_data(session.data), window)
    sheet.exec()
    session.undo()


def _compare_paper(window: Window) -> None:
    """A paper of measures that was printed before some of them were edited."""
    from ita_desktop.documents.kinds import ReportContext
    from ita_desktop.domain.text import Digits
    from ita_desktop.services import measures
    from ita_desktop.services.documents import exporting
    from ita_desktop.services.edits import CellEdit
    from ita_desktop.services.papers.comparing import compare_file
    from ita_desktop.ui.dialogs.checked_papers import ComparedPaperSheet

    session, name = window.session, "measures-by-item"

    def context() -> ReportContext:
        return exporting.context_of(session.workspace, session.data, session.previous)

    path = _folder() / "ฉบับลงนาม.pdf"
    path.write_bytes(exporting.render(context(), name))
    edits = [
        CellEdit(one.id, "method", one.method.replace("ประชุม", "ประชุมทางไกล", 1))
        for one in session.data.measures[:6]
    ]
    measures.edit(session.workspace, session.year, edits)
    sheet = ComparedPaperSheet(
        lambda: compare_file(context(), name, path, Digits.ARABIC), path.name, window
    )
    sheet.work.wait_and_report(WAITS)
    sheet.exec()
    session.undo()


def _sign(window: Window) -> None:
    """A paper about to be kept as signed."""
    window.go(PageKey.DOCUMENTS, "appointment-order")
    wait_until_idle()
    window.page(PageKey.DOCUMENTS).signed.keep()


def _sent(window: Window) -> None:
    """Two papers that were signed and sent out."""
    from ita_desktop.services.documents import exporting
    from ita_desktop.services.papers import signing

    session = window.session
    for name, to in (("appointment-order", "ทุกฝ่าย\nโรงเรียนในสังกัด"), ("committee-roster", "")):
        context = exporting.context_of(session.workspace, session.data, session.previous)
        said = replace(signing.usual(context, name), copies_to=to)
        signing.keep(session.workspace, signing.ready(context, name, said))
    window.go(PageKey.DOCUMENTS, "appointment-order")
    wait_until_idle()
    window.page(PageKey.DOCUMENTS).signed.show_sent()
    for _paper in range(2):
        session.undo()


def _paste(window: Window) -> None:
    window.go(PageKey.ROSTER)
    wait_until_idle()
    window.page(PageKey.ROSTER).focus_parts()[0].setFocus()
    QApplication.clipboard().setText(PASTED)
    _press(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _blur(window: Window) -> None:
    """The brush over a photograph, with a stroke drawn."""
    from ita_desktop.ui.widgets.photos.changing import PhotoBlur
    from ita_desktop.ui.widgets.photos.model import PhotoItem

    session = window.session
    assert session is not None
    photo = session.data.photos[0]
    item = PhotoItem(photo.id, photo.media, "", photo.caption, photo.file_name)
    sheet = PhotoBlur(session.workspace.media, item, window)
    sheet.area.begin()
    sheet.area.dab()
    sheet.exec()


def _join(window: Window) -> None:
    """What comes from each file, with two values that both have changed."""
    from ita_desktop.services.edits import CellEdit
    from ita_desktop.services.oit import assignments
    from ita_desktop.services.settings import joining
    from ita_desktop.services.years import calendar
    from ita_desktop.storage.files.backups import write_backup
    from ita_desktop.storage.workspace import Workspace
    from ita_desktop.ui.dialogs.join import JoinSheet

    session = window.session
    assert session is not None
    with tempfile.TemporaryDirectory() as folder:
        assert session.workspace.path is not None
        other = Path(folder) / session.workspace.path.name
        write_backup(session.workspace.connections.stored_at, other)
        with Workspace.open(other) as copy:
            for workspace, word in ((session.workspace, tr("เลื่อน")), (copy, tr("ยกเลิก"))):
                first, second, third, *_others = workspace.year(session.year).calendar
                edits = [CellEdit(first.id, "note", word), CellEdit(second.id, "note", word)]
                calendar.edit(workspace, session.year, edits)
                note = [CellEdit("O3" if workspace is copy else "O5", "note", word)]
                assignments.edit(workspace, session.year, note)
            calendar.remove(copy, session.year, [third.id])
        found = joining.preview(session.workspace, other)
        for _step in range(2):
            session.undo()
        JoinSheet(session, other, window, found).exec()


def _choose_records(window: Window) -> None:
    """Single records beside those of a safety copy."""
    from ita_desktop.services import measures
    from ita_desktop.services.edits import CellEdit
    from ita_desktop.services.settings import differences
    from ita_desktop.services.years import calendar
    from ita_desktop.ui.dialogs.restore import RestoreRecordsSheet

    session = window.session
    assert session is not None
    made = session.workspace.copies.make("asked")
    assert made is not None
    first, second, *_others = session.data.calendar
    measure = session.data.measures[0]
    calendar.remove(session.workspace, session.year, [first.id])
    calendar.edit(session.workspace, session.year, [CellEdit(second.id, "note", tr("เลื่อน"))])
    measures.edit(session.workspace, session.year, [CellEdit(measure.id, "method", "ก")])
    found = differences.compare(session.workspace, made.path)
    for _step in range(3):
        session.undo()
    RestoreRecordsSheet(found, window).exec()


def _mentions(window: Window) -> None:
    """Texts that may mean a person who is to be erased."""
    from ita_desktop.services import personal_removal
    from ita_desktop.services.personal_removal import Erasable
    from ita_desktop.ui.dialogs.personal import MentionsSheet

    session = window.session
    assert session is not None
    ids = [person.id for person in session.data.people[:4]]
    found = personal_removal.mentions(session.workspace, Erasable.PERSON, ids, in_copies=False)
    MentionsSheet(found, window).exec()


def _years(window: Window, take: Take) -> None:
    wait_until_idle()  # a popup keeps a picture of what is beneath it
    window.top_bar.year.open()
    take()
    _press(window, Qt.Key.Key_Escape)


def _search(text: str, window: Window, take: Take) -> None:
    wait_until_idle()
    _press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.focusWidget()
    if isinstance(field, QLineEdit):
        field.insert(text)  # QTest types nothing but ASCII
    take()
    _press(window, Qt.Key.Key_Escape)


def _fresh(key: PageKey, window: Window, take: Take) -> None:
    """A page of a workspace in which nothing has been typed yet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "เขตใหม่.ita"
        workspaces.create(path, "สำนักงานเขตตัวอย่าง", FRESH_YEAR).close()
        window.open_file(path, remember=False)
        window.go(key)
        take()
        window.open_file(fresh_sample(), remember=False)


def _welcome(window: Window, take: Take) -> None:
    window.opener.show_welcome()
    take()
    window.open_file(fresh_sample(), remember=False)


def _press(
    window: Window,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(
        QApplication.activePopupWidget() or window.focusWidget() or window, key, modifier
    )


PAGES: Final[dict[str, Scene]] = {
    "welcome": _welcome,
    **{
        key.value: partial(page_scene, key, target)
        for key, target in {
            PageKey.OVERVIEW: "",
            PageKey.ROSTER: "",
            PageKey.OIT: "O12",
            PageKey.MEASURES: "",
            PageKey.SCORES: "",
            PageKey.MEETINGS: "",
            PageKey.DOCUMENTS: "oit-assignments",
            PageKey.SETTINGS: "",
        }.items()
    },
}
"""Each page as README and manual show it."""

SCENES: Final[dict[str, Scene]] = PAGES | {
    **{
        f"settings-{section}": partial(page_scene, PageKey.SETTINGS, section.value)
        for section in SettingsSection
    },
    "settings-more": partial(page_scene, PageKey.SETTINGS, MORE),
    "settings-answers": partial(page_scene, PageKey.SETTINGS, ANSWERS),
    **{
        f"year-{section}": partial(page_scene, PageKey.YEAR, section.value)
        for section in (YearSection.CALENDAR, YearSection.ASSESSMENT, YearSection.FRAMEWORK)
    },
    **{
        f"surveys-{section}": partial(page_scene, PageKey.SURVEYS, section.value)
        for section in SurveySection
    },
    **{f"empty-{key}": partial(_fresh, key) for key in EMPTY_PAGES},
    "years": _years,
    "search": partial(_search, "ร้องเรียน"),
    "search-commands": partial(_search, ">"),
    "paste": partial(sheet_scene, _paste),
    "new-year": partial(sheet_scene, lambda window: window.commands.run(Command.NEW_YEAR)),
    "restore": partial(sheet_scene, lambda window: window.commands.run(Command.RESTORE)),
    "restore-records": partial(sheet_scene, _choose_records),
    "join": partial(sheet_scene, _join),
    "hand-on": partial(sheet_scene, lambda window: window.commands.run(Command.HAND_ON)),
    "photo-blur": partial(sheet_scene, _blur),
    "erase-mentions": partial(sheet_scene, _mentions),
    "erase": partial(sheet_scene, lambda window: window.commands.run(Command.ERASE)),
    "public-page": partial(sheet_scene, _public_page),
    "check-content": partial(
        sheet_scene, lambda window: window.commands.run(Command.CHECK_CONTENT)
    ),
    "compare-paper": partial(sheet_scene, _compare_paper),
    "keep-signed": partial(sheet_scene, _sign),
    "sent-papers": partial(sheet_scene, _sent),
    "replace": partial(sheet_scene, _replace),
    "public-texts": partial(sheet_scene, _public_texts),
    "new-workspace": partial(sheet_scene, lambda window: window.commands.run(Command.NEW)),
    "file-health": partial(
        sheet_scene,
        lambda window: FileHealthDialog(window.session, window).exec(),
    ),
    "settings-import": partial(sheet_scene, _take_settings),
    "about": partial(sheet_scene, lambda window: window.commands.run(Command.ABOUT)),
    "newer-version": partial(
        sheet_scene, lambda window: window.commands.run(Command.NEWER_VERSION)
    ),
}
"""Each page, its sheets and the frame's popups."""
