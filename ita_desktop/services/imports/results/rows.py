"""Imports the respondents' part of a result: answers, groups and comments; and tells what of a
year's official results a report speaks of."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL, Framework
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.results import Answer, Breakdown, GroupFigure, RespondentComment
from ita_desktop.domain.text import key as text_key
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.report.json_results import JsonEntry
from ita_desktop.exchange.report.results import AnswerRow, GroupResult, Results
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import ImportDraft, differing, said_of
from ita_desktop.services.imports.plan import LINE, Delete, Insert, RecordUpdate, Write
from ita_desktop.services.result_check import Distribution, distribution_problem


class Scope:
    """A report that states the total, or all instruments, is one of the whole; another is one of
    the instruments whose scores it states, and changes only what it gives of others."""

    def __init__(self, framework: Framework, stated: Collection[str]) -> None:
        """``stated`` are the nodes with a score."""
        self._parents = {place.code: place.parent for place in framework.outline}
        self._instruments = framework.instrument_by_code.keys() & {*stated}
        every = self._instruments == framework.instrument_by_code.keys()
        self.is_whole = TOTAL in stated or every

    def has(self, node: str) -> bool:
        """Return whether a node belongs to what the report speaks of as a whole."""
        return self.is_whole or not self._instruments.isdisjoint(self._with_above(node))

    def _with_above(self, node: str) -> Iterator[str]:
        yield node
        while node := self._parents.get(node, ""):
            yield node


PART = Phrase("ส่วน")
"""Heading of the column by which the rows are grouped."""
REMARK = Phrase("ข้อสังเกตของผู้ตรวจ")
VALUE = Phrase("ค่าที่อ่านได้")
_PARTS = {
    Breakdown.ALL: Phrase("ผู้ตอบ"),
    Breakdown.SEX: Phrase("ผู้ตอบตามเพศ"),
    Breakdown.LANGUAGE: Phrase("ผู้ตอบตามภาษา"),
    Breakdown.DEPARTMENT: Phrase("ส่วนราชการ"),
    Breakdown.SERVICE: Phrase("ประเภทบริการ"),
}
_ANSWERS, _COMMENTS = Phrase("คำตอบ"), Phrase("ความเห็นของผู้ตอบ")


def shown(
    part: str, code: str, name: str, value: str, line: str, remark: str = ""
) -> dict[str, str]:
    """Return one row of the preview."""
    return {
        "รหัส": code,
        PART: part,
        "รายการ": name,
        VALUE: value,
        REMARK: remark,
        LINE: line,
    }


class ResultRows:
    """Compares the respondents' part of a result with the year."""

    def __init__(self, draft: ImportDraft, results: Results, scope: Scope) -> None:
        self._scope = scope
        self._draft = draft
        self._year = draft.year
        self._year_id = draft.year.fiscal_year.id
        self._results = results

    # -- answers

    def answers(self) -> list[Distribution]:
        """Add the answers to the draft, one row per question; return those that can be imported."""
        taken = []
        known: dict[tuple[str, str], list[Answer]] = defaultdict(list)
        for answer in self._year.answers:
            known[answer.instrument, answer.question].append(answer)
        position = last_position(self._year.answers)
        whole = self._distributions()
        self._warn_of_order(whole)
        for distribution in whole:
            problem = distribution_problem(distribution)
            if problem is None and not self._is_known(distribution):
                error = RowError(
                    "กรอบการประเมินปี {year} ไม่มีรหัส {code}",
                    remedy="ตรวจว่ารายงานเป็นของปีนี้ หรือเพิ่มข้อในกรอบของปี",
                    year=self._year.year,
                    code=distribution.question,
                )
                self._draft.skip(distribution.origin, error)
            elif problem is not None:
                self._draft.leave_out(problem)
            else:
                taken.append(distribution)
                self._distribution(
                    distribution,
                    known.pop((distribution.instrument, distribution.question), []),
                    position,
                )
                position += len(distribution.rows)
        if known and self._draft.decided.replace:
            for gone in (answer for answers in known.values() for answer in answers):
                if self._scope.has(gone.instrument):
                    self._draft.remove(gone, self._shown_answers(gone.question, [gone], ""))
        return taken

    def _warn_of_order(self, whole: Sequence[Distribution]) -> None:
        """Warn about answers that are out of order: swapped lines may have assigned them to the
        wrong item. In JSON, answers are nested in items."""
        last: dict[str, Distribution] = {}
        for distribution in whole:
            number = _number(distribution.question)
            if number is None or isinstance(distribution.origin, JsonEntry):
                continue
            before = last.setdefault(distribution.instrument, distribution)
            if number < (_number(before.question) or 0):
                self._draft.warn(
                    distribution.origin,
                    "คำตอบของ {code} อยู่หลัง {before} ผิดลำดับในรายงาน",
                    "ตรวจว่าคำตอบอยู่ใต้ข้อของตนทั้งสองข้อ",
                    code=distribution.question,
                    before=before.question,
                )
            else:
                last[distribution.instrument] = distribution

    def _distributions(self) -> list[Distribution]:
        rows: dict[tuple[str, str], list[AnswerRow]] = defaultdict(list)
        for row in self._results.answers:
            rows[row.instrument, row.question].append(row)
        return [
            Distribution(instrument, question, tuple(found))
            for (instrument, question), found in rows.items()
        ]

    def _is_known(self, distribution: Distribution) -> bool:
        """Return whether the framework has the item, or it is about the respondents."""
        return (
            _number(distribution.question) is None
            or distribution.question in self._year.framework.item_by_question
        )

    def _distribution(
        self, distribution: Distribution, old: Sequence[Answer], position: int
    ) -> None:
        by_option = {answer.option: answer for answer in old}
        new: list[Answer] = []
        writes: list[Write] = []
        for step, row in enumerate(distribution.rows):
            says: dict[str, Any] = {
                "label": row.label or self._label(distribution.question, row.option),
                "count": row.count,
                "percent": row.percent,
                "title": row.title,
            }
            answer = by_option.get(row.option)
            if answer is None:
                answer = Answer(
                    id=new_id(),
                    year_id=self._year_id,
                    instrument=distribution.instrument,
                    question=distribution.question,
                    option=row.option,
                    position=position + step,
                    **says,
                )
                writes.append(Insert(answer))
            else:
                fields = differing(answer, says)
                if "count" in fields and row.percent is None:
                    fields["percent"] = None  # the old percentage belongs to another count
                writes += [RecordUpdate(answer, fields)] if fields else []
            new.append(answer)
        gone = by_option.keys() - {row.option for row in distribution.rows}
        writes += [Delete(by_option[option]) for option in gone]
        line = self._results.line(distribution.origin)
        counts = {row.option: row.count for row in distribution.rows}
        code, name = self._name(distribution.question, new[0].title)
        self._draft.put(
            [row.origin for row in distribution.rows],
            shown(_ANSWERS, code, name, _counts(counts), line),
            self._shown_answers(distribution.question, old, line) if old else None,
            writes,
            of=old,
        )

    def _shown_answers(self, question: str, answers: Sequence[Answer], line: str) -> dict[str, str]:
        code, name = self._name(question, answers[0].title)
        counts = {answer.option: answer.count for answer in answers}
        return shown(_ANSWERS, code, name, _counts(counts), line)

    def _name(self, question: str, title: str) -> tuple[str, str]:
        item = self._year.framework.item_by_question.get(question)
        return question, item.title if item is not None else title

    def _label(self, question: str, option: int) -> str:
        item = self._year.framework.item_by_question.get(question)
        options = item.options if item is not None else ()
        return next((choice.label for choice in options if choice.number == option), "")

    # -- groups

    def groups(self) -> None:
        """Add respondents, departments and services to the draft."""
        known = {_place(figure.breakdown, figure): figure for figure in self._year.group_figures}
        seen: dict[tuple[str, str, str], GroupResult] = {}
        repeats = [
            row
            for row in self._results.groups
            if seen.setdefault(_place(row.by, row), row) is not row
        ]
        self._warn_of_repeats(seen, repeats)
        position = last_position(known.values())
        lines: dict[tuple[str, str, object], list[GroupResult]] = defaultdict(list)
        for row in seen.values():
            lines[row.by, row.name, row.origin].append(row)
        for rows in lines.values():
            position = self._group(rows, known, position)
        if known and self._draft.decided.replace:
            for key, figure in known.items():
                if key not in seen and self._scope.has(figure.node):
                    self._draft.remove(figure, _shown_group([figure], ""))

    def _group(
        self,
        rows: Sequence[GroupResult],
        known: Mapping[tuple[str, str, str], GroupFigure],
        position: int,
    ) -> int:
        """Compare the figures of one line; return the next free position."""
        old: list[GroupFigure] = []
        writes: list[Write] = []
        for row in rows:
            figure = known.get(_place(row.by, row))
            blank = GroupFigure(
                id=new_id(),
                year_id=self._year_id,
                breakdown=Breakdown(row.by),
                name=row.name,
                node=row.node,
                count=row.count,
                value=row.value,
                position=position,
            )
            writes += said_of(figure, blank, {"count": row.count, "value": row.value})[1]
            position += figure is None
            old += [figure] if figure is not None else []
        line = self._results.line(rows[0].origin)
        described = shown(_PARTS[Breakdown(rows[0].by)], "", rows[0].name, _figures(rows), line)
        self._draft.put(
            [rows[0].origin], described, _shown_group(old, line) if old else None, writes, of=old
        )
        return position

    def _warn_of_repeats(
        self, seen: Mapping[tuple[str, str, str], GroupResult], repeats: Iterable[GroupResult]
    ) -> None:
        for row in repeats:
            first = seen[_place(row.by, row)]
            # The total of all respondents is printed in many places; compared by the check.
            if row.by != Breakdown.ALL and (first.count, first.value) != (row.count, row.value):
                self._draft.warn(
                    row.origin,
                    "{name} พิมพ์ไว้สองครั้งไม่เหมือนกัน ใช้ค่าใน {place}",
                    "ตรวจกับรายงานก่อนรับ",
                    name=row.name,
                    place=first.origin.place,
                )

    # -- comments

    def comments(self) -> None:
        """Add the respondents' comments to the draft; existing ones are kept."""
        # Respondents may write identical comments, so their number is compared. Line breaks differ
        # between copies of a report, so spaces are ignored.
        by_text = defaultdict[tuple[str, str], list[RespondentComment]](list)
        for comment in self._year.comments:
            by_text[comment.instrument, text_key(comment.text)].append(comment)
        known = Counter({key: len(same) for key, same in by_text.items()})
        position = last_position(self._year.comments)
        for row in self._results.comments:
            key = (row.instrument, text_key(row.text))
            if known[key]:
                known[key] -= 1
                self._draft.keep(row.origin, of=by_text[key])
                continue
            new = RespondentComment(
                id=new_id(),
                year_id=self._year_id,
                instrument=row.instrument,
                text=row.text,
                position=position,
            )
            self._draft.say([row.origin], None, new, {}, _shown_comment)
            position += 1
        if self._year.comments and self._draft.decided.replace:
            kept = {(row.instrument, text_key(row.text)) for row in self._results.comments}
            for comment in self._year.comments:
                known_so = (comment.instrument, text_key(comment.text)) in kept
                if not known_so and self._scope.has(comment.instrument):
                    self._draft.remove(comment, _shown_comment(comment))


