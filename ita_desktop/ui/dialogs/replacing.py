"""ค้นหาและแทนที่: words in the texts of a year, each place shown before it is written; and the
dialog to carry over measures and findings of another year, whose years are then offered.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from ita_desktop.domain.analysis import issue_of
from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.domain.records import Measure
from ita_desktop.domain.rich import plain
from ita_desktop.domain.scores.crosswalk import ItemLink, Relation
from ita_desktop.domain.scores.results import Finding
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, sentence, tr
from ita_desktop.services import texts
from ita_desktop.services.years import carrying_entries
from ita_desktop.typography.words import around
from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, PreviewRow
from ita_desktop.ui.dialogs.previews.sheet import ALL, ChangeFilter, PreviewSheet
from ita_desktop.ui.navigation import PAGES
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.values import ChangedValue
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import nest, vbox
from ita_desktop.ui.widgets.fields.field import Field, labelled
from ita_desktop.ui.widgets.status import Message, MessageKind

_AROUND: Final = 40
"""Letters of context on each side of a place."""
_MOST: Final = 2_000
"""Places that are shown; words that are found more often are too short to be replaced."""
_LEAST: Final = 2
"""Letters from which on is searched."""
_WAIT: Final = 150
"""Milliseconds after the last key until is searched."""


class ReplacementSheet(PreviewSheet):
    """Shows places with the new words and the old ones below. Those of one page can be shown
    alone; only what is seen and ticked is written."""

    about = "replacing"
    says_action = False

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._found: Sequence[texts.Replacement] = ()
        self._ticks: dict[str, bool] = {}
        """What was ticked or unticked by hand, by place."""
        self._refused: Mapping[str, InputError] = {}
        self._scope = ALL
        self.replaced = 0
        """How many places were written."""
        self.set_remark(tr("แทนที่เฉพาะแห่งที่ติ๊กไว้ · เลิกทำได้ในครั้งเดียว"))

    def show_found(self, found: Sequence[texts.Replacement]) -> None:
        """Shows these places, those of one page if that was chosen. One that would be refused says
        why, and cannot be taken."""
        self._found = found
        self._refused = texts.refused(self._session.workspace, self._session.year, found)
        counts: dict[str, int] = {}
        for one in found:
            counts[one.typed.place.page] = counts.get(one.typed.place.page, 0) + 1
        if self._scope not in counts:
            self._scope = ALL
        filters = [ChangeFilter(ALL, tr("ทั้งปี {year}", year=self._session.year), len(found))]
        if len(counts) > 1:
            filters += [
                ChangeFilter(key, tr(entry.title), counts[key])
                for key, entry in PAGES.items()
                if key in counts
            ]
        self.set_filters(filters, self._scope)
        self._show_scope()

    def show_only(self, key: str) -> None:
        self._scope = key
        self._show_scope()

    def _show_scope(self) -> None:
        shown = [one for one in self._found if self._scope in (ALL, one.typed.place.page)]
        headings = [tr("อยู่ที่"), tr("ข้อความ"), tr("เหตุที่ยังไม่เลือก")]
        rows = [
            PreviewRow(
                one.id,
                CHANGE,
                self._ticks.get(one.id, not one.why_not) and one.id not in self._refused,
                dict(zip(headings, _cells(one, self._refused.get(one.id)), strict=True)),
                held=one.id in self._refused,
            )
            for one in shown
        ]
        at = self.table.current_row()
        self.show_rows(headings, rows, main=headings[1])
        if at is not None and any(row.id == at.id for row in rows):
            self.table.go_to(at.id)

    def _set_ticks(self, ticks: Mapping[str, bool]) -> None:
        self._ticks.update(ticks)
        super()._set_ticks(ticks)

    @property
    def chosen(self) -> list[texts.Replacement]:
        """The places to be written."""
        ticked = self.ticked
        return [one for one in self._found if one.id in ticked]

    def set_count(self, count: int) -> None:
        blocked = "" if count else tr("ยังไม่ได้เลือกแห่งใด")
        self.set_accept(tr("แทนที่ {count} แห่ง", count=count), blocked=blocked)

    def accept(self) -> None:
        """Writes the chosen places; where that is refused, says why and stays open."""
        session = self._session
        try:
            self.replaced = texts.replace(session.workspace, session.year, self.chosen)
        except ItaError as error:
            self.note(Message(MessageKind.BAD, sentence(error), key="refused"))
            return
        super().accept()


class ReplaceSheet(ReplacementSheet):
    """Asks for the words, and shows their places while they are typed."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.set_title(tr("ค้นหาและแทนที่"), tr("ในข้อความที่พิมพ์ไว้ของปี {year}", year=session.year))
        self.wanted, self.new = Field(), Field()
        for field, year in ((self.wanted, session.year - 1), (self.new, session.year)):
            field.set_example(tr("เช่น {year}", year=year))
        rows = (
            labelled(tr("ค้นหา"), self.wanted, stretch=1),
            labelled(tr("แทนที่ด้วย"), self.new, stretch=1),
        )
        fields = vbox(*rows, margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S), gap=Space.S)
        nest(self.form.column, fields, at=0)
        self._texts = tuple(texts.year_texts(session.data))
        self._is_offer = False
        """Whether nobody has typed what to replace yet."""
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._search)
        for field in (self.wanted, self.new):
            field.textChanged.connect(lambda _text: self._wait.start())
        self.show_found(())
        self.setTabOrder(self.wanted, self.new)
        self._offer_year()
        self.wanted.textEdited.connect(self._drop_offer)
        self.wanted.setFocus()
        self.wanted.selectAll()

    def _offer_year(self) -> None:
        """Begins with what is most often replaced, where it is there: last year, by this year."""
        last, year = (str(self._session.year - back) for back in (1, 0))
        if any(not one.why_not for one in texts.find(self._texts, last, year)):
            self._is_offer = True
            self.wanted.setText(last)
            self.new.setText(year)
            self._search()

    def _drop_offer(self) -> None:
        """Leaves no word of the offer beside others that are typed over it."""
        if self._is_offer:
            self._is_offer = False
            if self.new.text() == str(self._session.year):
                self.new.clear()

    def _search(self) -> None:
        self._wait.stop()
        words, new = self.wanted.text(), self.new.text()
        self._ticks.clear()
        self.withdraw_notes()
        found = []
        if len(words.strip()) >= _LEAST:
            for one in texts.find(self._texts, words, new):
                found.append(one)
                if len(found) > _MOST:
                    found = []
                    text = tr("พบเกิน {most} แห่ง พิมพ์คำให้ยาวขึ้น", most=_MOST)
                    self.note(Message(MessageKind.INFO, text, key="many"))
                    break
            if names := texts.count_in_names(self._session.data, words):
                text = tr(
                    "อีก {count} แห่งเป็นชื่อคน ตำแหน่ง หรือชื่อหน่วย จึงไม่แทนที่ · แก้ที่หน้าของชื่อนั้น",
                    count=names,
                )
                self.note(Message(MessageKind.INFO, text, key="names"))
        self.show_found(found)

    def set_count(self, count: int) -> None:
        if not count:
            words = self.wanted.text().strip()
            blocked = tr("พิมพ์คำที่จะค้นหาก่อน")
            if words:
                blocked = tr("ยังไม่ได้เลือกแห่งใด") if self._found else tr("ไม่พบคำนี้ในข้อความของปีนี้")
            self.set_accept(tr("แทนที่"), blocked=blocked)
        elif not self.new.text():
            self.set_accept(tr("ลบคำนี้ออก {count} แห่ง", count=count))
        else:
            super().set_count(count)

    def _enter(self) -> None:
        """Enter goes from the words to the new ones, and from these on to writing."""
        if self._wait.isActive():
            self._search()
        if self.wanted.hasFocus():
            self.new.setFocus()
        elif self.new.text() or not self.new.hasFocus():
            super()._enter()


