"""Writing several files, all of them or none."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ita_desktop.domain.errors import InputError, reason_of
from ita_desktop.filing.atomic_write import write
from ita_desktop.paths import real


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files; where one cannot be written, those before it are as they were.

    Raises InputError as :func:`ita_desktop.filing.atomic_write.write` does.
    """
    before = {path: _content(path) for path in contents}
    done: list[Path] = []
    try:
        for path, content in contents.items():
            write(content, path)
            done.append(path)
    except BaseException:
        for path in done:
            _restore(path, before[path])
        raise


def _content(path: Path) -> bytes | None:
    """Return what a file holds; None if there is none."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise InputError(
            "อ่านแฟ้มเดิมไม่ได้ ({reason})",
            where=str(path),
            remedy="ปิดแฟ้มนี้ในโปรแกรมอื่น หรือเลือกโฟลเดอร์อื่น",
            reason=reason_of(error),
        ) from error


def _restore(path: Path, content: bytes | None) -> None:
    with suppress(OSError, InputError):
        if content is None:
            real(path).unlink(missing_ok=True)
        else:
            write(content, path)
