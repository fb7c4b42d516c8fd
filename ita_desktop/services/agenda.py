"""The agenda of a meeting: standing headings, and numbered matters below them."""

from collections.abc import Iterable, Mapping, Sequence

from ita_desktop.documents.values import of_meeting
from ita_desktop.documents.wordings import words
from ita_desktop.domain.agenda import Line, heading_of, lines
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.meetings import AgendaItem, AgendaKind, Component, Meeting
from ita_desktop.domain.wordings import fill
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import CellEdit, gone, line, names, short, text, write_edits
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

HEADINGS = (
    (AgendaKind.INFORM, "agenda-inform"),
    (AgendaKind.MINUTES, "agenda-minutes"),
    (AgendaKind.NOTE, "agenda-note"),
    (AgendaKind.CONSIDER, "agenda-consider"),
    (AgendaKind.OTHER, "agenda-other"),
)
"""The standing headings in their order, with the names of their wordings."""
DEEPEST = 3
"""How many numbers a matter can have (3.1.2)."""
_RESOLUTIONS = {
    AgendaKind.INFORM: "resolution-inform",
    AgendaKind.MINUTES: "resolution-minutes",
    AgendaKind.NOTE: "resolution-inform",
    AgendaKind.CONSIDER: "resolution-consider",
}


