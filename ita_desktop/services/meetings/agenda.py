"""The agenda of a meeting: headings, and numbered matters below them, with default agenda and
default resolutions; and the action items that it gives: task, responsible units and people, due
date."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ita_desktop.documents.reports.named_texts import words
from ita_desktop.domain.agenda import AgendaLine, heading_of, is_first, kind_of, lines
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.meetings import (
    ActionItem,
    ActionItemOwner,
    AgendaItem,
    AgendaKind,
    Component,
    Meeting,
)
from ita_desktop.domain.records import new_id
from ita_desktop.domain.text import to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    OwnerRef,
    day_or_none,
    last_position,
    line,
    meeting_of,
    names,
    names_edited,
    number,
    remove_rows,
    required,
    short,
    still,
    text,
    with_ids,
    write_edits,
)
from ita_desktop.services.roster.owning import owner_of, resolved, write_owners
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

DEEPEST = 3
"""Maximum number of levels of a matter's number (3.1.2)."""
_OWNERS = "owners"


def add_agenda_item(
    workspace: Workspace,
    year: int,
    parent_id: str,
    title: str,
    *,
    after: str | None = None,
    fields: Mapping[str, str] | None = None,
) -> str:
    """Add a matter below a heading or another matter, after ``after`` or at the end; return its id.
    Raises InputError for an empty title, or below the maximum depth."""
    data = workspace.year(year)
    items = data.agenda_item_by_id
    parent = still(items.get(parent_id), "ระเบียบวาระ")
    own = lines(data.agenda_of(parent.meeting_id))
    _check_depth(own, parent_id, 1)
    siblings = _below(own, parent_id)
    place = next((i for i, item in enumerate(siblings, 1) if item.id == after), len(siblings))
    agenda_item = AgendaItem(
        id=new_id(),
        meeting_id=parent.meeting_id,
        parent_id=parent_id,
        title=_title(title),
        position=place,
        **{name: text(value) for name, value in (fields or {}).items()},  # type: ignore[arg-type]
    )
    with workspace.change("เพิ่มวาระ {title}", title=short(agenda_item.title)) as change:
        change.insert(agenda_item)
        for index, sibling in enumerate(siblings):
            change.update(sibling, position=index if index < place else index + 1)
    return agenda_item.id


def add_heading(
    workspace: Workspace, year: int, meeting_id: str, title: str, *, after: str | None = None
) -> str:
    """Add a heading after ``after``, or at the end; return its id. Raises InputError for an empty
    title."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    heads = _heads(data, meeting_id)
    place = next((i for i, head in enumerate(heads, 1) if head.id == after), len(heads))
    plain = _title(title)
    head = AgendaItem(
        id=new_id(), meeting_id=meeting.id, kind=kind_of(plain), title=plain, position=place
    )
    with workspace.change("เพิ่มหัวข้อวาระ {title}", title=short(plain)) as change:
        change.insert(head)
        for index, item in enumerate(heads):
            change.update(item, position=index if index < place else index + 1)
    return head.id


def _heads(data: YearData, meeting_id: str) -> list[AgendaItem]:
    return [
        agenda_line.item
        for agenda_line in lines(data.agenda_of(meeting_id))
        if agenda_line.depth == 0
    ]


def _check_depth(all_lines: Sequence[AgendaLine], parent_id: str, height: int) -> None:
    depth = next(
        (agenda_line.depth for agenda_line in all_lines if agenda_line.item.id == parent_id), 0
    )
    if depth + height >= DEEPEST:
        raise InputError("ระเบียบวาระซ้อนกันได้ไม่เกิน {most} ชั้น", remedy="เพิ่มไว้ข้างกันแทน", most=DEEPEST)


def edit_agenda(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of agenda lines in one unit of work: ``title``, ``number`` (as printed; empty for
    automatic), ``detail``, ``presenter``, ``minutes``, ``resolution`` (texts), ``component``
    (Component). A heading's kind is derived from its title."""
    data = workspace.year(year)
    known = data.agenda_item_by_id
    which = names_edited(data.agenda_items, edits, lambda item: short(item.title), "{count} วาระ")
    with workspace.change("แก้วาระ {which}", which=which) as change:
        write_edits(
            change, data.agenda_items, [*edits, *_kinds(known, edits)], _value, "ระเบียบวาระ"
        )


def _kinds(known: Mapping[str, AgendaItem], edits: Sequence[CellEdit]) -> list[CellEdit]:
    """Return edits that set the kind of renamed headings, if the new title implies one."""
    heads = [edit for edit in edits if edit.field == "title" and _is_heading(known.get(edit.row))]
    texts = [CellEdit(head.row, "kind", kind_of(text(head.value))) for head in heads]
    return [edit for edit in texts if edit.value is not AgendaKind.FREE]


