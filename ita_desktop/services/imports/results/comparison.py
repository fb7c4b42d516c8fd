"""Imports an official result: its scores are stored beside the computed ones."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from ita_desktop.domain.errors import InputError, Phrase, joined
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.oit.filing import bare_remark
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import AssessorRemark, Score, ScoreSource
from ita_desktop.domain.scores.scoring import round_score, score_tree
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.remarks import Remark, RowError
from ita_desktop.exchange.report.results import RemarkRow, ReportedFigure, Results
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.checks.believed import kept_figure
from ita_desktop.services.imports.draft import ImportDraft, Shown
from ita_desktop.services.imports.items import leave_misnamed_unticked, likeness, same_again
from ita_desktop.services.imports.plan import Delete, Insert, RecordUpdate, StoredRows, Write
from ita_desktop.services.imports.results.rows import ResultRows, Scope, shown
from ita_desktop.services.result_check import contradictions, is_apart

_SCORES = Phrase("คะแนน")
_MIN_FOREIGN = 5
"""Number of unknown codes or different titles (the latter also at least a quarter of all) from
which a report is considered that of another framework."""
_ROUNDED: Final = (
    "คะแนน {count} ค่ามีทศนิยมเกินสองตำแหน่ง จึงปัดเป็นสองตำแหน่ง เช่น {code} {score} เป็น {value}"
)
_OTHER_SCORE: Final = "คะแนนอีกค่าหนึ่งของ {code} ใช้ค่าของแถว {row}"
_UNKNOWN: Final = (
    "{count} คะแนนมีค่าไม่เท่ากันในสองแผ่น เช่น {code} {first} ({first_place}) กับ {other} ({other_place}) "
    "และไม่มีแผ่นใดบอกว่าเป็นฉบับจริง"
)
_WHICH: Final = "ตรวจกับรายงาน ถ้าค่าแรกถูก เลือกแถวเอง ถ้าไม่ถูก ลบแผ่นที่ผิดออก แล้วนำเข้าใหม่"
_IF_OFFICIAL: Final = "ถ้าค่านี้คือผลทางการ แก้ในไฟล์ แล้วนำเข้าใหม่"
_SHARES: Final = "คะแนน {scores} ไม่เกิน 1 อาจเป็นสัดส่วน ไม่ใช่คะแนนเต็ม 100"
_ROUNDING: Final = Decimal("0.005")
"""What rounding to two decimals changes at most."""
_ALIKE, _SURE = 0.2, 0.6
"""Titles with less similarity than the first are unrelated, above the second equal."""


def compare(draft: ImportDraft, results: Results) -> bool:
    """Add the differences between ``results`` and the year's official scores to the draft; return
    whether it is a report of the whole. In a paper of ours, a score that the year works out is
    printed of it.

    Raises InputError if the result is of another year or framework.
    """
    return _Comparison(draft, results).compare()


class _Comparison:
    def __init__(self, draft: ImportDraft, results: Results) -> None:
        self._draft = draft
        self._year = draft.year
        self._results = results
        self._official = {
            score.node: score for score in draft.year.scores if score.source is ScoreSource.OFFICIAL
        }
        self._alone = {
            node: alone
            for node in dict.fromkeys(remark.node for remark in draft.year.remarks)
            if (alone := bare_remark(draft.year.remarks_of(node))) is not None
        }
        self._flawed = {flaw.origin for flaw in results.flaws}
        """Rows with a cell that cannot be read."""
        self._stated: dict[str, tuple[str, Origin]] = {}
        """Remarks of rows without score by node, and their first row."""
        self._places = {place.code: place for place in draft.year.framework.outline}
        self._printed = tree_of(draft.year).nodes if draft.source.paper else {}
        """The scores that a paper of ours prints of the year."""
        self._above: dict[str, tuple[str, ...]] = {}
        """By node, what to store with its figure: official figures above that no longer fit."""

    def compare(self) -> bool:
        results, draft = self._results, self._draft
        self._refuse_other_year()
        self._refuse_other_framework(results.figures)
        draft.skipped.extend(results.skipped)
        draft.flaws.extend(results.flaws)
        draft.warnings.extend(results.doubts)
        taken, repeats = self._chosen()
        for each in results.weighted:
            figure = taken.get(each.node)
            if figure is None or each.weight is None:
                continue
            if abs(figure.value * each.weight / 100 - each.points) <= _ROUNDING:
                draft.repeat(each.origin, [str(each.points), str(each.weight)])
        self._warn_of_rounding(taken.values())
        self._put_away(taken)
        for node in self._places:
            if node in taken:
                self._figure(taken[node])
        self._level_without_total(taken)
        for row in results.remarks:
            self._remark(row, taken)
        scope = Scope(self._year.framework, taken)
        rows = ResultRows(draft, results, scope)
        self._leave_unclear(taken, repeats)
        answers = rows.answers()
        rows.groups()
        rows.comments()
        leave_misnamed_unticked(draft, list(self._misnamed(taken.values())))
        self._leave_shares(taken.values())
        draft.doubt(
            contradictions(
                self._year.framework,
                taken,
                repeats,
                answers,
                results.groups,
                results.weighted,
                results.level,
            )
        )
        if self._official and draft.decided.replace:
            unread = {row.node for row in results.remarks if row.origin in self._flawed}
            for node, score in self._official.items():
                if node not in taken and node not in unread and scope.has(node):
                    draft.remove(score, self._shown(node, score.value, score.note, ""))
        return scope.is_whole

    def _leave_shares(self, figures: Collection[ReportedFigure]) -> None:
        """Leave scores of at most 1 unticked, as a percentage without its format is; but not of
        nothing."""
        shares = [figure for figure in figures if 0 < figure.value <= 1]
        named = " · ".join(f"{figure.node} {figure.value}" for figure in shares)
        self._draft.leave_unticked(
            [figure.origin for figure in shares],
            _SHARES,
            "ตรวจกับรายงาน ถ้าเป็นสัดส่วน แก้เป็นคะแนนเต็ม 100 แล้วนำเข้าใหม่",
            scores=shortened(named),
        )

    # -- is it a result of this year?

    def _refuse_other_year(self) -> None:
        years = self._results.years
        if any(year.value != self._year.year for year in years):
            raise InputError(
                "รายงานนี้เป็นผลปี {years} ไม่ใช่ปี {year}",
                where=self._results.source,
                remedy="นำเข้าลงในปีของรายงาน หรือเลือกไฟล์ของปี {year}",
                years=" ".join(str(year.value) for year in years),
                year=self._year.year,
            )

    def _refuse_other_framework(self, figures: Sequence[ReportedFigure]) -> None:
        unknown = list(
            dict.fromkeys(figure.node for figure in figures if figure.node not in self._places)
        )
        known = [figure for figure in figures if figure.title and self._has_wording(figure.node)]
        foreign = [figure for figure in known if not self._has_title(figure, _ALIKE)]
        if len(unknown) >= _MIN_FOREIGN or len(foreign) >= max(_MIN_FOREIGN, len(known) / 4):
            codes = Phrase("{count} รหัสไม่มีในกรอบ", count=len(unknown)) if unknown else ""
            names = Phrase("{count} ข้อมีชื่อไม่ตรงกัน", count=len(foreign)) if foreign else ""
            raise InputError(
                "รายงานนี้ไม่ได้ใช้กรอบการประเมินปี {year}: {why}",
                where=self._results.source,
                remedy="ตรวจว่าเป็นรายงานของปีใด แล้วนำเข้าลงในปีนั้น",
                year=self._year.year,
                why=joined(codes, names),
            )

    def _has_wording(self, node: str) -> bool:
        """Return whether the framework has the node's name; in some years the questions are
        unknown."""
        return node in self._places and bool(self._places[node].name)

    def _has_title(self, figure: ReportedFigure, least: float) -> bool:
        """Return whether the printed title is one of the framework's wordings."""
        names = [self._places[figure.node].name]
        item = self._year.framework.item_by_code.get(figure.node)
        if item is not None:
            names += item.wordings
        return any(likeness(figure.title, name) >= least for name in names)

    # -- scores

    def _chosen(self) -> tuple[dict[str, ReportedFigure], list[ReportedFigure]]:
        """Return the score to import for each node, that of a table before that of the summary, and
        all others."""
        taken: dict[str, ReportedFigure] = {}
        repeats: list[ReportedFigure] = []
        for figure in sorted(self._results.figures, key=lambda figure: figure.summary):
            with self._draft.skipping(figure.origin):
                self._check(figure)
                if figure.node in taken:
                    repeats.append(figure)
                    self._repeated(figure, taken[figure.node])
                else:
                    taken[figure.node] = figure
        return taken, repeats

    def _repeated(self, figure: ReportedFigure, first: ReportedFigure) -> None:
        """Report a row that repeats a score or a remark; other scores are contradictions, too."""
        row = first.origin.seen_from(figure.origin)
        if figure.remark not in {"", first.remark}:
            error = RowError(
                "ข้อสังเกต “{remark}” ของ {code} ไม่ได้นำเข้า เพราะแถว {row} บอกไว้ไม่เหมือนกัน",
                remedy="แก้ให้ตรงกัน หรือเว้นแถวนี้ไว้",
                remark=figure.remark,
                code=figure.node,
                row=row,
            )
            self._draft.skip(figure.origin, error)
        elif figure.value != first.value:
            fields = {"code": figure.node, "row": row}
            self._draft.aside.append(Remark(figure.origin, _OTHER_SCORE, _IF_OFFICIAL, fields))
        elif self._results.is_report:
            self._draft.stands.append(StoredRows((figure.origin,), first=first.origin))
        else:
            same_again(self._draft, figure.origin, first.origin, figure.node)

    def _leave_unclear(
        self, taken: Mapping[str, ReportedFigure], repeats: Iterable[ReportedFigure]
    ) -> None:
        """Leave all scores unticked if tables on two sheets have different ones, and the first does
        not say that it is the last word: nothing says which of them is right."""
        final = self._results.final
        apart = [
            (first, other)
            for other in repeats
            if (first := taken[other.node]).value != other.value
            and first.origin.sheet != other.origin.sheet
            and (first.origin.sheet in final) == (other.origin.sheet in final)
        ]
        if not apart or self._results.is_report:
            return
        first, other = apart[0]
        self._draft.leave_unticked(
            [first.origin, *(each.origin for each in taken.values())],
            _UNKNOWN,
            _WHICH,
            count=len(apart),
            code=first.node,
            first=first.value,
            first_place=first.origin.place,
            other=other.value,
            other_place=other.origin.place,
        )

    def _check(self, figure: ReportedFigure) -> None:
        if figure.node not in self._places:
            raise RowError(
                "กรอบการประเมินปี {year} ไม่มีรหัส {code}",
                remedy="ตรวจว่ารายงานเป็นของปีนี้ หรือเพิ่มข้อในกรอบของปี",
                year=self._year.year,
                code=figure.node,
            )
        # A score some lines below its code may belong to a row whose code was lost.
        if figure.joined and self._has_wording(figure.node) and not self._has_title(figure, _SURE):
            raise RowError(
                "ไม่แน่ว่าคะแนน {score} เป็นของ {code} เพราะข้อความก่อนหน้าไม่ตรงกับชื่อ",
                remedy="กรอกคะแนนข้อนี้เองหลังนำเข้า",
                score=f"{figure.value:.2f}",
                code=figure.node,
            )

    def _misnamed(
        self, figures: Iterable[ReportedFigure]
    ) -> Iterator[tuple[Origin, str, str, str]]:
        """Yield the rows of codes with the title of another one, with that: one of both was
        misread."""
        for figure in figures:
            node, title = figure.node, figure.title
            if not title or not self._has_wording(node) or self._has_title(figure, _SURE):
                continue
            kind = self._places[node].kind
            alike = {
                place.code: likeness(title, place.name)
                for place in self._places.values()
                if place.kind is kind and (kind is not NodeKind.ITEM or place.code[:1] == node[:1])
            }
            other = max(alike, key=alike.__getitem__)
            if alike[other] >= _SURE:
                yield figure.origin, node, title, other

    def _warn_of_rounding(self, figures: Iterable[ReportedFigure]) -> None:
        """Tell of scores with more decimals than are stored."""
        rounded = [each for each in figures if each.value != round_score(each.value)]
        if rounded:
            self._draft.warn(
                rounded[0].origin,
                _ROUNDED,
                count=len(rounded),
                code=rounded[0].node,
                score=rounded[0].value,
                value=round_score(rounded[0].value),
            )

    def _figure(self, figure: ReportedFigure) -> None:
        node, value = figure.node, round_score(figure.value)
        own = self._printed[node].value if node in self._printed else None
        if node not in self._official and own is not None and value == round_score(own):
            self._draft.kept.append((figure.origin,))
            self._draft.repeat(figure.origin, [node, figure.title, f"{value}", f"{value:.2f}"])
            return
        note = self._printed_level(node) or figure.remark
        line = self._results.line(figure.origin)
        blank = Score(
            id=new_id(),
            year_id=self._year.fiscal_year.id,
            node=node,
            source=ScoreSource.OFFICIAL,
            value=value,
        )
        self._draft.say(
            [figure.origin],
            self._official.get(node),
            blank,
            {"value": value, "note": note},
            lambda score: self._shown(node, score.value, score.note, line),
            needs=self._above.get(node, ()),
        )

    def _put_away(self, taken: Mapping[str, ReportedFigure]) -> None:
        """Plan that official figures do not stay beside new ones below them that they do not fit:
        one that the file gives changes with these; another is none of today, and is kept as a
        doubt, with the level beside a total."""
        official = {node: score.value for node, score in self._official.items()}
        before = score_tree(self._year.framework, official, {})
        after = official | {node: round_score(figure.value) for node, figure in taken.items()}
        for place in reversed(self._year.framework.outline):
            node = place.code
            if node not in official or (after[node] == official[node] and node in taken):
                continue
            tree = score_tree(self._year.framework, after, {})
            below = [code for code in taken if node in {each.code for each in tree.ancestors(code)}]
            if node in taken:
                value = RecordUpdate(self._official[node], {"value": after[node]})
                self._with_above(f"with {node}", value, below)
                continue
            if not below or not is_apart(self._year.framework, tree, node):
                continue
            if is_apart(self._year.framework, before, node):
                continue
            del after[node]
            old = self._official[node]
            doubt = kept_figure(self._year, old)
            self._with_above(f"away {node}", Delete(old), below)
            self._with_above(doubt.id, Insert(doubt), below)

    def _with_above(self, name: str, write: Write, below: Iterable[str]) -> None:
        """Plan what is written with any new figure of the nodes ``below``."""
        self._draft.share(name, write)
        for code in below:
            self._above[code] = (*self._above.get(code, ()), name)

    def _remark(self, row: RemarkRow, taken: Mapping[str, ReportedFigure]) -> None:
        """Compare the assessor's remark of a row without score."""
        draft, node = self._draft, row.node
        if node not in self._places:
            error = RowError(
                "กรอบการประเมินปี {year} ไม่มีรหัส {code}",
                remedy="ตรวจว่ารายงานเป็นของปีนี้ หรือเพิ่มข้อในกรอบของปี",
                year=self._year.year,
                code=node,
            )
            draft.skip(row.origin, error)
            return
        if not row.text and row.origin in self._flawed:
            return
        if not row.text:
            draft.aside.append(Remark(row.origin, "ไม่มีคะแนนและข้อสังเกตในแถวนี้"))
            return
        other = self._stated.setdefault(node, (row.text, row.origin))
        if (figure := taken.get(node)) is not None and figure.remark:
            other = (figure.remark, figure.origin)
        if other[0] != row.text:
            error = RowError(
                "ข้อสังเกตของ {code} ไม่ตรงกับแถว {row}",
                remedy="แก้ให้ตรงกัน หรือเว้นแถวนี้ไว้",
                code=node,
                row=other[1].seen_from(row.origin),
            )
            draft.skip(row.origin, error)
        elif other[1] != row.origin:
            draft.keep_as(row.origin, other[1])
        else:
            self._put_remark(row)

    def _put_remark(self, row: RemarkRow) -> None:
        node = row.node
        remarks = self._year.remarks_of(node)
        if same := [remark for remark in remarks if key(remark.text) == key(row.text)]:
            self._draft.keep(row.origin, of=same)
            return
        line = self._results.line(row.origin)
        name = self._places[node].name
        score = self._official.get(node) if node != TOTAL else None
        self._put_text(
            row.origin,
            self._alone.get(node) or score,
            node,
            row.text,
            lambda text: shown(_SCORES, node, name, "", line, text),
        )

    def _put_text(
        self,
        origin: Origin,
        old: AssessorRemark | Score | None,
        node: str,
        text: str,
        described: Callable[[str], Shown],
    ) -> None:
        """Put a text about a node: as the ``old`` remark, as the note of the ``old`` score, or as a
        new remark."""
        if isinstance(old, Score):
            note = {"note": text}
            self._draft.say([origin], old, old, note, lambda score: described(score.note))
            return
        year_id = self._year.fiscal_year.id
        blank = AssessorRemark(id=new_id(), year_id=year_id, node=node, text=text)
        self._draft.say([origin], old, blank, {"text": text}, lambda it: described(it.text))

    def _printed_level(self, node: str) -> str:
        level = self._results.level
        return level.value if node == TOTAL and level is not None else ""

    def _level_without_total(self, taken: Iterable[str]) -> None:
        """Store a level that is printed without a total."""
        level = self._results.level
        if level is None or TOTAL in taken:
            return
        line = self._results.line(level.origin)
        self._put_text(
            level.origin,
            self._official.get(TOTAL) or self._alone.get(TOTAL),
            TOTAL,
            level.value,
            lambda text: shown(_SCORES, TOTAL, "", text, line, ""),
        )

    def _shown(self, node: str, value: Decimal, note: str, line: str) -> dict[str, str]:
        place = self._places.get(node)
        level = f" {note}" if node == TOTAL and note else ""
        name = place.name if place is not None and node != TOTAL else ""
        remark = "" if node == TOTAL else note
        return shown(_SCORES, node, name, f"{value:.2f}{level}", line, remark)
