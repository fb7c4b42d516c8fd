"""The ending of a file's name that its kind asks for."""

from pathlib import Path

from ita_desktop.domain.errors import InputError


def with_suffix(path: Path, suffix: str) -> Path:
    """Return ``path`` with ``suffix`` if it has none. Raises InputError if it is a folder's place
    without a name of its own."""
    if path.name in {"", ".."}:
        example = f"เขต{suffix}"
        raise InputError(
            "ยังไม่ได้บอกชื่อแฟ้ม", where=str(path), remedy="ตั้งชื่อ เช่น {example}", example=example
        )
    return path if path.suffix else path.with_suffix(suffix)