def standing_headings(data: YearData, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """The headings that every agenda has, still to be stored."""
    return tuple(
        AgendaItem(
            id=new_id(),
            meeting_id=meeting.id,
            kind=kind,
            title=words(data, name),
            position=position,
        )
        for position, (kind, name) in enumerate(HEADINGS)
    )


def insert_agenda(change: Change, data: YearData, meeting: Meeting, *, first: bool) -> None:
    """The standing headings; below them what every meeting has, and what the first one has."""
    heads = {one.kind: change.insert(one) for one in standing_headings(data, meeting)}
    matters: list[tuple[AgendaKind, str, Component]] = []
    if first:
        matters = [
            (AgendaKind.INFORM, "matter-order", Component.NONE),
            (AgendaKind.MINUTES, "matter-first-minutes", Component.NONE),
            (AgendaKind.NOTE, "matter-last-result", Component.LAST_RESULT),
            (AgendaKind.NOTE, "matter-framework", Component.FRAMEWORK),
            (AgendaKind.CONSIDER, "matter-assignments", Component.ASSIGNMENTS),
        ]
    else:
        matters = [
            (AgendaKind.MINUTES, "matter-minutes", Component.NONE),
            (AgendaKind.NOTE, "matter-actions", Component.OPEN_ACTIONS),
        ]
    for position, (kind, name, component) in enumerate(matters):
        # The fields stay in the text: what they stand for is typed elsewhere, perhaps later.
        title, _, detail = words(data, name).partition("\n")
        change.insert(
            AgendaItem(
                id=new_id(),
                meeting_id=meeting.id,
                parent_id=heads[kind].id,
                title=title,
                detail=detail,
                component=component,
                resolution=words(data, _RESOLUTIONS[kind]),
                position=position,
            )
        )


def agenda_text(data: YearData, meeting: Meeting, words: str) -> str:
    """A text of the agenda with its fields filled in."""
    return fill(words, of_meeting(data, meeting))


def add_matter(
    workspace: Workspace,
    year: int,
    parent_id: str,
    title: str,
    *,
    after: str | None = None,
    fields: Mapping[str, str] | None = None,
) -> str:
    """Adds a matter below a heading or another matter, behind ``after`` or at the end; returns
    its id. Raises InputError for an empty title, and below the deepest matters."""
    data = workspace.year(year)
    items = {one.id: one for one in data.agenda_items}
    parent = items.get(parent_id)
    if parent is None:
        raise gone("ระเบียบวาระ")
    own = lines(data.agenda_of(parent.meeting_id))
    _must_be_shallow(own, parent_id, 1)
    siblings = [one.item for one in own if one.item.parent_id == parent_id]
    place = next((i for i, one in enumerate(siblings, 1) if one.id == after), len(siblings))
    top = heading_of(own, next(one for one in own if one.item.id == parent_id))
    matter = AgendaItem(
        id=new_id(),
        meeting_id=parent.meeting_id,
        parent_id=parent_id,
        title=_title(title),
        resolution=usual_resolution(data, top),
        position=place,
        **{name: text(value) for name, value in (fields or {}).items()},  # type: ignore[arg-type]
    )
    with workspace.change("เพิ่มวาระ {title}", title=short(matter.title)) as change:
        change.insert(matter)
        for index, one in enumerate(siblings):
            change.update(one, position=index if index < place else index + 1)
    return matter.id


def usual_resolution(data: YearData, kind: AgendaKind) -> str:
    """What is usually resolved about a matter below a heading of this kind."""
    name = _RESOLUTIONS.get(kind)
    return words(data, name) if name else ""


def _must_be_shallow(all_lines: Sequence[Line], parent_id: str, height: int) -> None:
    depth = next((one.depth for one in all_lines if one.item.id == parent_id), 0)
    if depth + height >= DEEPEST:
        raise InputError("ระเบียบวาระซ้อนกันได้ไม่เกิน {most} ชั้น", remedy="เพิ่มไว้ข้างกันแทน", most=DEEPEST)


def edit_agenda(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of agenda lines in one unit of work: ``title``, ``detail``, ``presenter``,
    ``minutes``, ``resolution`` (texts), ``component`` (Component)."""
    data = workspace.year(year)
    known = {one.id: one for one in data.agenda_items}
    which = names(
        [short(known[one.row].title) for one in edits if one.row in known], "{count} วาระ"
    )
    with workspace.change("แก้วาระ {which}", which=which) as change:
        write_edits(change, data.agenda_items, edits, _value, "ระเบียบวาระ")


def _value(one: CellEdit) -> object:
    if one.field == "title":
        return _title(one.value)
    if one.field == "presenter":
        return line(one.value)
    return one.value if one.field == "component" else text(one.value)


def _title(value: object) -> str:
    title = text(value)
    if not title:
        raise InputError("ยังไม่ได้ตั้งชื่อวาระ", remedy="พิมพ์ชื่อเรื่อง")
    return title


def move_matter(workspace: Workspace, year: int, item_id: str, step: int) -> None:
    """Moves a matter up (-1) or down (1) among its like; past the ends it goes to the heading
    before or behind."""
    data = workspace.year(year)
    item = _item(data, item_id)
    if item.parent_id is None:
        raise InputError("หัวข้อวาระหลักเลื่อนไม่ได้", remedy="แก้ชื่อหัวข้อแทน")
    own = lines(data.agenda_of(item.meeting_id))
    siblings = [one.item for one in own if one.item.parent_id == item.parent_id]
    at = siblings.index(item)
    if 0 <= at + step < len(siblings):
        siblings[at], siblings[at + step] = siblings[at + step], siblings[at]
        with workspace.change("เลื่อนวาระ {title}", title=short(item.title)) as change:
            _write_places(change, siblings)
        return
    parents = [one.item for one in own if one.item.kind is not AgendaKind.MATTER]
    ids = [one.id for one in parents]
    if item.parent_id not in ids or not 0 <= ids.index(item.parent_id) + step < len(ids):
        return
    into = ids[ids.index(item.parent_id) + step]
    theirs = [one.item for one in own if one.item.parent_id == into]
    with workspace.change("เลื่อนวาระ {title}", title=short(item.title)) as change:
        moved = change.update(item, parent_id=into)
        _write_places(change, [*theirs, moved] if step < 0 else [moved, *theirs])


def put_matter(workspace: Workspace, year: int, item_id: str, parent_id: str, after: str) -> None:
    """Puts a matter with those below it under another line, behind ``after`` there or first.
    Raises InputError for a standing heading, below itself, and where it would be too deep."""
    data = workspace.year(year)
    item, parent = _item(data, item_id), _item(data, parent_id)
    own = lines(data.agenda_of(item.meeting_id))
    number = {one.item.id: f"{one.number}." for one in own}
    if item.parent_id is None:
        raise InputError("หัวข้อวาระหลักเลื่อนไม่ได้", remedy="แก้ชื่อหัวข้อแทน")
    if parent_id not in number or number[parent_id].startswith(number[item_id]):
        raise InputError("ย้ายวาระไปไว้ใต้ตัวเองไม่ได้", remedy="วางใต้หัวข้ออื่น")
    _must_be_shallow(own, parent_id, _height(own, item_id))
    theirs = [one.item for one in own if one.item.parent_id == parent.id and one.item != item]
    place = next((at for at, one in enumerate(theirs, 1) if one.id == after), 0)
    with workspace.change("เลื่อนวาระ {title}", title=short(item.title)) as change:
        moved = change.update(item, parent_id=parent.id)
        _write_places(change, [*theirs[:place], moved, *theirs[place:]])


def nest(workspace: Workspace, year: int, item_id: str, step: int) -> None:
    """Puts a matter below the one before it (1), or beside the one it is below of (-1)."""
    data = workspace.year(year)
    item = _item(data, item_id)
    own = lines(data.agenda_of(item.meeting_id))
    siblings = [one.item for one in own if one.item.parent_id == item.parent_id]
    at = siblings.index(item)
    if item.parent_id is None:
        return
    if step > 0:
        if at == 0:
            return
        _must_be_shallow(own, siblings[at - 1].id, _height(own, item_id))
        theirs = [one.item for one in own if one.item.parent_id == siblings[at - 1].id]
        with workspace.change("เลื่อนวาระ {title}", title=short(item.title)) as change:
            moved = change.update(item, parent_id=siblings[at - 1].id)
            _write_places(change, [*theirs, moved])
        return
    parent = _item(data, item.parent_id)
    if parent.parent_id is None:
        return
    theirs = [one.item for one in own if one.item.parent_id == parent.parent_id]
    place = theirs.index(parent) + 1
    with workspace.change("เลื่อนวาระ {title}", title=short(item.title)) as change:
        moved = change.update(item, parent_id=parent.parent_id)
        _write_places(change, [*theirs[:place], moved, *theirs[place:]])


def _height(all_lines: Sequence[Line], item_id: str) -> int:
    """How many levels a matter and those below it take."""
    found = next(one for one in all_lines if one.item.id == item_id)
    below = [one.depth for one in all_lines if one.number.startswith(f"{found.number}.")]
    return max(below, default=found.depth) - found.depth + 1


def _write_places(change: Change, items: Sequence[AgendaItem]) -> None:
    for position, one in enumerate(items):
        change.update(one, position=position)


def remove_matters(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Removes matters with what is below them. Raises InputError for a standing heading."""
    data = workspace.year(year)
    chosen = [one for one in data.agenda_items if one.id in set(ids)]
    if any(one.kind is not AgendaKind.MATTER for one in chosen):
        raise InputError("หัวข้อวาระหลักเอาออกไม่ได้", remedy="เว้นว่างไว้ หรือแก้ชื่อหัวข้อ")
    parents = {one.id for one in chosen}
    tops = [one for one in chosen if one.parent_id not in parents]
    if tops:
        which = names([short(one.title) for one in tops], "{count} วาระ")
        with workspace.change("เอาวาระ {which} ออก", which=which) as change:
            for one in tops:
                change.delete(one)


def _item(data: YearData, item_id: str) -> AgendaItem:
    found = next((one for one in data.agenda_items if one.id == item_id), None)
    if found is None:
        raise gone("ระเบียบวาระ")
    return found
