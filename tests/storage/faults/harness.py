"""What befalls a machine at the worst moment: the program is killed at any write, a disk is full
or write-protected from there on, a share vanishes, the clock leaps back. Whatever happens, a file
holds all that was said to be stored, half a thing nowhere, and there is a way on.

``python dev.py faults [ROUNDS]``: each round does one thing a clerk does in a process of its own,
lets one fault befall it, and looks at what is left. The same seed gives the same rounds.
"""

import argparse
import ctypes
import errno
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple
from unittest import mock

from ita_desktop.domain.errors import ItaError
from ita_desktop.error_log import error_log
from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.imports import importing
from ita_desktop.services.imports import oit as evidence_import
from ita_desktop.services.oit import assignments
from ita_desktop.services.settings import safety_copies
from ita_desktop.settings import Settings, backup_root
from ita_desktop.storage.files import opening
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.workspace import Workspace
from tests.storage.earlier_release import with_log
from tests.support.clerk import same_keys
from tests.support.taken_in import plan_file
from tests.workspaces.make import YEAR

HERE: Final = Path(__file__).parent
KEPT: Final = HERE.parents[1] / "workspaces"
NEWEST: Final = KEPT / f"schema-{schema_version()}.ita"
OLDER: Final = KEPT / "schema-11.ita"
SHIM: Final = "ITA_FAULTS_SHIM"
EDITS: Final = 4
State = dict[str, list[dict[str, object]]]
Tell = Callable[[str], None]


class Kind(IntEnum):
    """As the shim numbers them."""

    NOTHING = 0
    KILL = 1
    FAIL = 2
    VANISH = 3
    CLOCK = 4


class Fault(NamedTuple):
    """One thing that happens: ``at`` which write below ``folder``, for how many."""

    kind: Kind
    at: int = 1 << 40
    span: int = 1 << 40
    number: int = 0
    folder: str = ""
    aside: str = ""

    def __str__(self) -> str:
        name = f" {errno.errorcode[self.number]}" if self.number else ""
        where = f" below {Path(self.folder).name}" if self.folder else ""
        length = f" for {self.span}" if self.span < 1 << 30 else ""
        return f"{self.kind.name}{name} at write {self.at}{length}{where}"


class Place(NamedTuple):
    """The folders of one round."""

    root: Path

    @property
    def file(self) -> Path:
        return self.root / "share" / "งาน.ita"

    @property
    def stick(self) -> Path:
        return self.root / "stick"

    @property
    def home(self) -> Path:
        return self.root / "home"


# -- what the clerk does; each tells what she was told is stored


def _edit(place: Place, tell: Tell) -> None:
    with Workspace.open(place.file, backup_root=backup_root()) as workspace:
        for number in range(EDITS):
            assignments.edit(workspace, YEAR, [CellEdit("O1", "note", f"ครั้งที่ {number}")])
            tell(str(number + 1))


def _undo(place: Place, tell: Tell) -> None:
    with Workspace.open(place.file, backup_root=backup_root()) as workspace:
        for number in range(EDITS):
            workspace.undo()
            tell(str(number + 1))


def _go_back(place: Place, tell: Tell) -> None:
    with Workspace.open(place.file, backup_root=backup_root()) as workspace:
        workspace.edits.go_to(workspace.edits.begin)
        tell("1")


def _import(place: Place, tell: Tell) -> None:
    # What is stored must not depend on when: it is compared with an undisturbed run.
    moment = mock.patch.object(evidence_import, "now", return_value="2025-03-14T02:00:00.000+00:00")
    with same_keys(), moment, Workspace.open(place.file, backup_root=backup_root()) as workspace:
        plan = plan_file(workspace, YEAR, "evidence", place.root / "in.csv")
        importing.apply_import(workspace, plan)
        tell("1")


def _open(place: Place, tell: Tell) -> None:
    with Workspace.open(place.file, backup_root=backup_root()):
        pass


def _back_up(place: Place, tell: Tell) -> None:
    with Workspace.open(place.file, backup_root=backup_root()) as workspace:
        copy = workspace.copies.make("asked")
        if copy is not None:
            tell(str(copy.path))


def _carry(place: Place, tell: Tell) -> None:
    """A copy to the second place, which may be gone at any moment."""
    settings = Settings()
    with Workspace.open(place.file, backup_root=backup_root()) as workspace:
        workspace.copies.make("asked")
        found = safety_copies.look_at_place(settings, workspace, datetime.now())  # noqa: DTZ005
        assert found is not None
        copy = safety_copies.carry_there(workspace, found)
        if copy is not None:
            tell(str(copy.path))


def _restore(place: Place, tell: Tell) -> None:
    kept = safety_copies.restore(place.root / "copy.ita", place.file)
    tell("1")
    if kept is None or not kept.exists():
        raise AssertionError("what stood there was not kept")


def _create(place: Place, tell: Tell) -> None:
    with same_keys():
        workspaces.create(place.file, "สำนักงานเขตตัวอย่าง", 2568).close()
    tell("1")


