"""Who works on a server, and by which password: เปิดงานร่วม, the dialog to connect to a workspace,
and เปลี่ยนรหัสผ่านของฉัน, for another password of this login.
"""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from ita_desktop.i18n import tr
from ita_desktop.settings import Settings, SharedPlace
from ita_desktop.storage.server.address import USUAL_PORT, Address, parse_address
from ita_desktop.storage.server.shared import LEAST_PASSWORD
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.opening.open_job import OpenWorker
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.connection import role_words
from ita_desktop.ui.theme.measures import CheckSize, SheetHeight
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.fields.field import Field, labelled
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork

if TYPE_CHECKING:
    from ita_desktop.storage.server.live.sharing import Sharing
    from ita_desktop.storage.server.shared import Role
    from ita_desktop.storage.workspace import Workspace


class ConnectionTrial(NamedTuple):
    """What an attempt has found: office, years, and who the user is there."""

    office: str
    years: tuple[int, ...]
    name: str
    role: "Role | None"


class ConnectSheet(Sheet):
    """Connects in another thread, and stays open with a sentence where that fails. Accepted, the
    open :attr:`workspace` is the caller's."""

    about = "connect"

    def __init__(
        self,
        settings: Settings,
        parent: QWidget,
        place: SharedPlace | None = None,
        problem: str = "",
    ) -> None:
        """``place`` and ``problem`` are those of an attempt that failed; without, the fields begin
        with the shared workspace that was opened last."""
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, SheetHeight.CONNECT))
        self.workspace: Workspace | None = None
        """The open workspace."""
        self.kept = True
        """Whether the password is kept, if that was asked for."""
        self._settings = settings
        self._options: dict[str, str] = {}
        self._host_before = ""
        self._worker: OpenWorker | None = None
        self.host = Field("", example=tr("ชื่อเครื่อง หรือวางที่อยู่ postgresql:// ทั้งบรรทัด"))
        self.database = Field("", example=tr("ชื่อฐานข้อมูลที่ผู้ดูแลให้"))
        self.user = Field("", example=tr("ชื่อผู้ใช้ที่ผู้ดูแลให้"))
        self.password = Field("", example=tr("เว้นได้ ถ้าเครื่องนี้จำไว้แล้ว"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keeps = CheckBox(tr("จำไว้ในที่เก็บรหัสผ่านของเครื่อง"))
        self.kept_note = ThaiLabel("", style=Text.LABEL, tone=Tone.TEXT2, most=2)
        self.try_button = Button(tr("ลองต่อ"), self)
        self.answer = ThaiLabel("", most=0)
        self.answer.hide()
        self._lay_out()
        self.work = SheetWork(self, self._check)
        self.work.line.stopped.connect(self._give_up)
        self.host.editingFinished.connect(self._take_whole_address)
        for field in (self.host, self.database, self.user, self.password):
            field.textChanged.connect(self._typed)
        self.try_button.clicked.connect(self._try)
        about = tr("ข้อมูลอยู่บนเครื่องแม่ข่าย PostgreSQL ของสำนักงาน ทุกคนเห็นการแก้ทันที")
        self.set_title(tr("เปิดงานร่วม"), about)
        self.set_remark(tr("รหัสผ่านไม่ถูกเก็บในโปรแกรม"))
        self._fill(place or _last_of(settings))
        self._look_for_keyring()
        self._check()
        if problem:
            self._fail(problem)
        empty = (each for each in (self.host, self.database, self.user) if not each.text())
        next(empty, self.password).setFocus()

    def _lay_out(self) -> None:
        self.kept_note.setContentsMargins(CheckSize.WORDS, 0, 0, 0)
        content = QWidget()
        vbox(
            labelled(tr("เครื่องแม่ข่าย"), self.host, stretch=1),
            labelled(tr("ฐานข้อมูล"), self.database, stretch=1),
            labelled(tr("ชื่อผู้ใช้"), self.user, stretch=1),
            labelled(tr("รหัสผ่าน"), self.password, stretch=1),
            vbox(self.keeps, self.kept_note),
            None,
            on=content,
            margins=(Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S),
            gap=Space.S,
        )
        # The content does not fit on a low screen.
        self.body.addWidget(RoomScroll.around(content, self), 1)
        self.answer.setContentsMargins(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, 0)
        self.notes.addWidget(self.answer)
        self.ui.footer.insertWidget(1, self.try_button)

    # -- fields

    def place(self) -> SharedPlace:
        """Returns what was typed. Raises ValueError for a port that is no number."""
        host = self.host.text().strip()
        port = USUAL_PORT
        if not host.startswith("/"):
            split = urlsplit(f"//{host}")
            host, port = split.hostname or "", split.port or USUAL_PORT
        address = Address(
            self.user.text().strip(), host, port, self.database.text().strip(), self._options
        )
        return SharedPlace(address.text, self.password.text() or None)

    def _fill(self, place: SharedPlace | None) -> None:
        if place is not None:
            self._take_address(urlsplit(place.address))

    def _take_whole_address(self) -> None:
        """Shows the parts of an address that stands in the first field."""
        text = self.host.text().strip()
        if "://" in text:
            with contextlib.suppress(ValueError):  # it is refused when it is used
                self._take_address(urlsplit(text))

    def _take_address(self, split: SplitResult) -> None:
        """Shows the parts of an address in their fields; a password in it is used, too."""
        options = dict(parse_qsl(split.query))
        host = options.pop("host", "") or (split.netloc.rpartition("@")[2])
        self._options = options
        self.database.setText(unquote(split.path.lstrip("/")))
        self.user.setText(unquote(split.username or ""))
        self.password.setText(unquote(split.password or ""))
        self.host.setText(host)

    def _typed(self) -> None:
        text, before = self.host.text(), self._host_before
        self._host_before = text
        if len(text) > len(before) + 1:  # pasted: one that is typed is not complete yet
            self._take_whole_address()
        self._show_words("", Tone.TEXT2)
        self._check()

    def _check(self) -> None:
        blocked = ""
        if not self.host.text().strip():
            blocked = tr("พิมพ์ชื่อเครื่องแม่ข่ายก่อน")
        elif not self.database.text().strip():
            blocked = tr("พิมพ์ชื่อฐานข้อมูลก่อน")
        elif not self.user.text().strip():
            blocked = tr("พิมพ์ชื่อผู้ใช้ก่อน")
        self.set_accept(tr("เปิดงานร่วม"), blocked=blocked)
        self.try_button.block(blocked)

    def _look_for_keyring(self) -> None:
        """Offers to keep the password where this system has a keyring, else says so."""
        from ita_desktop.storage.server.address import can_keep_passwords

        self.keeps.set_locked(True)
        job = Job(lambda _progress: can_keep_passwords(), self)
        job.done.connect(self._offer_keeping)
        job.start()

    def _offer_keeping(self, possible: bool) -> None:
        self.keeps.set_locked(not possible)
        note = "" if possible else tr("เครื่องนี้ไม่มีที่เก็บรหัสผ่านของระบบ จึงต้องพิมพ์ทุกครั้ง หรือใช้แฟ้ม .pgpass")
        self.kept_note.setText(note)
        self.keeps.setAccessibleDescription(note)

    # -- connecting

    def _try(self) -> None:
        """Connects, says who the user is there, and disconnects."""
        place = self._read_place()
        if place is not None:
            what = tr("กำลังลองต่อ {name}", name=place.name)
            self._begin(what, lambda _progress: _tried(place), self._show_message)

    def accept(self) -> None:
        """Connects and opens; on failure the dialog stays open."""
        place = None if self.work.is_going else self._read_place()
        if place is None or not self.accept_button.isEnabled():
            return
        worker = self._worker = OpenWorker(lambda _progress: place, self._settings)
        keeps = self.keeps.isChecked()

        def work(progress: Progress) -> bool:
            worker.open(progress)
            return not keeps or keep_password(place)

        self._begin(tr("กำลังเปิด {file}", file=place.name), work, self._open)

    def reject(self) -> None:
        """Cancels; a connection that is being made is closed."""
        self._give_up()
        super().reject()

    def _read_place(self) -> SharedPlace | None:
        self._take_whole_address()
        try:
            return self.place()
        except ValueError:
            self._fail(tr("เลขพอร์ตหลัง : ต้องเป็นตัวเลข · พิมพ์แบบ ชื่อเครื่อง:5432"))
            return None

    def _begin(
        self, what: str, work: Callable[[Progress], Any], done: Callable[[Any], None]
    ) -> None:
        self._show_words("", Tone.TEXT2)
        self.try_button.block(what)
        self.work.begin(what, work, done, self._fail, stopped=self._show_stopped)

    def _give_up(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.give_up()

    def _open(self, kept: bool) -> None:
        worker, self._worker = self._worker, None
        self.workspace = worker.take() if worker is not None else None
        if self.workspace is None:
            return
        self.kept = kept
        super().accept()

    def _show_message(self, tried: ConnectionTrial) -> None:
        years = " ".join(str(year) for year in tried.years) or "–"
        words = [tr("ต่อได้: {office} ปี {years}", office=tried.office or "–", years=years)]
        if tried.role is not None:
            words.append(tr("คุณคือ {name} ({role})", name=tried.name, role=role_words(tried.role)))
        self._show_words(" · ".join(words), Tone.DONE)

    def _show_stopped(self) -> None:
        self._show_words(tr("หยุดแล้ว ยังไม่ได้เปิด"), Tone.TEXT2)

    def _fail(self, problem: str) -> None:
        self._worker = None
        self._show_words(problem, Tone.LATE)
        self.password.setFocus()
        self.password.selectAll()

    def _show_words(self, words: str, tone: Tone) -> None:
        self.answer.set_tone(tone)
        self.answer.setText(words)
        self.answer.setVisible(bool(words))
        self.answer.setAccessibleName(words)


def _last_of(settings: Settings) -> SharedPlace | None:
    """Returns the shared workspace that was opened last."""
    known = (SharedPlace(name) for name in settings.recent() if "://" in name)
    return next(known, None)


def _tried(place: SharedPlace) -> ConnectionTrial:
    """Connects and disconnects. Raises ItaError."""
    from ita_desktop.storage.workspace import Workspace

    workspace = Workspace.connect(place.address, place.password, reads_newer=True)
    try:
        office, shared = workspace.organisation(), workspace.shared
        me = shared.me if shared is not None else None
        return ConnectionTrial(
            office.name if office is not None else "",
            tuple(year.year for year in workspace.years()),
            me.name if me is not None else "",
            me.role if me is not None else None,
        )
    finally:
        workspace.close()


def keep_password(place: SharedPlace) -> bool:
    """Puts the password into the system's keyring; returns whether it is there now."""
    from ita_desktop.storage.server.address import keep_password as keep_it

    return place.password is None or keep_it(parse_address(place.address), place.password)


class _SheetSize:
    HEIGHT: Final = 280


class PasswordSheet(Sheet):
    """Changes the password in another thread; what the server refuses is told, and the dialog
    stays."""

    about = "new-password"

    def __init__(self, session: Session, shared: "Sharing", parent: QWidget) -> None:
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, _SheetSize.HEIGHT))
        self._session = session
        self._shared = shared
        self.password = Field("", example=tr("อย่างน้อย {count} ตัวอักษร", count=LEAST_PASSWORD))
        self.again = Field("", example=tr("พิมพ์อีกครั้ง"))
        self.answer = ThaiLabel("", style=Text.LABEL, tone=Tone.LATE, most=0)
        content = QWidget()
        vbox(
            labelled(tr("รหัสผ่านใหม่"), self.password, stretch=1),
            labelled(tr("อีกครั้ง"), self.again, stretch=1),
            self.answer,
            None,
            on=content,
            margins=(Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S),
            gap=Space.S,
        )
        self.body.addWidget(content, 1)
        self.work = SheetWork(self, self._check, session)
        for field in (self.password, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.textChanged.connect(self._check)
        about = tr("ใช้กับงานร่วมนี้ทุกเครื่อง เครื่องอื่นที่จำรหัสผ่านเดิมไว้จะถามใหม่")
        self.set_title(tr("เปลี่ยนรหัสผ่านของ {login}", login=shared.me.login), about)
        self._check()
        self.password.setFocus()

    def _check(self) -> None:
        first, second = self.password.text(), self.again.text()
        blocked = ""
        if len(first) < LEAST_PASSWORD:
            blocked = tr("พิมพ์รหัสผ่านใหม่อย่างน้อย {count} ตัวอักษร", count=LEAST_PASSWORD)
        elif first != second:
            blocked = tr("พิมพ์ให้เหมือนกันทั้งสองช่อง")
        self.answer.setText("")
        self.set_accept(tr("เปลี่ยนรหัสผ่าน"), blocked=blocked)

    def accept(self) -> None:
        """Changes the password, and closes once the server has it."""
        if not self.accept_button.isEnabled() or self.work.is_going:
            return
        password = self.password.text()
        self.work.begin(
            tr("กำลังเปลี่ยนรหัสผ่าน"),
            lambda _progress: self._shared.change_password(password),
            self._end,
            self.answer.setText,
            decided=True,
        )

    def _end(self, _done: object) -> None:
        super().accept()
        self._session.notified.emit(tr("เปลี่ยนรหัสผ่านแล้ว"), False)
