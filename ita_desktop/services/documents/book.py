"""The book of measures: order of chapters, the office's own texts and PDF files; and all texts that
the office can word, by name: wordings, the form and chapters of the book.

A year has the default chapters until its order is changed; the first change stores them as rows.
By name, a generated chapter is called after its part (``chapter:importance``), the office's own by
its heading; ``book:form`` is the form of the book, one chapter per line.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.wordings.catalogue import template
from ita_desktop.domain.documents import Chapter, ChapterState
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import new_id
from ita_desktop.domain.text import key, one_line
from ita_desktop.domain.year import YearData
from ita_desktop.services.documents import wordings
from ita_desktop.services.documents.wordings import content_of
from ita_desktop.services.edits import CellEdit, gone, line, long_rich, required
from ita_desktop.services.places import BOOK, Place
from ita_desktop.settings import today
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

FORM: Final = "book:form"
_CHAPTER: Final = "chapter:"
_BOOK: Final = "เล่มมาตรการ"


MAX_CHAPTERS: Final = 100


class ChapterEntry(NamedTuple):
    """A chapter as listed: its key, title (a Phrase for generated parts) and number (0 for
    none)."""

    key: str
    title: str
    number: int
    shown: bool
    part: str
    """Name of a generated part; empty for the office's own chapter."""
    file_name: str
    """Name of an inserted file."""
    text: str
    """Text of the office's own chapter, as short rich text."""
    front: bool
    """Whether it precedes all chapters regardless of its position."""


class RequiredBookPart(NamedTuple):
    """A required part of the book: its title, the chapter that contains it, what is missing (empty
    if it is complete), and where to enter that."""

    title: str
    key: str
    missing: str
    place: Place | None


def entries(data: YearData) -> list[ChapterEntry]:
    """Return all chapters in order, including hidden ones."""
    from ita_desktop.documents.reports.book.parts import FRONT, chapters
    from ita_desktop.documents.reports.book.report import shown_chapters

    numbers = {
        chapter.chapter.id: chapter.number for chapter in shown_chapters(ReportContext(data))
    }
    made = []
    for chapter in chapters(data):
        shown = chapter.state is ChapterState.SHOWN
        made.append(
            ChapterEntry(
                chapter.id,
                title_of(chapter),
                numbers.get(chapter.id, 0),
                shown,
                chapter.part,
                chapter.file_name,
                chapter.text,
                chapter.part in FRONT,
            )
        )
    return made


def needed(
    data: YearData, previous: YearData | None = None, day: date | None = None
) -> list[RequiredBookPart]:
    """Return the eight required parts of the book, each with the first thing that is missing on
    ``day`` (default: today); ``previous`` is the newest earlier year."""
    from ita_desktop.documents.reports.book.report import readiness
    from ita_desktop.services.documents.exporting import fix_location, missing_phrase

    shown = {entry.part for entry in entries(data) if entry.shown}
    found = []
    for part, missing in readiness(ReportContext(data, previous, day=day or today())):
        stands = next((text for text in part.parts if text in shown), part.parts[0])
        gap = missing[0] if missing else None
        found.append(
            RequiredBookPart(
                Phrase(part.title),
                f"part:{stands}",
                missing_phrase(gap) if gap is not None else "",
                fix_location(BOOK, gap) if gap is not None else None,
            )
        )
    return found


def presets() -> tuple[tuple[str, Phrase], ...]:
    """Return the predefined chapter orders: name and title."""
    from ita_desktop.documents.reports.book.parts import PRESETS

    return tuple((preset.name, Phrase(preset.title)) for preset in PRESETS)


def move(workspace: Workspace, year: int, key: str, to: int) -> None:
    """Move a chapter to index ``to`` of all chapters (from 0). Raises InputError if it does not
    exist."""
    chapters = chapters_of(workspace.year(year))
    chosen = _found(chapters, key)
    rest = [chapter for chapter in chapters if chapter is not chosen]
    place = min(max(to, 0), len(rest))
    with workspace.change("ย้ายบท {title} ในเล่มมาตรการ", title=title_of(chosen)) as change:
        _keep(change, chapters, [*rest[:place], chosen, *rest[place:]])


