"""Takes personal data out: permanently erases people, photographs, respondents' comments, kept
files and signed papers, of which it lists the records that can be erased.

ส่งต่อแฟ้ม: writes a copy of a workspace for others, without confidential parts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from ita_desktop.domain.collection_rounds import ReturnedPhoto
from ita_desktop.domain.documents import SignedPaper
from ita_desktop.domain.errors import InputError, Phrase, WorkspaceError, joined
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.oit.judging import erasable_evidence, files_of_evidence
from ita_desktop.domain.oit.proofs import LinkProof
from ita_desktop.domain.records import Evidence, table_name
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.year import YearData
from ita_desktop.services import stored_files
from ita_desktop.services.city import cache
from ita_desktop.services.column_words import column_words
from ita_desktop.services.settings import safety_copies
from ita_desktop.settings import Settings, backup_root
from ita_desktop.storage import Step
from ita_desktop.storage.files import working
from ita_desktop.storage.personal import erasing, handing_on
from ita_desktop.storage.personal.erasing import Erasure, ErasureResult, people_of
from ita_desktop.storage.personal.handing_on import HandedOn, LeftOut
from ita_desktop.storage.personal.words import MentionPlace
from ita_desktop.storage.tables import kind_of, kinds_of, listed
from ita_desktop.storage.workspace import Workspace

AnyPhoto: TypeAlias = Photo | ReturnedPhoto


__all__ = [
    "LEFT_OUT_WORDS",
    "HandedOn",
    "LeftOut",
    "free_texts",
    "hand_on",
    "mentioned",
    "not_covered",
]


class Erasable(StrEnum):
    """The kinds of records that can be erased."""

    PERSON = "person"
    PHOTO = "photo"
    COMMENT = "comment"
    EVIDENCE = "evidence"
    """A row of evidence with its kept file, or the checks of a link with copies and excerpts of the
    page."""
    SIGNED = "signed"
    """A signed paper with its PDF."""


WORDS = {
    Erasable.PERSON: Phrase("บุคคล"),
    Erasable.PHOTO: Phrase("ภาพถ่าย"),
    Erasable.COMMENT: Phrase("ความเห็น"),
    Erasable.EVIDENCE: Phrase("ไฟล์หลักฐาน"),
    Erasable.SIGNED: Phrase("ฉบับลงนาม"),
}


def mentions(
    workspace: Workspace, what: Erasable, ids: Iterable[str], *, in_copies: bool
) -> Sequence[MentionPlace]:
    """Return the texts of other records, of the history and with ``in_copies`` of safety copies
    that may mean these people: they stay unless :func:`erase` is given their names. Other kinds
    have none. Raises InputError if one does not exist, and WorkspaceError."""
    copies = copies_of(workspace) if in_copies else []
    return erasing.places_of(workspace, _all_of(workspace, what, ids, copies), copies)


def erase(
    workspace: Workspace,
    what: Erasable,
    ids: Iterable[str],
    progress: Step | None = None,
    *,
    in_copies: bool,
    also: Collection[str] = (),
) -> ErasureResult:
    """Erase records from the workspace, its history and the free space of its file, from work left
    on this machine, and with ``in_copies`` from its safety copies. ``also`` are the names of places
    (:func:`mentions`) whose words go, too. Raises InputError if one does not exist, and
    WorkspaceError."""
    wanted = tuple(dict.fromkeys(ids))
    copies = copies_of(workspace) if in_copies else []
    erased = erasing.erase(
        workspace,
        _all_of(workspace, what, wanted, copies),
        "ลบถาวร: {what} {count} รายการ",
        copies,
        progress,
        chosen=also,
        folders=_folders(workspace, copies) if in_copies else (),
        what=WORDS[what],
        count=len(wanted),
    )
    stored_files.forget_opened()
    cache.forget()
    return erased


def _all_of(
    workspace: Workspace, what: Erasable, ids: Iterable[str], copies: Collection[Path]
) -> Erasure:
    wanted = frozenset(ids)
    if what is Erasable.PERSON:
        known = erasing.people_of(workspace).keys()
        if not wanted <= known and not wanted <= erasing.people_of(workspace, copies).keys():
            raise _gone(what)
        return Erasure(frozenset(("person", key) for key in wanted))
    years = [workspace.year(year.year) for year in workspace.years()]
    erasure = Erasure(frozenset())
    for key in wanted:
        erasure |= _of(what, key, years)
    return erasure


def _folders(workspace: Workspace, copies: Iterable[Path]) -> set[Path]:
    """Return the folders of the safety copies."""
    own = workspace.copies.folder
    return {path.parent for path in copies} | ({own} if own is not None else set())


def erase_media(workspace: Workspace, keys: Iterable[str]) -> None:
    """Erase the data of images that no row refers to any more. Raises WorkspaceError."""
    years = [workspace.year(year.year) for year in workspace.years()]
    gone = frozenset(keys) - _files(years) - {""}
    if gone:
        erasure = Erasure(frozenset(), media=gone)
        words = "ลบถาวร: {what} {count} รายการ"
        erasing.erase(workspace, erasure, words, what=Phrase("ภาพก่อนเบลอ"), count=len(gone))


def copies_of(workspace: Workspace) -> list[Path]:
    """Return all known safety copies of the workspace, including those in the second place and
    those kept by a restore. Raises InputError if the second place is not available."""
    found = [backup.path for backup in workspace.copies.all()]
    place = safety_copies.look_at_place(Settings(), workspace, datetime.now())  # noqa: DTZ005
    if place is not None and not place.is_there:
        raise InputError(
            "ที่เก็บสำเนาแห่งที่สองไม่ได้ต่ออยู่ จึงลบจากสำเนาที่นั่นไม่ได้",
            where=str(place.folder),
            remedy="ต่อแล้วลบใหม่ หรือเลือกไม่ลบจากแฟ้มสำรอง",
        )
    if place is not None:
        found += [backup.path for backup in safety_copies.copies_in_place(workspace, place)]
    return [*found, *erasing.of_workspace(backup_root() / "restore", workspace.workspace_id)]


def result_phrases(what: Erasable, count: int, erased: ErasureResult) -> list[str]:
    """Return the result as phrases."""
    lines: list[str] = [Phrase("ลบถาวรแล้ว: {what} {count} รายการ", what=WORDS[what], count=count)]
    if erased.copies:
        lines.append(Phrase("เขียนแฟ้มสำรองใหม่โดยไม่มีสิ่งที่ลบ {count} ฉบับ", count=erased.copies))
    for refused in erased.refused:
        path, reason = refused
        if path.is_relative_to(working.root()):
            words = "งานที่ค้างในเครื่องนี้ {path} ยังมีสิ่งที่ลบอยู่ ({why})"
            lines.append(Phrase(words, path=path, why=reason))
        elif reason == erasing.BESIDE:
            lines.append(Phrase("แฟ้ม {name} ยังมีสิ่งที่ลบอยู่ ({why})", name=path.name, why=reason))
        else:
            words = "แฟ้มสำรอง {name} ยังมีสิ่งที่ลบอยู่ ({why})"
            lines.append(Phrase(words, name=path.name, why=reason))
    if erased.mentions:
        lines.append(mentioned(erased.mentions))
    return lines


def mention_text(place: MentionPlace) -> str:
    """Return a phrase that says where a text stands, and what it says."""
    kind = Phrase(
        "{kind} ({column})",
        kind=kind_of(place.table),
        column=column_words(place.table, place.column),
    )
    if place.is_former:
        return Phrase("{kind} ข้อความเดิมในประวัติหรือแฟ้มสำรอง: {text}", kind=kind, text=place.text)
    return Phrase("{kind}: {text}", kind=kind, text=place.text)


def find(workspace: Workspace, what: Erasable, word: str, *, in_copies: bool = False) -> str:
    """Return the key for a name, a file name, a text or the key itself; of a person also for a
    former name, and of one who was removed, whom only the history or with ``in_copies`` a safety
    copy has. Raises InputError unless exactly one matches, and WorkspaceError."""
    copies = copies_of(workspace) if in_copies and what is Erasable.PERSON else []
    found = {key for key, *names in _named(workspace, what, copies) if word in {key, *names}}
    if len(found) != 1:
        raise InputError(
            "มี{what}ที่ตรงกับ “{word}” {count} รายการ",
            remedy="บอกรหัสของแถว: {known}" if found else "ตรวจตัวสะกด",
            what=WORDS[what],
            word=word,
            count=len(found),
            known=" ".join(sorted(found)),
        )
    return found.pop()


def _named(
    workspace: Workspace, what: Erasable, copies: Collection[Path]
) -> Iterator[tuple[str, ...]]:
    if what is Erasable.PERSON:
        for key, known in erasing.people_of(workspace, copies).items():
            yield key, *(name for one in known for name in (one.name, one.prefix + one.name))
        return
    for year in workspace.years():
        data = workspace.year(year.year)
        if what is Erasable.PHOTO:
            yield from ((photo.id, photo.file_name) for photo in photographs([data]))
        elif what is Erasable.COMMENT:
            yield from ((comment.id, comment.text) for comment in data.comments)
        elif what is Erasable.SIGNED:
            yield from ((row.id, row.number, row.title) for row in data.signed_papers)
        else:
            yield from ((row.id, row.file_name) for row in erasable_evidence(data))


def _of(what: Erasable, key: str, years: list[YearData]) -> Erasure:
    match what:
        case Erasable.COMMENT:
            comments = {comment.id: comment for data in years for comment in data.comments}
            if key in comments:
                texts = frozenset({comments[key].text} - {""})
                return Erasure(frozenset({("respondent_comment", key)}), texts)
        case Erasable.PHOTO:
            photos = {photo.id: photo for photo in photographs(years)}
            if key in photos:
                return _photo_erasure(photos[key], years)
        case Erasable.EVIDENCE:
            files = {row.id: row for data in years for row in erasable_evidence(data)}
            if key in files:
                return _evidence_erasure(files[key], years)
        case Erasable.SIGNED:
            papers = {paper.id: paper for data in years for paper in data.signed_papers}
            if key in papers:
                return _signed_erasure(papers[key], years)
    raise _gone(what)


def _gone(what: Erasable) -> InputError:
    return InputError("ไม่มี{what}นี้ในแฟ้มแล้ว", remedy="ดูรายการล่าสุดแล้วเลือกใหม่", what=WORDS[what])


def photographs(years: Iterable[YearData]) -> Iterator[AnyPhoto]:
    """Yield all photographs: those of entries, and those that units sent and were not taken."""
    for data in years:
        yield from data.photos
        yield from data.returned_photos


def _files(years: Sequence[YearData], without: Collection[str] = ()) -> set[str]:
    """Return the keys of the files that photographs, evidence, checks of links and signed papers
    keep, but for some rows."""
    keys = {row.media for row in files_of_evidence(years) if row.id not in without}
    for photo in photographs(years):
        if photo.id not in without:
            keys |= _of_photo(photo)
    papers = (paper for data in years for paper in data.signed_papers)
    return keys.union(*({row.media, row.made} for row in papers if row.id not in without))


def _of_photo(photo: AnyPhoto) -> set[str]:
    return {photo.media, photo.original} if isinstance(photo, Photo) else {photo.media}


def _photo_erasure(photo: AnyPhoto, years: Sequence[YearData]) -> Erasure:
    return Erasure(
        frozenset({(table_name(type(photo)), photo.id)}),
        frozenset(filter(None, (photo.caption.strip(), photo.file_name))),
        frozenset(_of_photo(photo) - {""} - _files(years, {photo.id})),
    )


def _signed_erasure(paper: SignedPaper, years: Sequence[YearData]) -> Erasure:
    return Erasure(
        frozenset({(table_name(SignedPaper), paper.id)}),
        frozenset(filter(None, (paper.signed_by, paper.file_name, *paper.recipients))),
        frozenset({paper.media, paper.made} - {""} - _files(years, {paper.id})),
    )


def _evidence_erasure(row: Evidence | LinkProof, years: Sequence[YearData]) -> Erasure:
    rows: list[Evidence | LinkProof] = [row]
    table, texts = "evidence", {row.title, row.file_name}
    if isinstance(row, LinkProof):
        # All checks of the page: its text stands in each.
        checks = [proof for data in years for proof in data.proofs_of(row.url)]
        table, texts, rows = "link_proof", {proof.excerpt for proof in checks}, [*checks]
    own = frozenset(text for text in texts if text.strip())
    shared = _files(years, {record.id for record in rows})
    media = frozenset({record.media for record in rows} - shared - {""})
    pages = frozenset({row.url} if isinstance(row, LinkProof) else ())
    return Erasure(frozenset((table, record.id) for record in rows), own, media, pages)


@dataclass(frozen=True, slots=True)
class ErasableRow:
    """Something that can be erased, with its name and details."""

    id: str
    kind: Erasable
    name: str
    more: str
    year: int | None = None
    """The fiscal year that it belongs to; None for a person."""


def erasable(workspace: Workspace, kind: Erasable) -> list[ErasableRow]:
    """Return all records of one kind in the workspace, newest year first; people who were removed
    the usual way last."""
    found: dict[str, ErasableRow] = {}
    for year in reversed(workspace.years()):
        for row in _of_year(workspace, kind, year.year):
            found.setdefault(row.id, row)
    if kind is Erasable.PERSON and workspace.path is not None:
        for row in _removed(workspace):
            found.setdefault(row.id, row)
    return list(found.values())


def _removed(workspace: Workspace) -> Iterator[ErasableRow]:
    """Yield people whom only the history has, by their last name, with those before."""
    for key, known in people_of(workspace).items():
        names = list(dict.fromkeys(one.prefix + one.name for one in known if one.name))
        if names:
            more = joined(Phrase("เอาออกจากทะเบียนแล้ว"), *names[:-1])
            yield ErasableRow(key, Erasable.PERSON, names[-1], more)


def _of_year(workspace: Workspace, kind: Erasable, year: int) -> Iterator[ErasableRow]:
    data = workspace.year(year)
    match kind:
        case Erasable.PERSON:
            for person in data.people:
                known = (
                    person.job_title,
                    data.unit_name(person.unit_id),
                    person.phone,
                    person.email,
                )
                more = " · ".join(filter(None, known))
                yield ErasableRow(person.id, kind, person.full_name, more)
        case Erasable.PHOTO:
            yield from _photographs(data)
        case Erasable.COMMENT:
            for comment in data.comments:
                yield ErasableRow(comment.id, kind, comment.text, comment.instrument, year)
        case Erasable.EVIDENCE:
            for row in erasable_evidence(data):
                address = row.url if isinstance(row, LinkProof) else row.location
                more = " · ".join(filter(None, (row.item_code, row.title, address)))
                yield ErasableRow(row.id, kind, row.file_name or row.title or address, more, year)
        case Erasable.SIGNED:
            for paper in data.signed_papers:
                more = " · ".join(filter(None, (paper.number, paper.signed_by)))
                yield ErasableRow(paper.id, kind, paper.title, more, year)


def _photographs(data: YearData) -> Iterator[ErasableRow]:
    entries = data.entry_by_id
    for photo in data.photos:
        entry = entries.get(photo.entry_id)
        measure = data.measure_by_id.get(entry.measure_id) if entry else None
        more = " · ".join(filter(None, (photo.caption, measure.method if measure else "")))
        yield ErasableRow(photo.id, Erasable.PHOTO, photo.file_name, more, data.year)
    for kept in data.returned_photos:
        row = data.returned_row_by_id[kept.row_id]
        more = " · ".join(filter(None, (kept.caption, row.what)))
        yield ErasableRow(kept.id, Erasable.PHOTO, kept.file_name, more, data.year)


LEFT_OUT_WORDS: Mapping[LeftOut, str] = {
    LeftOut.HISTORY: Phrase("ประวัติการแก้ไข"),
    LeftOut.COMMENTS: Phrase("ความเห็นของผู้ตอบ"),
    LeftOut.CONTACTS: Phrase("โทรศัพท์และอีเมล"),
    LeftOut.ORIGINALS: Phrase("ไฟล์เดิมของภาพ ไฟล์หลักฐาน ฉบับลงนาม และสำเนาหน้าเว็บ"),
}


def mentioned(mentions: Mapping[str, int]) -> str:
    """Return a phrase that lists where else the removed data is mentioned."""
    return Phrase(
        "ยังมีข้อความเดียวกันที่พิมพ์ไว้ใน {kinds} รวม {count} แถว ให้แก้เอง",
        kinds=kinds_of(mentions),
        count=sum(mentions.values()),
    )


def free_texts(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of free text that hold some, by table; none of a shared workspace, of
    which no copy is made here. Raises WorkspaceError."""
    with workspace.connections.read() as connection:
        return handing_on.free_texts_of(connection)


