"""Evidence of OIT items, and requirements that are met.

Files that are kept as evidence, read with a limit.

Locations of evidence: URLs and files, as entered, stored and opened.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from ita_desktop.domain.dates import moment_text
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.parts import units_of_rows
from ita_desktop.domain.oit.proofs import is_address, says_none
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import CheckMark, Evidence, Statement, new_id
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    last_position,
    line,
    names,
    names_edited,
    remove_rows,
    required,
    still,
    text,
    with_ids,
    write_edits,
)
from ita_desktop.services.measures import check_items
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_FORMATS: Final = {
    ".pdf": "PDF",
    ".doc": "Word",
    ".docx": "Word",
    ".odt": "Word",
    ".xls": "Excel",
    ".xlsx": "Excel",
    ".ods": "Excel",
    ".csv": "CSV",
    ".txt": "ข้อความ",
    ".ppt": "PowerPoint",
    ".pptx": "PowerPoint",
    ".jpg": "ภาพ",
    ".jpeg": "ภาพ",
    ".png": "ภาพ",
    ".gif": "ภาพ",
    ".webp": "ภาพ",
    ".heic": "ภาพ",
}
"""Formats of document files. Files with other suffixes may be programs and are never opened,
because the name may come from another person's file."""
_LINK = lazy_re(r"https?://\S+", re.IGNORECASE)


class EvidencePlace(NamedTuple):
    """A location as entered: a URL or a file, with a title if given."""

    location: str
    title: str = ""


def format_of(location: str) -> str:
    """Return the format for a file's suffix; empty if unknown."""
    path = urlsplit(location).path if is_address(location) else location
    return _FORMATS.get(_suffix(path), "")


def may_open(location: str) -> bool:
    """Return whether the file is a document, not a program."""
    return _suffix(location) in _FORMATS


def _suffix(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).suffix.lower()


def of_file(path: Path, workspace: Path | None) -> EvidencePlace:
    """Return the location of a selected file: relative to the workspace's folder if it is inside,
    so that both can be moved together, else its absolute path."""
    location = str(path)
    if workspace is not None and path.is_relative_to(workspace.parent):
        location = path.relative_to(workspace.parent).as_posix()
    return EvidencePlace(location, path.stem)


def file_at(location: str, workspace: Path | None) -> Path:
    """Return the path of a location, whether or not the file exists."""
    # A path that is absolute, or of another drive, stays as it is.
    return Path(location) if workspace is None else workspace.parent / location


def links_in(text: str) -> tuple[EvidencePlace, ...]:
    """Return the URLs in a copied text, one per line, with the text beside each as its title; empty
    if a line has more than two cells."""
    found = []
    for typed in text.splitlines():
        links = _LINK.findall(typed)
        if not links:
            continue
        if len(links) > 1 or len([cell for cell in typed.split("\t") if cell.strip()]) > len(
            EvidencePlace._fields
        ):
            return ()
        found.append(EvidencePlace(links[0], " ".join(typed.replace(links[0], " ").split())))
    return tuple(found)


def new_ones(given: Iterable[EvidencePlace], known: Iterable[str]) -> tuple[EvidencePlace, ...]:
    """Return the locations that are not known yet, without duplicates."""
    old = set(known)
    fresh: dict[str, EvidencePlace] = {}
    for place in given:
        if place.location not in old:
            fresh.setdefault(place.location, place)
    return tuple(fresh.values())


USUAL: Final = 10_000_000
"""Most bytes of a file that is kept if nothing else is said."""
MOST: Final = 50_000_000
"""Most bytes of a file that can be kept; of a larger one only the name."""
_PHOTOGRAPHS: Final = (".jpg", ".jpeg", ".png", ".webp", ".heic")


class GivenFile(NamedTuple):
    """A file of the office: its name, its size in bytes, and its content if it is to be kept."""

    name: str
    size: int
    data: bytes = b""


def megabytes(size: int) -> str:
    """Return a size in millions of bytes, in words (``12.0``); 0.1 if it is less."""
    return f"{max(size / 1_000_000, 0.1):,.1f}"


