"""The rows of the list of found parts: kind, year, place, numbers of rows, what to check."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ita_desktop.exchange.cells.row import shortened
from ita_desktop.i18n import caption, in_language, language, sentence, tr
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.sizes import WHOLE
from ita_desktop.ui.table.values import ListChoice, StyledValue
from ita_desktop.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from ita_desktop.domain.errors import InputError
    from ita_desktop.services.imports.found.series import PlannedPart
    from ita_desktop.services.imports.plan import ImportPlan

TICK: Final = "tick"
KIND: Final = "kind"
YEAR: Final = "year"
_MOST_DOUBTS = 3
_SHORT_DOUBT: Final = 60
"""Letters of a reason in the line of a returned form."""


class _Width:
    """The parts that were found in imported files."""

    TICK: Final = 40
    KIND: Final = 160
    YEAR: Final = 82
    NEW: Final = 56
    CHANGED: Final = 72
    SAME: Final = 98
    CHECK: Final = 250
    PLACE: Final = 150


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A part, or a file that was not read (``key`` -1)."""

    id: str
    key: int
    ticked: bool | None
    """None if there is nothing to import."""
    kind: str
    kind_text: str
    year: int | None
    place: str
    new: str
    changed: str
    same: str
    check: str
    """What to check, a sentence a line."""
    is_bad: bool
    """Whether something of it cannot be imported."""
    years: tuple[int, ...]
    whole: str = ""
    """What to check, all of it."""

    @property
    def may_open(self) -> bool:
        """Whether it has a preview."""
        return self.key >= 0 and bool(self.kind)


def found_columns() -> list[Column[FoundRow]]:
    """Returns the columns: check box, kind, year, numbers, what to check, place."""
    return [
        Column(TICK, "", lambda row: row.ticked, _Width.TICK, kind=ColumnKind.CHECK,
               editable=lambda row: row.ticked is not None, hideable=False),
        Column(KIND, tr("เป็นรายการใด"), _shown_kind, _Width.KIND, hideable=False, names_row=True,
               editable=lambda row: row.key >= 0, only_choices=True, required=True,
               choices=lambda _row: kind_choices()),
        Column(YEAR, tr("ลงในปี"), lambda row: str(row.year or ""), _Width.YEAR, hideable=False,
               editable=lambda row: row.may_open, only_choices=True, required=True,
               choices=_year_choices),
        Column("new", tr("ใหม่"), lambda row: row.new, _Width.NEW, kind=ColumnKind.CODE),
        Column("changed", tr("เปลี่ยน"), lambda row: row.changed, _Width.CHANGED,
               kind=ColumnKind.CODE),
        Column("same", tr("เหมือนเดิม"), lambda row: row.same, _Width.SAME, kind=ColumnKind.CODE),
        Column("check", tr("โปรดตรวจ"), _shown_check, _Width.CHECK, stretch=True,
               lines=WHOLE.lines, tip=lambda row: row.whole),
        Column("place", tr("อยู่ที่"), lambda row: row.place, _Width.PLACE, tone=Tone.TEXT2),
    ]  # fmt: skip


def kind_choices() -> tuple[ListChoice, ...]:
    """Returns the kinds that a part can be given."""
    from ita_desktop.exchange.kinds.registry import KIND_TITLES

    return tuple(ListChoice(name, caption(title)) for name, title in KIND_TITLES.items())


def found_rows(
    parts: "Sequence[PlannedPart]", left: "Sequence[InputError]", years: Sequence[int]
) -> list[FoundRow]:
    """Returns the rows of all parts, those of unknown kinds last and of returned forms those first
    that lack something, then of the files that were ``left``; ``years`` can be chosen."""
    several = len({planned.part.source.name for planned in parts}) > 1 or bool(left)
    rows = [_row(planned, years, several=several) for planned in sorted(parts, key=_rank)]
    return [*rows, *(_left_row(number, error) for number, error in enumerate(left))]


def _rank(planned: "PlannedPart") -> tuple[bool, bool, bool]:
    part = planned.part
    is_clean = not (planned.is_incomplete or planned.doubts)
    return not part.kind, part.is_text, bool(part.source.form) and is_clean