def _remember(place: Place, tell: Tell) -> None:
    settings = Settings()
    for number in range(EDITS):
        settings.set("number", number)


# -- what there was before


def _newest(place: Place) -> None:
    shutil.copy(NEWEST, place.file)


def _with_table(place: Place) -> None:
    _newest(place)
    rows = [
        "ข้อ,ชื่อหลักฐาน,ที่อยู่",
        *(f"O{n},หลักฐาน {n},https://district.example/{n}" for n in range(2, 30)),
    ]
    (place.root / "in.csv").write_text("\n".join(rows), encoding="utf-8")


def _older(place: Place) -> None:
    shutil.copy(OLDER, place.file)


def _left_with_log(place: Place) -> None:
    _newest(place)
    left = with_log(place.file, "UPDATE organisation SET short_name = 'ในล็อก'")
    for ending in ("", "-wal"):
        Path(f"{left}{ending}").replace(f"{place.file}{ending}")


def _with_stick(place: Place) -> None:
    _newest(place)
    place.stick.mkdir()
    safety_copies.choose_place(Settings(), place.stick, datetime.now())  # noqa: DTZ005


def _with_copy(place: Place) -> None:
    _newest(place)
    shutil.copy(OLDER, place.root / "copy.ita")


def _nothing(place: Place) -> None:
    pass


class Task(NamedTuple):
    """Something that a clerk does, from what is there before."""

    before: Callable[[Place], None]
    does: Callable[[Place, Tell], None]


TASKS: Final = {
    "edit": Task(_newest, _edit),
    "undo": Task(_newest, _undo),
    "go back": Task(_newest, _go_back),
    "import": Task(_with_table, _import),
    "migrate": Task(_older, _open),
    "back up": Task(_newest, _back_up),
    "second place": Task(_with_stick, _carry),
    "restore": Task(_with_copy, _restore),
    "checkpoint": Task(_left_with_log, _open),
    "create": Task(_nothing, _create),
    "settings": Task(_nothing, _remember),
}
FAILURES: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES)


# -- a round


class Known(NamedTuple):
    """What a task does where nothing befalls it: the states it goes through, and its writes."""

    states: list[State]
    writes: int


class Found(NamedTuple):
    """How the process of a task ended: what it was told, and what went wrong."""

    told: list[str]
    refused: str
    mistake: str
    writes: int


@contextmanager
def _place() -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="faults-") as root:
        place = Place(Path(root))
        place.file.parent.mkdir()
        place.home.mkdir()
        with mock.patch.dict(os.environ, ITA_DESKTOP_HOME=str(place.home)):
            yield place


def _in_a_process(task: Task, place: Place, fault: Fault) -> Found:
    """Does the task in a process of its own, which the fault befalls."""
    shim = ctypes.CDLL(os.environ[SHIM])
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        with os.fdopen(ours, encoding="utf-8") as heard:
            lines = heard.read().splitlines()
        os.waitpid(child, 0)
        said = [json.loads(line) for line in lines]
        of = {
            key: [value for one, value in said if one == key]
            for key in ("told", "refused", "mistake", "writes")
        }
        return Found(
            of["told"], "".join(of["refused"]), "".join(of["mistake"]), next(iter(of["writes"]), 0)
        )
    try:
        os.close(ours)

        def say(key: str, value: object) -> None:
            os.write(theirs, f"{json.dumps([key, value])}\n".encode())

        shim.faults_arm(
            ctypes.c_long(fault.at),
            ctypes.c_long(fault.span),
            int(fault.kind),
            fault.number,
            os.fsencode(fault.folder),
            os.fsencode(fault.aside),
        )
        try:
            task.does(place, partial(say, "told"))
        except ItaError as error:
            say("refused", error.sentence())
        except BaseException:  # noqa: BLE001 - each is a mistake of the program
            say("mistake", traceback.format_exc())
        say("writes", shim.faults_count())
    finally:
        os._exit(0)


def _state(place: Place) -> State:
    """What is in the file once it is opened again, in which everything must be sound."""
    with Workspace.open(place.file, backup_root=backup_root()) as workspace:
        assert workspace.altered_tables() == [], "altered"
        assert workspace.damaged_media() == [], "media"
        return workspace.dump()


def _learn(task: Task) -> Known:
    """Each state that the task goes through when it is let alone."""
    with _place() as place:
        task.before(place)
        exists = place.file.exists()
        found = _in_a_process(task, place, Fault(Kind.NOTHING))
        assert (found.mistake, found.refused) == ("", "")
        last = _state(place) if place.file.exists() else {}
    states = [last]
    with _place() as place:
        task.before(place)
        if exists:
            states.insert(0, _state(place))
    if task.does in {_edit, _undo}:
        with _place() as place:
            task.before(place)
            with Workspace.open(place.file) as workspace:
                for number in range(EDITS - 1):
                    if task.does is _undo:
                        workspace.undo()
                    else:
                        assignments.edit(
                            workspace, YEAR, [CellEdit("O1", "note", f"ครั้งที่ {number}")]
                        )
                    states.insert(-1, workspace.dump())
    return Known(states, found.writes)


