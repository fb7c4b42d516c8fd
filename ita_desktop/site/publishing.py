"""Writes the page into a folder: only files that changed, and none of anybody else's."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO, Any, Final

from ita_desktop.domain.city.districts import name_key
from ita_desktop.domain.errors import InputError, Phrase, reason_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.filing.atomic_write import write, write_by
from ita_desktop.filing.fixed_zip import FixedZip
from ita_desktop.paths import real
from ita_desktop.site.parts import LANGUAGES, LOGO_FILES, Site, SitePart, YearSummary, is_safe_name

LIST: Final = "upload-list.txt"
"""The file that names what the last run changed, for whoever uploads it."""
ZIP: Final = "oit-site.zip"
_LARGE: Final = 2**20
"""Bytes of a file that is made once more when it is written, and not held until then."""
_FILE_FOR_ALL: Final = 0o644
_FOLDER_FOR_ALL: Final = 0o755
Progress = Callable[[int, int, str], None]
"""Called with the files done, their total, and the next one's name; may raise to cancel."""


# What a folder of the page holds by this program: its files with their digests, and its years.
#
# Files that are not in it are somebody else's, and are never touched.

MANIFEST: Final = "site-manifest.json"
_MOST: Final = 16 * 2**20
"""Maximum size of a manifest in bytes."""
_YEAR: Final = lazy_re(r"(?:[a-z]{2}/)?(\d{4})/")
_DIGEST: Final = lazy_re("[0-9a-f]{64}")


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