def _is_heading(item: AgendaItem | None) -> bool:
    return item is not None and item.kind is not AgendaKind.ITEM


def _value(edit: CellEdit) -> object:
    if edit.field == "title":
        return _title(edit.value)
    if edit.field in {"presenter", "number"}:
        return to_arabic(line(edit.value)) if edit.field == "number" else line(edit.value)
    return edit.value if edit.field in {"component", "kind"} else text(edit.value)


def _below(agenda_lines: Sequence[AgendaLine], parent_id: str | None) -> list[AgendaItem]:
    return [known.item for known in agenda_lines if known.item.parent_id == parent_id]


def _title(value: object) -> str:
    return required(text(value), "ยังไม่ได้ตั้งชื่อวาระ", "พิมพ์ชื่อเรื่อง")


def move_agenda_item(workspace: Workspace, year: int, item_id: str, step: int) -> None:
    """Move a heading or matter with its children up (-1) or down (1) among its siblings; a first or
    last matter moves to the adjacent heading."""
    data = workspace.year(year)
    item = _item(data, item_id)
    own = lines(data.agenda_of(item.meeting_id))
    siblings = _below(own, item.parent_id)
    at = siblings.index(item)
    if 0 <= at + step < len(siblings):
        siblings[at], siblings[at + step] = siblings[at + step], siblings[at]
        with workspace.change("เลื่อนวาระ {title}", title=short(item.title)) as change:
            number(change, siblings)
        return
    ids = [agenda_line.item.id for agenda_line in own if agenda_line.depth == 0]
    if item.parent_id not in ids or not 0 <= ids.index(item.parent_id) + step < len(ids):
        return
    into = ids[ids.index(item.parent_id) + step]
    theirs = _below(own, into)
    with workspace.change("เลื่อนวาระ {title}", title=short(item.title)) as change:
        moved = change.update(item, parent_id=into, number="")
        number(change, [*theirs, moved] if step < 0 else [moved, *theirs])


def put_agenda_item(
    workspace: Workspace, year: int, item_id: str, parent_id: str, after: str
) -> None:
    """Move a matter with its children below another line, after ``after`` or first. Raises
    InputError for a heading, below itself, or below the maximum depth."""
    data = workspace.year(year)
    item, parent = _item(data, item_id), _item(data, parent_id)
    own = lines(data.agenda_of(item.meeting_id))
    parents = {
        agenda_line.item.id: {agenda_line.item.id, *agenda_line.parents} for agenda_line in own
    }
    if item.parent_id is None:
        raise InputError("หัวข้อวาระย้ายไปไว้ใต้หัวข้ออื่นไม่ได้", remedy="ใช้ เลื่อนขึ้น หรือ เลื่อนลง")
    if item_id in parents.get(parent_id, {item_id}):
        raise InputError("ย้ายวาระไปไว้ใต้ตัวเองไม่ได้", remedy="วางใต้หัวข้ออื่น")
    _check_depth(own, parent_id, _height(own, item_id))
    theirs = [other for other in _below(own, parent.id) if other != item]
    place = next((at for at, other in enumerate(theirs, 1) if other.id == after), 0)
    with workspace.change("เลื่อนวาระ {title}", title=short(item.title)) as change:
        moved = change.update(item, parent_id=parent.id, number=_kept(item, parent.id))
        number(change, [*theirs[:place], moved, *theirs[place:]])


def _kept(item: AgendaItem, parent_id: str) -> str:
    """Return the typed number, which is kept only below the same parent."""
    return item.number if item.parent_id == parent_id else ""


def nest(workspace: Workspace, year: int, item_id: str, step: int) -> None:
    """Move a matter below the one before it (1), or up to its parent's level (-1)."""
    data = workspace.year(year)
    item = _item(data, item_id)
    own = lines(data.agenda_of(item.meeting_id))
    siblings = _below(own, item.parent_id)
    at = siblings.index(item)
    if item.parent_id is None:
        return
    if step > 0:
        if at == 0:
            return
        _check_depth(own, siblings[at - 1].id, _height(own, item_id))
        theirs = _below(own, siblings[at - 1].id)
        with workspace.change("เลื่อนวาระ {title}", title=short(item.title)) as change:
            moved = change.update(item, parent_id=siblings[at - 1].id, number="")
            number(change, [*theirs, moved])
        return
    parent = _item(data, item.parent_id)
    if parent.parent_id is None:
        return
    theirs = _below(own, parent.parent_id)
    place = theirs.index(parent) + 1
    with workspace.change("เลื่อนวาระ {title}", title=short(item.title)) as change:
        moved = change.update(item, parent_id=parent.parent_id, number="")
        number(change, [*theirs[:place], moved, *theirs[place:]])