def show(workspace: Workspace, year: int, keys: Iterable[str], *, shown: bool) -> None:
    """Show or hide chapters."""
    chapters, wanted = chapters_of(workspace.year(year)), set(keys)
    state = ChapterState.SHOWN if shown else ChapterState.LEFT_OUT
    changed = [
        chapter for chapter in chapters if _named(chapter, wanted) and chapter.state is not state
    ]
    if not changed:
        return
    label = "ใส่ {title} ในเล่มมาตรการ" if shown else "ไม่ใส่ {title} ในเล่มมาตรการ"
    with workspace.change(label, title=_names(changed)) as change:
        made = [
            replace(chapter, state=state) if chapter in changed else chapter for chapter in chapters
        ]
        _keep(change, chapters, made)


def add_text(workspace: Workspace, year: int, title: str, text: str = "", behind: str = "") -> str:
    """Add the office's own chapter with ``text`` (short rich text) after chapter ``behind``, by
    default at the end; return its key. Raises InputError without a title."""
    data = workspace.year(year)
    added = Chapter(
        id=new_id(), year_id=data.fiscal_year.id, title=_title(title), text=long_rich(text)
    )
    with workspace.change("เพิ่มบท {title} ในเล่มมาตรการ", title=added.title) as change:
        _add(change, chapters_of(data), added, behind)
    return added.id


def add_file(workspace: Workspace, year: int, path: Path, behind: str = "") -> str:
    """Insert a PDF file as a chapter that has the file's name. Return its key.

    Raises InputError if the file cannot be read or inserted.
    """
    data = workspace.year(year)
    content = _read(path)
    with workspace.change("แนบ {file} ในเล่มมาตรการ", file=path.name) as change:
        added = Chapter(
            id=new_id(),
            year_id=data.fiscal_year.id,
            title=line(path.stem),
            file_name=path.name,
            media=change.keep(content),
        )
        _add(change, chapters_of(data), added, behind)
    return added.id


def edit(
    workspace: Workspace, year: int, key: str, *, title: str | None = None, text: str | None = None
) -> None:
    """Change a chapter's heading or text; a text replaces the whole generated part. A generated
    part without heading and text is restored. Raises InputError if the office's own chapter would
    have no heading."""
    chapters = chapters_of(workspace.year(year))
    found = _found(chapters, key)
    made = found
    if title is not None:
        made = replace(made, title=line(title) if found.part else _title(title))
    if text is not None and not found.media:
        made = replace(made, text=long_rich(text))
    if made == found:
        return
    with workspace.change("แก้บท {title} ในเล่มมาตรการ", title=title_of(made)) as change:
        _keep(change, chapters, [made if other is found else other for other in chapters])


def edit_cells(workspace: Workspace, year: int, edits: Iterable[CellEdit]) -> None:
    """Edit headings (``title``) and visibility (``shown``) of chapters as :func:`edit` and
    :func:`show` do, in one unit of work."""
    chapters = chapters_of(workspace.year(year))
    made = list(chapters)
    for row, field, value in edits:
        for at, chapter in enumerate(made):
            if _named(chapter, {row}):
                made[at] = _with(chapter, field, value)
    changed = [chapter for chapter, before in zip(made, chapters, strict=True) if chapter != before]
    if changed:
        with workspace.change("แก้บท {title} ในเล่มมาตรการ", title=_names(changed)) as change:
            _keep(change, chapters, made)


def remove(workspace: Workspace, year: int, keys: Iterable[str]) -> None:
    """Remove the office's own chapters; generated parts are hidden instead."""
    chapters, wanted = chapters_of(workspace.year(year)), set(keys)
    chosen = [chapter for chapter in chapters if _named(chapter, wanted)]
    own = [chapter for chapter in chosen if not chapter.part]
    if not chosen:
        return
    with workspace.change("เอาบท {title} ออกจากเล่มมาตรการ", title=_names(chosen)) as change:
        _keep(
            change,
            chapters,
            [
                replace(chapter, state=ChapterState.LEFT_OUT) if chapter in chosen else chapter
                for chapter in chapters
                if chapter not in own
            ],
        )