@dataclass(frozen=True, slots=True)
class SitePlan:
    """What would become of a folder; nothing is written yet. Paths are below the folder."""

    folder: Path
    before: Manifest
    after: Manifest
    contents: Mapping[str, Callable[[], bytes]]
    """How the bytes of the files that are new or changed are got."""
    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    notes: tuple[Phrase, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the folder holds the page already."""
        return not (self.new or self.changed or self.removed)

    @property
    def begun(self) -> Manifest:
        """The manifest until all is written: files of before and after, and what is unlisted."""
        files = {**self.before.files, **self.after.files}
        return Manifest(files, self.after.years, frozenset(self.contents), self.after.office)


@dataclass(frozen=True, slots=True)
class Published:
    """A page that was written."""

    folder: Path
    files: tuple[Path, ...]
    """All files of the page, those of other years, too."""
    new: tuple[Path, ...]
    changed: tuple[Path, ...]
    removed: tuple[Path, ...]
    zip_file: Path | None = None


def plan(site: Site, folder: Path, progress: Progress | None = None) -> SitePlan:
    """Compare the page with what the folder holds. Raises InputError if that is the page of another
    office, a file of somebody else stands in the way, or the folder cannot be read, and what
    ``progress`` raises."""
    before = read_manifest(folder)
    _refuse_page_of_other(before, site.office, folder)
    if not before.years:
        _refuse_others(folder)
    others = _other_years(before, folder, site.summary.year)
    years = {**others, site.summary.year: site.summary}
    listed = [years[year] for year in sorted(years, reverse=True)]
    parts = [*site.parts, *site.landing(listed)]
    files, contents = dict(_files_of(before, folder, others)), {}
    for at, part in enumerate(parts):
        if progress is not None:
            progress(at, len(parts), part.path)
        digest, content = _made(part, folder, before)
        files[part.path] = digest
        if content is not None:
            large = len(content) > _LARGE
            contents[part.path] = part.make if large else partial(bytes, content)
    return SitePlan(
        folder,
        before,
        Manifest(files, years, office=site.office),
        contents,
        tuple(path for path in contents if path not in before.files),
        tuple(path for path in contents if path in before.files),
        tuple(path for path in before.files if path not in files),
        tuple(site.notes),
    )


def _other_years(before: Manifest, folder: Path, year: int) -> dict[int, YearSummary]:
    """Return the other years that the folder still holds; somebody may have deleted one."""
    return {
        published: summary
        for published, summary in before.years.items()
        if published != year and _digest_at(folder / page_of_year(published, LANGUAGES[0]))
    }


def _files_of(before: Manifest, folder: Path, years: Collection[int]) -> Iterator[tuple[str, str]]:
    """Yield the files of these years, with the office's pictures that their pages show."""
    for path, digest in before.files.items():
        is_logo = years and path.startswith(LOGO_FILES) and _digest_at(folder / path)
        if is_logo or year_of(path) in years:
            yield path, digest


def _refuse_page_of_other(before: Manifest, office: str, folder: Path) -> None:
    """Raise InputError if the folder holds another office's page: one list of years would have
    those of both."""
    if before.office and office and name_key(before.office) != name_key(office):
        raise InputError(
            "โฟลเดอร์นี้มีหน้าเว็บของ{office} จึงไม่เขียนทับ",
            where=str(folder),
            remedy="เลือกโฟลเดอร์ว่าง หรือโฟลเดอร์หน้าเว็บของสำนักงานนี้เอง",
            office=before.office,
        )


def _refuse_others(folder: Path) -> None:
    """Raise InputError if lists or archives that the program did not make stand in the way."""
    for name in (LIST, ZIP):
        if _digest_at(folder / name):
            raise _in_the_way(folder, name)


def _in_the_way(folder: Path, name: str) -> InputError:
    return InputError(
        "โฟลเดอร์นี้มีไฟล์ {file} อยู่แล้วซึ่งโปรแกรมไม่ได้ทำ จึงไม่เขียนทับ",
        where=str(folder),
        remedy="เลือกโฟลเดอร์ว่าง หรือย้ายไฟล์นั้นไปที่อื่น",
        file=name,
    )


def _made(part: SitePart, folder: Path, before: Manifest) -> tuple[str, bytes | None]:
    """Return the digest of a part, and its bytes if they are not in the folder yet."""
    known = before.files.get(part.path)
    there = _digest_at(folder / part.path)
    listed = part.path not in before.unlisted
    if part.named_by_content and listed and known is not None and known == there:
        return known, None
    content = part.make()
    digest = digest_of(content)
    if digest == there and listed:
        return digest, None
    if there and known is None:
        raise _in_the_way(folder, part.path)
    return digest, content


def _digest_at(path: Path) -> str:
    """Return the digest of the file at ``path``; empty if there is none."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError:
        return "?"


def carry_out(
    planned: SitePlan, *, zipped: bool = False, progress: Progress | None = None
) -> Published:
    """Write what is planned, remove what the page no longer has, and list both. Interrupted, it is
    finished by the next run: what is about to be ours is noted first. A zip file that is there is
    never left as it was: it could still have what was taken off the page.

    Raises InputError if something cannot be written, and what ``progress`` raises.
    """
    folder, files = planned.folder, planned.after.files
    if not planned.is_same:
        _write(folder, MANIFEST, planned.begun.content())
    for at, (path, content) in enumerate(planned.contents.items()):
        if progress is not None:
            progress(at, len(planned.contents), path)
        _write(folder, path, content())
    removed = [path for path in planned.removed if _remove(planned, path)]
    if not planned.is_same:
        _write(folder, LIST, _listed(planned, removed))
    _write(folder, MANIFEST, planned.after.content())
    return Published(
        folder,
        tuple(folder / path for path in sorted(files)),
        tuple(folder / path for path in planned.new),
        tuple(folder / path for path in planned.changed),
        tuple(folder / path for path in removed),
        _zipped(planned) if zipped or (folder / ZIP).exists() else None,
    )


def _write(folder: Path, path: str, content: bytes) -> None:
    """Write a file that everybody may read, as whoever serves the page has to; a file that is the
    same stays as it is."""
    target = folder / path
    if _digest_at(target) == digest_of(content):
        return
    if not real(target).is_relative_to(real(folder)):
        raise InputError(
            "{file} เป็นทางลัดออกไปนอกโฟลเดอร์ จึงไม่เขียน",
            where=str(folder),
            remedy="เลือกโฟลเดอร์ว่าง",
            file=path,
        )
    around = (above for above in target.parents if above.is_relative_to(folder))
    fresh = [above for above in around if not above.exists()]
    write(content, target)
    _open_to_all(target, *fresh)


def _open_to_all(file: Path, *folders: Path) -> None:
    with suppress(OSError):  # not every disk and share knows rights
        for folder in folders:
            folder.chmod(_FOLDER_FOR_ALL)
        file.chmod(_FILE_FOR_ALL)


def _remove(planned: SitePlan, path: str) -> bool:
    """Remove a file that the page no longer has, unless somebody changed it; return whether it is
    gone."""
    target = planned.folder / path
    if not real(target).is_relative_to(real(planned.folder)):
        return False
    there = _digest_at(target)
    if there != planned.before.files[path]:
        return not there
    try:
        target.unlink()
    except OSError:
        return False
    _remove_empty(target.parent, planned.folder)
    return True


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _listed(planned: SitePlan, removed: list[str]) -> bytes:
    """Return the list for whoever uploads the page: a sign and a file in each line."""
    lines = ["+ อัปโหลดใหม่   ~ อัปโหลดทับ   - ลบออกจากเว็บ"]
    lines += [f"+ {path}" for path in sorted(planned.new)]
    lines += [f"~ {path}" for path in sorted(planned.changed)]
    lines += [f"- {path}" for path in sorted(removed)]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _zipped(planned: SitePlan) -> Path:
    """Write all files of the page into one zip file, the same bytes for the same files; in memory
    is one of them at a time."""
    target = planned.folder / ZIP

    def fill(file: IO[bytes]) -> None:
        with closing(FixedZip(file)) as archive:
            for path in sorted(planned.after.files):
                archive.writestr(path, _content_at(planned.folder / path))

    write_by(fill, target)
    _open_to_all(target)
    return target


def _content_at(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            "ไฟล์ของหน้าเว็บหายไป จึงทำ zip ไม่ได้",
            where=str(path),
            remedy="สร้างหน้าเว็บของปีนั้นอีกครั้ง",
        ) from error
