"""What a folder of the page holds by this program: its files with their digests, and its years.

Files that are not in it are somebody else's, and are never touched.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.reasons import reason_of
from ita_desktop.site.addresses import is_safe_name
from ita_desktop.site.parts import YearSummary

MANIFEST: Final = "site-manifest.json"
_MOST: Final = 16 * 2**20
"""Maximum size of a manifest in bytes."""
_YEAR: Final = re.compile(r"(?:[a-z]{2}/)?(\d{4})/")
_DIGEST: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of the page by place, with the SHA-256 of each, and the years that it shows."""

    files: Mapping[str, str] = field(default_factory=dict)
    years: Mapping[int, YearSummary] = field(default_factory=dict)

    def content(self) -> bytes:
        """Return the manifest as a file."""
        made = {
            "about": "ITA Desktop: files of this page, with their SHA-256",
            "years": {str(year): self.years[year].as_json() for year in sorted(self.years)},
            "files": dict(sorted(self.files.items())),
        }
        return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes."""
    return sha256(content).hexdigest()


def year_of(path: str) -> int | None:
    """Return the year to which a file belongs; None if it is one of all years."""
    found = _YEAR.match(path)
    return int(found[1]) if found else None


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a folder; an empty one if it has none. Entries that are no files of
    this program are left out, so that nothing outside of the folder is ever named.

    Raises InputError if it cannot be read.
    """
    path = folder / MANIFEST
    try:
        if not path.exists():
            return Manifest()
        if path.stat().st_size > _MOST:
            raise _unreadable(path, "MB > 16")
        data = json.loads(path.read_bytes())
        return Manifest(_files(data), _years(data))
    except OSError as error:
        raise _unreadable(path, reason_of(error)) from error
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise _unreadable(path, "JSON") from error


def _files(data: Any) -> dict[str, str]:
    return {
        name: digest
        for name, digest in data["files"].items()
        if is_safe_name(name) and isinstance(digest, str) and _DIGEST.fullmatch(digest)
    }


def _years(data: Any) -> dict[int, YearSummary]:
    return {
        int(year): YearSummary(int(year), int(of["items"]), int(of["published"]), _day(of))
        for year, of in data["years"].items()
        if re.fullmatch(r"\d{4}", year)
    }


def _day(of: Mapping[str, object]) -> str:
    day = str(of["updated"])
    return day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) else ""


def _unreadable(path: Path, reason: object) -> InputError:
    return InputError(
        "อ่านรายการไฟล์ของหน้าเว็บไม่ได้ ({reason})",
        where=str(path),
        remedy="เลือกโฟลเดอร์อื่น หรือลบไฟล์นี้แล้วเลือกโฟลเดอร์ว่าง",
        reason=reason,
    )
