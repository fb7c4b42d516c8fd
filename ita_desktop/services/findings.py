"""Findings (ข้อค้นพบจากการวิเคราะห์): points to improve according to the previous year's results; and
paragraphs of findings and measures with several steps (``1. ... 2. ... 3. ...``) split into lines.

Typed or imported text is stored unchanged first; splitting it is a separate edit, so that undo
restores the paragraph.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, Final, NamedTuple

from ita_desktop.domain.analysis import PreviousResults
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.measure_cells import Typed, items_fields, items_of_finding, items_text
from ita_desktop.domain.records import Measure, MeasureKind, new_id
from ita_desktop.domain.rich import first_words, has_several, in_lines
from ita_desktop.domain.scores.results import Finding, FindingItem, FindingSource, SourceKind
from ita_desktop.domain.year import YearData
from ita_desktop.services import measures
from ita_desktop.services.edits import (
    CellEdit,
    edited_field,
    fields_by_row,
    gone,
    last_position,
    names,
    names_edited,
    number,
    own_titles,
    refs_of,
    remove_rows,
    rich,
    text,
    told_apart,
    with_ids,
    write_links,
)
from ita_desktop.services.measure_names import namer as measure_namer
from ita_desktop.services.measures import check_items, indicator_of, put_in_framework_order
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_OF_MEASURES: Final = ("method", "monitoring", "finding")
_OF_FINDINGS: Final = ("practice", "strength", "weakness", "issue", "improvement")
_MORE = {"items": Phrase("ข้อ"), "titles": Phrase("ชื่อข้อ"), "sources": Phrase("ที่มา")}
_MANY = "{count} ข้อค้นพบ"


class SourceRef(NamedTuple):
    """A source of a finding, by code or key of the previous year."""

    kind: SourceKind
    ref: str


def sources_of(data: YearData, finding: Finding) -> tuple[SourceRef, ...]:
    """Return the references to a finding's sources, in order."""
    return tuple(SourceRef(source.kind, source.ref) for source in data.sources_of(finding.id))


def results_of(data: YearData, before: YearData | None) -> PreviousResults:
    """Return the results of the year ``before`` for the findings of ``data``, with items mapped by
    the crosswalk."""
    from ita_desktop.frameworks.resource_files import crosswalk

    frameworks = [year.framework for year in (data, before) if year is not None]
    return PreviousResults(data, before, crosswalk(*frameworks))


def label_of(data: YearData, finding: Finding) -> str:
    """Return a finding's name for labels: its items, else its indicator."""
    items = items_text(items_of_finding(data, finding), ", ")
    return items or Phrase("ตัวชี้วัด {code}", code=finding.indicator)


def title_of(finding: Finding) -> str:
    """Return what a finding says first."""
    return first_words(finding.issue or finding.weakness or finding.practice)


