"""Creating and opening workspaces; also the sample, which is opened as a copy in the user's own
folder, so that work in it is not lost.

On closing the sample, the user saves the work under a new name (then it is an ordinary file) or
discards it. After a crash, the copy is opened again the next time.
"""

import contextlib
import shutil
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ita_desktop.domain.errors import InputError, reason_of
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.records import Organisation, new_id
from ita_desktop.filing import file_names
from ita_desktop.home import OWN_FILE, data_folder, make_own_folder
from ita_desktop.paths import real, resource
from ita_desktop.settings import backup_root
from ita_desktop.storage import SUFFIX, Step
from ita_desktop.storage.files.lock import is_held

if TYPE_CHECKING:
    from ita_desktop.services.years.carrying import CarriedYear
    from ita_desktop.storage.workspace import Workspace

_SAMPLE_NAME = f"สำนักงานเขตตัวอย่าง{SUFFIX}"


def with_suffix(path: Path) -> Path:
    """Return ``path`` with the workspace's suffix if it has none. Raises InputError if it is a
    folder's place without a name of its own."""
    return file_names.with_suffix(path, SUFFIX)


def create(
    path: Path,
    organisation: str,
    year: int,
    *,
    framework_year: int | None = None,
    framework_file: Path | None = None,
) -> "Workspace":
    """Create a workspace file with the office's units, one fiscal year and its calendar.

    ``year`` and ``framework_year`` are Buddhist; by default the year's own framework is used.
    Raises InputError if the file exists, cannot be created, or no framework fits.
    """
    from ita_desktop.services.edits import line
    from ita_desktop.services.years.years import framework_for
    from ita_desktop.storage.workspace import Workspace

    name = line(organisation)
    if not name:
        raise InputError("ยังไม่ได้บอกชื่อสำนักงาน", remedy="พิมพ์ชื่อ เช่น สำนักงานเขตตัวอย่าง")
    framework = framework_for(year, framework_year, framework_file)
    workspace = Workspace.create(path, backup_root=backup_root())
    try:
        begin(workspace, name, year, framework, as_shipped=framework_file is None)
        workspace.publish()
    except BaseException:
        workspace.close()
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return workspace


def create_from(
    path: Path,
    old: Path,
    year: int,
    *,
    from_year: int | None = None,
    organisation: str,
    framework_year: int | None = None,
    framework_file: Path | None = None,
) -> "tuple[Workspace, CarriedYear]":
    """Create a workspace file as a copy of ``old`` with its earlier years, and add the Buddhist
    fiscal ``year`` based on ``from_year`` (by default the newest). Return it with what was carried.

    The committee, what was entered for items, measures and findings are carried over. Raises
    InputError if the file or the year exists or there is no ``from_year``, WorkspaceError if
    ``old`` cannot be read; no file is created then.
    """
    from ita_desktop.services.roster.orders import edit_organisation
    from ita_desktop.services.settings.safety_copies import copy_to
    from ita_desktop.services.years.carrying import YearParts, carry_year
    from ita_desktop.services.years.years import framework_for, must_be_new
    from ita_desktop.storage.workspace import Workspace

    with Workspace.open(old, read_only=True) as source:
        must_be_new(source, year)
        framework = framework_for(year, framework_year, framework_file)
        before = (
            max(fiscal_year.year for fiscal_year in source.years())
            if from_year is None
            else from_year
        )
        source.year(before)
        copy_to(source, path)
    workspace = None
    try:
        workspace = Workspace.open(path, backup_root=backup_root())
        parts = YearParts(due=True, measures=True, findings=True, evidence=True, notes=True)
        carried = carry_year(
            workspace,
            year,
            before,
            parts,
            framework_year=framework_year,
            framework=framework if framework_file is not None else None,
        )
        edit_organisation(workspace, name=organisation)
        workspace.edits.close()
        workspace.publish()
    except BaseException:
        if workspace is not None:
            workspace.close()
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return workspace, carried


