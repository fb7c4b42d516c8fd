"""Personal data in the papers and tables of the city: found before they are written.

What a district typed into its measures was looked through with its own register, contacts and
decisions when it was read (``DistrictMeasure.undecided``). All other texts, also of result files,
are looked through as they are to be written.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import ClassVar, NamedTuple

from ita_desktop.domain.city.districts import City, District, DistrictYear
from ita_desktop.domain.city.measures import DistrictMeasure
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.personal.finding import (
    NO_NAMES,
    FoundKind,
    PersonalSpan,
    RegisterNames,
    normal,
)
from ita_desktop.domain.personal.typed import find_all, mark, with_marks
from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import key
from ita_desktop.services.checks.issues import CheckIssue, Severity, excerpt
from ita_desktop.services.personal.public_texts import CODE, found_words


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
