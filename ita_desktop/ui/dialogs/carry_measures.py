"""The dialog to carry over measures and findings of another year."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from ita_desktop.domain.analysis import issue_of
from ita_desktop.domain.records import Measure
from ita_desktop.domain.rich import plain
from ita_desktop.domain.scores.crosswalk import ItemLink, Relation
from ita_desktop.domain.scores.results import Finding
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.texts import year_texts
from ita_desktop.services.years.carrying_entries import (
    Carried,
    Way,
    carry,
    ways_of_findings,
    ways_of_measures,
)
from ita_desktop.ui.dialogs.previews.rows import ADD, PreviewRow
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet
from ita_desktop.ui.dialogs.replacing import offer_years
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.status import Message, MessageKind


class CarrySheet(PreviewSheet):
    """New measures are checked by default; findings are not, because they are about other
    results."""

    about = "carry-measures"

    def __init__(self, data: YearData, before: YearData, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(
            tr("ยกมาตรการจากปี {source}", source=before.year),
            tr("เลือกสิ่งที่จะทำต่อในปี {year}", year=data.year),
        )
        self.set_remark(tr("เริ่มสถานะใหม่ ไม่ยกผลที่บันทึกไว้ · เลิกทำได้ภายหลัง"))
        self._measures = frozenset(measure.id for measure in before.measures)
        ways = ways_of_measures(data, before) | ways_of_findings(data, before)
        known: tuple[Measure | Finding, ...] = (*before.measures, *before.findings)
        headings = [tr("ชนิด"), tr("ข้อ"), tr("เนื้อหา"), tr("สิ่งที่ต่างไป")]
        own: tuple[Measure | Finding, ...] = (*data.measures, *data.findings)
        present = {_identity(data, measure) for measure in own}
        rows = []
        for record in known:
            way, there = ways[record.id], _identity(before, record) in present
            cells = (
                tr("มาตรการ") if isinstance(record, Measure) else tr("ข้อค้นพบ"),
                ", ".join(way.items) or way.indicator,
                _text(before, record),
                "\n".join(_differences(way, data.year, there=there)),
            )
            if way.possible:
                ticked = isinstance(record, Measure) and not there
                named = dict(zip(headings, cells, strict=True))
                rows.append(PreviewRow(record.id, ADD, ticked, named))
        self.show_rows(headings, rows, group_by=headings[0])
        self.set_filters([], "")
        left = [measure for measure in known if not ways[measure.id].possible]
        if left:
            self.note(_left_behind(before, left, data.year))

    @property
    def measures(self) -> frozenset[str]:
        """Returns the ids of the checked measures."""
        return self.ticked & self._measures

    @property
    def findings(self) -> frozenset[str]:
        """Returns the ids of the checked findings."""
        return self.ticked - self._measures

    def set_count(self, count: int) -> None:
        blocked = "" if count else tr("ยังไม่ได้เลือกแถวใด")
        self.set_accept(tr("ยกมา {count} รายการ", count=count), blocked=blocked)


def open_carrying(
    session: Session, source: int, over: QWidget, back: Callable[[], QWidget]
) -> CarrySheet:
    """Opens the list of the Buddhist fiscal year ``source``; checked rows are carried into the
    shown year in one step. The focus then goes to the widget that ``back`` returns."""
    year = session.year
    sheet = CarrySheet(session.data, session.workspace.year(source), over.window())
    known = frozenset(text.record.id for text in year_texts(session.data))

    def take() -> Carried:
        chosen = {"measures": sheet.measures, "findings": sheet.findings}
        return carry(session.workspace, year, source, **chosen)

    def accept() -> None:
        carried = session.attempt(take)
        if carried is not None:
            session.notified.emit(_done(carried), True)

    def leave(result: int) -> None:
        sheet.deleteLater()
        over.activateWindow()
        back().setFocus()
        if result == QDialog.DialogCode.Accepted and session.year == year:
            offer_years(session, source, over, back, known)

    sheet.check_by(lambda: session.workspace.refusal(take))
    sheet.accepted.connect(accept)
    sheet.finished.connect(leave)
    sheet.open()
    return sheet


def _done(carried: Carried) -> str:
    if not carried.findings:
        return tr("ยกมาตรการมา {count} รายการแล้ว", count=carried.measures)
    return tr(
        "ยกมาตรการมา {measures} รายการ ข้อค้นพบ {findings} รายการแล้ว",
        measures=carried.measures,
        findings=carried.findings,
    )


def _text(data: YearData, measure: Measure | Finding) -> str:
    words = (
        (measure.method, issue_of(data, measure))
        if isinstance(measure, Measure)
        else (
            measure.issue,
            measure.improvement,
            measure.weakness,
            measure.practice,
            measure.strength,
        )
    )
    return plain(next(filter(None, words), ""))


def _identity(data: YearData, measure: Measure | Finding) -> tuple[object, ...]:
    """Returns the identity of a measure or finding across years."""
    if isinstance(measure, Measure):
        return measure.kind, key(measure.method)
    return "finding", key(_text(data, measure))


def _differences(way: Way, year: int, *, there: bool) -> Iterator[str]:
    """Yields sentences on what would change."""
    if there:
        yield tr("ปี {year} มีรายการนี้แล้ว", year=year)
    yield from dict.fromkeys(_change_sentences(way.changed))
    if way.lost:
        items = ", ".join(way.lost)
        if way.items:
            yield tr("ปี {year} ไม่มีข้อ {items}", year=year, items=items)
        else:
            left = way.indicator
            yield tr("ปี {year} ไม่มีข้อ {items} เหลือตัวชี้วัด {left}", year=year, items=items, left=left)


def _change_sentences(links: Sequence[ItemLink]) -> Iterator[str]:
    """Yields sentences on changed items; splits and merges with all resulting items."""
    for link in links:
        if link.relation is Relation.SPLIT:
            new = ", ".join(item_link.new for item_link in links if item_link.old == link.old)
            yield tr("ข้อ {old} แยกเป็น {new}", old=link.old, new=new)
        elif link.relation is Relation.MERGED:
            old = ", ".join(item_link.old for item_link in links if item_link.new == link.new)
            yield tr("ข้อ {old} รวมกับข้ออื่นเป็น {new}", old=old, new=link.new)
        elif link.old != link.new:
            yield tr("ข้อ {old} เป็น {new}", old=link.old, new=link.new)
        else:
            yield tr("ข้อ {old} เปลี่ยนขอบเขตหรือถ้อยคำ", old=link.old)


def _left_behind(before: YearData, left: Sequence[Measure | Finding], year: int) -> Message:
    codes = [
        link.item_code
        for measure in left
        for link in (
            before.items_of_measure(measure.id)
            if isinstance(measure, Measure)
            else before.items_of_finding(measure.id)
        )
    ]
    indicators = [record.indicator for record in left if record.indicator]
    sentence = tr(
        "ยกไม่ได้ {count} รายการ เพราะกรอบปี {year} ไม่มี {codes}",
        count=len(left),
        year=year,
        codes=", ".join(dict.fromkeys([*codes, *indicators])),
    )
    return Message(MessageKind.WARNING, sentence, key="left")