def size_of(path: Path) -> int:
    """Return the bytes of a file. Raises InputError if there is none."""
    try:
        return path.stat().st_size
    except OSError as error:
        raise _unreadable(path) from error


def read_file(path: Path, *, keep: bool) -> GivenFile:
    """Return a file with its content, or with its name and size alone. A photograph is turned
    upright and loses the place where it was taken. Raises InputError if it cannot be read, or is
    to be kept and too large."""
    from ita_desktop.services.documents.wordings import content_of

    if not keep:
        return GivenFile(path.name, size_of(path))
    data = content_of(path, MOST)
    if len(data) > MOST:
        raise InputError(
            "{file} ใหญ่เกิน {most} ล้านไบต์ จึงเก็บไว้ในแฟ้มไม่ได้",
            remedy="เลือกจดไว้แต่ชื่อ หรือย่อไฟล์แล้วเลือกใหม่",
            file=path.name,
            most=MOST // 1_000_000,
        )
    if path.suffix.lower() in _PHOTOGRAPHS:
        from ita_desktop.pictures.photographs import prepare

        data = prepare(data, path.name).data
        suffix = ".png" if data.startswith(b"\x89PNG") else ".jpg"
        return GivenFile(path.stem + suffix, len(data), data)
    return GivenFile(path.name, len(data), data)


def read_usual(path: Path) -> GivenFile | None:
    """Return a file as it is kept if nobody chooses: with its content if it is a document of the
    usual size, else its name and size alone; None if it cannot be read."""
    try:
        if not path.is_file():
            return None
        return read_file(path, keep=may_open(path.name) and size_of(path) <= USUAL)
    except (InputError, OSError):
        return None


def _unreadable(path: Path) -> InputError:
    return InputError(
        "เปิด {file} ไม่ได้", remedy="ตรวจว่าไฟล์ยังอยู่และไม่ได้เปิดในโปรแกรมอื่น", file=path.name
    )


FIELDS = frozenset(
    {
        "title", "location", "format", "published", "as_of", "note", "unit_id", "part", "point",
        "statement", "placed_by",
    }
)  # fmt: skip
FILE = "file"
"""The field of a :class:`~ita_desktop.services.oit.evidence.GivenFile`, None to let it go."""
_PROVING = FIELDS - {"title", "format", "note", "placed_by"}
"""Fields of which a check says nothing any more once they change."""
NOTHING = "ไม่มีข้อมูลที่ต้องเผยแพร่"
"""The title of a statement that there is nothing to publish, if none is given."""


def add(workspace: Workspace, year: int, item: str, fields: Mapping[str, Any]) -> Evidence:
    """Add one piece of evidence; see :func:`add_all`."""
    return add_all(workspace, year, item, [fields])[0]


def add_all(
    workspace: Workspace, year: int, item: str, given: Sequence[Mapping[str, Any]]
) -> list[Evidence]:
    """Add URLs or file names as evidence of an item, each with the fields of :data:`FIELDS`, in one
    unit of work; a :data:`FILE` is kept with it.

    ``unit_id`` and ``part`` say for which unit and month or process it is; without them it is for
    all. Raises InputError if a ``location`` is empty (unless the ``statement`` is that there is
    nothing), or the unit or the item in the year's framework does not exist.
    """
    data = workspace.year(year)
    check_items(data, [item])
    first = last_position(data.evidence_of(item))
    who, moment = workspace.edits.who, now()
    rows = [_row(data, item, fields, first + number) for number, fields in enumerate(given)]
    with workspace.change("เพิ่มหลักฐาน {item}", item=item) as change:
        return [
            change.insert(
                replace(
                    row,
                    placed_at=moment,
                    placed_by=row.placed_by or who,
                    **_kept(change, fields.get(FILE)),
                )
            )
            for row, fields in zip(rows, given, strict=True)
        ]


def add_files(
    workspace: Workspace, year: int, item: str, given: Sequence[Mapping[str, Any]]
) -> list[Evidence]:
    """Like :func:`add_all`, with the file of each location that is one
    (:func:`~ita_desktop.services.oit.evidence.read_usual`). What cannot be read is noted by
    its name."""
    read = {
        number: file
        for number, fields in enumerate(given)
        if not is_address(fields["location"])
        and (file := read_usual(file_at(fields["location"], workspace.path))) is not None
    }
    rows = [fields | {FILE: read.get(number)} for number, fields in enumerate(map(dict, given))]
    return add_all(workspace, year, item, rows)


