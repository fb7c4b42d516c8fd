"""What commands print, and how they open a workspace."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ita_desktop.cli.passwords import with_password
from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.i18n import in_language, sentence
from ita_desktop.services import workspaces
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.workspace import Workspace

_PASSWORD = re.compile(r"(\w:/{1,2}[^\s/:@]*):[^\s/@]+(?=@)")
_WITHOUT = r"\1"
DONE = 0
DONE_WITH_FINDINGS = 1


def echo(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(f"{text}\n")


def echo_json(data: Any) -> None:
    """Data as JSON on standard output."""
    echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_error(error: ItaError) -> None:
    """An error as one line on standard error, without the password of an address in it."""
    text = " ".join(sentence(error).split())
    sys.stderr.write(f"{_PASSWORD.sub(_WITHOUT, text)}\n")


@contextmanager
def opened(
    place: Path | Address, *, read_only: bool = False, as_it_is: bool = False
) -> Iterator[Workspace]:
    """The workspace at ``place``, saved and closed afterwards; what an earlier program left is
    told, and a safety copy that failed, unless the work itself failed, which is the one line to be
    told then. Raises WorkspaceError where it could not be saved."""
    if isinstance(place, Address):
        workspace = with_password(place, Workspace.connect)
    else:
        workspace = workspaces.open_workspace(place, read_only=read_only, as_it_is=as_it_is)
    if workspace.notice is not None:
        sys.stderr.write(f"{in_language(workspace.notice)}\n")
    with workspace:
        yield workspace
    if workspace.copies.problem is not None:
        print_error(workspace.copies.problem)


def chosen_year(workspace: Workspace, year: int | None) -> int:
    """``year``, or the newest in the workspace; raises InputError where there is none."""
    if year is not None:
        return year
    years = workspace.years()
    if not years:
        raise InputError("แฟ้มนี้ยังไม่มีปีงบประมาณ", remedy="เปิดในโปรแกรมแล้วเพิ่มปี")
    return years[-1].year
