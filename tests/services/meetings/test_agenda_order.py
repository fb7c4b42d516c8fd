"""Where matters of an agenda go when they are added, moved, nested and put elsewhere."""

from collections.abc import Callable

import pytest

from ita_desktop.domain.agenda import lines
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.meetings import AgendaItem, AgendaKind, Meeting
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import agenda
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
HEADS = ("A", "B")
MATTERS = {"a": "A", "b": "A", "c": "A", "d": "B", "b1": "b", "b2": "b"}
"""Parents of matters."""
Act = Callable[[Workspace], object]


@pytest.fixture
def meeting(office: Workspace) -> Workspace:
    """A meeting whose agenda is A(a, b(b1, b2), c) B(d)."""
    data = office.year(YEAR)
    with office.change("ทดสอบ") as change:
        change.insert(Meeting(id="m", year_id=data.fiscal_year.id, number=1))
        for at, head in enumerate(HEADS):
            change.insert(AgendaItem(id=head, meeting_id="m", kind=AgendaKind.FREE, title=head,
                                     position=at))  # fmt: skip
        for at, (name, parent) in enumerate(MATTERS.items()):
            change.insert(AgendaItem(id=name, meeting_id="m", kind=AgendaKind.ITEM, title=name,
                                     parent_id=parent, position=at, number="9"))  # fmt: skip
    return office


def order(office: Workspace) -> str:
    """The agenda in short: each line with one mark ``>`` for each level."""
    own = lines(office.year(YEAR).agenda_of("m"))
    return " ".join(f"{'>' * line.depth}{line.item.title}" for line in own)


def move(item: str, step: int) -> Act:
    return lambda office: agenda.move_agenda_item(office, YEAR, item, step)


def nest(item: str, step: int) -> Act:
    return lambda office: agenda.nest(office, YEAR, item, step)


def put(item: str, parent: str, after: str = "") -> Act:
    return lambda office: agenda.put_agenda_item(office, YEAR, item, parent, after)


def add_heading(title: str, after: str | None = None) -> Act:
    return lambda office: agenda.add_heading(office, YEAR, "m", title, after=after)


BEGIN = "A >a >b >>b1 >>b2 >c B >d"


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("act", "after"),
    [
        (move("a", 1), "A >b >>b1 >>b2 >a >c B >d"),
        (move("c", -1), "A >a >c >b >>b1 >>b2 B >d"),
        (move("b2", -1), "A >a >b >>b2 >>b1 >c B >d"),
        (move("c", 1), "A >a >b >>b1 >>b2 B >c >d"),
        (move("d", -1), "A >a >b >>b1 >>b2 >c >d B"),
        (move("a", -1), BEGIN),
        (move("d", 1), BEGIN),
        (move("b2", 1), BEGIN),
        (move("A", 1), "B >d A >a >b >>b1 >>b2 >c"),
        (move("A", -1), BEGIN),
        (nest("c", 1), "A >a >b >>b1 >>b2 >>c B >d"),
        (nest("a", 1), BEGIN),
        (nest("A", 1), BEGIN),
        (nest("b1", -1), "A >a >b >>b2 >b1 >c B >d"),
        (nest("b2", -1), "A >a >b >>b1 >b2 >c B >d"),
        (nest("a", -1), BEGIN),
        (put("c", "B"), "A >a >b >>b1 >>b2 B >c >d"),
        (put("c", "B", "d"), "A >a >b >>b1 >>b2 B >d >c"),
        (put("c", "b", "b1"), "A >a >b >>b1 >>c >>b2 B >d"),
        (put("a", "A", "c"), "A >b >>b1 >>b2 >c >a B >d"),
        (put("b", "B"), "A >a >c B >b >>b1 >>b2 >d"),
        (add_heading("C"), f"{BEGIN} C"),
        (add_heading("C", "A"), "A >a >b >>b1 >>b2 >c C B >d"),
        (add_heading("C", "B"), f"{BEGIN} C"),
    ],
)
def test_a_line_goes_where_it_is_meant_with_all_below_it(
    meeting: Workspace, act: Act, after: str
) -> None:
    assert order(meeting) == BEGIN
    act(meeting)
    assert order(meeting) == after
    if after != BEGIN:
        meeting.undo()
    assert order(meeting) == BEGIN


@pytest.mark.parametrize(
    ("act", "number"),
    [
        (move("c", 1), ""), (move("c", -1), "9"), (nest("c", 1), ""),
        (put("c", "A"), "9"), (put("c", "B"), ""),
    ],
)  # fmt: skip
def test_a_typed_number_stays_below_the_same_heading_alone(meeting, act: Act, number: str) -> None:
    act(meeting)
    [item] = [item for item in meeting.year(YEAR).agenda_items if item.id == "c"]
    assert item.number == number


@pytest.mark.parametrize(
    "act", [put("A", "B"), put("b", "b1"), put("b", "b"), put("b", "gone"), add_heading(" ")]
)
def test_what_cannot_be_is_refused_and_nothing_moves(meeting: Workspace, act: Act) -> None:
    with pytest.raises(InputError):
        act(meeting)
    assert order(meeting) == BEGIN


@pytest.mark.parametrize("act", [nest("b", 1), put("b", "c"), put("c", "b1"), nest("b2", 1)])
def test_lines_nest_only_so_deep_with_what_is_below_them(meeting: Workspace, act: Act) -> None:
    with pytest.raises(InputError, match="ซ้อนกันได้ไม่เกิน 3 ชั้น"):
        act(meeting)
    assert order(meeting) == BEGIN


def test_a_heading_gets_the_kind_of_its_new_title_and_a_matter_keeps_its_own(
    meeting: Workspace,
) -> None:
    title = "เรื่องเพื่อทราบ"
    edits = [CellEdit(row, "title", title) for row in ("A", "a")]
    agenda.edit_agenda(meeting, YEAR, [*edits, CellEdit("a", "number", " ๑.๒ ")])
    found = {item.id: item for item in meeting.year(YEAR).agenda_items}
    assert (found["A"].kind, found["a"].kind) == (AgendaKind.NOTE, AgendaKind.ITEM)
    assert (found["A"].title, found["a"].title, found["a"].number) == (title, title, "1.2")
    agenda.edit_agenda(meeting, YEAR, [CellEdit("A", "title", "หัวข้อของเรา")])
    [head] = [item for item in meeting.year(YEAR).agenda_items if item.id == "A"]
    assert head.kind is AgendaKind.NOTE, "a title of our own tells no other kind"