def _kept(change: Change, file: GivenFile | None) -> dict[str, Any]:
    """Return the fields of evidence for a file, whose bytes are stored once."""
    if file is None:
        return {"media": "", "file_name": "", "size": None}
    media = change.keep(file.data) if file.data else ""
    return {"media": media, "file_name": file.name, "size": file.size}


def _row(data: YearData, item: str, fields: Mapping[str, Any], position: int) -> Evidence:
    statement = Statement(fields.get("statement", Statement.PUBLISHED))
    nothing = statement is Statement.NOTHING
    place = line(fields.get("location", ""))
    place = place if nothing else _location(place)
    return Evidence(
        id=new_id(),
        year_id=data.fiscal_year.id,
        item_code=item,
        unit_id=_unit(data, fields.get("unit_id")),
        part=line(fields.get("part", "")),
        statement=statement,
        title=line(fields.get("title", "")) or (NOTHING if nothing else place),
        location=place,
        format=line(fields.get("format", "")),
        published=fields.get("published"),
        as_of=fields.get("as_of"),
        point=_point(data, item, fields.get("point", "")),
        placed_by=line(fields.get("placed_by", "")),
        note=text(fields.get("note", "")),
        position=position,
    )


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of evidence (fields of :data:`FIELDS`, or :data:`FILE`) in one unit of work.
    Where one changes what a check looked at, the row notes who put it there now, and when."""
    data = workspace.year(year)
    by_id = data.evidence_by_id
    stated = {row.id: row.statement for row in data.evidence}
    stated |= {edit.row: Statement(edit.value) for edit in edits if edit.field == "statement"}

    def value(edit: CellEdit) -> object:
        row = by_id.get(edit.row)
        if edit.field == "unit_id":
            return _unit(data, edit.value)
        if edit.field == "point" and row is not None:
            return _point(data, row.item_code, edit.value)
        if edit.field == "location" and stated.get(edit.row) is Statement.NOTHING:
            return line(edit.value)
        return _value(edit)

    which = names_edited(data.evidence, edits, lambda row: row.item_code, "{count} ข้อ")
    with workspace.change("แก้หลักฐาน {which}", which=which) as change:
        plain = [edit for edit in edits if edit.field != FILE]
        for edit in edits:
            if edit.field == FILE and edit.row in by_id:
                kept = _kept(change, edit.value).items()
                plain += [CellEdit(edit.row, name, new) for name, new in kept]
        placed = _placings(by_id, plain, value, workspace.edits.who)
        write_edits(change, data.evidence, [*plain, *placed], value, "หลักฐาน")


def _placings(
    by_id: Mapping[str, Evidence],
    edits: Sequence[CellEdit],
    value: Callable[[CellEdit], object],
    who: str,
) -> list[CellEdit]:
    """Return the edits that note who changed what a check looked at, and when."""
    proving = _PROVING | {"media"}
    rows = dict.fromkeys(
        edit.row
        for edit in edits
        if edit.row in by_id
        and edit.field in proving
        and value(edit) != getattr(by_id[edit.row], edit.field)
    )
    named = {
        edit.row
        for edit in edits
        if edit.field == "placed_by"
        and edit.row in by_id
        and value(edit) != by_id[edit.row].placed_by
    }
    moment = now()
    return [
        *(CellEdit(row, "placed_at", moment) for row in rows),
        *(CellEdit(row, "placed_by", who) for row in rows if who and row not in named),
    ]


def _value(edit: CellEdit) -> object:
    if edit.field in {"published", "as_of", "size"}:
        return edit.value
    if edit.field == "statement":
        return Statement(edit.value)
    if edit.field == "location":
        return _location(edit.value)
    return text(edit.value) if edit.field == "note" else line(edit.value)


def _unit(data: YearData, unit_id: str | None) -> str | None:
    return still(data.unit_by_id.get(unit_id), "หน่วย").id if unit_id else None


def _point(data: YearData, item: str, code: object) -> str:
    """Return the code of a requirement of an item, or nothing; raises InputError for another."""
    said = line(code)
    known = {point.code for point in data.framework.item_by_code[item].requirements}
    if said and said not in known:
        raise InputError(
            "ไม่มีรายการ {codes} ในกรอบปี {year}",
            remedy="ใช้รหัสรายการของปีนี้ เช่น O1.1",
            codes=said,
            year=data.year,
        )
    return said


def _location(value: object) -> str:
    place = line(value)
    place = "" if says_none(place) else place
    return required(place, "ยังไม่มีลิงก์หรือชื่อไฟล์", "วางลิงก์ของหน้าเว็บ หรือพิมพ์ชื่อไฟล์")


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Removes evidence rows."""
    rows = with_ids(workspace.year(year).evidence, ids)
    template = "เอาหลักฐานออก {which}"
    remove_rows(workspace, rows, template, lambda evidence: evidence.item_code, "{count} ข้อ")


