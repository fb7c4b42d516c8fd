"""The fiscal years of the city side by side: all scores together, and the totals by district."""

from collections.abc import Sequence
from decimal import Decimal

from ita_desktop.documents.content import Block, Document, Table, TableColumn, TableRow, heading_row
from ita_desktop.documents.reports.city import words
from ita_desktop.domain.city.districts import District
from ita_desktop.domain.city.figures import Spread
from ita_desktop.domain.city.tables import CityYear, change_of, city_years
from ita_desktop.domain.text import Digits

_CITY = "ทุกเขตรวมกัน"
_DISTRICTS = "คะแนนรวมรายเขต"
_MOST_YEARS = 10


def title(context: words.CityContext) -> str:
    """Returns the name of the paper."""
    return f"ผลรายปีของทุกเขต ถึงปีงบประมาณ {context.fiscal_year}"


def build(context: words.CityContext, digits: Digits) -> Document:
    """Returns the years up to the context's."""
    years = shown_years(context)
    numbers = [year.fiscal_year for year in years]
    span = f"{numbers[0]} ถึง {numbers[-1]}" if len(numbers) > 1 else str(context.fiscal_year)
    blocks: list[Block] = [words.heading(_CITY), _city_table(years)]
    blocks += [words.heading(_DISTRICTS), _district_table(context, numbers)]
    blocks += words.source_blocks(context, *numbers)
    about = f"{words.CITY} ปีงบประมาณ พ.ศ. {span}"
    return words.document(context, title(context), about, blocks, digits)


def shown_years(context: words.CityContext) -> list[CityYear]:
    """Returns the newest years up to the context's, oldest first."""
    found = [year for year in city_years(context.city) if year.fiscal_year <= context.fiscal_year]
    return found[-_MOST_YEARS:]


def mean_of(spread: Spread | None) -> Decimal | None:
    """Returns the mean of a spread; None without one."""
    return spread.mean if spread is not None else None


def _city_table(years: Sequence[CityYear]) -> Table:
    codes = tuple(dict.fromkeys(code for year in years for code in year.instruments))
    heads = ("ปี", "จำนวนเขต", "คะแนนรวมเฉลี่ย", "มัธยฐาน", "ต่ำสุด", "สูงสุด",
             *(f"{code} เฉลี่ย" for code in codes), "ระดับผลการประเมิน")  # fmt: skip
    columns = tuple(map(TableColumn, (7, 8, 10, 9, 9, 9, *(9 for _ in codes), 30)))
    rows = tuple(_city_row(year, codes) for year in years)
    return Table(columns, rows, (heading_row(heads),), whole_rows=True)


def _city_row(year: CityYear, codes: Sequence[str]) -> TableRow:
    total = year.total
    figures = (total.mean, total.median, total.least, total.most) if total else (None,) * 4
    return words.plain_row(
        str(year.fiscal_year),
        words.count_cell(year.districts),
        *map(words.score_cell, figures),
        *(words.score_cell(mean_of(year.instruments.get(code))) for code in codes),
        words.levels_words(year.levels),
    )


def _district_table(context: words.CityContext, numbers: Sequence[int]) -> Table:
    heads = ("เขต", *(f"ปี {number}" for number in numbers), "เทียบกับปีก่อน")
    columns = tuple(map(TableColumn, (24, *(10 for _ in numbers), 12)))
    rows = tuple(_district_row(district, numbers) for district in context.city.readable)
    return Table(columns, rows, (heading_row(heads),), whole_rows=True)


def _district_row(district: District, numbers: Sequence[int]) -> TableRow:
    years = (district.year(number) for number in numbers)
    return words.plain_row(
        district.short_name,
        *(words.score_cell(year.total if year is not None else None) for year in years),
        words.change_cell(change_of(district, numbers[-1]) if numbers else None),
    )
