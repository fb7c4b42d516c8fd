"""What of a text is known nowhere: neither in what is written of its row, nor in what lines and
titles were read for, nor among the words that the program prints itself."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby, product
from operator import itemgetter
from typing import Final

from ita_desktop.domain.city.districts import name_key
from ita_desktop.domain.dates import MONTH_WORDS, DateError, parse_date
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.frozen import parts_of, strings_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.text import BULLET, key, one_line, plain_number, to_arabic
from ita_desktop.domain.tracking.worksheet import place_of
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.blocks import Heading, Paragraph
from ita_desktop.exchange.cells.codes import is_coded
from ita_desktop.exchange.cells.links import (
    addresses_of,
    leads_elsewhere,
    points,
    without_addresses,
)
from ita_desktop.exchange.cells.row import is_legend, shown_row, text_of
from ita_desktop.exchange.papers.order import duty_head
from ita_desktop.exchange.remarks import TickedHeads
from ita_desktop.exchange.report.statements import is_criterion
from ita_desktop.exchange.sheets import LinkedText, SheetRow, Value
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.ledger.entries import LedgerPart
from ita_desktop.services.imports.ledger.known import (
    WRITTEN_DAY,
    WRITTEN_TIME,
    CheckedPiece,
    KnownTexts,
    figure_key,
    filled_in,
    is_printed,
    known_of_program,
    names_of,
    numbers_of,
    pieces_of,
    says_state,
    words_of_cells,
    written_day,
    written_time,
)
from ita_desktop.settings import today

_MARK: Final = lazy_re(
    r"^(?:(?!.?\d\d\d?\.\d\d[)\]])[(\[]?\d{1,3}(?:(?:\.\d{1,3})+(?=[.)\]]+[^\S\n]*[^\W\d]))?[.)\]]+(?!\d)\s*"
    rf"|{BULLET}+\s*)+",
    re.MULTILINE,
)
"""What numbers a line, or marks it; a figure alone in brackets is neither, nor a score."""
_NUMBER: Final = lazy_re(r"[(\[]?\d{1,3}(?:\.\d{1,3})*[.)\]]*")
"""The number of a row, in its first cell."""
_ORDER: Final = lazy_re(r"^\d{1,3} +(?=[^\W\d])")
"""The number of a row, before the words of its first cell."""
_NUMBERED: Final = lazy_re(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[^\W\d])")
"""The number of a heading, before its words."""
_BULLETED: Final = lazy_re(rf"^{BULLET}\s+")
_FIGURE: Final = lazy_re(r"^-?\d{1,3}(?:\.\d)?$")
_CONTENTS: Final = lazy_re(r"\s\d{1,3}$")
"""The page behind a heading with its number."""
_NAME: Final = lazy_re(r"[a-z][a-z-]*(?:\.[a-z-]+)?")
"""What styles and wordings are called in the program."""
_PAGE: Final = lazy_re(r"[\t.…]\s*\d{1,3}$")
"""The number of a page behind the title of what begins there."""
_DECIMAL_COMMA: Final = lazy_re(r"(?<![\d,.])\d+,\d{1,2}(?![\d,])")
_AMOUNT: Final = lazy_re(r"(\d[\d,.]*)\s*(?:บาท(?:ถ้วน)?|คน(?![ก-๙]))")
"""With the word that readers of money and of people leave out."""
_AS_OF: Final = lazy_re(r"(?<=ข้อมูลณวันที่)\d+[ก-๙.]+\d+")
"""The day on which a paper was made; without spaces."""
_MADE_ON: Final = lazy_re(r"ข้อมูล ณ วันที่\s+(\d{1,2}\s+\S+\s+\d{4})")
_SURE: Final = 8
"""Number of letters from which on words that are written of the file somewhere are the same."""
_SURE_BESIDE: Final = 12
"""That of words in a row of which something else was written."""
_PAPER: Final = lazy_re(
    r"(?:(?:ระเบียบวาระ|รายงาน)การ|[ก-๙]{0,20}ผู้(?:เข้า(?:ร่วม)?|มา)(?:การ)?)ประชุม(คณะ.*?)(?:การประเมิน[ก-๙]{0,40})?$"
)
"""The title of an agenda, of minutes or of who came, with the body behind it without a blank."""
_LEAST_DIGITS: Final = 3
_GOES_ON: Final = "ต่อ"
_AND_SO_ON: Final = "ฯ"
"""Ends a name of which the rest is not written."""
_LEAST_LETTERS: Final = 4
"""Number of letters beside the office's name from which on they say something."""
_TAG: Final = lazy_re(r"</?\w[^<>]{0,60}>")
"""Marks of the tables in the text of an official report."""
_BETWEEN: Final = "-"
_AROUND: Final = ((0, 1), (-1, 0), (-1, 1), (-2, 0), (0, 2))
"""The first and the last piece of a line beside which a short one is known."""
_FIGURES: Final = lazy_re(
    r"\d\.\d|\d,\d{3}|(?<![^\W\d_])[IEO]\d|ร้อยละ\s*\d|\d\s*(?:%|บาท|คน|ราย|แห่ง|ข้อ)"
)
"""A score, an amount or the code of an item."""
_SCORED: Final = lazy_re(r"คะแนน(?:รวม|เฉลี่ย|ที่ได้)[ก-๙A-Z ]*[:=]?\s*\d")
"""A title or line that tells a score, which may be a whole number."""
_NOTE: Final = lazy_re(r"\s*(?:\*|[(\[]?\s*(?:หมายเหตุ|(?:ขอ)?ให้|โปรด|กรุณา|ยกเว้น|เว้น))")
"""How a line begins that notes or asks for something."""


