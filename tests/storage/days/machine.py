"""What the harness asks of the system: mounts, names of machines, rights, and a clock of its own.

The harness runs in namespaces of its own (:func:`in_namespaces`), so that its mounts are gone with
it, also where it is killed. Where the system does not allow them, a folder stands for a medium and
is renamed for being unmounted.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
_READY: Final = "ITA_DAYS_READY"
_CLOCK: Final = "ITA_DAYS_CLOCK"
_MOUNTS: Final = "ITA_DAYS_MOUNTS"
_BIND, _DETACH, _NEW_UTS = 4096, 2, 0x04000000
_CAPABILITIES: Final = 0x20080522
_PAST_RIGHTS: Final = 0b1111
"""The capabilities to pass over the rights of files, and to own those of others."""
_ROOT: Final = ("unshare", "--mount", "--uts", "--propagation", "private")
_USER: Final = ("unshare", "--user", "--map-root-user", *_ROOT[1:])


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("process", ctypes.c_int))


class _Set(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable"))


def is_ready() -> bool:
    """Return whether this process was begun by :func:`in_namespaces`."""
    return _READY in os.environ


def has_mounts() -> bool:
    """Return whether media can be mounted."""
    return _MOUNTS in os.environ


def has_clock() -> bool:
    """Return whether the clock can be set."""
    return bool(os.environ.get(_CLOCK))


def in_namespaces(words: Sequence[str]) -> int:
    """Run Python with ``words`` once more, in namespaces of its own and with a clock that can be
    set, as far as this machine allows; return its exit code."""
    with tempfile.TemporaryDirectory(prefix="days-clock-") as folder:
        more = {_READY: "1", "QT_QPA_PLATFORM": "offscreen"}
        if (compiler := shutil.which("cc")) is not None:
            clock = Path(folder) / "clock.so"
            made = (compiler, "-shared", "-fPIC", "-O2", "-o", clock, HERE / "clock.c", "-ldl")
            subprocess.run(made, check=True)
            more |= {"LD_PRELOAD": str(clock), _CLOCK: str(clock)}
        begin: Sequence[str] = ()
        for own in (_ROOT, _USER):
            if shutil.which(own[0]) and _can_mount(own, Path(folder)):
                begin = own
                more[_MOUNTS] = "1"
                break
        run = [*begin, sys.executable, *words]
        return subprocess.run(run, check=False, env=os.environ | more).returncode


def _can_mount(own: Sequence[str], folder: Path) -> bool:
    trial = (*own, "mount", "-t", "tmpfs", "-o", "size=1m", "days", str(folder))
    return subprocess.run(trial, capture_output=True, check=False).returncode == 0


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object) -> None:
    if getattr(_libc(), name)(*arguments):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), name)


def mount_memory(folder: Path, megabytes: int) -> None:
    """Mount an empty medium of a size at ``folder``. Raises OSError."""
    size = f"size={megabytes}m,mode=755".encode()
    _call("mount", b"days", os.fsencode(folder), b"tmpfs", ctypes.c_ulong(0), size)


def mount_again(medium: Path, folder: Path) -> None:
    """Let what is at ``medium`` be at ``folder``, too. Raises OSError."""
    _call("mount", os.fsencode(medium), os.fsencode(folder), None, ctypes.c_ulong(_BIND), None)


def unmount(folder: Path) -> None:
    """Take away what is mounted at ``folder``, in use or not. Raises OSError."""
    _call("umount2", os.fsencode(folder), _DETACH)


def become(host: str) -> None:
    """Let this process be of another machine, and be held by the rights of files as any user is."""
    if has_mounts():
        _call("unshare", _NEW_UTS)
        _call("sethostname", host.encode(), ctypes.c_size_t(len(host)))
    else:
        import socket

        socket.gethostname = lambda: host
    if os.geteuid() == 0:
        header, sets = _Header(_CAPABILITIES, 0), (_Set * 2)()
        _call("capget", ctypes.byref(header), sets)
        sets[0].effective &= ~_PAST_RIGHTS
        sets[0].permitted &= ~_PAST_RIGHTS
        _call("capset", ctypes.byref(header), sets)


def set_clock(seconds: int) -> None:
    """Set the clock of this process so much ahead of the machine's; back if negative."""
    if has_clock():
        ctypes.CDLL(os.environ[_CLOCK]).days_set_clock(ctypes.c_long(seconds))