def begin(
    workspace: "Workspace",
    organisation: str,
    year: int,
    framework: Framework,
    *,
    as_shipped: bool = True,
) -> None:
    """Write the initial data of a workspace, which cannot be undone: the office, its units and its
    first year."""
    from ita_desktop.services.years.years import default_units, insert_year

    with workspace.change("เริ่มแฟ้มใหม่ ปีงบประมาณ {year}", year=year) as change:
        change.insert(Organisation(id=new_id(), name=organisation))
        for unit in default_units():
            change.insert(unit)
        insert_year(change, year, framework, as_shipped=as_shipped)
    workspace.edits.close()


def open_workspace(
    path: Path,
    *,
    read_only: bool = False,
    copy_later: bool = False,
    progress: Step | None = None,
    as_it_is: bool = False,
) -> "Workspace":
    """Open a workspace file, and make a safety copy if the last one is old; with ``copy_later`` the
    caller does that (:meth:`SafetyCopies.make_if_old`).

    Raises WorkspaceError, and whatever ``progress`` raises; AlteredError if the file may only be
    opened ``as_it_is``. A failed safety copy is not raised but stored in
    ``workspace.copies.problem``.
    """
    from ita_desktop.storage.workspace import Workspace

    workspace = Workspace.open(
        path,
        read_only=read_only,
        backup_root=backup_root(),
        progress=progress,
        as_it_is=as_it_is,
    )
    try:
        if not copy_later:
            workspace.copies.make_if_old()
    except BaseException:  # broken off: nobody else would close it
        workspace.close()
        raise
    return workspace


def copy_sample(path: Path) -> Path:
    """Write a fresh copy of the sample workspace to ``path``; raises InputError."""
    try:
        path.touch(mode=OWN_FILE, exist_ok=False)
        with resource("sample", "sample.ita").open("rb") as source, path.open("wb") as copy:
            try:
                shutil.copyfileobj(source, copy)
            except BaseException:
                path.unlink()
                raise
    except FileExistsError as error:
        raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(path), remedy="ตั้งชื่ออื่น") from error
    except OSError as error:
        raise InputError(
            "เขียนแฟ้มตัวอย่างไม่ได้ ({reason})",
            where=str(path),
            remedy="ตรวจว่าโฟลเดอร์มีอยู่ เขียนได้ และดิสก์มีเนื้อที่ว่าง",
            reason=reason_of(error),
        ) from error
    return path


def sample_to_open() -> Path:
    """Return the path of a sample to open: one with unsaved work, else a fresh copy; each window
    has its own. Raises InputError if it cannot be created."""
    for number in count(1):
        path = _samples() / str(number) / _SAMPLE_NAME
        if not path.exists():
            return _fresh_sample(path)
        if not is_held(path):
            return path
    raise AssertionError


def is_sample(path: Path | None) -> bool:
    """Return whether a file is such a copy."""
    return path is not None and real(path).parent.parent == real(_samples())


def sample_has_work(workspace: "Workspace") -> bool:
    """Return whether the sample has edits that can be undone; not if another window has it open for
    writing."""
    is_written_here = is_sample(workspace.path) and not workspace.read_only
    return is_written_here and workspace.edits.undo_label is not None


def drop_sample(path: Path) -> None:
    """Delete a closed sample, so that the next one is fresh."""
    if is_sample(path):
        shutil.rmtree(path.parent, ignore_errors=True)


def _samples() -> Path:
    return data_folder() / "sample"


def _fresh_sample(path: Path) -> Path:
    try:
        make_own_folder(path.parent)
    except OSError as error:
        raise InputError(
            "เขียนแฟ้มตัวอย่างไม่ได้ ({reason})",
            where=str(path.parent),
            remedy="ตรวจว่าโฟลเดอร์มีอยู่ เขียนได้ และดิสก์มีเนื้อที่ว่าง",
            reason=reason_of(error),
        ) from error
    return copy_sample(path)