def _row(planned: "PlannedPart", years: Sequence[int], *, several: bool) -> FoundRow:
    part, plan = planned.part, planned.plan
    where = in_language(part.place) if part.place else ""
    file = part.source.name if several or not where else ""
    year = plan.base.year if plan is not None else part.asked_year or part.year
    known = dict.fromkeys((*years, *filter(None, (part.year, year))))
    return FoundRow(
        id=str(part.key),
        key=part.key,
        ticked=part.is_taken and not (plan.awaits_year or waits(plan)) if plan else None,
        kind=part.kind,
        kind_text=_title(planned),
        year=year,
        place=" · ".join(filter(None, (file, where))),
        new=_number(plan.added) if plan is not None else "",
        changed=_number(plan.changed) if plan is not None else "",
        same=_number(plan.same) if plan is not None else "",
        check=_check(planned),
        whole=_check(planned, whole=True),
        is_bad=planned.is_incomplete,
        years=tuple(sorted(known)),
    )


def waits(plan: "ImportPlan | None") -> bool:
    """Returns whether all rows of a plan wait for a yes, which its preview asks for."""
    return plan is not None and bool(plan.changes) and not plan.accepted


def _title(planned: "PlannedPart") -> str:
    """Returns the kind of a part; of a returned form, the unit's name, too."""
    from ita_desktop.exchange.kinds.registry import KIND_TITLES

    part, plan = planned.part, planned.plan
    title = caption(KIND_TITLES[part.kind]) if part.kind else ""
    form = plan.base.form_by_id.get(part.source.form) if plan is not None else None
    if plan is None or form is None:
        return title
    return f"{plan.base.unit_name(form.unit_id)} · {title}"


def _left_row(number: int, error: "InputError") -> FoundRow:
    texts = tr("ไม่ได้อ่าน {why}", why=sentence(error))
    return FoundRow(
        f"left:{number}", -1, None, "", "", None, str(error.where), "", "", "", texts, True, ()
    )


def _check(planned: "PlannedPart", *, whole: bool = False) -> str:
    """Returns what to check: why it cannot be imported, skipped rows, the first doubts or all."""
    lines = []
    if planned.problem is not None:
        lines.append(sentence(planned.problem))
    doubts = planned.doubts
    if planned.part.source.form:
        # The pane of the unit has them whole, with what to do.
        doubts = tuple(replace(doubt, remedy="") for doubt in doubts)
    texts = list(dict.fromkeys(doubt.sentence(language.translate) for doubt in doubts))
    if planned.part.source.form and not whole:
        texts = [shortened(text, _SHORT_DOUBT) for text in texts]
    # Where nothing is taken, the gravest reason says it all; what is skipped is no graver.
    most = _MOST_DOUBTS if planned.part.belief.is_sure else 1
    # One more takes no more room than that there is one.
    most = len(texts) if whole or len(texts) == most + 1 else most
    lines += texts[:most]
    if planned.plan is not None and planned.plan.skipped:
        skipped = tr("นำเข้าไม่ได้ {count} แถว", count=len(planned.plan.skipped))
        lines.insert(1 if planned.plan.reasons else 0, skipped)
    if len(texts) > most:
        lines.append(tr("และอีก {count}", count=len(texts) - most))
    return "\n".join(lines)


def _number(count: int) -> str:
    return str(count) if count else "–"


def _shown_kind(row: FoundRow) -> StyledValue:
    if row.kind:
        return StyledValue(row.kind_text, Tone.TEXT, strong=True)
    return StyledValue(tr("ไม่ทราบชนิด") if row.key >= 0 else "", Tone.LATE, strong=True)


def _shown_check(row: FoundRow) -> StyledValue:
    return StyledValue(row.check, Tone.LATE if row.is_bad else Tone.TEXT2)


def _year_choices(row: FoundRow) -> tuple[ListChoice, ...]:
    return tuple(ListChoice(year, str(year)) for year in row.years)