def reset(workspace: Workspace, year: int, preset: str = "full") -> None:
    """Restore the default or another predefined order; the office's own chapters are kept after the
    others. Raises InputError for an unknown order."""
    from ita_desktop.documents.reports.book.parts import PRESETS, in_order

    chosen = next((known for known in PRESETS if known.name == preset), None)
    if chosen is None:
        raise InputError(
            "ไม่มีลำดับบทชื่อ {name}",
            remedy="ใช้ {known}",
            name=preset,
            known=" ".join(known.name for known in PRESETS),
        )
    data = workspace.year(year)
    chapters = chapters_of(data)
    own = [chapter for chapter in chapters if not chapter.part]
    stored = {chapter.part: chapter for chapter in chapters if chapter.part and _is_stored(chapter)}
    usual = [
        replace(stored[chapter.part], title=chapter.title, state=chapter.state)
        if chapter.part in stored
        else chapter
        for chapter in in_order(data, chosen)
    ]
    shown = sum(chapter.state is ChapterState.SHOWN for chapter in usual)
    label = "จัดบทของเล่มมาตรการเป็น{preset}"
    with workspace.change(label, preset=Phrase(chosen.title)) as change:
        _keep(change, chapters, [*usual[:shown], *own, *usual[shown:]])


def arrange(workspace: Workspace, year: int, keys: Iterable[str]) -> None:
    """Set the chapters of the book in this order; hide all others after them."""
    chapters = chapters_of(workspace.year(year))
    shown = list({found.id: found for found in (_found(chapters, key) for key in keys)}.values())
    order = [
        *(replace(chapter, state=ChapterState.SHOWN) for chapter in shown),
        *(
            replace(chapter, state=ChapterState.LEFT_OUT)
            for chapter in chapters
            if chapter not in shown
        ),
    ]
    with workspace.change("จัดบทของเล่มมาตรการ {which}", which=_names(shown)) as change:
        _keep(change, chapters, order)


def put_all(change: Change, data: YearData, chapters: Sequence[Chapter]) -> None:
    """Write the whole list: chapters of :func:`chapters_of`, changed or not, and new chapters of
    the office's own. Raises InputError if there are too many."""
    _keep(change, chapters_of(data), check_count(chapters))


# -- rows


def chapters_of(data: YearData) -> Sequence[Chapter]:
    """Return the chapters in order, stored or default, including hidden ones."""
    from ita_desktop.documents.reports.book.parts import chapters

    return chapters(data)


def _is_stored(chapter: Chapter) -> bool:
    """Return whether the chapter is stored as a row; default chapters are not."""
    return not chapter.id.startswith("part:")


def _keep(change: Change, before: Sequence[Chapter], after: Sequence[Chapter]) -> None:
    """Write the chapters in their new order: insert, update and delete rows."""
    kept = {chapter.id for chapter in after}
    known = {chapter.id: chapter for chapter in before if _is_stored(chapter)}
    for one, stored in known.items():
        if one not in kept:
            change.delete(stored)
    for place, moved in enumerate(after):
        if moved.id in known:
            fields = {name: getattr(moved, name) for name in ("title", "text", "state")}
            change.update(known[moved.id], **fields, position=place)
        else:
            key = moved.id if _is_stored(moved) else new_id()
            change.insert(replace(moved, id=key, position=place))


def _add(change: Change, chapters: Sequence[Chapter], chapter: Chapter, behind: str) -> None:
    """Write a new chapter after ``behind``. Raises InputError if there are too many."""
    check_count([*chapters, chapter])
    shown = [at for at, other in enumerate(chapters, 1) if other.state is ChapterState.SHOWN]
    place = next((at for at, other in enumerate(chapters, 1) if other.id == behind), None)
    if place is None:
        place = max(shown, default=0)
    _keep(change, chapters, [*chapters[:place], chapter, *chapters[place:]])


def check_count(chapters: Sequence[Chapter]) -> Sequence[Chapter]:
    """Return the chapters. Raises InputError if there are too many."""
    if len(chapters) > MAX_CHAPTERS:
        raise InputError("เล่มมีได้ไม่เกิน {most} บท", remedy="รวมบทสั้น ๆ เข้าด้วยกัน", most=MAX_CHAPTERS)
    return chapters


def _named(chapter: Chapter, keys: Collection[str]) -> bool:
    """Return whether ``keys`` has a chapter; a part also by its key before it was stored."""
    return chapter.id in keys or bool(chapter.part and f"part:{chapter.part}" in keys)


def _found(chapters: Sequence[Chapter], key: str) -> Chapter:
    for chapter in chapters:
        if _named(chapter, {key}):
            return chapter
    raise gone("บทนั้น")


def _with(chapter: Chapter, field: str, value: object) -> Chapter:
    if field == "shown":
        return replace(chapter, state=ChapterState.SHOWN if value else ChapterState.LEFT_OUT)
    typed = str(value or "")
    return replace(chapter, title=line(typed) if chapter.part else _title(typed))