def _height(all_lines: Sequence[AgendaLine], item_id: str) -> int:
    """Return the number of levels of a matter and its children."""
    found = next(agenda_line for agenda_line in all_lines if agenda_line.item.id == item_id)
    below = [agenda_line.depth for agenda_line in all_lines if item_id in agenda_line.parents]
    return max(below, default=found.depth) - found.depth + 1


def remove_agenda_items(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove headings and matters with their children. Raises InputError for the last heading."""
    data = workspace.year(year)
    chosen = with_ids(data.agenda_items, ids)
    for meeting_id in {item.meeting_id for item in chosen}:
        if all(head in chosen for head in _heads(data, meeting_id)):
            raise InputError("ระเบียบวาระต้องมีอย่างน้อยหนึ่งหัวข้อ", remedy="เพิ่มหัวข้ออื่นก่อน หรือแก้ชื่อหัวข้อนี้")
    parents = {item.id for item in chosen}
    tops = [item for item in chosen if item.parent_id not in parents]
    template = "เอาวาระ {which} ออก"
    remove_rows(workspace, tops, template, lambda item: short(item.title), "{count} วาระ")


def _item(data: YearData, item_id: str) -> AgendaItem:
    return still(data.agenda_item_by_id.get(item_id), "ระเบียบวาระ")


HEADINGS: Final = (
    (AgendaKind.INFORM, "agenda-inform"),
    (AgendaKind.MINUTES, "agenda-minutes"),
    (AgendaKind.NOTE, "agenda-note"),
    (AgendaKind.CONSIDER, "agenda-consider"),
    (AgendaKind.OTHER, "agenda-other"),
)
"""The default headings in order, with the names of their wordings."""
_FIRST: Final = (
    (AgendaKind.INFORM, "matter-order", Component.NONE),
    (AgendaKind.NOTE, "matter-last-result", Component.LAST_RESULT),
    (AgendaKind.NOTE, "matter-framework", Component.FRAMEWORK),
    (AgendaKind.CONSIDER, "matter-assignments", Component.ASSIGNMENTS),
)
"""The matters of every first meeting."""
_LATER: Final = (
    (AgendaKind.MINUTES, "matter-minutes", Component.NONE),
    (AgendaKind.NOTE, "matter-actions", Component.OPEN_ACTIONS),
)
_NO_MINUTES: Final = "matter-first-minutes"
_RESOLUTIONS: Final = {
    AgendaKind.INFORM: "resolution-inform",
    AgendaKind.MINUTES: "resolution-minutes",
    AgendaKind.NOTE: "resolution-inform",
    AgendaKind.CONSIDER: "resolution-consider",
}
_WRITTEN_BY_PROGRAM: Final = {
    Component.LAST_RESULT,
    Component.FRAMEWORK,
    Component.OPEN_ACTIONS,
    Component.OPEN_REMARKS,
}
"""Components that are reports and need no resolution, even below a heading for both."""


def standing_headings(data: YearData, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return new default headings; that of the minutes mentions if there are none."""
    return tuple(
        AgendaItem(
            id=new_id(),
            meeting_id=meeting.id,
            kind=kind,
            title=words(data, name),
            detail=_no_minutes(data, meeting) if kind is AgendaKind.MINUTES else "",
            position=position,
        )
        for position, (kind, name) in enumerate(HEADINGS)
    )


def _no_minutes(data: YearData, meeting: Meeting) -> str:
    return words(data, _NO_MINUTES) if is_first(meeting) else ""


def insert_agenda(change: Change, data: YearData, meeting: Meeting) -> None:
    """Insert the default headings and matters of a first or a later meeting."""
    heads = {heading.kind: change.insert(heading) for heading in standing_headings(data, meeting)}
    for position, (kind, name, component) in enumerate(_FIRST if is_first(meeting) else _LATER):
        change.insert(_agenda_item(data, heads[kind], name, component, position))


def _agenda_item(
    data: YearData, head: AgendaItem, name: str, component: Component, position: int
) -> AgendaItem:
    # Fields are kept in the text, as their values may be entered later.
    title, _, detail = words(data, name).partition("\n")
    return AgendaItem(
        id=new_id(),
        meeting_id=head.meeting_id,
        parent_id=head.id,
        title=title,
        detail=detail,
        component=component,
        position=position,
    )


def follow_number(change: Change, data: YearData, meeting: Meeting) -> None:
    """Update an unedited agenda's text about earlier minutes to the meeting's number."""
    none, approve = words(data, _NO_MINUTES), words(data, "matter-minutes")
    agenda = data.agenda_of(meeting.id)
    for head in agenda:
        if head.kind is not AgendaKind.MINUTES:
            continue
        below = [item for item in agenda if item.parent_id == head.id]
        if is_first(meeting) and [item.title for item in below] == [approve] and not head.detail:
            change.delete(below[0])
            change.update(head, detail=none)
        elif not is_first(meeting) and not below and head.detail == none:
            change.update(head, detail="")
            change.insert(_agenda_item(data, head, "matter-minutes", Component.NONE, 0))


def usual_resolution(
    data: YearData, meeting: Meeting, own: Sequence[AgendaLine], line: AgendaLine
) -> str:
    """Return the default resolution for a line of the agenda ``own``; empty for the minutes in a
    first meeting."""
    kind = AgendaKind.NOTE if line.item.component in _WRITTEN_BY_PROGRAM else heading_of(own, line)
    if kind is AgendaKind.MINUTES and is_first(meeting):
        return ""
    name = _RESOLUTIONS.get(kind)
    return words(data, name) if name else ""


def add_actions(
    workspace: Workspace,
    year: int,
    meeting_id: str,
    new: Sequence[Mapping[str, Any]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add action items of a meeting with ``text`` and other fields of :func:`edit_actions`, and
    write ``edits`` of others, in one unit of work; return the new ids. Raises InputError for an
    empty text."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    rows = []
    for position, fields in enumerate(new, last_position(data.actions_of(meeting_id))):
        cells = [CellEdit("", name, value) for name, value in fields.items() if name != _OWNERS]
        given = {cell.field: _action_value(cell) for cell in cells}
        plain = required(given.get("text", ""), "ยังไม่ได้บอกว่าต้องทำอะไร", "พิมพ์งานที่มอบหมาย")
        given |= {"text": plain, "position": position}
        rows.append((ActionItem(id=new_id(), meeting_id=meeting.id, **given), fields.get(_OWNERS)))
    which = names([short(row.text) for row, _ in rows], "{count} งาน")
    with workspace.change("มอบหมายงาน {what}", what=which) as change:
        _write_actions(change, data, edits)
        for row, owners in rows:
            change.insert(row)
            _give(change, data, row, owners or ())
    return [row.id for row, _ in rows]


def edit_actions(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of action items in one unit of work: ``text``, ``note`` (texts), ``due``,
    ``done`` (date or None), ``owners`` (a sequence of :class:`OwnerRef`)."""
    data = workspace.year(year)
    which = names_edited(data.action_items, edits, lambda item: short(item.text), "{count} งาน")
    with workspace.change("แก้งานที่มอบหมาย {which}", which=which) as change:
        _write_actions(change, data, edits)


def _write_actions(change: Change, data: YearData, edits: Sequence[CellEdit]) -> None:
    plain = [edit for edit in edits if edit.field != _OWNERS]
    rows = write_edits(change, data.action_items, plain, _action_value, "งานนั้น")
    for edit in edits:
        if edit.field == _OWNERS:
            _give(change, data, still(rows.get(edit.row), "งานนั้น"), edit.value)


def _give(change: Change, data: YearData, task: ActionItem, refs: Sequence[OwnerRef]) -> None:
    """Write the owners of a task: the first in its row, others in rows of their own. Units and
    people that were confirmed as new are created."""
    wanted = tuple(dict.fromkeys(resolved(change, data, ref) for ref in refs))
    first, further = wanted[0] if wanted else OwnerRef(), wanted[1:]
    change.update(task, unit_id=first.unit_id, person_id=first.person_id, post=first.post)
    make = owner_of(ActionItemOwner, action_item_id=task.id)
    write_owners(change, data, data.further_owners_of(task.id), further, make)


def _action_value(edit: CellEdit) -> Any:
    if edit.field in {"due", "done"}:
        return day_or_none(edit.value, "31/1/68")
    if edit.field == "agenda_item_id":
        return edit.value or None
    return text(edit.value)


def remove_actions(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove action items."""
    rows = with_ids(workspace.year(year).action_items, ids)
    template = "เอางานที่มอบหมายออก {which}"
    remove_rows(workspace, rows, template, lambda item: short(item.text), "{count} งาน")
