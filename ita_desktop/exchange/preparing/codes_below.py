"""Rows of evidence without a code are of the item of the row above."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.exchange.cells.codes import is_coded, read_codes
from ita_desktop.exchange.cells.links import has_link, without_addresses
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.no_data import GROUP_ROW
from ita_desktop.exchange.preparing.prepared import Prepared
from ita_desktop.exchange.remark_collector import rows_phrase
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow

_BELOW: Final = "{rows} ไม่มีรหัสข้อ จึงเป็นหลักฐานของข้อเหนือขึ้นไป"


def with_codes_below(table: DataSheet, heading: TableHeading) -> Prepared:
    """Put the code of the row above, and what that calls the data, into rows with a link and
    without a code, as cells that are merged with these; a title or an empty row ends an item."""
    places = [heading.columns[name] for name in ("item", "data") if name in heading.columns]
    above: SheetRow | None = None
    rows: list[SheetRow] = []
    found: list[Origin] = []
    heads: list[Origin] = []
    for at, row in enumerate(table.rows):
        own = row.value(places[0])
        last, following = table.rows[at - 1], table.rows[at + 1 : at + 2]
        above = above if row.number == last.number + 1 else None
        if heading.texts.issuperset(filter(None, row.values)):
            rows.append(row)  # a heading that is repeated
        elif above is not None and own == "" and _is_evidence(row, heading):
            if rows[-1] is above and not _says_more(above, places):
                heads.append(Origin(table.name, rows.pop().number))
            empty = {column for column in places if row.value(column) == ""}
            for column in empty:
                row = row.with_value(column, without_addresses(above.value(column)))  # noqa: PLW2901
            above = replace(row, merged=row.merged | empty)
            rows.append(above)
            found.append(Origin(table.name, row.number))
        else:
            has_code = bool(read_codes(str(own), "O").codes)
            above = row if has_code and (row.filled > 1 or is_coded(str(own))) else None
            is_head = own == "" and row.filled == 1
            if is_head and any(is_coded(str(each.value(places[0]))) for each in following):
                heads.append(Origin(table.name, row.number))
            else:
                rows.append(row)
    aside = tuple(Remark(origin, GROUP_ROW) for origin in heads)
    fields = {"rows": rows_phrase(found)}
    told = [Remark(found[0], _BELOW, "ตรวจว่าเป็นข้อเดียวกันจริง", fields)] if found else []
    return Prepared(replace(table, rows=tuple(rows)), tuple(told), aside)


def _is_evidence(row: SheetRow, heading: TableHeading) -> bool:
    """Return whether a row has a link, or says of a document where it is, or that it is not."""
    says = [row.value(heading.columns.get(name)) != "" for name in ("title", "location")]
    return all(says) or any(map(has_link, row.values))


def _says_more(row: SheetRow, places: Sequence[int]) -> bool:
    """Return whether a row has a link, or cells but its code and what it calls the data."""
    others = (value for at, value in enumerate(row.values) if at not in places and value != "")
    return any(others) or any(map(has_link, row.values))
