"""Accounts for a file after its import was planned: what of it stands nowhere afterwards.

A file is cells and lines, each cut into pieces: words, numbers, addresses. A piece is accounted for
if it stands in what is written of its row, in what is written of the file and is in no cell of the
row that it is written of, or among the words of the framework and of the program itself: not
because the year has it from elsewhere, nor because another row says it.
Nothing accounts for a cell of a column that was not read, nor for a row of a table that is not
imported. No reader has a part in this, so that what one took and did not store is found like what
none looked at.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import Final

from ita_desktop.domain.city.districts import name_key
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Owner, Record
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.domain.tracking.worksheet import ItemPlace, place_of
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.exchange.blocks import Heading, Paragraph, Table, linked_text
from ita_desktop.exchange.cells.row import is_mark, says_nothing, shown_row, text_of
from ita_desktop.exchange.kinds.oit import says_no_link
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.no_data import GROUP_ROW
from ita_desktop.exchange.papers.order_lists import listed_lines
from ita_desktop.exchange.remarks import UnreadText
from ita_desktop.exchange.report.offices import own_row, without_other_rows
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, Value
from ita_desktop.exchange.source import ImportSource, PutText
from ita_desktop.services.imports.found.planned_years import year_after
from ita_desktop.services.imports.ledger.entries import (
    NOT_TICKED,
    LedgerPart,
    LeftText,
    LinePlaces,
    OutRow,
    RowPlace,
    place_at,
    place_in,
    placed_reasons,
    placed_rows,
)
from ita_desktop.services.imports.ledger.known import (
    KnownTexts,
    figure_key,
    is_example,
    known_of_year,
    made_by,
    order_heads,
    parts_of,
    pieces_of,
    said_by,
    whole_of,
    words_of_frame,
)
from ita_desktop.services.imports.ledger.missing import (
    MissingTexts,
    RowCounts,
    may_be_data,
    names_person,
    says,
    unticked,
)
from ita_desktop.services.imports.plan import ImportPlan, StoredRows

_ORDER: Final = lazy_re(r"(?:(?P<above>\d)\.)?(?P<last>\d{1,3})(?=\s+[^\W\d])")
"""That of a line, or of one below another; scores have two digits before the point."""
_POINTS: Final = frozenset(map(key, ("คะแนน", "คะแนนเฉลี่ย")))
_TITLE: Final = Phrase("ชื่อเรื่องเหนือตาราง")
_RUNNING: Final = Phrase("หัวหรือท้ายกระดาษ")
_NO_COLUMN: Final = Phrase("ไม่มีช่องรับคอลัมน์นี้")
_NO_FIELD: Final = Phrase("แถวนี้นำเข้า แต่ข้อความนี้ไม่มีช่องรับ")
_UNTICKED: Final = Phrase("อ่านแล้ว ไม่มีแถวใดทำเครื่องหมายไว้")
_NO_ROW: Final = Phrase("แถวนี้ไม่ได้อ่านเป็นรายการ")
_OUTSIDE: Final = Phrase("ไม่มีช่องรับข้อความนี้")
_OTHER_OFFICE: Final = Phrase("แถวของหน่วยงานอื่น")
_NO_LINK: Final = Phrase("บอกว่าไม่มีลิงก์ จึงไม่ได้เก็บเป็นลิงก์ · ถ้ามีหลักฐาน ใส่ลิงก์หรือชื่อไฟล์ แล้วนำเข้าใหม่")
_CITY_COLUMNS: Final = 3
"""Minimum number of filled cells of a row in a table of the city."""


def left_of(parts: Sequence[LedgerPart], years: Iterable[YearData]) -> tuple[LeftText, ...]:
    """Return what of a file is not stored; ``years`` are those of its parts as they are after the
    import."""
    account = _Account(parts, tuple(years))
    return tuple(account.left() if any(part.plan for part in parts) else account.whole())


def put_of_plan(source: ImportSource, plan: ImportPlan) -> tuple[PutText, ...]:
    """Return what a person has put into rows of a source that these say if all are imported."""
    if not source.put:
        return ()
    whole = plan.accept(change.key for change in plan.changes)
    account = _Account([LedgerPart(source, whole)], [year_after(plan.base, whole.writes())])
    return tuple(filter(account.has, source.put))


def left_of_plan(source: ImportSource, plan: ImportPlan) -> tuple[LeftText, ...]:
    """Return what of a file of one kind stands nowhere after the selected changes."""
    return left_of([LedgerPart(source, plan)], [year_after(plan.base, plan.writes())])


class _Account:
    """The account of one file."""

    def __init__(self, parts: Sequence[LedgerPart], years: Sequence[YearData]) -> None:
        self._parts = parts
        self._source, self._years = parts[0].source, years
        self._plans = [part.plan for part in parts if part.plan is not None]
        office = next((year.organisation.name for year in years), "")
        # A plan has of a table of the city the row of our own alone.
        taken = [without_other_rows(part.source, office) for part in parts if part.plan is not None]
        self._rows = dict(placed_rows(taken))
        self._untaken = {
            place: at
            for at, part in enumerate(parts)
            if part.plan is None
            for place, _ in placed_rows([part.source])
            if place not in self._rows
        }
        """The rows that are only of parts that are not imported, by the index of the part."""
        sheets = (sheet for part in parts for sheet in part.source.sheets)
        self._blocks = self._source.given or tuple(map(Table, sheets))
        self._given = {
            place_in(block.sheet, row): row
            for block in self._blocks
            if isinstance(block, Table)
            for row in block.sheet.rows
        }
        titles = (row for place, row in self._rows.items() if place[1] < 1)
        texts = (str(value) for row in titles for value in row.values)
        self._titles = {key(text) for text in texts if not names_person(text)}
        self._local: dict[RowPlace, KnownTexts] = {}
        """What is written of each row."""
        self._put = [put for part in parts for put in part.source.put]
        self._made: dict[RowPlace, KnownTexts] = {}
        """What is made of the rows that something was put into, without what that is of."""
        self._out: dict[RowPlace, OutRow] = {}
        """The rows that are not imported."""
        self._beside: dict[RowPlace, list[OutRow]] = {}
        """What is not imported of rows of which something else is."""
        self._aside: dict[RowPlace, str] = {}
        """What rows that are no data were taken for."""
        self._lost: set[RowPlace] = set()
        """Those of them that may have been meant as data."""
        self._flaws: dict[tuple[str, int, int], str] = {}
        """Why cells are not imported, by the index of their column."""
        self._scores: dict[RowPlace, dict[str, str]] = {}
        """What is known of the typed scores of rows, by their keys."""
        self._said = KnownTexts()
        """What is written of the file."""
        self._beyond = KnownTexts()
        """What of it stands in no cell of the rows that it is written of: what lines and titles say
        of rows, and what is made of lines."""
        self._records = {
            record.id: record
            for year in years
            for name in PLACES.values()
            for record in getattr(year, name)
        }
        for plan in self._plans:
            self._note_stored(plan)
            self._note(plan)
        # Of a year nearly any word, number and day is known by chance: all of it is looked at only
        # for a form that the program has filled itself.
        known_of = known_of_year if self._source.form else words_of_frame
        self._known = self._beyond.joined(map(known_of, years))
        for standing in (each for plan in self._plans for each in plan.stands):
            self._repeats(standing)
        self._is_report = any(plan.kind == RESULTS.name for plan in self._plans)
        self._own = name_key(office)
        self._of_city = {
            place_in(block.sheet, row)
            for block in self._blocks
            if isinstance(block, Table) and self._is_report and own_row(block.sheet, office)
            for row in block.sheet.rows
        }
        self._due = {
            (year.year, item.item_code): item.due
            for year in years
            for item in year.assignments
            if item.due is not None
        }
        """The days by which items are due, as a form that was sent has them."""
        self._heads = {key(text) for plan in self._plans for text in plan.heads}
        self._missing = self._missing_beside(self._known)
        self._flaws |= dict.fromkeys(unticked(parts, self._missing), _UNTICKED)

    @cached_property
    def _read(self) -> Mapping[RowPlace, Container[int]]:
        """The columns that are read of rows; a table of two lists is read for both."""
        found: dict[RowPlace, frozenset[int]] = {}
        for at, read in (each for plan in self._plans for each in plan.read.items()):
            found[place_at(at)] = found.get(place_at(at), frozenset()) | read
        return found

    def _missing_beside(self, known: KnownTexts) -> MissingTexts:
        """Return what finds what is missing beside what is known."""
        of = self._years, self._heads, self._source
        return MissingTexts(known, *of, is_report=self._is_report)

    @cached_property
    def _missing_of_lines(self) -> MissingTexts:
        """What finds what is missing of lines: what is made of some and is not imported is told as
        one."""
        made = (row for place in self._out.keys() - self._given for row in self._out_row(place))
        told = KnownTexts([left.text for left in made])
        return self._missing_beside(self._known.joined([told])) if told.texts else self._missing

    def _cells_of(self, places: Iterable[RowPlace]) -> KnownTexts:
        """Return what rows of the tables of the file say."""
        known = KnownTexts()
        for row in (self._given[place] for place in places if place in self._given):
            known.add(row.values)
        return known

    def _write(self, said: KnownTexts, places: Collection[RowPlace]) -> None:
        """Note what is written of rows."""
        self._said.take(said)
        rows = {place for place in places if place[1] > 0}  # those above a table are lines
        is_of_rows = not self._given.keys().isdisjoint(rows)
        self._beyond.take(said.beyond(self._cells_of(rows)) if is_of_rows else said)
        for place in places:
            self._local.setdefault(place, KnownTexts()).take(said)

    @cached_property
    def _parts_of_records(self) -> Mapping[str, Sequence[Record]]:
        return parts_of(self._records.values())

    def _had(self, standing: StoredRows) -> KnownTexts:
        """Return what the year has of rows that it has already, and who owns what these are of."""
        known, parts = KnownTexts(), self._parts_of_records
        known.add(standing.texts)
        for record in standing.records:
            owners = (each for each in parts.get(whole_of(record), ()) if isinstance(each, Owner))
            for each in (record, *parts.get(record.id, ()), *owners):
                known.add_with(each, self._records)
        return known

    def _repeats(self, standing: StoredRows) -> None:
        """Note what accounts for rows that say what another one does; for those that say nothing
        the words of the framework alone do."""
        first = standing.first
        local = first and self._local.get(place_at(first))
        for place in map(place_at, standing.origins):
            self._local.setdefault(place, local or KnownTexts())

    def _note_stored(self, plan: ImportPlan) -> None:
        """Note what is stored of the rows of a plan, or was before."""
        put = {place_at(each.row) for each in self._put}
        for change in plan.chosen():
            places = set(map(place_at, change.origins))
            self._write(said_by(plan, change, self._records), places)
            for place in places & put:
                self._made.setdefault(place, KnownTexts()).take(made_by(plan, change))
        for standing in plan.stands:
            if standing.records or standing.texts:
                places = set(map(place_at, standing.origins))
                self._write(had := self._had(standing), places)
                self._made |= dict.fromkeys(places & put, had)

    def _note(self, plan: ImportPlan) -> None:
        takeable = plan.not_ticked
        for change in plan.changes:
            if change.key in plan.accepted:
                continue
            text = " · ".join(filter(None, (cell.new for cell in change.cells)))
            why = joined(*(each.remark.why for each in plan.reasons if change.key in each.keys))
            needed = plan.consents_to(change.key) if change.key in takeable else ()
            out = OutRow(why or NOT_TICKED, text, plan.options(needed))
            for place in set(map(place_at, change.origins)):
                if (local := self._local.get(place)) is None:
                    self._out[place] = out
                else:
                    local.take(said_by(plan, change, self._records))
                    self._beside.setdefault(place, []).append(out)
        self._out |= {place: OutRow(why) for place, why in placed_reasons(plan.skipped)}
        self._aside |= dict(placed_reasons(plan.aside))
        lost = (each for each in plan.aside if each.remedy)
        self._lost |= {place for place, _ in placed_reasons(lost)}
        for score in plan.scores:
            notes = self._scores.setdefault((score.origin.sheet, score.origin.row), {})
            figure = figure_key(str(score.score))
            # What differs for one of several items is told, though it is official for another.
            notes[figure] = score.note or notes.get(figure, "")
        for flaw in plan.flaws:
            if flaw.origin is not None and flaw.cell is not None:
                self._flaws[flaw.origin.sheet, flaw.origin.row, flaw.cell.index] = flaw.why

    def whole(self) -> Iterator[LeftText]:
        """Yield a file of which nothing is imported: each table, and the lines between them."""
        why = joined(*dict.fromkeys(part.why for part in self._parts))
        needs = tuple(dict.fromkeys(each for part in self._parts for each in part.needs))
        above: Origin | None = None
        runs = groupby(self._blocks, lambda each: each.sheet if isinstance(each, Table) else None)
        for sheet, run in runs:
            if sheet is not None:
                rows = [row for row in sheet.rows if row.number > 0]
                above = Origin(sheet.name, rows[-1].number) if rows else above
                yield from self._runs_of(sheet, rows, LedgerPart(self._source, None, why, needs))
                continue
            lines = (
                line
                for block in run
                if isinstance(block, Heading | Paragraph)
                for line in (block.line, *self._missing.behind(linked_text(block)))
                if not self._missing.is_all_again([line])
            )
            if text := "\n".join(lines):
                name = self._source.name
                yield LeftText(name, None, None, text, why=why, needs=needs, above=above)
        yield from self._unread()

    def _runs_of(
        self, sheet: DataSheet, rows: Iterable[SheetRow], other: LedgerPart
    ) -> Iterator[LeftText]:
        """Yield rows of which nothing is imported, those of each part as one, and what is of none
        as those of the ``other``."""
        for at, run in groupby(rows, lambda row: self._untaken.get(place_in(sheet, row))):
            yield from self._untaken_rows(sheet, run, other if at is None else self._parts[at])

    def left(self) -> Iterator[LeftText]:
        """Yield what is missing, in the order of the file, and no person has put elsewhere."""
        stored = {(put.text, put.origin, put.column) for put in self._put if self.has(put)}
        found = self._all_left()
        return (each for each in found if (each.text, each.origin, each.column) not in stored)

    def has(self, put: PutText) -> bool:
        """Return whether a row says after the import what a person has put into it."""
        made = self._made.get(place_at(put.row))
        return made is not None and says(made, put.text)

    def _unless_put(self, place: RowPlace, column: int, value: Value) -> Value:
        """Return a cell without what was put into it and is not read there: that is left where it
        stood."""
        for put in self._put:
            if (place_at(put.row), put.into) == (place, column) and not self.has(put):
                before, _, behind = str(value).rpartition(put.text)
                value = "\n".join(filter(None, (before.rstrip("\n"), behind.lstrip("\n"))))
        return value

    def _all_left(self) -> Iterator[LeftText]:
        met, counts, lines = set[RowPlace](), RowCounts(), LinePlaces()
        above: Origin | None = None
        for block in self._blocks:
            if isinstance(block, Table):
                places = [place_in(block.sheet, row) for row in block.sheet.rows]
                met.update(places)
                data = [each for each in places if each in self._local or each in self._out]
                above = Origin(*data[-1]) if data else above
                yield from self._in_table(block.sheet)
            elif isinstance(block, Heading | Paragraph):
                links = self._missing.behind(linked_text(block))
                for at, line in enumerate(listed_lines(block.line)):
                    stands = lines.of(block)
                    left = self._in_text(line, () if at else links, counts)
                    yield from (replace(each, above=above, place=stands) for each in left)
        for text in self._source.running:
            yield from (
                replace(each, why=_RUNNING, is_aside=True)
                for each in self._in_text(text, (), counts)
            )
        for place in self._out:
            if place not in met:
                yield from self._out_row(place)
        for place in self._beside:
            if place not in met:
                yield from self._rest(place)
        yield from self._unread()

    def _unread(self) -> Iterator[LeftText]:
        """Yield the texts that readers tell that they did not read, each once; the captions of the
        year's own photographs stand there."""
        captions = {key(photo.caption) for year in self._years for photo in year.photos}
        remarks = (each for part in self._parts for each in part.source.remarks)
        unread = (each for each in remarks if isinstance(each, UnreadText))
        found = (
            LeftText(self._source.name, at, column, text, why=remark.why)
            for remark in unread
            for text, at, column in remark.texts
            if remark.is_struck or not (key(text) in captions or self._missing.is_printed(text))
        )
        return iter(dict.fromkeys(found))

    def _in_text(self, text: str, links: Sequence[str], counts: RowCounts) -> Iterator[LeftText]:
        """Yield what is missing of a line, which leads to ``links`` that are missing, too."""
        order = _ORDER.match(to_arabic(text))
        is_number = order is not None and counts.is_next(int(order["above"] or 0), order["last"])
        # Before words that are known, the number of a line is no figure.
        missing = self._missing.unprinted(
            text, [*self._missing_of_lines.of_text(text, None), *links]
        )
        if missing and not (order and is_number and missing == [order[0]]):
            why = _TITLE if key(text) in self._titles and not order else ""
            yield self._of_paper(self._left(None, None, missing, text, why, _OUTSIDE))

    def _of_paper(self, left: LeftText) -> LeftText:
        """Return a line with the reason of what is made of it and others, if that is not
        imported."""
        words = {piece.key for piece in pieces_of(left.text) if not piece.is_number}
        for part, said in self._papers if words and not left.why else ():
            if all(word in said for word in words):
                return replace(left, why=part.why, needs=part.needs, note="")
        return left

    @cached_property
    def _papers(self) -> Sequence[tuple[LedgerPart, str]]:
        """The parts that are made of lines and not imported, with what these say."""
        papers = {self._untaken[place] for place in self._untaken.keys() - self._given}
        parts = [self._parts[at] for at in sorted(papers)]
        rows = ((part, (row for _, row in placed_rows([part.source]))) for part in parts)
        return [(part, key(" ".join(map(shown_row, said)))) for part, said in rows]

    def _in_table(self, sheet: DataSheet) -> Iterator[LeftText]:
        # The lines above a table of a document are blocks of their own.
        rows = [row for row in sheet.rows if row.number > 0]
        places = {place_in(sheet, row) for row in rows}
        known = (self._local.keys(), self._aside.keys(), self._out.keys())
        # What is made of the lines of a paper, or by reshaping, has rows of its own.
        if not places.isdisjoint(self._rows) and all(map(places.isdisjoint, known)):
            yield from self._untaken_rows(sheet, rows, LedgerPart(self._source, None))
            return
        heads, numbered, counts = order_heads(), set[int](), RowCounts()
        if rows and self._aside.get(last := place_in(sheet, rows[-1])) == GROUP_ROW:
            self._lost.add(last)  # it is no heading of anything
        for untaken, run in groupby(rows, lambda row: self._untaken.get(place_in(sheet, row))):
            if untaken is not None:
                yield from self._untaken_rows(sheet, run, self._parts[untaken])
                continue
            for row in run:
                place = place_in(sheet, row)
                numbered |= {
                    at
                    for at, value in enumerate(row.values)
                    if isinstance(value, str) and key(value) in heads
                }
                if out := self._out.get(place):
                    # Of a list of ours only what somebody touched is given.
                    is_given = self._source.own_list is None
                    yield from self._row(place, row, out) if is_given else self._out_row(place)
                    continue
                yield from self._rest(place)
                is_known = place in self._aside and is_example(row.values)
                if not (is_known or self._is_of_lines(place, row)):
                    yield from self._in_row(place, row, numbered, counts)

    def _untaken_rows(
        self, sheet: DataSheet, rows: Iterable[SheetRow], part: LedgerPart
    ) -> Iterator[LeftText]:
        """Yield rows of which nothing is imported as one."""
        if rows := [row for row in rows if not self._missing.is_row_again(row)]:
            text = "\n".join(map(shown_row, rows))
            origin = Origin(sheet.name, rows[0].number)
            yield LeftText(self._source.name, origin, None, text, why=part.why, needs=part.needs)

    def _rest(self, place: RowPlace) -> Iterator[LeftText]:
        """Yield what is not imported of a row of which something else is."""
        for out in self._beside.get(place, ()):
            yield from self._row(place, None, out)

    def _out_row(self, place: RowPlace) -> Iterator[LeftText]:
        """Yield a row that is not imported as it was read."""
        return self._row(place, self._rows.get(place), self._out[place])

    def _row(self, place: RowPlace, row: SheetRow | None, out: OutRow) -> Iterator[LeftText]:
        """Yield a row that is not imported: as it stands in the file, if it does."""
        is_again = row is not None and self._missing.is_row_again(row)
        if not is_again and (text := out.text if row is None else shown_row(row)):
            at = Origin(*place)
            yield LeftText(self._source.name, at, None, text, why=out.why, needs=out.needs)

    def _with_due(self, row: SheetRow, local: KnownTexts | None) -> KnownTexts | None:
        """Return what is written of a row, and of one of our own form what we wrote into it."""
        if local is None:
            return None
        keys = (place_of(value) for value in row.values if isinstance(value, str))
        items = (each for each in keys if isinstance(each, ItemPlace))
        if not (days := [self._due.get((each.year, each.item_code)) for each in items]):
            return local
        ours = KnownTexts()
        ours.add(tuple(days))
        return local.joined([ours])

    def _in_row(
        self,
        place: RowPlace,
        row: SheetRow,
        numbered: Container[int],
        counts: RowCounts,
    ) -> Iterator[LeftText]:
        """Yield what is missing of a row: the row, if that is all of several cells; ``numbered``
        are the columns with the numbers of rows, beside the first."""
        local = self._with_due(row, self._local.get(place))
        why = self._aside.get(place, "") if local is None else ""
        filled, found = [at for at, value in enumerate(row.values) if value != ""], list[LeftText]()
        read, seen = self._read.get(place), self._rows.get(place, row)
        is_known = local is not None or bool(why)
        for at in filled:
            value = self._unless_put(place, at, row.values[at])
            is_again = at in row.merged and not is_mark(value)  # a tick is each row's own
            if value == "" or is_again or says_nothing(value):
                continue
            text = str(text_of(value))
            in_order = len(filled) > 1 and (at == filled[0] or at in numbered)
            if flaw := self._flaws.get((*place, at)):
                is_known = True
                missing = self._missing.of_cell(value, local, is_first=False) if local else []
                left = self._left(Origin(*place), at, missing or [text], text, "")
                found.append(replace(left, why=flaw, note="", is_aside=flaw is _UNTICKED))
            elif read is not None and at not in read and seen.value(at) != "":
                is_number = at in numbered or (in_order and counts.is_next(at, text))
                is_told = is_number or self._missing.is_year(text)
                if not is_told and not self._missing.is_wording(text, row.values):
                    found.append(self._left(Origin(*place), at, [text], text, why, _NO_COLUMN))
            elif place_of(text) is not None or (in_order and RowCounts.is_any(text)):
                continue
            elif missing := [
                each
                for each in self._missing.of_cell(value, local, is_first=at == filled[0])
                if not self._is_official(place, each)
            ]:
                note = self._note_beside(row, local)
                found.append(self._left(Origin(*place), at, missing, text, why, note))
                is_known = is_known or bool(found[-1].cell)
            else:
                is_known = True
        if found and self._is_of_other(place, row, filled):
            text = shown_row(row)
            yield self._left(Origin(*place), None, [text], text, _OTHER_OFFICE)
        elif is_known or len(found) < 2:
            yield from found
        else:
            text, note = shown_row(row), self._note_beside(row, local)
            yield LeftText(self._source.name, Origin(*place), None, text, note=note)

    def _note_beside(self, row: SheetRow, local: KnownTexts | None) -> Phrase:
        """Return what to say of what is missing of a row, of which ``local`` is written."""
        if local is not None:
            return _NO_FIELD
        is_head = any(key(str(value)) in self._heads for value in row.values if value)
        return _NO_COLUMN if is_head else _NO_ROW

    def _is_of_lines(self, place: RowPlace, row: SheetRow) -> bool:
        """Return whether a row is of no table that was read, and a paper was read for all of it,
        line by line."""
        return place not in self._rows and not self._missing.of_row(row.values)

    def _is_of_other(self, place: RowPlace, row: SheetRow, filled: Sequence[int]) -> bool:
        """Return whether a row of a table of the city is another office's."""
        if place not in self._of_city or len(filled) < _CITY_COLUMNS:
            return False
        return self._own not in (name_key(str(row.values[at])) for at in filled)

    def _left(
        self,
        origin: Origin | None,
        at: int | None,
        missing: Sequence[str],
        text: str,
        why: str,
        note: str = "",
    ) -> LeftText:
        """Return what is missing of a cell or line; ``note`` is what to say of it if nothing else
        is known."""
        told = "\n".join(missing)
        cell = text if len(told) < len(text) else ""
        if origin is not None and (known := self._note_of(origin, told)):
            return LeftText(self._source.name, origin, at, told, cell, note=known)
        if origin is not None and (origin.sheet, origin.row) in self._lost:
            return LeftText(self._source.name, origin, at, told, cell, note=why)
        # A title or group has no scores, and asks for nothing.
        if why != _OTHER_OFFICE and may_be_data(told, text):
            why = ""
        note = "" if why else note
        return LeftText(self._source.name, origin, at, told, cell, why, note, is_aside=bool(why))

    def _note_of(self, origin: Origin, text: str) -> str:
        """Return what is known of a text that is scores alone, or says that there is no link."""
        if says_no_link(text):
            return _NO_LINK
        return joined(*dict.fromkeys(self._notes_of(place_at(origin), text)))

    def _is_official(self, place: RowPlace, text: str) -> bool:
        """Return whether a text of a row is official scores of what the row is about."""
        notes = self._notes_of(place, text)
        return bool(notes) and not any(notes)

    def _notes_of(self, place: RowPlace, text: str) -> Sequence[str]:
        """Return what is known of the scores in a text that is typed scores of its row alone."""
        scores = self._scores.get(place, {})
        pieces = {piece.key for piece in pieces_of(text)} - _POINTS if scores else set()
        return [scores[piece] for piece in pieces] if pieces <= scores.keys() else []
