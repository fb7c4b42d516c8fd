"""Asks for the password of a shared workspace."""

import getpass
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.i18n import tr
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.troubles import PasswordError

_T = TypeVar("_T")
_TRIES = 3


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
