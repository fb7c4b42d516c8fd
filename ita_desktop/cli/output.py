"""What commands print, and how they open a workspace."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.i18n import sentence
from ita_desktop.services import workspaces
from ita_desktop.storage.workspace import Workspace

DONE = 0
DONE_WITH_FINDINGS = 1


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(f"{text}\n")


def say_json(data: Any) -> None:
    """Data as JSON on standard output."""
    say(json.dumps(data, ensure_ascii=False, indent=2))


def complain(error: ItaError) -> None:
    """An error as one line on standard error."""
    sys.stderr.write(f"{' '.join(sentence(error).split())}\n")


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[Workspace]:
    """The workspace at ``path``, closed afterwards; a safety copy that failed is told,
    unless the work itself failed, which is the one line to be told then."""
    workspace = workspaces.open_workspace(path, read_only=read_only)
    try:
        yield workspace
    finally:
        workspace.close()
    if workspace.backup_problem is not None:
        complain(workspace.backup_problem)


def chosen_year(workspace: Workspace, year: int | None) -> int:
    """``year``, or the newest in the workspace; raises InputError where there is none."""
    if year is not None:
        return year
    years = workspace.years()
    if not years:
        raise InputError("แฟ้มนี้ยังไม่มีปีงบประมาณ", remedy="เปิดในโปรแกรมแล้วเพิ่มปี")
    return years[-1].year
