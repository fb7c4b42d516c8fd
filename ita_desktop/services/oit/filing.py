"""What is filed for OIT items (its texts, and what was filed when), and the assessor's remarks on
them, with what the office answers and mends."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

from ita_desktop.documents.reports.oit.filing import FilingText, change_of, filing_texts
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.oit.filing import (
    EarlierRemarks,
    earlier_remarks,
    is_mended,
    rounds_of,
    state_after,
)
from ita_desktop.domain.oit.proofs import Filing, FilingChange
from ita_desktop.domain.personal_data import TypedData
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    ListLabels,
    RecordList,
    day_or_none,
    last_position,
    line,
    names,
    remove_rows,
    required,
    short,
    still,
    text,
    with_ids,
)
from ita_desktop.services.measures import check_items
from ita_desktop.storage.workspace import Workspace

FIELDS: Final = frozenset({"text", "day", "answer", "mend", "proof", "state"})


class FilingRow(NamedTuple):
    """What there is to file of an item, and how it differs from what was filed."""

    text: FilingText
    change: FilingChange

    @property
    def code(self) -> str:
        return self.text.filing.item.code


def filing_rows(data: YearData) -> tuple[FilingRow, ...]:
    """Return all OIT items of a year with what there is to file, in the framework's order."""
    return tuple(FilingRow(each, change_of(data, each)) for each in filing_texts(data))


def undecided(data: YearData, codes: Collection[str]) -> tuple[TypedData, ...]:
    """Return the personal data that nobody has decided to publish in what there is to file of some
    items: the assessment shows it to everybody."""
    from ita_desktop.services.personal_going_out import of_texts

    def texts(year: YearData) -> Iterator[str]:
        for each in filing_texts(year):
            if each.filing.item.code in codes:
                yield each.filing.item.title
                yield unquote(each.links)
                yield each.words

    return of_texts(data, texts)


def mark_filed(workspace: Workspace, year: int, codes: Sequence[str], day: date) -> int:
    """Note what is filed of these items on a day; return how many. An item that was filed on that
    day already has what it has now.

    Raises InputError if one has no link and no explanation: there is nothing to file.
    """
    data = workspace.year(year)
    texts = {each.filing.item.code: each for each in filing_texts(data)}
    chosen = {code: texts[code] for code in codes if code in texts}
    empty = [code for code, said in chosen.items() if not (said.links or said.words)]
    if empty:
        raise InputError(
            "{items} ยังไม่มีลิงก์หรือคำอธิบายให้ยื่น",
            remedy="ใส่หลักฐานของข้อนั้น หรือเลือกเฉพาะข้อที่มีแล้ว",
            items=" ".join(empty),
        )
    with workspace.change("ยื่นข้อมูล {which}", which=names(list(chosen), "{count} ข้อ")) as change:
        for code, said in chosen.items():
            filed = _snapshot(said)
            same = next((filing for filing in data.filings_of(code) if filing.filed == day), None)
            if same is not None:
                change.update(same, **filed)
                continue
            row = Filing(
                id=new_id(),
                year_id=data.fiscal_year.id,
                item_code=code,
                filed=day,
                position=last_position(data.filings_of(code)),
                **filed,
            )
            change.insert(row)
    return len(chosen)


def _snapshot(text: FilingText) -> dict[str, Any]:
    return {
        "links": text.links,
        "explanation": text.words,
        "published": text.filing.published,
    }


def _filed(_data: YearData, value: object) -> date:
    if not isinstance(value, date):
        raise InputError("ยังไม่มีวันที่ยื่น", remedy="พิมพ์วันที่ เช่น 15/3/68")
    return value


FILINGS: Final = RecordList(
    record=Filing,
    rows=lambda data: data.filings,
    name=lambda _data, row: row.item_code,
    labels=ListLabels(
        add=Phrase("เพิ่มบันทึกการยื่น {which}"),
        edit=Phrase("แก้บันทึกการยื่น {which}"),
        remove=Phrase("เอาบันทึกการยื่นออก {which}"),
        many=Phrase("{count} ข้อ"),
        row=Phrase("บันทึกการยื่น"),
    ),
    rules={"filed": _filed},
)
edit = FILINGS.edit
_add = FILINGS.add
remove = FILINGS.remove