def ask(session: Session, over: QWidget) -> int:
    """Asks what to replace; returns how many places were written."""
    sheet = ReplaceSheet(session, over)
    return sheet.replaced if sheet.exec() == QDialog.DialogCode.Accepted else 0


def offer_years(
    session: Session,
    source: int,
    over: QWidget,
    back: Callable[[], QWidget],
    known: Collection[str] = (),
) -> ReplacementSheet | None:
    """Offers to move on the years in texts that were carried over from the Buddhist fiscal year
    ``source``, where there are some; records with the ids ``known`` were there before. The focus
    then goes to the widget that ``back`` returns."""
    found = list(texts.carried_years(session.data, source, known))
    if not any(not one.why_not for one in found):
        return None
    sheet = ReplacementSheet(session, over.window())
    # A text of the year before may name the calendar year that it began in, or an older one.
    how = tr("เลือกที่จะเลื่อนให้เข้ากับปี {year} ที่ไม่ติ๊กคงไว้ตามเดิม", year=session.year)
    sheet.set_title(tr("ข้อความที่ยกมามีปีที่อาจต้องเลื่อน"), how)
    sheet.cancel_button.setText(tr("คงไว้ทั้งหมด"))
    sheet.show_found(found)

    def leave(_result: int) -> None:
        sheet.deleteLater()
        over.activateWindow()
        back().setFocus()
        if sheet.replaced:
            session.notified.emit(tr("แทนที่แล้ว {count} แห่ง", count=sheet.replaced), True)

    sheet.finished.connect(leave)
    sheet.open()
    return sheet


def _cells(one: texts.Replacement, refusal: InputError | None) -> tuple[object, ...]:
    text = one.typed.text
    begin, stop = around(text, one.start, one.end, _AROUND)
    before, after = _in_line(text[begin : one.start]), _in_line(text[one.end : stop])
    first, last = "…" if begin else "", "…" if stop < len(text) else ""
    was, will = (f"{first}{before}{word}{after}{last}" for word in (one.old, one.new))
    why_not = sentence(refusal) if refusal is not None else in_language(one.why_not)
    return in_language(one.typed.where), ChangedValue(will, was), why_not


def _in_line(text: str) -> str:
    """Returns a part of a text without marks of style; spaces at its ends are kept."""
    return text.replace("**", "").replace("\n", " ")


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
        ways = carrying_entries.ways_of_measures(data, before) | carrying_entries.ways_of_findings(
            data, before
        )
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
    known = frozenset(text.record.id for text in texts.year_texts(session.data))

    def take() -> carrying_entries.Carried:
        chosen = {"measures": sheet.measures, "findings": sheet.findings}
        return carrying_entries.carry(session.workspace, year, source, **chosen)

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


def _done(carried: carrying_entries.Carried) -> str:
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


def _differences(way: carrying_entries.Way, year: int, *, there: bool) -> Iterator[str]:
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
