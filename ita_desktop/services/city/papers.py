"""The papers of the city: Word, Excel, PDF and slides, all of them written or none; and a table as
the window shows it, as an Excel file.

Personal data in them is found before they are written. What a district typed into its measures was
looked through with its own register, contacts and decisions when it was read
(``DistrictMeasure.undecided``). All other texts, also of result files, are looked through as they
are to be written.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, TypeAlias

from ita_desktop.documents.kinds import ALL_FORMATS, Format
from ita_desktop.domain.city.districts import City, District, DistrictMeasure, DistrictYear
from ita_desktop.domain.city.tables import usual_target
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.frozen import strings_of
from ita_desktop.domain.personal_data import find_all, mark, with_marks
from ita_desktop.domain.personal_finding import (
    NO_NAMES,
    FoundKind,
    PersonalSpan,
    RegisterNames,
    normal,
)
from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import Digits, key
from ita_desktop.filing.atomic_write import write, write_all
from ita_desktop.services.checks.issues import CheckIssue, Severity, excerpt
from ita_desktop.services.city.library import crosswalk_of
from ita_desktop.services.personal_going_out import CODE, found_words
from ita_desktop.typography.words import breaker_with

if TYPE_CHECKING:
    from ita_desktop.documents.content import Document
    from ita_desktop.documents.reports.city.words import CityContext
    from ita_desktop.documents.slides import Deck
    from ita_desktop.services.documents.exporting import Value
    from ita_desktop.typography.words import WordBreaker


Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with the files done, their number, and the next one; may raise to stop."""


class CityText(NamedTuple):
    """Personal data in a text of the city. ``where`` is the district with its fiscal year, or the
    paper for a text that is of none."""

    where: Phrase
    kind: FoundKind
    whole: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The place with some words around it."""
        return excerpt(self.whole, (self.start, self.end))

    @property
    def text(self) -> str:
        return self.whole[self.start : self.end]

    def as_issue(self) -> CheckIssue:
        """Return it as ``check`` tells it in the district's own file."""
        fix = Phrase("แก้ หรือตัดสินว่าตั้งใจให้เผยแพร่ ในแฟ้มของเขต แล้วอ่านใหม่")
        message = found_words(self.kind, self.words)
        return CheckIssue(Severity.WARNING, CODE, self.where, message, fix)


class UndecidedInCityError(InputError):
    """Texts hold personal data that no district has decided to publish; nothing was written (exit
    code 1)."""

    exit_code: ClassVar[int] = 1

    def __init__(self, found: Iterable[CityText]) -> None:
        self.found = tuple(found)
        super().__init__(
            "เอกสารของเมืองมีข้อมูลส่วนบุคคล {count} แห่งที่เขตยังไม่ตัดสิน จึงยังไม่เขียนอะไร",
            remedy="ให้เขตแก้ข้อความหรือตัดสินในแฟ้มของเขต แล้วอ่านใหม่ หรือใช้ --as-typed เพื่อเผยแพร่ตามที่พิมพ์",
            count=len(self.found),
        )


def refuse_in_papers(city: City, title: str, texts: Callable[[City], Iterable[str]]) -> None:
    """Raise UndecidedInCityError for what the papers of a city tell. ``texts`` returns their texts;
    it is asked for those of the city with a mark in place of each place that a district has not
    decided about."""
    places = list(_places(city))
    marked = _marked(city) if places else city
    told = list(dict.fromkeys(texts(marked)))
    letters = {letter for text in told for letter in text}
    seen = {place for number, place in enumerate(places) if mark(number) in letters}
    _refuse([*(one for one in places if one in seen), *_others(city, title, told, NO_NAMES)])


def refuse_in_table(city: City, title: str, texts: Iterable[str]) -> None:
    """Raise UndecidedInCityError for what a table of the city tells."""
    places = list(_places(city))
    names = RegisterNames(one.text for one in places if one.kind is FoundKind.NAME)
    told = list(dict.fromkeys(texts))
    cells = set(map(key, told))
    shown = [one for one in places if key(plain(one.whole)) in cells]
    known = {_words(one) for one in shown}
    others = [one for one in _others(city, title, told, names) if _words(one) not in known]
    # A cell may show but a part of a measure: then its first district is told.
    first = {_words(one): one for one in reversed(places)}
    _refuse([*shown, *(first.get(_words(one), one) for one in others)])


def _words(one: CityText) -> tuple[FoundKind, str]:
    """Return what is found, however it is written."""
    return one.kind, normal(one.kind, one.text)


def _refuse(found: Iterable[CityText]) -> None:
    places = tuple(dict.fromkeys(found))
    if places:
        raise UndecidedInCityError(places)