def _title(typed: str) -> str:
    return required(line(typed), "ยังไม่มีชื่อบท", "พิมพ์ชื่อบทก่อน")


def title_of(chapter: Chapter) -> str:
    """Return a chapter's title."""
    from ita_desktop.documents.reports.book.parts import PARTS

    part = PARTS.get(chapter.part)
    return chapter.title or (Phrase(part.title) if part is not None else chapter.file_name)


def _names(chapters: Sequence[Chapter]) -> str | Phrase:
    if len(chapters) == 1:
        return title_of(chapters[0])
    return Phrase("{count} บท", count=len(chapters))


def _read(path: Path) -> bytes:
    """Return the content of a PDF that can be inserted. Raises InputError."""
    from ita_desktop.documents.office_files import MOST_BYTES, check_pdf

    content = content_of(path, MOST_BYTES)
    check_pdf(content, path.name)
    return content


class NamedWording(NamedTuple):
    """A text: its name, title and documents, and whether the office has replaced it."""

    name: str
    title: str
    paper: str
    own: bool


def listing(data: YearData) -> list[NamedWording]:
    """Return all texts that can be replaced."""
    texts = [
        NamedWording(
            worded.template.name,
            worded.template.title,
            worded.template.papers,
            worded.own is not None,
        )
        for worded in wordings.listing(data)
    ]
    chapters = [
        NamedWording(_chapter_name(entry), str(entry.title), _BOOK, bool(entry.text))
        for entry in entries(data)
    ]
    return [*texts, NamedWording(FORM, "แบบของเล่ม", _BOOK, bool(data.chapters)), *chapters]


def words_of(context: ReportContext, name: str) -> str:
    """Return a text: the office's own, else the default one. Raises InputError for an unknown
    name."""
    data = context.year
    if name == FORM:
        return "\n".join(_chapter_name(entry) for entry in entries(data) if entry.shown)
    if name.startswith(_CHAPTER):
        found = _chapter(data, name)
        if found is None:
            raise _unknown(name)
        return found.text
    shipped = template(name)
    own = data.own_words.get(shipped.key(data))
    return wordings.shipped_text(context, shipped) if own is None else own


def put(workspace: Workspace, year: int, name: str, words: str) -> None:
    """Set the office's own text; a new chapter name adds that chapter. Raises InputError for an
    unknown name, and as :func:`wordings.put`."""
    if name == FORM:
        _put_form(workspace, year, words)
    elif name.startswith(_CHAPTER):
        found = _chapter(workspace.year(year), name)
        if found is not None:
            edit(workspace, year, found.key, text=words)
        else:
            add_text(workspace, year, name.removeprefix(_CHAPTER), words)
    else:
        wordings.put(workspace, year, name, words)


def reset_words(workspace: Workspace, year: int, name: str) -> None:
    """Restore the default text. Raises InputError for an unknown name."""
    if name == FORM:
        reset(workspace, year)
    elif name.startswith(_CHAPTER):
        found = _chapter(workspace.year(year), name)
        if found is None:
            raise _unknown(name)
        edit(workspace, year, found.key, text="")
    else:
        wordings.reset(workspace, year, name)


def _put_form(workspace: Workspace, year: int, words: str) -> None:
    """Set the form of the book: the name of a predefined order, or chapter names one per line, as
    :func:`words_of` returns them."""
    names = [line for line in map(one_line, words.splitlines()) if line]
    if not any(name.startswith(_CHAPTER) for name in names):
        reset(workspace, year, one_line(words))
        return
    data = workspace.year(year)
    found = [(name, _chapter(data, name)) for name in names]
    unknown = next((name for name, entry in found if entry is None), None)
    if unknown is not None:
        raise _unknown(unknown)
    arrange(workspace, year, [entry.key for _name, entry in found if entry is not None])


def _chapter_name(entry: ChapterEntry) -> str:
    return f"{_CHAPTER}{entry.part or entry.title}"


def _chapter(data: YearData, name: str) -> ChapterEntry | None:
    wanted = key(name)
    return next((entry for entry in entries(data) if key(_chapter_name(entry)) == wanted), None)


def _unknown(name: str) -> InputError:
    return InputError("ไม่มีถ้อยคำชื่อ {name}", remedy="ดูชื่อทั้งหมดด้วยคำสั่ง wordings list", name=name)
