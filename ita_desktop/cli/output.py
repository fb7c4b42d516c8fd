"""What commands print, and how they open a workspace.

Long work tells on a terminal how far it is. A shared workspace's password is asked for. A command
says where it would publish personal data that nobody has decided about.
"""

import argparse
import getpass
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, TypeVar

from ita_desktop.cli.parser import flag
from ita_desktop.domain.errors import InputError, ItaError, WorkspaceError
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, sentence, tr, translated
from ita_desktop.services import workspaces
from ita_desktop.services.checks.issues import CheckIssue
from ita_desktop.services.personal_going_out import UndecidedError, issue_of
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.connecting import PasswordError
from ita_desktop.storage.workspace import Workspace

_PASSWORD = lazy_re(r"(\w:/{1,2}[^\s/:@]*):[^\s/@]+(?=@)")
_WITHOUT = r"\1"
_SIGNS = dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}")
_T = TypeVar("_T")
_TRIES = 3
_NOT_PLAIN = lazy_re("[\x7f-\x9f\ud800-\udfff]")
DONE = 0
DONE_WITH_FINDINGS = 1
WAIT = 1.0
"""Seconds of work of which nothing is reported."""


def with_password(address: Address, use: Callable[[Address], _T]) -> _T:
    """Returns what ``use`` returns; where the server asks for a password, the user is asked on the
    terminal and it is tried again. Raises WorkspaceError without a terminal."""
    for _ in range(_TRIES):
        try:
            return use(address)
        except PasswordError as error:
            if not sys.stdin.isatty():
                raise WorkspaceError(
                    error.template,
                    where=error.where,
                    remedy="ตั้งรหัสผ่านไว้ใน .pgpass หรือสั่งจากหน้าจอที่พิมพ์รหัสผ่านได้",
                ) from error
            asked = tr("รหัสผ่านของ {address}: ", address=address.shown)
            address = replace(address, password=getpass.getpass(asked))
    return use(address)


_SIGNS |= {code: chr(0x2400 + code) for code in range(0x20) if code != ord("\t")}
_SIGNS[0x7F] = "\N{SYMBOL FOR DELETE}"


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


class ProgressOutput:
    """One line on standard error that comes when the work takes long, and goes with its end.
    Nothing is written where standard error is no terminal."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._has_reported = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._has_reported:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def show(self, done: int, of: int, what: str = "") -> None:
        """``done`` of ``of`` (0 while not known) and what is being done."""
        if time.monotonic() - self._began < WAIT or not sys.stderr.isatty():
            return
        self._has_reported = True
        sys.stderr.write(f"\r{done}/{of or '…'} {one_line(what)}\x1b[K")
        sys.stderr.flush()


def as_typed_argument(parser: argparse.ArgumentParser) -> None:
    """The argument that publishes texts whatever they hold."""
    flag(parser, "--as-typed", tr("เผยแพร่ข้อความตามที่พิมพ์ แม้มีข้อมูลส่วนบุคคลที่ยังไม่ตัดสิน"))


def print_undecided(
    args: argparse.Namespace, data: YearData, error: UndecidedError, nothing: Mapping[str, Any]
) -> int:
    """Lists the places, and why nothing was written; with ``--json`` beside ``nothing``, which is
    what the command gives for no file. Returns the exit code."""
    return print_issues(args, [issue_of(data, found) for found in error.found], error, nothing)


def print_issues(
    args: argparse.Namespace,
    issues: Sequence[CheckIssue],
    error: ItaError,
    nothing: Mapping[str, Any],
) -> int:
    """Like :func:`print_undecided`, of places that are known as issues."""
    if args.json:
        echo_json({**nothing, "undecided": [issue.as_json() for issue in issues]})
    else:
        for issue in issues:
            echo(f"{in_language(issue.where)}: {translated(issue.message)}")
    sys.stdout.flush()
    print_error(error)
    return DONE_WITH_FINDINGS
