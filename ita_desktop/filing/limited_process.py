"""Runs a piece of this program in a process of its own with little time and memory: a file built to
exhaust them ends only that process.

The process is this program, started with a private argument.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import ita_desktop

_NO_WINDOW: Final = 0x08000000
_LOOK: Final = 0.05
"""Seconds between two looks at the process."""


def run(
    arguments: Sequence[str | Path],
    seconds: float,
    watch: Callable[[], float | None] | None = None,
) -> bool:
    """Run the program with private ``arguments`` and return whether it ended within ``seconds``.

    ``watch`` is called while it runs, and may return how many seconds more it has earned so far;
    the process is ended if that raises. Raises OSError if no
    process can be started.
    """
    with subprocess.Popen(  # noqa: S603 - this program itself
        [*_program(), *arguments],
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    ) as process:
        try:
            return _ended(process, time.monotonic() + seconds, watch)
        finally:
            if process.poll() is None:
                process.kill()


def _ended(
    process: "subprocess.Popen[bytes]", until: float, watch: Callable[[], float | None] | None
) -> bool:
    more = 0.0
    while time.monotonic() < until + more:
        try:
            process.wait(_LOOK if watch is not None else until - time.monotonic())
        except subprocess.TimeoutExpired:
            if watch is not None:
                more = watch() or more
        else:
            return True
    return False


def _program() -> list[str]:
    return (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ita_desktop"]
    )


def _environment() -> dict[str, str]:
    """Return the environment in which the process imports the same program."""
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    return {**os.environ, "PYTHONPATH": str(Path(ita_desktop.__file__).parents[1])}


def limit(memory: int, seconds: int) -> None:
    """Limit the memory of this process in bytes, and its processor time."""
    if sys.platform == "win32":
        _limit_on_windows(memory)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_on_windows(memory: int) -> None:
    """Limit it with a job object that only this process is in."""
    import ctypes
    from ctypes import wintypes

    class Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = [
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least", ctypes.c_size_t),
            ("most", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        ]

    kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = (
        wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD,
    )  # fmt: skip
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    job = kernel.CreateJobObjectW(None, None)
    limits = Limits(flags=0x100 | 0x8, processes=1, process_memory=memory)
    kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
