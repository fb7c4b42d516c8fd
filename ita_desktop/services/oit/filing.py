"""What is filed for OIT items: its texts, and what was filed when."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import unquote

from ita_desktop.documents.reports.oit.filing_text import FilingText, change_of, filing_texts
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.oit.filings import Filing, FilingChange
from ita_desktop.domain.personal.typed import TypedData
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import last_position, names
from ita_desktop.storage.workspace import Workspace


class FilingRow(NamedTuple):
    """What there is to file of an item, and how it differs from what was filed."""

    text: FilingText
    change: FilingChange

    @property
    def code(self) -> str:
        return self.text.filing.item.code


def filing_rows(data: YearData) -> tuple[FilingRow, ...]:
    """Return all OIT items of a year with what there is to file, in the framework's order."""
    return tuple(FilingRow(text, change_of(data, text)) for text in filing_texts(data))


def undecided(data: YearData, codes: Collection[str]) -> tuple[TypedData, ...]:
    """Return the personal data that nobody has decided to publish in what there is to file of some
    items: the assessment shows it to everybody."""
    from ita_desktop.services.personal.going_out import of_texts

    def texts(year: YearData) -> Iterator[str]:
        for text in filing_texts(year):
            if text.filing.item.code in codes:
                yield text.filing.item.title
                yield unquote(text.links)
                yield text.words

    return of_texts(data, texts)


def mark_filed(workspace: Workspace, year: int, codes: Sequence[str], day: date) -> int:
    """Note what is filed of these items on a day; return how many. An item that was filed on that
    day already has what it has now.

    Raises InputError if one has no link and no explanation: there is nothing to file.
    """
    data = workspace.year(year)
    texts = {text.filing.item.code: text for text in filing_texts(data)}
    chosen = {code: texts[code] for code in codes if code in texts}
    empty = [code for code, text in chosen.items() if not (text.links or text.words)]
    if empty:
        raise InputError(
            "{items} ยังไม่มีลิงก์หรือคำอธิบายให้ยื่น",
            remedy="ใส่หลักฐานของข้อนั้น หรือเลือกเฉพาะข้อที่มีแล้ว",
            items=" ".join(empty),
        )
    with workspace.change("ยื่นข้อมูล {which}", which=names(list(chosen), "{count} ข้อ")) as change:
        for code, text in chosen.items():
            filed = _snapshot(text)
            same = next((filing for filing in data.filings_of(code) if filing.filed == day), None)
            if same is not None:
                change.update(same, **filed)
                continue
            row = Filing(
                id=new_id(),
                year_id=data.fiscal_year.id,
                item_code=code,
                filed=day,
                position=last_position(data.filings_of(code)),
                **filed,
            )
            change.insert(row)
    return len(chosen)


def _snapshot(text: FilingText) -> dict[str, Any]:
    return {
        "links": text.links,
        "explanation": text.words,
        "published": text.filing.published,
    }


def unmark(workspace: Workspace, year: int, codes: Sequence[str]) -> int:
    """Remove the newest note of what was filed of these items; return how many had one."""
    data = workspace.year(year)
    rows = [data.filings_of(code)[-1] for code in codes if data.filings_of(code)]
    if rows:
        which = names([row.item_code for row in rows], "{count} ข้อ")
        with workspace.change("เอาเครื่องหมายยื่นแล้วออก {which}", which=which) as change:
            for row in rows:
                change.delete(row)
    return len(rows)