def _others(
    city: City, title: str, texts: Iterable[str], names: RegisterNames
) -> Iterator[CityText]:
    """Yield what is found in texts, but for what districts publish on purpose."""
    found = [(text, span) for text in texts for span in find_all(text, names)]
    if not found:
        return
    decided = frozenset(_decided(city))
    for text, span in found:
        if (span.kind, normal(span.kind, text[span.start : span.end])) not in decided:
            yield CityText(Phrase("{title}", title=title), span.kind, text, span.start, span.end)


def _years(city: City) -> Iterator[tuple[District, DistrictYear]]:
    for district in city.readable:
        for year in district.years:
            yield district, year


def _places(city: City) -> Iterator[CityText]:
    """Yield what districts have not decided about, in the order in which it is marked."""
    for district, year in _years(city):
        where = Phrase("{district} ปี {year} มาตรการ", district=district.name, year=year.fiscal_year)
        for measure in year.done:
            for span in measure.undecided:
                yield CityText(where, span.kind, measure.method, span.start, span.end)


def _decided(city: City) -> Iterator[tuple[FoundKind, str]]:
    """Yield what is found in measures and their districts publish on purpose."""
    for _district, year in _years(city):
        for measure in year.done:
            open_places = {(span.start, span.end) for span in measure.undecided}
            for span in find_all(measure.method, NO_NAMES):
                if (span.start, span.end) not in open_places:
                    yield span.kind, normal(span.kind, measure.method[span.start : span.end])


def _marked(city: City) -> City:
    """Return the city with a mark in place of each of :func:`_places`."""
    number = 0

    def with_mark(measure: DistrictMeasure) -> DistrictMeasure:
        nonlocal number
        spans: tuple[PersonalSpan, ...] = measure.undecided
        marks = [(span.start, span.end, mark(number + at)) for at, span in enumerate(spans)]
        number += len(spans)
        return measure._replace(method=with_marks(measure.method, marks)) if marks else measure

    districts = tuple(
        replace(
            district,
            years=tuple(
                replace(year, done=tuple(map(with_mark, year.done))) for year in district.years
            ),
        )
        if district.problem is None
        else district
        for district in city.districts
    )
    return City(districts, city.notes)


class CityPaper(StrEnum):
    """A paper of the city."""

    OVERVIEW = "overview"
    """All districts in one fiscal year; also as slides."""
    GROUPS = "groups"
    """The groups of districts in one fiscal year."""
    HANDED_IN = "handed-in"
    """Who has handed in what of one fiscal year, and when."""
    YEARS = "years"
    """The fiscal years side by side."""
    DISTRICT = "district"
    """One district against all."""
    ITEM = "item"
    """One item over all districts."""


FORMATS: Final = (*ALL_FORMATS, Format.PPTX)


class Wanted(NamedTuple):
    """What papers are made of: a Buddhist fiscal year as seen on ``day``, for the papers about one
    of them a district's name and an item's code."""

    fiscal_year: int
    day: date
    district: str = ""
    item: str = ""
    official_only: bool = False
    """Whether only official totals are ranked."""
    target: Decimal | None = None
    """The total that districts are held beside; None: that of the year, if it has one."""

    @property
    def papers(self) -> tuple[CityPaper, ...]:
        """The papers that can be made of it."""
        found = [CityPaper.OVERVIEW, CityPaper.GROUPS, CityPaper.HANDED_IN, CityPaper.YEARS]
        found += [CityPaper.DISTRICT] if self.district else []
        return (*found, *([CityPaper.ITEM] if self.item else []))


def write_papers(
    city: City,
    wanted: Wanted,
    folder: Path,
    *,
    papers: Iterable[CityPaper] | None = None,
    formats: Iterable[Format] = FORMATS,
    digits: Digits = Digits.THAI,
    progress: Progress | None = None,
    as_typed: bool = False,
) -> tuple[Path, ...]:
    """Write papers (default: all that can be made of ``wanted``) into a folder, a file for each
    format that a paper has; existing files are replaced. ``as_typed``: whatever personal data the
    texts hold.

    Raises UndecidedInCityError, InputError if there is nothing to write or a file cannot be
    written, and whatever ``progress`` raises; then no file is written.
    """
    from ita_desktop.documents.names import file_name

    chosen = tuple(papers) if papers is not None else wanted.papers
    forms = tuple(formats)
    jobs = [(paper, form) for paper in chosen for form in forms if _has(paper, form)]
    if not jobs:
        raise InputError(
            "เอกสารที่เลือกไม่มีรูปแบบ {formats}",
            remedy="เลือก docx xlsx หรือ pdf (pptx มีเฉพาะภาพรวม)",
            formats=" ".join(form.value for form in forms) or "-",
        )
    maker = _Maker(city, wanted, digits)
    if not as_typed:
        _refuse_undecided(city, wanted, digits, jobs)
    made: dict[Path, bytes] = {}
    for number, (paper, form) in enumerate(jobs):
        path = folder / f"{file_name(maker.title(paper))}.{form.value}"
        if progress is not None:
            progress(number, len(jobs), path.name)
        made[path] = maker.file(paper, form)
    write_all(made)
    if progress is not None:
        progress(len(jobs), len(jobs), "")
    return tuple(made)


