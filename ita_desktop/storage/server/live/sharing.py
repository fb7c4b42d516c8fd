"""The shared side of an open workspace: members, presence, connection, and the turns to write."""

import contextlib
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError

from ita_desktop import error_log
from ita_desktop.domain.errors import Phrase, WorkspaceError
from ita_desktop.domain.year import YearData
from ita_desktop.storage.server import address
from ita_desktop.storage.server.connecting import LostError, Server, cannot_use
from ita_desktop.storage.server.live import follower
from ita_desktop.storage.server.live.noting import Deadlines, driver, leave
from ita_desktop.storage.server.live.turns import Turns, WholeEdit
from ita_desktop.storage.server.members import change_own_password, members
from ita_desktop.storage.server.shared import (
    ConnectionState,
    EditedCell,
    Link,
    PresentMember,
    SharedMember,
)
from ita_desktop.storage.year_cache import YearCache

_STILL_TYPED: Final = "สิ่งที่พิมพ์ยังอยู่ รอให้โปรแกรมเชื่อมต่อได้อีกครั้ง แล้วบันทึกใหม่"
_MOMENT: Final = 0.1
"""Seconds that reading waits for the caches."""
_WHOLE_YEAR: Final = 30.0
"""Seconds in which a year has to come, also by a slow network."""
_RETURNS: Final = "returns"
"""What is noted with a connection: how often the server had come back when it was made."""
_READS: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class Sharing:
    """The shared side of a workspace; threads may share it."""

    def __init__(self, server: Server, engine: Engine, caches: follower.Caches) -> None:
        """Raises WorkspaceError if the server cannot be followed."""
        import psycopg

        self._server = server
        self._engine = engine
        self._state = ConnectionState(Link.CONNECTED, datetime.now().astimezone())
        self._place: tuple[str, EditedCell | None] = ("", None)
        self._callbacks: list[Callable[[], None]] = []
        self._present = follower.Present(monotonic)
        self._deadlines = Deadlines()
        self._deadlines.watch(engine)
        self._is_older = server.is_newer
        self._returns = 0
        """How many times the connection has come back. A connection of before may be of a server
        that no longer answers."""
        event.listen(engine, "connect", self._note_return)
        event.listen(engine, "checkout", self._must_be_new)
        self._session = secrets.token_hex(16)
        self._catching_up = follower.CatchingUp(self._session, server.member.login, caches)
        self._turns = Turns(server, self._catching_up, self._deadlines)
        self._follower = follower.Follower(
            server, self._catching_up, self._present, self, self._deadlines
        )
        try:
            self._follower.start()
        except psycopg.Error as error:
            self._deadlines.close()
            raise cannot_use(error, server.address) from None

    def close(self) -> None:
        """Stop following."""
        self._follower.close()
        self._deadlines.close()

    # -- the face for the window

    @property
    def me(self) -> SharedMember:
        """The member who has opened the workspace here."""
        return self._server.member

    @property
    def is_older(self) -> bool:
        """Whether the database was brought up by a newer program, so that this one only reads."""
        return self._is_older

    @property
    def state(self) -> ConnectionState:
        """The connection now."""
        return self._state

    def members(self) -> tuple[SharedMember, ...]:
        """Return all members by name. Raises WorkspaceError without a connection."""
        from sqlalchemy.exc import DBAPIError

        self.must_be_connected()
        try:
            with self._engine.connect() as connection:
                return members(connection)
        except DBAPIError as error:
            raise cannot_use(error, self._server.address) from None

    def change_password(self, password: str) -> None:
        """Give this login another password, also in the keyring where the former one is. Raises
        InputError for a short one, WorkspaceError without a connection."""
        from sqlalchemy.exc import DBAPIError

        server = self._server
        self.must_be_connected()
        try:
            with self._engine.connect() as connection:
                change_own_password(connection, server.member.login, password)
        except DBAPIError as error:
            raise cannot_use(error, server.address) from None
        server.password.text = password
        address.renew_password(server.address, password)

    def present(self) -> tuple[PresentMember, ...]:
        """Return who else has the workspace open, by name; never waits."""
        return self._present.all()

    def announce(self, *, page: str | None = None, typing: EditedCell | None = None) -> None:
        """Tell the others which page is shown here (None: as before), and where something is being
        typed (None: nowhere). Never waits."""
        place = (self._place[0] if page is None else page, typing)
        if place != self._place:
            self._place = place
            self._follower.announce_soon()

    def retry(self) -> None:
        """Connect again at once, if the connection is lost. Never waits."""
        self._follower.retry()

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` in another thread whenever :attr:`state` or :meth:`present` has
        changed; return a function that ends that. Edits come by ``Workspace.subscribe``."""
        self._callbacks.append(callback)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._callbacks.remove(callback)

        return unsubscribe

    # -- for the connections of the workspace

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep the follower from applying edits of others while this window writes. Raises
        LostError without a connection."""
        self.must_be_connected()
        try:
            with self._catching_up.guard:
                self.must_be_connected()  # it may have been lost meanwhile
                yield
        finally:
            self._catching_up.deliver()

    def work(
        self, connection: Connection, whole: WholeEdit | None = None, *, is_hurried: bool
    ) -> contextlib.AbstractContextManager[Connection]:
        """One unit of work, after all edits stored before it have been taken in. The window's
        thread is hurried and does not wait long for its turn. ``whole`` is stored by itself if
        that is possible, which its number says."""
        self._renew(connection)
        return self._turns.work(connection, whole, is_hurried=is_hurried)

    @property
    def unannounced(self) -> frozenset[tuple[str, str, str]]:
        """Values that others have written and the window was not told of."""
        return self._catching_up.unannounced

    def author_of(self, table: str, key: str, column: str) -> str:
        """Return who else has written one of them; empty if nobody has."""
        return self._catching_up.author_of(table, key, column)

    @property
    def is_lost(self) -> bool:
        return self._state.link is Link.LOST

    def must_be_connected(self) -> None:
        """Raise LostError while the connection is lost."""
        if self.is_lost:
            raise LostError(
                "ขาดการเชื่อมต่อกับเครื่องแม่ข่าย จึงยังไม่บันทึก",
                where=self._server.address.told,
                remedy=_STILL_TYPED,
            )

    def not_stored(self) -> LostError:
        """Return the error for an edit during which the connection was lost."""
        return LostError(
            "การเชื่อมต่อกับเครื่องแม่ข่ายขาดขณะบันทึก จึงไม่ได้บันทึกครั้งนี้",
            where=self._server.address.told,
            remedy=_STILL_TYPED,
        )

    @contextlib.contextmanager
    def reading(self, connection: Connection) -> Iterator[None]:
        """Read on a connection, which has no transaction open afterwards, however that went."""
        self._renew(connection)
        try:
            yield
        finally:
            leave(connection, self._deadlines)

    def _renew(self, connection: Connection) -> None:
        if not connection.invalidated and connection.info.get(_RETURNS, 0) != self._returns:
            connection.invalidate()

    def _note_return(self, _raw: Any, record: Any) -> None:
        record.info[_RETURNS] = self._returns

    def _must_be_new(self, _raw: Any, record: Any, _proxy: Any) -> None:
        if record.info.get(_RETURNS, 0) != self._returns:
            raise DisconnectionError

    # -- years, read at one moment

    @contextlib.contextmanager
    def at_one_moment(self, connection: Connection) -> Iterator[str]:
        """Read the same moment of the database in the whole block; yields that moment."""
        with driver(connection) as raw, self._deadlines.within(raw, _WHOLE_YEAR):
            try:
                cursor = raw.execute(f"{_READS}; {follower.MOMENT}", prepare=False)
                cursor.nextset()
                moment: str = cursor.fetchone()[0]
                yield moment
            finally:
                with contextlib.suppress(Exception):
                    raw.rollback()

    @contextlib.contextmanager
    def as_of_now(self) -> Iterator[bool]:
        """Keep the caches at one moment in the block; yields whether that is so: nobody waits here
        until another thread has written. Whoever reads in it has begun to before: a thread that
        reads may want to enter."""
        guard = self._catching_up.guard
        if not guard.acquire(timeout=_MOMENT):
            yield False
            return
        try:
            yield True
        finally:
            guard.release()

    def edits_since(self, connection: Connection, moment: str) -> list[follower.StoredEdit]:
        """Bring the caches up to now, and return all edits since ``moment``, own ones, too."""
        with driver(connection) as raw, self._deadlines.within(raw):
            self._catching_up.take_on(raw)
            found = raw.execute(follower.edits_since(moment), prepare=False).fetchall()
        return follower.edits_in(found)[1]

    def read_year(
        self,
        reading: Callable[[], contextlib.AbstractContextManager[Connection]],
        key: str,
        keep: Callable[[YearCache], None],
    ) -> YearData | None:
        """Read a year as it was at one moment, take in what was stored since, and ``keep`` it if it
        is still there; return it, not kept, while another thread writes here. Raises
        WorkspaceError."""
        with reading() as connection, self.at_one_moment(connection) as moment:
            cache = YearCache(connection, key)
        with reading() as connection, self.as_of_now() as are_cached:
            if not are_cached:
                return cache.data
            edits = self.edits_since(connection, moment)
            if all(edit.rows for edit in edits):
                cache.apply([row for edit in edits for row in edit.rows])
                if cache.exists:
                    keep(cache)
        return None

    # -- what the follower tells

    def connected(self) -> None:
        self._enter(Link.CONNECTED)

    def returning(self) -> None:
        self._returns += 1
        self._enter(Link.RETURNING)

    def lost(self, error: Exception) -> None:
        self._enter(Link.LOST, cannot_use(error, self._server.address))

    def newer(self) -> None:
        if not self._is_older:
            self._is_older = True
            self.moved()

    def moved(self) -> None:
        for callback in tuple(self._callbacks):
            try:
                callback()
            except Exception as error:  # noqa: BLE001 - who fails keeps nobody from hearing
                error_log.note(error)

    def word(self, *, is_new: bool = False, goes: bool = False) -> str:
        page, typing = self._place
        return follower.word(page, typing, is_new=is_new, goes=goes)

    def _enter(self, link: Link, why: WorkspaceError | None = None) -> None:
        reason = Phrase(why.template, **why.fields) if why is not None else ""
        if self._state.link is link and self._state.reason == reason:
            return
        since_when = self._state.since if self._state.link is link else datetime.now().astimezone()
        self._state = ConnectionState(link, since_when, reason)
        self.moved()
