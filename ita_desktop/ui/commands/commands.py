"""Executes commands given by menus, shortcuts, pages, the welcome page or Ctrl+K."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import language, sentence, tr
from ita_desktop.services.places import PageKey, check_links_place, matrix_place
from ita_desktop.ui.background import Progress
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
from ita_desktop.ui.widgets.button import OpensHelp

if TYPE_CHECKING:
    from ita_desktop.domain.year import YearData
    from ita_desktop.ui.pages.documents.page import DocumentsPage
    from ita_desktop.ui.session import Session

WORKSPACES = "*.ita"
_LEAVE_TYPING: Final = frozenset(
    (
        Command.UNDO,
        Command.REDO,
        Command.FOLD_RAIL,
        Command.HELP,
        Command.TOUR,
        Command.SHORTCUTS,
        Command.NEWS,
        Command.CITY,
        Command.COPY_DETAILS,
        Command.LICENCES,
        Command.NEWER_VERSION,
        Command.ABOUT,
    )
)
"""Commands that do not affect open editors."""
_CARRIED: Final = "carried"
"""The section of the year page with items that changed since the year before."""


class Commands:
    """The commands of a window; most do nothing without an open workspace."""

    def __init__(
        self, opener: WorkspaceOpener, others: Mapping[Command, Callable[[], object]]
    ) -> None:
        """``others`` are commands of the window itself."""
        self.opener = opener
        self.frame = opener.frame
        self._navigation = opener.navigation
        self._handlers: dict[Command, Callable[[], object]] = {
            Command.NEW: self.new_file,
            Command.OPEN: self.open_file,
            Command.OPEN_SHARED: opener.ask_for_shared,
            Command.PUT_UP: self._put_up,
            Command.TAKE_HOME: self._take_home,
            Command.MERGE_HOME: self._merge_home,
            Command.CHANGE_LOGIN: lambda: self._of_session(self._change_password),
            Command.SAMPLE: self.open_sample,
            Command.CLOSE: opener.close_file,
            Command.BACK_UP: self._back_up,
            Command.SAVE_COPY: self._save_copy,
            Command.HAND_ON: self._hand_on,
            Command.ERASE: self._erase,
            Command.KEEP_SAMPLE: self.keep_sample,
            Command.JOIN: self._join,
            Command.CITY: self._show_city,
            Command.QUIT: self.frame.close,
            Command.OPEN_COPY: lambda: self._copy(self.opener.begin),
            Command.UNDO: lambda: self._of_session(lambda session: session.undo()),
            Command.REDO: lambda: self._of_session(lambda session: session.redo()),
            Command.PRINT: self._print,
            Command.SAVE_ALL: self._save_all,
            Command.BRIEF: self._make_brief,
            Command.PUBLIC_PAGE: self._make_public_page,
            Command.IMPORT_FOLDER: self._import_folder,
            Command.SEND_ROUND: self._send_round,
            Command.TAKE_BACK: self._take_back,
            Command.UNIT_MATRIX: lambda: self._navigation.visit(*matrix_place()[:2]),
            Command.CHECK_CONTENT: lambda: self._of_session(self._check_content),
            Command.REPLACE: lambda: self._of_session(self._replace),
            Command.CHECK_LINKS: lambda: self._navigation.visit(*check_links_place()[:2]),
            Command.NEW_YEAR: self.new_year,
            Command.FOLD_RAIL: lambda: self.frame.fold_rail(not self.frame.rail.is_folded),
            Command.HELP: self._open_help,
            Command.TOUR: self._begin_tour,
            Command.SHORTCUTS: lambda: self.show_help("shortcuts"),
            Command.NEWS: lambda: self.show_help("news"),
            Command.COPY_DETAILS: self._copy_details,
            Command.LICENCES: self._show_licences,
            Command.NEWER_VERSION: self._look_for_newer_version,
            Command.ABOUT: self._about,
            **others,
        }

    def run(self, command: str, argument: str = "") -> None:
        """Runs a command; errors are shown in the message line. Open editors are committed first;
        if one rejects its input, nothing is done."""
        if command not in _LEAVE_TYPING and not self.frame.take_typing():
            return
        try:
            if command == Command.IMPORT:
                self.import_file(argument)
            elif command == Command.SHOW_YEAR:
                self._show_year(int(argument))
            elif command == Command.RESTORE:
                self._restore(argument)
            elif command == Command.HELP and argument:
                self.show_help(argument)
            else:
                self._handlers[Command(command)]()
        except ItaError as error:
            self.frame.show_failure(sentence(error))

    # -- files

    def new_file(self, then: Callable[[], None] | None = None, *, needs_name: bool = True) -> None:
        """Asks for the data of a new workspace (the office's name may be optional), opens it, and
        calls ``then``."""
        load("ita_desktop.ui.dialogs.beginning")
        from ita_desktop.ui.dialogs.beginning import ask_workspace

        made = ask_workspace(self.frame, needs_name=needs_name)
        if made is not None:
            self.opener.begin(made, then=then)

    def open_file(self) -> None:
        """Asks for a workspace and opens it."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self.frame, tr("เปิดแฟ้มงาน"), self._folder(), tr("แฟ้มงาน ITA") + f" ({WORKSPACES})"
        )
        if name:
            self.opener.begin(Path(name))

    def announce_sample(self) -> None:
        """Shows that the sample is opened first."""
        self.opener.announce_first(_open_place, tr("กำลังเปิดตัวอย่าง"), remember=False)

    def open_sample(self, then: Callable[[], None] | None = None) -> None:
        """Opens the sample: a new one, or the one left by a crash."""
        self.opener.begin_with(
            _open_place,
            tr("กำลังเปิดตัวอย่าง"),
            remember=False,
            then=then,
        )

    def new_year(self) -> None:
        """Asks for a fiscal year to add, and shows it."""
        load("ita_desktop.ui.dialogs.beginning")
        from ita_desktop.ui.dialogs.beginning import ask_year

        session = self.opener.session
        if session is not None:
            year = ask_year(session, self.frame)
            if year is not None:
                session.choose_year(year)
                session.notified.emit(_begun(session.data), True)
                if _fates(session):
                    self._navigation.visit(PageKey.YEAR, _CARRIED, self._offer_years)
                else:
                    self._offer_years()

    def _show_year(self, year: int) -> None:
        """Shows the scores of a fiscal year."""
        if self.opener.session is not None:
            self.opener.session.choose_year(year)
            self._navigation.visit(PageKey.SCORES)

    def _offer_years(self) -> None:
        """Offers to move on the years in what was carried over."""
        session = self.opener.session
        if session is not None and session.previous is not None and session.data.measures:
            load("ita_desktop.ui.dialogs.replacing")
            from ita_desktop.ui.dialogs.replacing import offer_years

            focus = self.frame.focusWidget() or self.frame

            def back() -> QWidget:
                # A text that was moved on is shown anew, and its field with it.
                return focus if isValid(focus) else self.frame

            offer_years(session, session.previous.year, self.frame, back)

    def import_file(self, kind: str) -> None:
        """Asks for a file and opens the import dialog. ``kind`` is the kind of list of the page;
        empty: whatever is in one or more files."""
        load("ita_desktop.ui.dialogs.previews.found")
        from ita_desktop.ui.dialogs.previews.found import import_files

        self._of_session(lambda session: import_files(session, self.frame, kind=kind))

    def _import_folder(self) -> None:
        """Asks for a folder and lists what is in its files."""
        load("ita_desktop.ui.dialogs.previews.found")
        from ita_desktop.ui.dialogs.previews.found import import_files
        from ita_desktop.ui.saving.places import ask_folder

        def take(session: "Session") -> None:
            import_files(session, self.frame, ask_folder(session, self.frame))

        self._of_session(take)

    def _send_round(self) -> None:
        """Sends a new collection round, from any page."""
        load("ita_desktop.ui.pages.collecting.sending")
        from ita_desktop.ui.pages.collecting.sending import send_round

        self._of_session(lambda session: send_round(session, self.frame))

    def _make_public_page(self) -> None:
        load("ita_desktop.ui.dialogs.public_page")
        from ita_desktop.ui.dialogs.public_page import open_sheet

        self._of_session(lambda session: open_sheet(session, self.frame))

    def _take_back(self) -> None:
        """Takes what units returned, from any page."""
        load("ita_desktop.ui.pages.collecting.sending")
        from ita_desktop.ui.pages.collecting.sending import take_back

        self._of_session(lambda session: take_back(session, self.frame))

    def _back_up(self) -> None:
        from ita_desktop.ui.saving.copying import back_up

        self._of_session(lambda session: back_up(self.frame, session))

    def _save_copy(self) -> None:
        self._copy(
            lambda path: self.frame.show_message(tr("บันทึกสำเนาที่ {path} แล้ว", path=path.name))
        )

    def _hand_on(self) -> None:
        load("ita_desktop.ui.dialogs.personal")
        from ita_desktop.ui.dialogs.personal import ask_handing_on

        self._of_session(lambda session: ask_handing_on(self.frame, session))

    def _put_up(self) -> None:
        load("ita_desktop.ui.shared.moving")
        from ita_desktop.ui.shared.moving import put_up

        put_up(self.opener)

    def _take_home(self) -> None:
        load("ita_desktop.ui.shared.moving")
        from ita_desktop.ui.shared.moving import take_home

        take_home(self.opener)

    def _merge_home(self) -> None:
        load("ita_desktop.ui.shared.moving")
        from ita_desktop.ui.shared.moving import merge_home

        merge_home(self.opener)

    def _change_password(self, session: "Session") -> None:
        load("ita_desktop.ui.shared.login")
        from ita_desktop.ui.shared.login import PasswordSheet

        if (shared := session.workspace.shared) is not None:
            PasswordSheet(session, shared, self.frame).exec()

    def _erase(self) -> None:
        load("ita_desktop.ui.dialogs.personal")
        from ita_desktop.ui.dialogs.personal import ask_erasing

        self._of_session(lambda session: ask_erasing(session, self.frame))

    def _check_content(self, session: "Session") -> None:
        load("ita_desktop.ui.dialogs.checked_papers")
        from ita_desktop.ui.dialogs.checked_papers import ask_content

        place = ask_content(session, self.frame)
        if place is not None:
            self._navigation.visit(place.page, place.target)

    def _replace(self, session: "Session") -> None:
        load("ita_desktop.ui.dialogs.replacing")
        from ita_desktop.ui.dialogs.replacing import ask

        if session.refuses():
            return
        count = ask(session, self.frame)
        if count:
            session.notified.emit(tr("แทนที่แล้ว {count} แห่ง", count=count), True)

    def keep_sample(self, then: Callable[[], object] | None = None) -> None:
        """Asks for a location, saves the sample as a file and opens it, or calls ``then``."""
        opener, session = self.opener, self.opener.session
        if session is None:
            return
        workspace, edit = session.workspace, session.workspace.edits.last_edit

        def keep(path: Path) -> None:
            opener.parting.note_answer(workspace, edit)
            opener.settings.note_opened(path)
            if then is not None:
                then()
            else:
                opener.begin(path)

        name = workspace.path.name if workspace.path is not None else ""
        self._copy(keep, str(Path(self._folder()) / name))

    def _copy(self, then: Callable[[Path], None], proposed: str = "") -> None:
        """Asks for a location, copies the workspace, and calls ``then`` with the path."""
        from ita_desktop.ui.saving.copying import save_copy
        from ita_desktop.ui.saving.places import ask_place

        session = self.opener.session
        if session is None:
            return
        place = ask_place(self.frame, tr("บันทึกสำเนาเป็น"), Path(proposed or self._folder()))
        if place is not None:
            path, replaces = place
            save_copy(self.frame, session, path, lambda: then(path), replaces=replaces)

    def _restore(self, copy: str) -> None:
        load("ita_desktop.ui.dialogs.restore")
        from ita_desktop.ui.dialogs.restore import ask

        ask(self.opener, copy)

    def _join(self) -> None:
        load("ita_desktop.ui.dialogs.join")
        from ita_desktop.ui.dialogs.join import ask

        self._of_session(lambda session: ask(session, self.frame))

    def restore_altered(self) -> None:
        """Restores a backup in place of a file altered on disk."""
        load("ita_desktop.ui.dialogs.restore")
        from ita_desktop.ui.dialogs.restore import ask_for_altered

        ask_for_altered(self.opener)

    def _folder(self) -> str:
        session = self.opener.session
        path = session.workspace.path if session is not None else None
        if path is None:
            return str(Path.home())
        from ita_desktop.services import workspaces

        if workspaces.is_sample(path):
            # The folder of the sample is not a useful default.
            from ita_desktop.ui.saving.places import documents

            return str(documents())
        return str(path.parent)

    def _show_city(self) -> None:
        """Opens the window of the city's districts, or raises it."""
        load("ita_desktop.ui.city.window")
        from ita_desktop.ui.city.window import show_city

        show_city(self.opener, self.show_help)

    # -- documents

    def _print(self) -> None:
        """Prints the shown document; on other pages clicks their print button."""
        page = self.frame.made_pages().get(self.frame.current_page)
        button = getattr(page, "print_button", None)
        if self.frame.current_page == PageKey.DOCUMENTS:
            self._documents_page().print_document()
        elif isinstance(button, QAbstractButton) and not button.isHidden():
            button.click()
        else:
            self._navigation.visit(PageKey.DOCUMENTS)

    def _save_all(self) -> None:
        def save() -> None:
            if self.frame.current_page == PageKey.DOCUMENTS:
                self._documents_page().save_all()

        self._navigation.visit(PageKey.DOCUMENTS, then=save)

    def _make_brief(self) -> None:
        load("ita_desktop.ui.pages.documents.saving")
        from ita_desktop.ui.pages.documents.saving import make_brief

        self._of_session(lambda session: make_brief(session, self.frame))

    def _documents_page(self) -> "DocumentsPage":
        return cast("DocumentsPage", self.frame.page(PageKey.DOCUMENTS))

    # -- help

    def _open_help(self) -> None:
        """Opens the manual at the chapter of what is shown; in the manual F1 closes it."""
        from PySide6.QtWidgets import QApplication

        load("ita_desktop.ui.commands.help")
        from ita_desktop.ui.commands.help import open_help
        from ita_desktop.ui.widgets.sheet import FloatingDialog

        sheet = QApplication.activeModalWidget()
        active: object = QApplication.activeWindow()
        if isinstance(sheet, FloatingDialog):
            sheet.open_help()
        elif active is not self.frame and isinstance(active, OpensHelp):
            active.open_help()
        else:
            open_help(self.frame, self.frame.help_place)

    def _begin_tour(self) -> None:
        """Starts the tour in the open workspace, or in the sample if there is none."""
        load("ita_desktop.ui.commands.help")
        from ita_desktop.ui.commands.help import begin_tour

        if self.opener.session is None:
            self.open_sample(lambda: begin_tour(self._navigation))
        else:
            begin_tour(self._navigation)

    def show_help(self, about: str) -> None:
        """Opens the manual's chapter on the topic ``about``."""
        load("ita_desktop.ui.commands.help")
        from ita_desktop.ui.commands.help import show_help

        show_help(self.frame, about)

    def _copy_details(self) -> None:
        """Copies the details for support requests to the clipboard."""
        from PySide6.QtGui import QGuiApplication

        from ita_desktop.services.about import support_text

        QGuiApplication.clipboard().setText(support_text(language.translate))
        self.frame.show_message(
            tr("คัดลอกข้อมูลสำหรับแจ้งปัญหาแล้ว ไม่มีข้อมูลส่วนบุคคล วางในอีเมลหรือข้อความถึงผู้ดูแลได้เลย")
        )

    def _show_licences(self) -> None:
        load("ita_desktop.ui.commands.help")
        from ita_desktop.ui.commands.help import show_licences

        show_licences(self.frame)

    def _look_for_newer_version(self) -> None:
        load("ita_desktop.ui.dialogs.about")
        from ita_desktop.ui.dialogs.about import show_newer_version

        show_newer_version(self.opener.settings, self.frame)

    def _about(self) -> None:
        load("ita_desktop.ui.dialogs.about")
        from ita_desktop.ui.dialogs.about import show_about

        show_about(self.frame)

    def _of_session(self, act: "Callable[[Session], object]") -> None:
        """Calls ``act`` with the session, if a workspace is open."""
        if self.opener.session is not None:
            act(self.opener.session)


def _begun(data: "YearData") -> str:
    """Returns what a new year contains."""
    owned = {owner.assignment_id for owner in data.assignment_owners}
    counts = (
        (tr("คณะกรรมการ {count} ลำดับ", count=len(data.members)), data.members),
        (tr("ผู้รับผิดชอบ {count} ข้อ", count=len(owned)), owned),
        (tr("มาตรการ {count} มาตรการ", count=len(data.measures)), data.measures),
    )
    brought = [words for words, some in counts if some]
    return " · ".join([tr("เริ่มปี {year} แล้ว", year=data.year), *brought])


def _fates(session: "Session") -> bool:
    """Returns whether items changed since the year before, whose owners are to be looked at."""
    from ita_desktop.services.years.carrying_entries import carried_fates

    data, before = session.data, session.previous
    carried = data.assignments or data.measures
    return bool(carried and before is not None and carried_fates(before, data))


def _open_place(_progress: Progress) -> Path:
    from ita_desktop.services import workspaces

    return workspaces.sample_to_open()
