"""What a folder of the page holds by this program: its files with their digests, and its years.

Files that are not in it are somebody else's, and are never touched.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.reasons import reason_of
from ita_desktop.site.addresses import is_safe_name
from ita_desktop.site.parts import LANGUAGES, YearSummary

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
    unlisted: frozenset[str] = frozenset()
    """Files that are being written and are in no list for the uploader yet."""
    office: str = ""
    """Whose page it is; empty if unknown, as earlier programs did not note it."""

    def content(self) -> bytes:
        """Return the manifest as a file."""
        made: dict[str, object] = {
            "about": "ITA Desktop: files of this page, with their SHA-256",
            "office": self.office,
            "years": {str(year): self.years[year].as_json() for year in sorted(self.years)},
            "files": dict(sorted(self.files.items())),
        }
        if self.unlisted:
            made["unlisted"] = sorted(self.unlisted)
        return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes."""
    return sha256(content).hexdigest()


def page_of_year(year: int, language: str) -> str:
    """Return the place of the first page of a year in a language."""
    page = f"{year}/index.html"
    return page if language == LANGUAGES[0] else f"{language}/{page}"


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
        files = _files(data)
        unlisted = frozenset(name for name in data.get("unlisted", ()) if name in files)
        return Manifest(files, _years(data, files), unlisted, str(data.get("office", "")))
    except OSError as error:
        raise _unreadable(path, reason_of(error)) from error
    except (
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise _unreadable(path, "JSON") from error


def _files(data: Any) -> dict[str, str]:
    return {
        name: digest
        for name, digest in data["files"].items()
        if is_safe_name(name) and isinstance(digest, str) and _DIGEST.fullmatch(digest)
    }


def _years(data: Any, files: Mapping[str, str]) -> dict[int, YearSummary]:
    return {
        int(year): YearSummary(
            int(year),
            int(of["items"]),
            int(of["published"]),
            _day(of),
            tuple(language for language in LANGUAGES if page_of_year(int(year), language) in files),
        )
        for year, of in data["years"].items()
        if re.fullmatch(r"\d{4}", year)
    }


def _day(of: Mapping[str, object]) -> str:
    try:
        return date.fromisoformat(str(of["updated"])).isoformat()
    except ValueError:
        return ""


def _unreadable(path: Path, reason: object) -> InputError:
    return InputError(
        "อ่านรายการไฟล์ของหน้าเว็บไม่ได้ ({reason})",
        where=str(path),
        remedy="เลือกโฟลเดอร์อื่น หรือลบไฟล์นี้แล้วเลือกโฟลเดอร์ว่าง",
        reason=reason,
    )