def _fault(chance: random.Random, place: Place, writes: int, task: Task) -> Fault:
    at = chance.randint(1, writes)
    kind = chance.choice(
        (Kind.KILL, Kind.KILL, Kind.KILL, Kind.FAIL, Kind.FAIL, Kind.VANISH, Kind.CLOCK)
    )
    if kind is Kind.FAIL:
        span = chance.choice((1, 3, 1 << 40))
        folder = chance.choice(("", str(place.file.parent), str(place.home)))
        return Fault(
            kind,
            chance.randint(1, max(1, writes // (2 if folder else 1))),
            span,
            chance.choice(FAILURES),
            folder,
        )
    if kind is Kind.VANISH:
        folder = chance.choice((place.file.parent, place.file.parent, place.home / "backups"))
        if task.does is _carry:
            folder = place.stick
        return Fault(
            kind, chance.randint(1, max(1, writes // 4)), folder=str(folder), aside=f"{folder}.gone"
        )
    return Fault(kind, at)


def _befalls(task: Task, known: Known, chance: random.Random) -> str:
    """One round; what was found wrong, with the fault."""
    with _place() as place:
        task.before(place)
        fault = _fault(chance, place, known.writes, task)
        try:
            found = _in_a_process(task, place, fault)
            if fault.aside and Path(fault.aside).exists() and not Path(fault.folder).exists():
                Path(fault.aside).rename(fault.folder)
            if found.mistake:
                return f"{fault}\n{found.mistake}"
            _look(task, known, place, found)
            if error_log().exists():
                return f"{fault}\n{error_log().read_text(encoding='utf-8')}"
        except (ItaError, AssertionError, OSError) as error:
            return f"{fault}\n{''.join(traceback.format_exception(error))}"
    return ""


def _look(task: Task, known: Known, place: Place, found: Found) -> None:
    """What is left must be one of the states, no earlier than what the clerk was told."""
    if task.does is _remember:
        assert Settings().get("number", -1) in range(-1, EDITS)
        return
    kept = [copy for folder in (place.home, place.stick) for copy in folder.rglob("[0-9]*.ita")]
    for copy in kept:
        opening.check_file(copy)
    if task.does in {_carry, _back_up}:
        assert {Path(told) for told in found.told} <= set(kept), "told to be kept"
    if task.does is _create and not place.file.exists():
        assert not found.told, "told to be there"
        return
    state = _state(place)
    if task.does is _create and not state["organisation"]:
        assert not found.told, "told to be filled"
        return
    places = [at for at, known_state in enumerate(known.states) if known_state == state]
    assert places, "neither before nor after"
    told = (
        len(found.told)
        if task.does in {_edit, _undo}
        else bool(found.told) * (len(known.states) - 1)
    )
    assert max(places) >= told, f"lost: at {places}, told {found.told}"
    for left in place.root.rglob(".*"):
        os.utime(left, (0, 0))  # an hour later
    # There is a way on: it is edited, kept, and undone; nothing half made stays.
    with Workspace.open(place.file, backup_root=backup_root()) as workspace:
        assert not workspace.read_only
        with workspace.change("ต่อ") as change:
            change.update(workspace.units()[0], short_name="ต่อ")
        assert workspace.copies.make("asked") is not None
        assert workspace.copies.problem is None
        workspace.undo()
        assert workspace.dump() == state, "undone"
    assert list(place.file.parent.iterdir()) == [place.file], list(place.file.parent.iterdir())


def rounds(count: int, seed: int, names: Sequence[str] = ()) -> Iterator[str]:
    """Each fault that was not survived, told in full."""
    chosen = {name: TASKS[name] for name in names or TASKS}
    known = {name: _learn(task) for name, task in chosen.items()}
    for number in range(count):
        name = list(chosen)[number % len(chosen)]
        wrong = _befalls(chosen[name], known[name], random.Random(f"{seed} {number}"))
        if wrong:
            yield f"round {number} of seed {seed}: {name}, {wrong}"


def main() -> None:
    """Runs the rounds; leaves with 1 where a fault was not survived."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rounds", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--task", action="append", choices=TASKS, default=[])
    asked = parser.parse_args()
    if SHIM not in os.environ:
        with tempfile.TemporaryDirectory() as folder:
            shim = Path(folder) / "faults.so"
            subprocess.run(
                ["cc", "-shared", "-fPIC", "-O2", "-o", shim, HERE / "faults.c", "-ldl"], check=True
            )
            more = {"LD_PRELOAD": str(shim), SHIM: str(shim)}
            sys.exit(
                subprocess.run(
                    [sys.executable, "-m", __spec__.name, *sys.argv[1:]],
                    check=False,
                    env=os.environ | more,
                ).returncode
            )
    wrong = 0
    for told in rounds(asked.rounds, asked.seed, asked.task):
        wrong += 1
        sys.stdout.write(f"{told}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{asked.rounds} rounds, {wrong} not survived\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
