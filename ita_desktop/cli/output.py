"""What commands print, and how they open a workspace."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.i18n import in_language, sentence
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
def opened(path: Path, *, read_only: bool = False, as_it_is: bool = False) -> Iterator[Workspace]:
    """The workspace at ``path``, saved and closed afterwards; what an earlier program left is told,
    and a safety copy that failed, unless the work itself failed, which is the one line to be told
    then. Raises WorkspaceError where it could not be saved."""
    workspace = workspaces.open_workspace(path, read_only=read_only, as_it_is=as_it_is)
    if workspace.notice is not None:
        sys.stderr.write(f"{in_language(workspace.notice)}\n")
    with workspace:
        yield workspace
    if workspace.copies.problem is not None:
        complain(workspace.copies.problem)


def chosen_year(workspace: Workspace, year: int | None) -> int:
    """``year``, or the newest in the workspace; raises InputError where there is none."""
    if year is not None:
        return year
    years = workspace.years()
    if not years:
        raise InputError("แฟ้มนี้ยังไม่มีปีงบประมาณ", remedy="เปิดในโปรแกรมแล้วเพิ่มปี")
    return years[-1].year
