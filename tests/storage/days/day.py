"""One sequence on a file: its steps are done one after the other, and after each of them every
edit is looked for."""

import json
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from tests.storage.days import program
from tests.storage.days.ledger import Edit, FaultError, Ledger, Told, Word
from tests.storage.days.program import Program, Reply
from tests.storage.days.reading import Content, Reader, is_whole, tokens_in
from tests.storage.days.script import Day, Step
from tests.storage.days.world import HOSTS, World

NOTHING: Final = "  (nothing to do)"
SAVES: Final = 8.0
"""Seconds that a clerk waits for the word that her work is saved."""


class Session:
    """A workspace that a clerk has open: where, and the edits in it."""

    def __init__(self, running: Program, path: Path, opened: Reply) -> None:
        self.program = running
        self.path = path
        self.is_read_only: bool = opened["read_only"]
        self.key: str = opened["key"]
        self.tokens = set(tokens_in(opened["labels"]))
        self.is_dirty = False
        """Whether the window has not called everything saved yet."""
        self.is_tampered = False
        """Whether something befell the file since the last edit."""


class Running:
    """A sequence that is being done."""

    def __init__(self, day: Day, world: World) -> None:
        self._day = day
        self._world = world
        self._ledger = Ledger()
        self._sessions: dict[str, Session] = {}
        self._clocks = dict.fromkeys(HOSTS, 0)
        self._reader = Reader(world.copies)
        self.key = self._reader.read(world.here).key
        self.opened = 0

    def run(self, tell: Callable[[str], None]) -> None:
        """Do all steps. Raises FaultError."""
        try:
            for step in self._day.steps:
                did = self._do(step)
                tell(f"{step}{'' if did else NOTHING}")
                self._look()
            tell("evening")
            self._evening()
        finally:
            for session in self._sessions.values():
                session.program.kill()

    def _do(self, step: Step) -> bool:
        own = getattr(self, f"_{step.name}", None)
        if own is not None:
            return bool(own(*step.arguments))
        act = getattr(self._world, step.name)
        return self._befalls(str(step), lambda: act(*step.arguments))

    def _befalls(self, what: str, act: Callable[[], bool]) -> bool:
        """Let something befall the file. What nobody had open, others may destroy."""
        before = self._found()
        did = act()
        if did:
            self._ledger.destroyed(before - self._found(), what)
            for session in self._sessions.values():
                session.is_tampered = True
        return did

    # -- what clerks do

    def _opens(self, host: str) -> bool:
        return self._open(host, self._world.here)

    def _opens_there(self) -> bool:
        return self._open("B", self._world.there)

    def _open(self, host: str, path: Path) -> bool:
        if host in self._sessions or not path.exists():
            return False
        in_window = self._day.in_window and host == "A"
        running = program.begin(
            self._world.home(host), f"PC-{host}", self._clocks[host], in_window=in_window
        )
        reply = _right(running.ask("open", str(path)), f"opening at {host}")
        if reply["error"]:
            running.end()
            return True
        self.opened += 1
        session = self._sessions[host] = Session(running, path, reply)
        findings = [(kind, Path(named)) for kind, named in reply["findings"]]
        self._must_tell(host, session, Told(reply["notice"], findings))
        return True

    def _must_tell(self, host: str, session: Session, told: Told) -> None:
        """What a clerk made, and the file that she opens lacks, must be told of."""
        unknown = self._ledger.unknown_at(host, session.key, session.tokens)
        if not unknown:
            return
        in_copies = self._tokens_of(self._world.kept_in(host)) if told.notice else set()
        for kind, named in told.findings:
            in_copies |= self._reader.read(named).tokens if kind != "not-last-saved" else set()
        says_older = any(kind == "not-last-saved" for kind, _ in told.findings)
        for edit in unknown:
            edit.is_told = edit.token in in_copies or says_older
        silent = [str(edit) for edit in unknown if not edit.is_told]
        if silent:
            raise FaultError(
                "not told",
                f"{session.path.name}, opened at {host}, lacks {', '.join(silent)};"
                f" said was: {told}",
            )

    def _edits(self, host: str, count: int, kind: str) -> bool:
        session = self._sessions.get(host)
        if session is None:
            return False
        for _ in range(count):
            edit = self._ledger.new(kind, host, session.key)
            self._said(session, edit, session.program.ask("edit", edit.token, kind))
        return True

    def _said(self, session: Session, edit: Edit, reply: Reply) -> None:
        _right(reply, f"editing at {edit.host}")
        if reply["error"]:
            edit.word = Word.REFUSED
            return
        if session.is_read_only:
            raise FaultError("half", f"{edit} was taken in what may only be read")
        edit.word = Word.ACCEPTED
        session.tokens.add(edit.token)
        session.is_dirty, session.is_tampered = True, False

    def _saves(self, host: str) -> bool:
        return self._wait(host, "save")

    def _rests(self, host: str) -> bool:
        return self._wait(host, "rest")

    def _wait(self, host: str, how: str) -> bool:
        session = self._sessions.get(host)
        if session is None or session.is_read_only:
            return False
        reply = _right(session.program.ask(how, SAVES), f"saving at {host}")
        self._hears_saved(session, reply)
        if how == "save" and session.is_tampered:
            self._must_notice(session, reply)
        return True

    def _must_notice(self, session: Session, reply: Reply) -> None:
        """Who asks to save a file that is another one by now must not be told that it is saved."""
        until = time.monotonic() + SAVES
        while reply["saved"] and (lacking := self._lacking(session)):
            if time.monotonic() > until:
                raise FaultError("not saved", f"{_words(lacking)} not in {session.path.name}")
            time.sleep(0.02)
            reply = _right(session.program.ask("rest", 0), "saving")

    def _lacking(self, session: Session) -> set[str]:
        return session.tokens - self._reader.read(session.path).tokens

    def _hears_saved(self, session: Session, reply: Reply) -> None:
        if not (session.is_dirty and reply["saved"]):
            return
        self._ledger.saved(session.tokens)
        session.is_dirty = False
        lacking = self._lacking(session)
        if lacking and not session.is_tampered:
            raise FaultError("not saved", f"{_words(lacking)} not in {session.path.name}")

    def _closes(self, host: str, held_by: str = "") -> bool:
        session = self._sessions.pop(host, None)
        if session is None:
            return False
        # What the window shows at the end counts as said.
        if not session.is_read_only:
            self._hears_saved(session, _right(session.program.ask("catch_up"), "looking"))
        words = [held_by] if held_by else []
        reply = _right(session.program.ask("close", *words), f"closing at {host}")
        session.program.end()
        if reply["error"]:
            raise FaultError("mistake", f"closing at {host}: {reply['error']}")
        places = [session.path, *([Path(held_by)] if held_by else [])]
        lacking = session.tokens - self._tokens_of(places)
        if reply["state"] == "closed" and lacking:
            raise FaultError("closed without", f"{_words(lacking)} in no file of {places}")
        return True

    def _copies_and_closes(self, host: str) -> bool:
        session = self._sessions.get(host)
        if session is None or (self._day.in_window and host == "A"):
            return False
        copy = self._world.pc / f"สำเนา {len(self._ledger.edits)}.ita"
        reply = _right(session.program.ask("copy", str(copy)), f"copying at {host}")
        if not reply["error"]:
            self._ledger.told(session.tokens)  # she knows where she put it
        return self._closes(host, "" if reply["error"] else str(copy))

    def _killed(self, host: str) -> bool:
        session = self._sessions.pop(host, None)
        if session is None:
            return False
        session.program.kill()
        return True

    def _killed_saving(self, host: str, milliseconds: int) -> bool:
        session = self._sessions.get(host)
        if session is None:
            return False
        session.program.say("begin_save")
        time.sleep(milliseconds / 1000)
        return self._killed(host)

    def _killed_editing(self, host: str, milliseconds: int) -> bool:
        session = self._sessions.get(host)
        if session is None:
            return False
        edit = self._ledger.new("n", host, session.key)
        session.program.say("edit", edit.token, "n")
        time.sleep(milliseconds / 1000)
        return self._killed(host)

    def _puts_back(self, host: str) -> bool:
        return self._asked(host, "put_back")

    def _backs_up(self, host: str) -> bool:
        return self._asked(host, "back_up")

    def _catches_up(self, host: str) -> bool:
        return self._asked(host, "catch_up")

    def _asked(self, host: str, what: str) -> bool:
        session = self._sessions.get(host)
        if session is None:
            return False
        _right(session.program.ask(what), f"{what} at {host}")
        return True

    def _clock(self, host: str, seconds: int) -> bool:
        self._clocks[host] = seconds
        session = self._sessions.get(host)
        if session is not None:
            session.program.ask("clock", seconds)
        return True

    def _copied_while_saving(self, host: str, kilobytes: int) -> bool:
        """A slow program copies the file again and again while it is saved."""
        session = self._sessions.get(host)
        if session is None or session.is_read_only or not session.path.exists():
            return False
        copier = Copier(session.path, self._world.copies, kilobytes)
        copier.start()
        for _ in range(2):
            self._edits(host, 1, "n")
            self._saves(host)
        copier.join()
        for copy in copier.made:
            wrong = is_whole(copy) or self._reader.read(copy).wrong
            if wrong:
                raise FaultError("half a copy", f"of {session.path.name}: {wrong}")
        if copier.made:
            self._must_be_sound(copier.made[-1])
        for copy in copier.made:
            copy.unlink()
        return True

    def _parted(self, number: int, how: str) -> bool:
        """A version is edited at another machine, and then takes the place of the file."""
        version = self._world.version(number)
        if version is None or "C" in self._sessions or not self._open("C", version):
            return False
        self._edits("C", 1, "n")
        self._saves("C")
        self._closes("C")
        return self._befalls(f"parted({number}, {how!r})", lambda: self._world.parted(how, version))

    def _parted_while_saving(self, number: int, how: str, held_up: int, after: int) -> bool:
        """A version from elsewhere takes the place of the file while it is saved, on a machine so
        busy that it stops before and after the file is replaced."""
        session = self._sessions.get("A")
        if session is None or session.is_read_only:
            return False
        self._edits("A", 1, "n")
        session.program.say("begin_slow_save", held_up)
        time.sleep(after / 1000)
        self._parted(number, how)
        _right(session.program.hear(), "saving at A")
        return self._saves("A")

    # -- where edits are

    def _tokens_of(self, paths: Iterable[Path]) -> set[str]:
        found: set[str] = set()
        for path in paths:
            content = self._reader.read(path)
            if content.wrong:
                raise FaultError("half", f"{path}: {content.wrong}")
            found |= content.tokens
        return found

    def _told_places(self) -> set[str]:
        """The edits in files that people find, in safety copies, and in what is open."""
        found = self._tokens_of(self._world.files())
        for host in HOSTS:
            found |= self._tokens_of(self._world.kept_in(host))
            session = self._sessions.get(host)
            if session is not None and not session.is_read_only:
                found |= self._tokens_of(self._world.working_in(host)) & session.tokens
        return found

    def _found(self) -> set[str]:
        """The edits in any place at all."""
        left = (self._tokens_of(self._world.working_in(host)) for host in HOSTS)
        return self._told_places().union(*left, self._on_shelf())

    def _on_shelf(self) -> set[str]:
        """The edits at the third machine, whose file is on its way."""
        return {
            token
            for token in self._tokens_of(self._world.shelf.glob("*.ita"))
            if self._ledger.edits[token].host == "C"
        }

    def _look(self) -> None:
        """Every edit must be somewhere. Raises FaultError."""
        owed = self._ledger.owed()
        found = self._told_places() | self._on_shelf()
        missing = [edit for edit in owed if edit.token not in found]
        for host in HOSTS if missing else ():
            found |= self._listed_at(host)
        lost = [edit for edit in missing if edit.token not in found]
        if lost:
            somewhere = self._found()
            kind = "hidden" if all(edit.token in somewhere for edit in lost) else "lost"
            raise FaultError(kind, ", ".join(map(str, lost)))
        stored = [
            edit
            for edit in self._ledger.edits.values()
            if edit.word is Word.REFUSED and edit.token in found
        ]
        if stored:
            raise FaultError("refused and stored", ", ".join(map(str, stored)))

    def _listed_at(self, host: str) -> set[str]:
        """The edits in the left work that the program lists at a machine."""
        home, clock = self._world.home(host), self._clocks[host]
        code, text = program.commands(home, f"PC-{host}", clock, ["doctor", "--json"])
        if code not in {0, 1}:
            raise FaultError("mistake", f"doctor at {host}: {code} {text}")
        listed: list[dict[str, Any]] = json.loads(text)["left_work"]
        return self._tokens_of(Path(work["path"]) for work in listed)

    def _must_be_sound(self, path: Path) -> Content:
        words = ["check", path, "--json"]
        code, text = program.commands(self._world.home("C"), "PC-C", 0, words)
        if code not in {0, 1}:
            raise FaultError("unsound", f"check {path.name}: {code} {text}")
        return self._reader.read(path)

    # -- the end

    def _evening(self) -> None:
        """All is made well, everybody closes, and opens once more."""
        self._befalls("evening", self._world.made_well)
        for host in list(self._sessions):
            self._closes(host)
            self._look()
        for host, path in (("A", self._world.here), ("B", self._world.there)):
            if self._open(host, path) and host in self._sessions:
                self._closes(host)
                self._look()
        for path in (self._world.here, self._world.there):
            if path.exists():
                self._must_be_sound(path)
        for host in HOSTS:
            for log in self._world.home(host).glob("*error*"):
                raise FaultError("mistake", log.read_text(encoding="utf-8"))


class Copier(threading.Thread):
    """Copies a file a few kilobytes at a time, until the next copy would be none too many."""

    def __init__(self, source: Path, folder: Path, kilobytes: int) -> None:
        super().__init__()
        self._source, self._folder, self._part = source, folder, kilobytes << 10
        self.made: list[Path] = []

    def run(self) -> None:
        for number in range(3):
            copy = self._folder / f"copied-{number}.ita"
            with suppress(OSError), self._source.open("rb") as file, copy.open("wb") as to:
                while part := file.read(self._part):
                    to.write(part)
                    time.sleep(0.0005)
                self.made.append(copy)


def _right(reply: Reply, what: str) -> Reply:
    if reply["mistake"]:
        raise FaultError("mistake", f"{what}: {reply['mistake']}")
    return reply


def _words(tokens: Iterable[str]) -> str:
    return " ".join(sorted(tokens))
