"""Making and opening workspaces."""

import contextlib
import shutil
from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.reasons import reason_of
from ita_desktop.domain.records import Organisation
from ita_desktop.home import OWN_FILE
from ita_desktop.paths import resource
from ita_desktop.settings import backup_root
from ita_desktop.storage.step import Step
from ita_desktop.storage.workspace import SUFFIX, Workspace


def with_suffix(path: Path) -> Path:
    """``path`` with the workspace's ending where it has none."""
    return path if path.suffix else path.with_suffix(SUFFIX)


def create(
    path: Path,
    organisation: str,
    year: int,
    *,
    framework_year: int | None = None,
    framework_file: Path | None = None,
) -> Workspace:
    """A new workspace file with the office's units, one fiscal year and its calendar.

    ``year`` and ``framework_year`` are Buddhist; without the latter, and without a file, the
    year's own framework is taken. Raises InputError where the file exists, cannot be made, or no
    framework fits.
    """
    from ita_desktop.services.edits import line
    from ita_desktop.services.years.years import framework_for

    name = line(organisation)
    if not name:
        raise InputError("ยังไม่ได้บอกชื่อหน่วยงาน", remedy="พิมพ์ชื่อ เช่น สำนักงานเขตตัวอย่าง")
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
) -> Workspace:
    """A new workspace file that goes on from another: a copy of ``old``, earlier years and all,
    with the Buddhist fiscal ``year`` made from its ``from_year`` (the newest where none is given).

    Committee and, under the same framework, owners and measures are carried over. Raises
    InputError where the file or the year exists or there is no ``from_year``, WorkspaceError where
    ``old`` cannot be read; then no file is made.
    """
    from ita_desktop.services.restoring import copy_to
    from ita_desktop.services.roster.units import edit_organisation
    from ita_desktop.services.years.carrying import add_year_from
    from ita_desktop.services.years.years import framework_for, must_be_new

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
    workspace = Workspace.open(path, backup_root=backup_root())
    try:
        add_year_from(
            workspace,
            year,
            before,
            framework_year=framework_year,
            framework=framework if framework_file is not None else None,
            measures=True,
        )
        edit_organisation(workspace, name=organisation)
        workspace.edits.close()
        workspace.publish()
    except BaseException:
        workspace.close()
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return workspace


def begin(
    workspace: Workspace,
    organisation: str,
    year: int,
    framework: Framework,
    *,
    as_shipped: bool = True,
) -> None:
    """Writes what every new workspace starts with, and cannot be undone: the office, its units and
    its first year."""
    from ita_desktop.services.years.defaults import default_units
    from ita_desktop.services.years.years import insert_year

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
) -> Workspace:
    """Opens a workspace file and makes a safety copy where the last is old; with ``copy_later``
    that is left to whoever opens (:meth:`Workspace.back_up_if_old`).

    Raises WorkspaceError, and what ``progress`` raises; AlteredError where the file is to be taken
    ``as_it_is`` or left. A failed safety copy does not stop the
    work; it stands in ``workspace.copies.problem``.
    """
    workspace = Workspace.open(
        path,
        read_only=read_only,
        backup_root=backup_root(),
        progress=progress,
        as_it_is=as_it_is,
    )
    if not copy_later:
        workspace.copies.make_if_old()
    return workspace


def copy_sample(path: Path) -> Path:
    """Writes a fresh copy of the sample workspace to ``path``; raises InputError."""
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
