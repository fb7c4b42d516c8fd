"""Saving: carrying a workspace into the one file, beside copying a file of the same size.

The peer copies the working file with the system's quickest call and makes the copy last; ours also
takes one moment of a file that is being written, proves the copy sound, knows it by its digest and
puts it in the place of the former one. An edit in the midst of that is shown beside one at rest.
"""

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measure import Ratio, in_turns
from ita_desktop.domain.documents import OfficeFile
from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.services import workspaces
from ita_desktop.storage.workspace import Workspace

LARGEST = "ITA_BENCH_LARGEST"
"""Set to measure a file of 1.5 GB, too; it takes minutes, and three times that on the disk."""
MEGABYTES = (1, 30, 300, *((1500,) if os.environ.get(LARGEST) else ()))
PICTURE = 500_000
"""Bytes of a photograph as it is kept."""
ROUNDS = {1: 9, 30: 5, 300: 3, 1500: 1}
LIMITS = {1: 30, 30: 8, 300: 5, 1500: 5}
"""A small file costs what any costs: to open, prove and close a database takes longer than to copy
it."""
EDITS = 5
BUSY = 0.11
"""Largest share of the time in which the medium may be busy: a tenth, and what is measured."""
PAUSE = 0.2
"""Seconds between two edits of a clerk who never rests."""


def ratios() -> Iterator[Ratio]:
    """Saving files of some sizes with photographs; an edit while the largest is being saved."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ITA_DESKTOP_HOME"] = folder
        for size in MEGABYTES:
            path = workspaces.copy_sample(Path(folder) / f"{size}.ita")
            with Workspace.open(path) as workspace:
                _fill(workspace, size)
                yield _saving(workspace, path, size)
                yield _busy(workspace, path)
                if size == MEGABYTES[-1]:
                    yield in_turns(
                        "an edit while that file is being saved",
                        partial(_edit_while_saving, workspace),
                        partial(_edit, workspace),
                        peer_is="one at rest",
                        limit=None,
                        rounds=EDITS,
                    )


def _saving(workspace: Workspace, path: Path, size: int) -> Ratio:
    return in_turns(
        f"saving a file of {path.stat().st_size / 1e6:.0f} MB",
        lambda: _save(workspace),
        lambda: _copy(path),
        peer_is="copying it, made to last",
        limit=LIMITS[size],
        rounds=ROUNDS[size],
    )


def _busy(workspace: Workspace, path: Path) -> Ratio:
    """How long the medium is busy while edits never rest, beside the time from one saving to the
    next."""
    ends: list[float] = []
    took: list[float] = []
    edits, at = 0, workspace.saved.at
    while len(ends) < 2:
        _edit(workspace)
        edits += bool(ends)
        if (saved := workspace.saved).at != at:
            at = saved.at
            ends.append(time.monotonic())
            took.append(saved.took)
        time.sleep(PAUSE)
    size = path.stat().st_size / 1e6
    what = f"busy with {size:.0f} MB, once for {edits} edits"
    return Ratio(what, "from one saving to the next", sum(took) / 2, ends[1] - ends[0], BUSY)


def _fill(workspace: Workspace, megabytes: int) -> None:
    with workspace.change("เพิ่มภาพ") as change:
        for number in range(megabytes * 1_000_000 // PICTURE):
            media = change.keep(os.urandom(PICTURE))
            change.insert(OfficeFile(id=new_id(), name=f"{number}", file_name="", media=media))
    workspace.publish()


def _edit(workspace: Workspace) -> float:
    started = time.perf_counter()
    with workspace.change("แก้") as change:
        change.insert(Unit(id=new_id(), name=new_id(), kind=UnitKind.SECTION))
    return time.perf_counter() - started


def _save(workspace: Workspace) -> float:
    _edit(workspace)
    started = time.perf_counter()
    workspace.publish()
    return time.perf_counter() - started


def _edit_while_saving(workspace: Workspace) -> float:
    _edit(workspace)
    saving = threading.Thread(target=workspace.publish)
    saving.start()
    time.sleep(0.05)
    took = _edit(workspace)
    saving.join()
    return took


def _copy(path: Path) -> float:
    copy = path.with_suffix(".copy")
    started = time.perf_counter()
    shutil.copyfile(path, copy)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    took = time.perf_counter() - started
    copy.unlink()
    return took