def tick(
    workspace: Workspace,
    year: int,
    requirements: Iterable[str],
    *,
    met: bool,
    unit_id: str | None = None,
) -> None:
    """Mark requirements (``O6.3``) as met or not met, for all units or for one of them.

    One that is met for all and not by one unit stays met by the others. Raises InputError for an
    unknown requirement or unit."""
    data = workspace.year(year)
    items = {point.code: item for item in data.framework.items for point in item.requirements}
    unit_id = _unit(data, unit_id)
    chosen = list(dict.fromkeys(requirements))
    unknown = [code for code in chosen if code not in items]
    if unknown:
        raise InputError(
            "ไม่มีรายการ {codes} ในกรอบปี {year}",
            remedy="ใช้รหัสรายการของปีนี้ เช่น O1.1",
            codes=" ".join(unknown),
            year=year,
        )
    label = "ทำเครื่องหมาย {which}" if met else "เอาเครื่องหมายออก {which}"
    if unit_id is not None:
        label = "ทำเครื่องหมาย {which} ของ {unit}" if met else "เอาเครื่องหมายออก {which} ของ {unit}"
    whose = {"unit": data.unit_name(unit_id)} if unit_id is not None else {}
    which = names(chosen, "{count} รายการ")
    with workspace.change(label, which=which, **whose) as change:
        for code in chosen:
            if unit_id is None:
                _tick_for_all(change, data, code, items[code].code, met=met)
            else:
                _tick_for_unit(change, data, code, items[code], unit_id, met=met)


def _tick_for_all(change: Change, data: YearData, code: str, item: str, *, met: bool) -> None:
    marks = [mark for mark in data.check_marks if mark.requirement == code]
    for row in data.ticks_of(item):
        if row.part == code:
            change.delete(row)
    if met and not marks:
        change.insert(CheckMark(id=new_id(), year_id=data.fiscal_year.id, requirement=code))
    for mark in marks if not met else ():
        change.delete(mark)


def _tick_for_unit(
    change: Change, data: YearData, code: str, item: Item, unit_id: str, *, met: bool
) -> None:
    marks = [mark for mark in data.check_marks if mark.requirement == code]
    own = [row for row in data.ticks_of(item.code) if (row.unit_id, row.part) == (unit_id, code)]
    if met and not marks and not own:
        change.insert(met_by(data, item.code, code, unit_id))
    if not met:
        for row in (*own, *marks):
            change.delete(row)
        for unit in units_of_rows(data, item) if marks else ():
            if unit.id != unit_id:
                change.insert(met_by(data, item.code, code, unit.id))


def met_by(data: YearData, item: str, code: str, unit_id: str) -> Evidence:
    """Return the row, not yet stored, that says that a unit meets a requirement of an item."""
    return Evidence(
        id=new_id(),
        year_id=data.fiscal_year.id,
        item_code=item,
        unit_id=unit_id,
        part=code,
        statement=Statement.MET,
        title="",
        location="",
        position=last_position(data.evidence_of(item)),
    )


# The moment in which evidence is given.


def now() -> str:
    """Return the present moment as records keep it."""
    return moment_text(datetime.now(UTC))