def add(workspace: Workspace, year: int, item: str, fields: Mapping[str, Any]) -> None:
    """Note what was filed of an item: ``filed`` (day), ``links``, ``explanation``, ``published``.
    Raises InputError without a day, if the framework has no such item, or for a second note of a
    day."""
    data = workspace.year(year)
    check_items(data, [item])
    if any(filing.filed == fields.get("filed") for filing in data.filings_of(item)):
        raise InputError("มีบันทึกการยื่น {item} ของวันนั้นแล้ว", remedy="แก้แถวเดิม", item=item)
    _add(workspace, year, [{"item_code": item, **fields}])


def unmark(workspace: Workspace, year: int, codes: Sequence[str]) -> int:
    """Remove the newest note of what was filed of these items; return how many had one."""
    data = workspace.year(year)
    rows = [data.filings_of(code)[-1] for code in codes if data.filings_of(code)]
    if rows:
        which = names([row.item_code for row in rows], "{count} ข้อ")
        with workspace.change("เอาเครื่องหมายยื่นแล้วออก {which}", which=which) as change:
            for row in rows:
                change.delete(row)
    return len(rows)


def add_remark(
    workspace: Workspace, year: int, item: str, fields: Mapping[str, Any]
) -> AssessorRemark:
    """Add a remark on an item with some of :data:`FIELDS`, at least its ``text``.

    Raises InputError if the text is empty, or the year's framework has no such item.
    """
    data = workspace.year(year)
    check_items(data, [item])
    bare = _new(data, item)
    row = _with(bare, {"text": "", **fields})
    with workspace.change("เพิ่มข้อสังเกตของผู้ตรวจ {item}", item=item) as change:
        return change.insert(row)


def edit_remarks(
    workspace: Workspace, year: int, item: str, remark_id: str, fields: Mapping[str, Any]
) -> AssessorRemark:
    """Write some of :data:`FIELDS` of a remark; without an id, of what the official result prints
    of the item, which becomes a round by that.

    An answer or a mend sets the state, unless one is given. Raises InputError if the remark is
    gone, or its text is empty.
    """
    data = workspace.year(year)
    found = (round_ for round_ in rounds_of(data, item) if round_.id == remark_id)
    old = still(next(found, None), "ข้อสังเกต")
    with workspace.change("แก้ข้อสังเกตของผู้ตรวจ {item}", item=item) as change:
        if old.id:
            new = _with(old, fields)
            return change.update(old, **{name: getattr(new, name) for name in FIELDS})
        return change.insert(_with(_new(data, item, old.text), fields))


def remove_remarks(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove remarks; what an official result prints stays with its score."""
    rows = with_ids(workspace.year(year).remarks, ids)
    remove_rows(
        workspace, rows, "เอาข้อสังเกตออก {which}", lambda row: short(row.text), "{count} ข้อสังเกต"
    )


def _new(data: YearData, item: str, words: str = "") -> AssessorRemark:
    return AssessorRemark(
        id=new_id(),
        year_id=data.fiscal_year.id,
        node=item,
        text=words,
        position=last_position(data.remarks_of(item)),
    )


def _with(old: AssessorRemark, fields: Mapping[str, Any]) -> AssessorRemark:
    given = {name: _value(name, value) for name, value in fields.items() if name in FIELDS}
    new = replace(old, **given)
    if "state" in given:
        return new
    return replace(new, state=state_after(_without_taken_back(old, new), new.answer, new.mend))


def _without_taken_back(old: AssessorRemark, new: AssessorRemark) -> RemarkState:
    """Return the state without what an answer or a mend that is empty now had made of it."""
    unmended = is_mended(old.mend) and not is_mended(new.mend)
    emptied = unmended or (old.answer and not new.answer)
    followed = new.state in {RemarkState.ANSWERED, RemarkState.MENDED}
    return RemarkState.OPEN if emptied and followed else new.state


def _value(name: str, value: Any) -> Any:
    if name == "text":
        return required(text(value), "ยังไม่มีข้อสังเกต", "พิมพ์หรือวางข้อสังเกตของผู้ตรวจ")
    if name == "day":
        return day_or_none(value, "10/4/68")
    if name == "state":
        return RemarkState(value)
    return line(value) if name == "proof" else text(value)


def of_last_year(data: YearData, before: YearData | None, code: str) -> tuple[EarlierRemarks, ...]:
    """Return last year's remarks on the items that item ``code`` continues."""
    if before is None or not before.remark_by_node:
        return ()
    from ita_desktop.frameworks.resource_files import item_map

    items = item_map(before.framework, data.framework)
    return earlier_remarks(before, items.old, code)