def _number(question: str) -> int | None:
    """Return the number of an item, or of the one that has the part; None for a question about the
    respondents."""
    digits = question[1:].partition(".")[0]
    return int(digits) if question[:1] in "IE" and digits.isdecimal() else None


def _counts(counts: Mapping[int, int]) -> str:
    """Return ``1: 3 · 2: 0``, by option."""
    return " · ".join(f"{option}: {count:,}" for option, count in sorted(counts.items()))


def _place(by: str, row: GroupResult | GroupFigure) -> tuple[str, str, str]:
    """Return the identity of a group's figure. Spaces in its name are ignored, because line breaks
    differ between copies of a report, and so is the star of ``*งานอื่นๆ``."""
    return (by, text_key(row.name).lstrip("*"), row.node)


def _figures(rows: Iterable[GroupResult | GroupFigure]) -> str:
    """Return ``IIT 76 98.86 · EIT 62 99.08``."""
    texts = []
    for row in rows:
        count = "" if row.count is None else f"{row.count:,}"
        value = "" if row.value is None else f"{row.value:.2f}"
        node = "รวม" if row.node == TOTAL else row.node
        texts.append(" ".join(filter(None, (node, count, value))))
    return " · ".join(texts)


def _shown_comment(comment: RespondentComment) -> dict[str, str]:
    return shown(_COMMENTS, comment.instrument, "", comment.text, "")


def _shown_group(figures: Sequence[GroupFigure], line: str) -> dict[str, str]:
    first = figures[0]
    return shown(_PARTS[first.breakdown], "", first.name, _figures(figures), line)