def not_covered(free: Mapping[str, tuple[str, ...]]) -> str:
    """Return a phrase that names the columns which are handed on as they are; empty for none."""
    columns: dict[Phrase, dict[Phrase, None]] = {}
    for table, names in free.items():
        of_kind = columns.setdefault(kind_of(table), {})
        of_kind.update(dict.fromkeys(column_words(table, name) for name in names))
    named = [
        Phrase("{kind} ({columns})", kind=kind, columns=listed(of_kind))
        for kind, of_kind in columns.items()
    ]
    if not named:
        return ""
    return Phrase(
        "ไม่ได้ตรวจข้อความที่พิมพ์เอง ซึ่งอาจมีชื่อหรือโทรศัพท์: {columns} · ชื่อและตำแหน่งในทะเบียนยังอยู่",
        columns=listed(named),
    )


def hand_on(
    workspace: Workspace,
    target: Path,
    parts: Collection[LeftOut] = tuple(LeftOut),
    progress: Step | None = None,
    *,
    replaces: bool = False,
) -> HandedOn:
    """Write a copy without ``parts`` to ``target``; the workspace is not changed.

    Raises InputError if the target exists (unless ``replaces``) or the history would reveal what is
    left out; WorkspaceError if the copy cannot be made or still contains it, and whatever
    ``progress`` raises. No copy is left then.
    """
    own = workspace.path
    if own is None:
        raise WorkspaceError(
            "แฟ้มร่วมอยู่บนเครื่องแม่ข่าย ทำสำเนาจากที่นี่ไม่ได้",
            remedy="นำลงมาเป็นแฟ้มด้วย ita-desktop server take ก่อน แล้วส่งต่อจากแฟ้มนั้น",
        )
    if parts and LeftOut.HISTORY not in parts:
        raise InputError("ประวัติการแก้ไขมีสิ่งที่ต้องเว้นอยู่ด้วย", remedy="เว้นประวัติการแก้ไขด้วย หรือไม่เว้นอะไรเลย")
    if target.exists() and (not replaces or (own.exists() and target.samefile(own))):
        raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(target), remedy="ตั้งชื่ออื่น")
    return handing_on.write(workspace.connections.stored_at, target, parts, progress)