def _refuse_undecided(
    city: City, wanted: Wanted, digits: Digits, jobs: Iterable[tuple[CityPaper, Format]]
) -> None:
    """Raise UndecidedInCityError if papers hold personal data that no district decided about."""
    papers = dict.fromkeys((paper, form is Format.PPTX) for paper, form in jobs)

    def texts(marked: City) -> Iterator[str]:
        maker = _Maker(marked, wanted, digits)
        for paper, as_slides in papers:
            yield from strings_of(maker.slides() if as_slides else maker.document(paper))

    refuse_in_papers(city, f"เอกสารของเมือง ปี {wanted.fiscal_year}", texts)


def _has(paper: CityPaper, form: Format) -> bool:
    return form is not Format.PPTX or paper is CityPaper.OVERVIEW


class _Maker:
    """Makes papers, each document once for all its formats."""

    def __init__(self, city: City, wanted: Wanted, digits: Digits) -> None:
        from ita_desktop.documents.reports.city.words import CityContext

        if not city.in_year(wanted.fiscal_year):
            raise InputError(
                "ไม่มีเขตใดมีข้อมูลปี {year}",
                remedy="เลือกปีอื่น หรือเพิ่มไฟล์ของปีนั้นแล้วอ่านใหม่",
                year=wanted.fiscal_year,
            )
        self._context = CityContext(
            city,
            wanted.fiscal_year,
            wanted.day,
            crosswalk_of(city),
            wanted.district,
            wanted.item,
            wanted.official_only,
            wanted.target or usual_target(wanted.fiscal_year),
        )
        self._digits = digits
        self._documents: dict[CityPaper, Document] = {}

    def title(self, paper: CityPaper) -> str:
        return self.document(paper).title

    def file(self, paper: CityPaper, form: Format) -> bytes:
        breaker = _breaker(self._context)
        if form is Format.PPTX:
            from ita_desktop.documents.backends import pptx

            return pptx.render(self.slides(), breaker)
        from ita_desktop.documents.export import render

        return render(self.document(paper), form, breaker)

    def slides(self) -> "Deck":
        """Return the slides of the overview."""
        from ita_desktop.documents.reports.city import overview

        return overview.deck(self._context, self._digits)

    def document(self, paper: CityPaper) -> "Document":
        """Return a paper."""
        if paper not in self._documents:
            self._documents[paper] = _built(paper, self._context, self._digits)
        return self._documents[paper]


def _built(paper: CityPaper, context: "CityContext", digits: Digits) -> "Document":
    from ita_desktop.documents.reports.city import (
        district,
        groups,
        handed_in,
        item,
        overview,
        years,
    )

    build = {
        CityPaper.OVERVIEW: overview.build,
        CityPaper.GROUPS: groups.build,
        CityPaper.HANDED_IN: handed_in.build,
        CityPaper.YEARS: years.build,
        CityPaper.DISTRICT: district.build,
        CityPaper.ITEM: item.build,
    }
    return build[paper](context, digits)


def _breaker(context: "CityContext") -> "WordBreaker":
    """Return a line breaker that knows the names of the districts."""
    return breaker_with(*_names(context.city))


def _names(city: City) -> Iterator[str]:
    for district in city.districts:
        yield district.name
        yield district.short_name


def write_table(
    title: str,
    headings: Sequence[str],
    rows: "Sequence[Sequence[Value]]",
    path: Path,
    city: City,
    *,
    as_typed: bool = False,
) -> Path:
    """Write a table of ``city`` with these headings as an Excel file: numbers as numbers, missing
    ones empty. ``as_typed``: whatever personal data the texts hold.

    Raises UndecidedInCityError, InputError if the file cannot be written; an existing one is
    replaced whole or not at all."""
    from ita_desktop.services.documents.exporting import shown_file

    if not as_typed:
        cells = (value for row in rows for value in row if isinstance(value, str))
        refuse_in_table(city, title, (title, *headings, *cells))
    write(shown_file(title, headings, rows, Format.XLSX), path)
    return path
