"""Official documents of a year: which there are, what they lack, and writing them as files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ita_desktop.domain.digits import Digits
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.year import YearData

if TYPE_CHECKING:
    from ita_desktop.documents.registry import DocumentKind

FORMATS: Final = ("docx", "xlsx", "pdf")
ALL: Final = "all"

Progress = Callable[[int, int, str], None]
"""Told how many of how many files are done, and the title of the one being written."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as lists show it. ``missing`` has Thai sentences; none means ready to print."""

    name: str
    title: str
    group: str
    formats: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether the document has all the data it needs."""
        return not self.missing

    def as_json(self) -> dict[str, Any]:
        """The document in the shape that the command line promises."""
        return {
            "name": self.name,
            "title_th": self.title,
            "formats": list(self.formats),
            "ready": self.ready,
            "missing": list(self.missing),
        }


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and what the clerk should know of them."""

    files: tuple[Path, ...]
    warnings: tuple[str, ...]


def listing(data: YearData) -> list[Listed]:
    """Every document with what it still lacks in this year."""
    return [
        Listed(kind.name, kind.title_th, kind.group, kind.formats, tuple(kind.missing(data)))
        for kind in _kinds()
    ]


def parse_formats(text: str) -> tuple[str, ...]:
    """Formats as typed (``docx,pdf`` or ``all``). Raises InputError for an unknown one."""
    wanted = [one.strip().lower().removeprefix(".") for one in text.split(",") if one.strip()]
    if wanted == [ALL]:
        return FORMATS
    unknown = [one for one in wanted if one not in FORMATS]
    if unknown or not wanted:
        raise InputError(
            "ไม่มีรูปแบบ “{unknown}”",
            remedy="ใช้ {known} หรือ all",
            unknown=" ".join(unknown) or text,
            known=" ".join(FORMATS),
        )
    return tuple(dict.fromkeys(wanted))


def export(
    data: YearData,
    name: str,
    folder: Path,
    *,
    formats: Sequence[str] = FORMATS,
    digits: Digits | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Writes a document (or ``all``) of a year into ``folder``; ``digits`` None means the
    document's own. A document that lacks data is written all the same and said so.

    Raises InputError for an unknown document, and where the folder cannot be written.
    """
    from ita_desktop.documents.export import export as write

    kinds = _kinds() if name == ALL else (_kind(name),)
    jobs = [(kind, one) for kind in kinds for one in formats if one in kind.formats]
    if not jobs:
        raise InputError(
            "{name} ไม่มีรูปแบบ {formats}",
            remedy="ใช้ {known}",
            name=name,
            formats=" ".join(formats),
            known=" ".join(kinds[0].formats),
        )
    files: list[Path] = []
    for done, (kind, one) in enumerate(jobs):
        if progress is not None:
            progress(done, len(jobs), kind.title_th)
        files += write(kind, data, folder, formats=(one,), digits=digits)
    if progress is not None:
        progress(len(jobs), len(jobs), "")
    warnings = [f"{kind.title_th}: {lack}" for kind in kinds for lack in kind.missing(data)]
    return Exported(tuple(files), tuple(warnings))


def preview(data: YearData, name: str, digits: Digits | None = None) -> bytes:
    """The document as PDF, exactly as it will be printed."""
    from ita_desktop.documents.export import render

    return render(_kind(name), data, "pdf", digits=digits)


def _kinds() -> "tuple[DocumentKind, ...]":
    from ita_desktop.documents.registry import DOCUMENTS

    return DOCUMENTS


def _kind(name: str) -> "DocumentKind":
    for kind in _kinds():
        if kind.name == name:
            return kind
    raise InputError(
        "ไม่มีเอกสารชื่อ {name}",
        remedy="ใช้ {known} หรือ all",
        name=name,
        known=" ".join(kind.name for kind in _kinds()),
    )