def namer(data: YearData) -> Callable[[Finding], str]:
    """Return what tells each finding from the others."""
    return told_apart(data.findings, partial(label_of, data), title_of)


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of findings in one unit of work: texts, ``indicator`` (a code), ``items`` (tuple
    of item codes), ``titles`` (the table's own wording by item code), ``sources`` (tuple of
    SourceRef).

    Raises InputError for an item or indicator that is not in the year's framework.
    """
    data = workspace.year(year)
    which = names_edited(data.findings, edits, namer(data), _MANY)
    what = edited_field(edits, Finding, "ข้อค้นพบ", **_MORE)
    with workspace.change("แก้{what} {which}", what=what, which=which) as change:
        _edit(change, data, edits)


def _edit(change: Change, data: YearData, edits: Sequence[CellEdit]) -> dict[str, Finding]:
    """Write the edits; return all findings after the edits, by id."""
    findings = dict(data.finding_by_id)
    by_row = fields_by_row(edits)
    if by_row.keys() - findings.keys():
        raise gone("ข้อค้นพบ")
    for row, values in by_row.items():
        findings[row] = _write(change, data, findings[row], values)
    return findings


def add(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, Any]],
    *,
    after: str | None = None,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add findings with the fields of :func:`edit` after finding ``after``, else after those of the
    same indicator, and write ``edits`` of existing ones; return the new ids.

    Each needs ``items`` or an ``indicator``, by default that of ``after``; raises InputError
    without any.
    """
    data = workspace.year(year)
    label = "เพิ่มข้อค้นพบ {count} รายการ แก้ {changed} รายการ" if edits else "เพิ่มข้อค้นพบ {count} รายการ"
    changed = len({cell_edit.row for cell_edit in edits})
    with workspace.change(label, count=len(new), changed=changed) as change:
        present = _edit(change, data, edits)
        beside = present[after].indicator if after in present else ""
        made = [
            _insert(change, data, {"indicator": beside, **fields}) for fields in change.each(new)
        ]
        order = [present[finding.id] for finding in data.findings]
        at = [finding.id for finding in order].index(after) + 1 if after in present else None
        for offset, added in enumerate(made):
            order.insert(_place(data, order, added) if at is None else at + offset, added)
        number(change, order)
    return [finding.id for finding in made]


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove findings with their links; keep the measures that answer them."""
    data = workspace.year(year)
    name, rows = namer(data), with_ids(data.findings, ids)
    remove_rows(workspace, rows, "เอาข้อค้นพบออก {which}", name, _MANY)


def order_by_framework(workspace: Workspace, year: int) -> None:
    """Sort the findings by the framework's order of their first item; those of a whole indicator
    precede those of its items, those without either come last."""
    data, template = workspace.year(year), "เรียงข้อค้นพบตามกรอบการประเมิน"
    put_in_framework_order(workspace, data, data.findings, data.items_of_finding, template)


# -- measures that answer findings


def make_measures(workspace: Workspace, year: int, finding_ids: Sequence[str]) -> tuple[str, ...]:
    """Create a measure for each of these findings, as :func:`make_measure` does for one, in one
    unit of work; return their ids. Raises InputError if a finding does not exist."""
    return _make(workspace, year, [[finding] for finding in dict.fromkeys(finding_ids)], {})


def make_measure(
    workspace: Workspace,
    year: int,
    finding_ids: Sequence[str],
    fields: Mapping[str, Any] | None = None,
) -> str:
    """Create a measure that answers these findings together, with their items, with their
    improvements as steps, and with the owners of their OIT items; return its id.

    ``fields`` of a measure override the drafted ones. Without items it is a measure by indicator.
    Raises InputError if a finding does not exist.
    """
    return _make(workspace, year, [finding_ids], fields or {})[0]


def _make(
    workspace: Workspace, year: int, wanted: Sequence[Sequence[str]], fields: Mapping[str, Any]
) -> tuple[str, ...]:
    data = workspace.year(year)
    answered = [_chosen(data, ids) for ids in wanted]
    which = names(list(map(namer(data), chain.from_iterable(answered))), _MANY)
    with workspace.change("ทำมาตรการจากข้อค้นพบ {which}", which=which) as change:
        behind = last_position(data.measures)
        return tuple(
            measures.insert(change, data, {**_drafted(data, some), **fields}, position=position).id
            for position, some in enumerate(answered, behind)
        )


def _drafted(data: YearData, answered: Sequence[Finding]) -> dict[str, Any]:
    """Return the fields of a measure that answers findings."""
    items = list(
        dict.fromkeys(
            link.item_code
            for finding in answered
            for link in data.items_of_finding(finding.id)
            if link.item_code in data.framework.item_by_code
        )
    )
    named = items_of_finding(data, answered[0])
    return {
        "indicator": answered[0].indicator,
        "items": Typed.of(items, named.text if named == tuple(items) else ""),
        "findings": tuple(finding.id for finding in answered),
        "kind": MeasureKind.ITEM if items else MeasureKind.INDICATOR,
        "method": "\n".join(filter(None, (finding.improvement for finding in answered))),
        "owners": tuple(
            dict.fromkeys(ref for code in items for ref in refs_of(data.owners_of_item(code)))
        ),
    }


def _chosen(data: YearData, ids: Sequence[str]) -> list[Finding]:
    known = data.finding_by_id
    distinct = list(dict.fromkeys(ids))
    if not distinct or any(finding not in known for finding in distinct):
        raise gone("ข้อค้นพบ")
    return [known[finding] for finding in distinct]


# -- inside a unit of work


def put_in_order(
    change: Change, data: YearData, order: list[Finding], fields: Mapping[str, Any]
) -> Finding:
    """Write a new finding with the fields of :func:`edit` inside a unit of work, and insert it into
    ``order``, the list of all findings."""
    new = _insert(change, data, fields)
    at = _place(data, order, new)
    order.insert(at, new)
    order[:] = number(change, order)
    return order[at]


def fill(
    change: Change,
    data: YearData,
    finding: Finding,
    texts: Mapping[str, str],
    sources: Iterable[SourceRef],
) -> Finding:
    """Write texts into the empty fields of a finding, and add sources to the existing ones.
    Existing texts are kept."""
    empty = {name: rich(words) for name, words in texts.items() if not getattr(finding, name)}
    have = sources_of(data, finding)
    _write_sources(
        change, data, finding, (*have, *(source for source in sources if source not in have))
    )
    return change.update(finding, **empty)


def _insert(change: Change, data: YearData, fields: Mapping[str, Any]) -> Finding:
    items = tuple(fields.get("items", ()))
    check_items(data, items)
    indicator = indicator_of(data, items) or str(fields.get("indicator", ""))
    if not indicator:
        raise InputError("ข้อค้นพบยังไม่ได้บอกข้อหรือตัวชี้วัด", remedy="พิมพ์รหัสข้อ เช่น I5 หรือ O1-O3")
    finding = change.insert(
        Finding(
            id=new_id(),
            year_id=data.fiscal_year.id,
            indicator=indicator,
            position=last_position(data.findings),
        )
    )
    return _write(change, data, finding, {**fields, "indicator": indicator})


def _write(change: Change, data: YearData, finding: Finding, values: Mapping[str, Any]) -> Finding:
    plain: dict[str, Any] = {}
    for name, value in values.items():
        if name == "sources":
            _write_sources(change, data, finding, tuple(value))
        elif name == "indicator":
            plain[name] = _known_indicator(data, str(value))
        elif name not in {"items", "titles"}:
            plain[name] = text(value) if name == "note" else rich(value)
    if "items" in values or "titles" in values:
        present = {item.item_code: item for item in data.items_of_finding(finding.id)}
        codes = tuple(dict.fromkeys(values.get("items", present)))
        _write_items(change, data, finding, codes, values.get("titles", {}))
        if "items" in values:
            plain |= items_fields(codes, values["items"])
            if "indicator" not in values:
                plain["indicator"] = indicator_of(data, codes) or finding.indicator
    return change.update(finding, **plain)


def _known_indicator(data: YearData, code: str) -> str:
    if code not in data.framework.indicator_by_code:
        raise InputError(
            "กรอบการประเมินปี {year} ไม่มีตัวชี้วัด {code}",
            remedy="ตรวจเลขตัวชี้วัด",
            year=data.year,
            code=code,
        )
    return code


def _write_items(
    change: Change,
    data: YearData,
    finding: Finding,
    codes: Sequence[str],
    titles: Mapping[str, str],
) -> None:
    present = {item.item_code: item for item in data.items_of_finding(finding.id)}
    check_items(data, codes, present)

    def made(code: str, position: int) -> FindingItem:
        return FindingItem(id=new_id(), finding_id=finding.id, item_code=code, position=position)

    links = write_links(change, present, codes, made)
    for code, title in own_titles(titles).items():
        if code in links:
            change.update(links[code], title=title)


def _write_sources(
    change: Change, data: YearData, finding: Finding, wanted: Sequence[SourceRef]
) -> None:
    present = {SourceRef(source.kind, source.ref): source for source in data.sources_of(finding.id)}

    def made(ref: SourceRef, position: int) -> FindingSource:
        return FindingSource(
            id=new_id(), finding_id=finding.id, kind=ref.kind, ref=ref.ref, position=position
        )

    write_links(change, present, wanted, made)


def _place(data: YearData, order: Sequence[Finding], new: Finding) -> int:
    """Return the index of a new finding: after the last one whose indicator does not follow its own
    in the framework."""
    places = {place.code: at for at, place in enumerate(data.framework.outline)}
    own = places.get(new.indicator, len(places))
    behind = (
        at
        for at, finding in enumerate(order, 1)
        if places.get(finding.indicator, len(places)) <= own
    )
    return max(behind, default=0)


class Paragraphs(NamedTuple):
    """Texts of a measure or finding with several steps in one paragraph, by field."""

    record: Measure | Finding
    label: str
    texts: dict[str, str]
    """The texts with one step per line."""


def found(data: YearData, keys: Collection[str] | None = None) -> list[Paragraphs]:
    """Return all such texts of a year; with ``keys``, only those of these measures and findings."""
    measure_name, finding_name = measure_namer(data), namer(data)
    rows: list[tuple[Measure | Finding, str, tuple[str, ...]]] = [
        *((measure, measure_name(measure), _OF_MEASURES) for measure in data.measures),
        *((finding, finding_name(finding), _OF_FINDINGS) for finding in data.findings),
    ]
    all_of: list[Paragraphs] = []
    for record, label, fields in rows:
        if keys is not None and record.id not in keys:
            continue
        kept = {name: getattr(record, name) for name in fields}
        texts = {name: in_lines(text) for name, text in kept.items() if has_several(text)}
        if texts:
            all_of.append(Paragraphs(record, label, texts))
    return all_of


def part(workspace: Workspace, wanted: Collection[Paragraphs]) -> int:
    """Split the steps of these texts into lines in one unit of work; return the number of texts."""
    if not wanted:
        return 0
    # Records are counted, not names: two of one item may begin with the same words.
    labels = [paragraphs.label for paragraphs in wanted]
    which = labels[0] if len(labels) == 1 else Phrase("{count} รายการ", count=len(labels))
    with workspace.change("แยกขั้นเป็นบรรทัด {which}", which=which) as change:
        for paragraphs in wanted:
            change.update(paragraphs.record, **paragraphs.texts)
    return sum(len(paragraphs.texts) for paragraphs in wanted)
