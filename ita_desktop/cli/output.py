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
_SIGNS = dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}")
_SIGNS |= {code: chr(0x2400 + code) for code in range(0x20) if code != ord("\t")}
_SIGNS[0x7F] = "\N{SYMBOL FOR DELETE}"
_NOT_PLAIN = re.compile("[\x7f-\x9f\ud800-\udfff]")
DONE = 0
DONE_WITH_FINDINGS = 1


def one_line(text: str) -> str:
    """Returns ``text`` with signs for what would steer a terminal, or begin another line: a file's
    name may hold it."""
    return text.translate(_SIGNS)


def echo(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(f"{one_line(text)}\n")


def echo_lines(text: str) -> None:
    """A text of several lines on standard output."""
    for line in text.split("\n"):
        echo(line)


def echo_json(data: Any) -> None:
    """Data as JSON on standard output, exact in names of any bytes."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    sys.stdout.write(f"{_NOT_PLAIN.sub(_escaped, text)}\n")


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def print_error(error: ItaError) -> None:
    """An error as one line on standard error, without the password of an address in it."""
    text = one_line(" ".join(sentence(error).split()))
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
        sys.stderr.write(f"{one_line(in_language(workspace.notice))}\n")
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
