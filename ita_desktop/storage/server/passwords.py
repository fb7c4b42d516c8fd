"""Passwords of shared workspaces, in the system's keyring. They are kept nowhere else."""

import contextlib
from typing import Final

from ita_desktop.storage.server.address import Address

SERVICE: Final = "ita-desktop"


def is_possible() -> bool:
    """Return whether this system has a keyring."""
    with contextlib.suppress(Exception):
        import keyring

        return bool(keyring.get_keyring().priority > 0)
    return False


def kept(address: Address) -> str | None:
    """Return the password that the keyring has for the address; None without one, or without a
    keyring: libpq then looks into its own .pgpass."""
    # A keyring that is locked, broken or missing raises what its back-end likes.
    with contextlib.suppress(Exception):
        import keyring

        return keyring.get_password(SERVICE, address.account)
    return None


def renew(address: Address, password: str) -> None:
    """Put another password into the keyring where the former one is there."""
    if kept(address) is not None:
        keep(address, password)


def keep(address: Address, password: str) -> bool:
    """Put a password into the keyring; return whether it is there now."""
    with contextlib.suppress(Exception):
        import keyring

        keyring.set_password(SERVICE, address.account, password)
        return keyring.get_password(SERVICE, address.account) == password
    return False