def names_person(text: str) -> bool:
    """Return whether a person with a title stands in a line, behind its number if it has one."""
    words = text.split()
    return any(is_person(" ".join(words[at:])) for at in range(len(words)))


def may_be_data(missing: str, text: str) -> bool:
    """Return whether what is missing of a text has figures or codes, or the text asks for
    something: a title or a signature does not."""
    figures = to_arabic(missing)
    tells_score = re.search(r"\d", figures) and _SCORED.search(to_arabic(text))
    return bool(_FIGURES.search(figures) or tells_score or _NOTE.match(text))


def says(local: KnownTexts, text: str) -> bool:
    """Return whether what is written of a row says a text, which nothing else accounts for."""
    if local.has_whole(key(text)):
        return True
    nothing = MissingTexts(KnownTexts(), (), (), ImportSource("", ()), is_report=False)
    return bool(nothing.of_text(text, KnownTexts())) and not nothing.of_text(text, local)


class RowCounts:
    """The numbers of the rows of a table, by column."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}

    @staticmethod
    def is_any(text: str) -> bool:
        """Return whether a cell has a number such as rows have."""
        return _NUMBER.fullmatch(text) is not None

    def is_next(self, column: int, text: str) -> bool:
        """Return whether a cell has the number of its row: the first, or the next one."""
        plain = to_arabic(text).strip("(.)")
        number = int(plain) if plain.isdecimal() else 0
        if number not in {1, self._last.get(column, 0) + 1}:
            return False
        self._last[column] = number
        return True


class MissingTexts:
    """Finds what is missing of the cells and lines of one file."""

    def __init__(
        self,
        known: KnownTexts,
        years: Sequence[YearData],
        heads: Collection[str],
        source: ImportSource,
        *,
        is_report: bool,
    ) -> None:
        """``known`` is what accounts for any text of the file, its ``source``; ``heads`` are the
        headings that were read of it, as they are compared."""
        from ita_desktop.documents.reports.oit.item_words import formats, times

        self._known, self._heads, self._is_report = known, heads, is_report
        self._paper, self._source, self._of = source.paper, source, years
        last = (row.values[-1:] for sheet in source.sheets for row in sheet.rows)
        self._is_ours = any(place_of(str(value)) for (*_, value) in filter(None, last))
        self._made: dict[bool, str] = {}
        """What our own paper prints again, for the public or not."""
        office = next((year.organisation.name for year in years), "")
        self._office, self._district = key(office) or "-", name_key(office)
        self._years = {str(year.year - back) for year in years for back in (0, 1)}
        self._short_years = {year[2:] for year in self._years}
        # The mark of a form may have the digits of a year in it.
        names = {source.form, *(name for year in years for name in names_of(year))} - {""}
        self._names = sorted(names, key=len, reverse=True)
        self._weights = {
            instrument.weight for year in years for instrument in year.framework.instruments
        }
        self._answers = {
            key(option.label)
            for year in years
            for item in year.framework.items
            for option in item.options
        }
        """What may be answered, which accounts for no answer wherever else its words stand."""
        self._wordings = {
            (key(to_arabic(text)), key(item.code))
            for year in years
            for item in year.framework.items
            for text in (item.title, "\n".join((formats(year, item), *times(year, item))))
        }
        self._asked: dict[tuple[str, bool], bool] = {}

    def is_year(self, text: str) -> bool:
        """Return whether a cell says which year it is alone."""
        return to_arabic(text).strip() in self._years

    def is_wording(self, text: str, cells: Sequence[Value]) -> bool:
        """Return whether a cell is the framework's own wording of the item whose code stands in its
        row, among the ``cells``: its title, or its formats and periods."""
        return any((key(to_arabic(text)), key(str(cell))) in self._wordings for cell in cells)

    def of_cell(self, value: Value, local: KnownTexts | None, *, is_first: bool) -> list[str]:
        if isinstance(value, date):
            day, *_ = numbers_of(value)
            return [] if (local or self._known).has_number(day) else [text_of(value)]
        text = text_of(value)
        missing = self.of_text(_ORDER.sub("", text) if is_first else text, local)
        return self.unprinted(text, [*missing, *self.elsewhere(value, local)])

    def unprinted(self, text: str, missing: list[str]) -> list[str]:
        """Return what is missing of a text without what our own paper prints of the years."""
        if not (missing and self._paper):
            return missing
        words = _NUMBERED.sub("", text)
        if self.is_again(_CONTENTS.sub("", words) if words != text or is_coded(text) else words):
            return []
        return [each for each in missing if not self.is_again(each)]

    def is_again(self, text: str) -> bool:
        """Return whether our own paper prints a text again, on whatever day."""
        plain = _plain(text)
        # Most are made for the public: what those print is not asked for again.
        made = (self._again(is_public=is_public) for is_public in (True, False))
        return len(plain) >= _SURE and any(plain in again for again in made)

    def is_row_again(self, row: SheetRow) -> bool:
        """Return whether a row is of our own paper, which prints all of it again, but for its
        number."""
        own = [text_of(value) for at, value in enumerate(row.values) if at not in row.merged]
        return self.is_all_again(list(filter(None, own)))

    def is_all_again(self, said: Sequence[str]) -> bool:
        """Return whether texts are of our own paper, which prints all of them again."""
        if not (self._paper and said):
            return bool(self._paper)
        said = said[1:] if said[1:] and RowCounts.is_any(said[0]) else said
        # Excel shows a figure without the decimals that it ends with.
        figures = (_FIGURE.sub(lambda figure: f"{Decimal(figure[0]):.2f}", each) for each in said)
        lines = [line for each in said for line in each.split("\n")]
        plain = [_BULLETED.sub("", _NUMBERED.sub("", line)) for line in lines]
        if any(self.is_again("".join(each)) for each in (said, figures, plain)):
            return True
        return not any(self.of_cell(each, None, is_first=False) for each in plain)

    def _again(self, *, is_public: bool) -> str:
        if is_public not in self._made:
            on = _made_on(self._source)
            self._made[is_public] = _printed_again(self._paper, self._of, on, is_public=is_public)
        return self._made[is_public]

    def of_row(self, values: Sequence[Value]) -> list[str]:
        """Return the parts of a row, read as one line, that are not accounted for."""
        cells = (text_of(value) for value in values if value != "")
        text = " ".join(text for cell in cells for text in cell.split("\n"))
        return [
            *self.of_text(_ORDER.sub("", text), None),
            *(each for value in values for each in self.behind(value)),
        ]

    def elsewhere(self, value: Value, local: KnownTexts | None) -> list[str]:
        found = leads_elsewhere(value)
        return [each for each in found if not self._is_known(key(each), local)]

    def behind(self, value: Value) -> list[str]:
        """Return the addresses behind the words of a line that are not accounted for."""
        pages = value.pages if isinstance(value, LinkedText) else ()
        return [
            *self.elsewhere(value, None),
            *(each for each in pages if not self._is_known(key(each), None)),
        ]

    def of_text(self, text: str, local: KnownTexts | None) -> list[str]:
        """Return the parts of a text that are not accounted for, and the addresses that it leads
        to; ``local`` is what is written of its row."""
        if key(text) in self._heads:
            return []
        links = [
            link.address
            for link in addresses_of(text)
            if not any(self._is_known(key(each), local) for each in (link.address, link.key))
        ]
        words = [*self._in_words(str(without_addresses(text)), local)]
        # Behind words that are known it says only that they go on.
        return [*([] if words == [_GOES_ON] else words), *links]

    def _in_words(self, text: str, local: KnownTexts | None) -> list[str]:
        plain = _MARK.sub("", _TAG.sub(" ", to_arabic(text)))
        return [part for line in plain.split("\n") for part in self._in_line(line, local)]

    def _in_line(self, line: str, local: KnownTexts | None) -> Iterator[str]:
        title = _PAGE.sub("", line)
        if title != line and not any(self._in_line(title, local)):
            return  # a line of a table of contents
        whole = key(line)
        label, _, rest = line.partition(" ")
        if self._is_known(whole, local) or points(line) or self._is_word(whole, local):
            return
        if rest and all(self._is_known(key(each), local) for each in (label, _MARK.sub("", rest))):
            return  # a field behind what it is called: เรื่อง …ปี 68
        if says_state(line, self._known if local is None else local) or (
            self._is_report and local is not None and local.has_score_of(line)
        ):
            return
        line = WRITTEN_DAY.sub(partial(self._unless_known, local), line)
        line = WRITTEN_TIME.sub(partial(self._unless_time, local), line)
        line = _DECIMAL_COMMA.sub(partial(self._with_point, local), line)
        if local is not None:
            line = _AMOUNT.sub(partial(_amount, local), line)
        pieces = list(pieces_of(line))
        known = self._known_of(line, pieces, local)
        if all(known) or (local is None and self.is_printed(line)):
            return
        pairs = list(zip(known, pieces, strict=True))
        if not any(known):
            yield line
            return
        for is_known, run in groupby(pairs, itemgetter(0)):
            if not is_known:
                missing = [piece for _, piece in run]
                yield line[missing[0].start : missing[-1].end]

    def _known_of(
        self, line: str, pieces: Sequence[CheckedPiece], local: KnownTexts | None
    ) -> list[bool]:
        """Return whether each piece of a line is accounted for."""
        known = [self._has(piece, local) for piece in pieces]
        for at, piece in enumerate(pieces):
            of_month = at and pieces[at - 1].key.replace(".", "") in MONTH_WORDS
            if of_month and piece.key in self._short_years:
                known[at] = True
            # A short word, or a number, is known beside its neighbours.
            for before, behind in _AROUND:
                first, last = at + before, at + behind
                if not known[at] and first >= 0 and last < len(pieces):
                    around = key(line[pieces[first].start : pieces[last].end])
                    known[at] = self._is_known(around, local)
        for at, piece in enumerate(pieces):
            beside = known[max(0, at - 1) : at] + known[at + 1 : at + 2]
            # A number among words that nobody knows is known by chance.
            known[at] = known[at] and (not piece.is_number or not beside or any(beside))
        # A day that stands here yet is not known as one, whatever its numbers are elsewhere.
        found = WRITTEN_DAY.finditer(line)
        days = [range(*day.span()) for day in found if written_day(day[0])]
        return [
            is_known and not any(piece.start in day for day in days)
            for is_known, piece in zip(known, pieces, strict=True)
        ]

    def _unless_known(self, local: KnownTexts | None, day: re.Match[str]) -> str:
        """Return a written day; nothing if it is known."""
        known = (local or self._known).has_number(written_day(day[0]))
        return "" if known else day[0]

    def _unless_time(self, local: KnownTexts | None, time: re.Match[str]) -> str:
        """Return a written time of day; nothing if it is known."""
        known = (local or self._known).has_number(written_time(time))
        return "" if known else time[0]

    def _with_point(self, local: KnownTexts | None, figure: re.Match[str]) -> str:
        """Return a figure with a decimal comma as it is written with a point, if it is so."""
        plain = plain_number(figure[0])
        return plain if (local or self._known).has_number(figure_key(plain)) else figure[0]

    def is_printed(self, line: str) -> bool:
        """Return whether a line is a sentence of the program, a criterion of the report, a legend
        of marks, or the heading of duties."""
        is_read = is_legend(line) or (self._is_report and is_criterion(line))
        if is_read or is_printed(key(line), self._names):
            return True
        if any(all(map(self._is_accounted, filled)) for filled in filled_in(one_line(line))):
            return True
        head = duty_head(line)
        return head is not None and all(
            key(part) in words_of_cells() or self._is_known(key(part), None)
            for part in filter(None, head)
        )

    def _is_accounted(self, text: str) -> bool:
        """Return whether all of a text in a sentence of the program is known."""
        return key(text) in self._names or not any(self._in_line(text, None))

    def _has(self, piece: CheckedPiece, local: KnownTexts | None) -> bool:
        if piece.is_number and local is None:
            # So small a number stands somewhere in any year; a report accounts for its figures.
            is_small = piece.key.isdecimal() and len(piece.key) < _LEAST_DIGITS
            is_small = is_small and not self._is_report
            return piece.key in self._years or (not is_small and self._known.has_number(piece.key))
        if piece.is_number and local is not None:
            parts = map(figure_key, piece.key.split(_BETWEEN))
            known = local.has_number(piece.key) or all(map(local.has_number, parts))
            known = known or (self._is_report and local.has_weighted(piece.key, self._weights))
            return known or piece.key in self._years
        # Orders print the director's post with the name of the district.
        posts = (piece.key.removeprefix("เป็น"), piece.key.replace(f"เขต{self._district}", "เขต"))
        ways = (*posts, _PAPER.sub(r"\1", piece.key), piece.key.removesuffix(_AND_SO_ON))
        if self._is_word(piece.key, local) or any(self._is_known(each, local) for each in ways):
            return True
        rest = piece.key.replace(self._office, "")
        is_short = len(rest) < _LEAST_LETTERS or known_of_program().has(rest, _LEAST_LETTERS)
        return len(rest) < len(piece.key) and is_short

    def _is_known(self, words: str, local: KnownTexts | None) -> bool:
        if words in self._answers:
            return (local or self._known).has_whole(words)
        if local is None:
            return self._stands(words, in_row=False) or known_of_program().has(words, _SURE)
        # What the program prints is no value of a row.
        return local.has(words) or self._stands(words, in_row=True)

    def _is_word(self, word: str, local: KnownTexts | None) -> bool:
        """Return whether a word is read as a value; in a row, a month that is written of it, unless
        rows have keys of ours: such a form prints months itself."""
        month = MONTH_WORDS.get(word.replace(".", "")) if local and not self._is_ours else None
        return local.has_month(month) if local and month else word in words_of_cells()

    def _stands(self, words: str, *, in_row: bool) -> bool:
        if (words, in_row) not in self._asked:
            least = _SURE_BESIDE if in_row else _SURE
            self._asked[words, in_row] = self._known.has(words, least)
        return self._asked[words, in_row]


def _amount(local: KnownTexts, amount: re.Match[str]) -> str:
    """Return an amount without its word, if its figure is written of the row."""
    return amount[1] if local.has_number(figure_key(amount[1])) else amount[0]


def _made_on(source: ImportSource) -> date:
    """Return the day on which a paper says that it was made, else today."""
    lines = (block.line for block in source.given if isinstance(block, Heading | Paragraph))
    rows = (shown_row(row) for sheet in source.sheets for row in sheet.rows)
    found = next(filter(None, map(_MADE_ON.search, map(to_arabic, (*lines, *rows)))), None)
    try:
        return parse_date(found[1]) if found else today()
    except DateError:
        return today()


def _plain(text: str) -> str:
    """Return a text as it is compared with what is printed; Excel shows no plus."""
    return _AS_OF.sub("", key(to_arabic(text)).replace("+", ""))


def _printed_again(paper: str, years: Iterable[YearData], day: date, *, is_public: bool) -> str:
    """Return what the program's own ``paper``, made again of each of its subjects on a ``day``,
    prints of these years, to be compared."""
    from ita_desktop.documents.content import Run
    from ita_desktop.documents.kinds import Profile, ReportContext
    from ita_desktop.documents.registry import KINDS
    from ita_desktop.services.documents.paper_subjects import subjects

    known = {year.year: year for year in years}
    profile = Profile.PUBLIC if is_public else Profile.INTERNAL
    found: list[str] = []
    for made in (each for each in KINDS if each.name == paper):  # none of a later version
        for number, year in known.items():
            context = ReportContext(year, known.get(number - 1), profile, day=day)
            known_subjects = ("", *(each.key for each in subjects(year, made.of, day)))
            # One that has to fit on a page says less where it is long.
            for subject, shortened in product(known_subjects, range(made.shorter + 1)):
                with suppress(InputError):  # it prints nothing of this
                    built = made.build(
                        replace(context, subject=subject, shortened=shortened), made.digits
                    )
                    found += strings_of(built)
                    # The words of a row, with nothing of its form between them.
                    found += (run.text for run in parts_of(built, Run))
    return _plain("".join(text for text in found if not _NAME.fullmatch(text)))


def unticked(parts: Iterable[LedgerPart], missing: MissingTexts) -> Iterator[tuple[str, int, int]]:
    """Yield the headings of columns in which no row is ticked by sheet, row and index."""
    for told in (each for part in parts for each in part.source.remarks):
        if isinstance(told, TickedHeads) and told.origin is not None:
            for at, text in told.heads:
                if missing.of_text(text, None):
                    yield told.origin.sheet, told.origin.row, at
