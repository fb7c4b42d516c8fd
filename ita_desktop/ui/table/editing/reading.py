"""Parses typed and pasted text into column values."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from ita_desktop.domain.dates import parse_date
from ita_desktop.domain.text import MAX_TEXT, clean, key, one_line, plain_number
from ita_desktop.i18n import tr
from ita_desktop.ui.table.column import Column, ColumnKind, RowT
from ita_desktop.ui.table.values import CellOwner, Choices, ListChoice, Numbers

_NOTHING = frozenset({"", "-", "–", "—"})
_YES = frozenset({"✓", "✔", "☑", "1", "x", "y", "yes", "true", "ใช่", "มี", "ครบ"})
_NO = frozenset({"", "0", "-", "–", "☐", "n", "no", "false", "ไม่", "ไม่ใช่", "ไม่มี"})
_BETWEEN_OWNERS = str.maketrans({",": ";", "\n": ";", "、": ";"})


def read(column: Column[RowT], row: RowT | None, text: str) -> object:
    """Parses ``text`` into a value of the column; ``row`` is None for a new row.

    Raises ValueError with a Thai sentence on what is wrong and what to type.
    """
    value = _value(column, row, text)
    if column.required and value in (None, "", ()):
        raise ValueError(tr("{title} ต้องไม่ว่าง พิมพ์ค่าใหม่ หรือกด Esc เพื่อใช้ค่าเดิม", title=column.title))
    if column.doubt is not None:
        column.doubt(row, value)
    return value


def _value(column: Column[RowT], row: RowT | None, text: str) -> object:
    choices = column.choices_of(row) or ()
    if column.kind is ColumnKind.OWNERS:
        return column.parse(text) if column.parse is not None else read_owners(choices, text)
    if choices and (chosen := find_choice(choices, text)) is not None:
        return chosen.value
    if column.only_choices and text.strip():
        raise ValueError(_unknown(choices, text, tr("ในรายการ")))
    if column.parse is not None:
        return column.parse(text)
    return _by_kind(column, text) if text.strip() else column.empty


def _by_kind(column: Column[RowT], text: str) -> object:
    if column.kind is ColumnKind.NUMBER:
        return read_number(text, column.numbers)
    if column.kind is ColumnKind.DATE:
        if one_line(text) in _NOTHING:
            return None
        return parse_date(text, fiscal_year=column.fiscal_year, today=column.today())
    if column.kind is ColumnKind.CHECK:
        return read_check(text)
    return read_text(text)


def read_text(text: str) -> str:
    """Returns cleaned text; raises ValueError if it exceeds the greatest length of a field."""
    cleaned = clean(text)
    if len(cleaned) > MAX_TEXT:
        raise ValueError(
            tr("ข้อความยาว {length:,} ตัวอักษร ใส่ได้ไม่เกิน {most:,}", length=len(cleaned), most=MAX_TEXT)
        )
    return cleaned


def read_number(text: str, numbers: Numbers) -> Decimal | None:
    """Parses a number in Thai or Arabic digits, with thousands separators; None for - and –.

    Raises ValueError if it is outside ``numbers`` or has more decimals.
    """
    plain = plain_number(one_line(text).replace(" ", "").removesuffix("%"))
    if plain in _NOTHING:
        return None
    low, high = numbers.low, numbers.high
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(tr("“{text}” ไม่ใช่ตัวเลข พิมพ์เช่น 85 หรือ 97.38", text=one_line(text)[:40]))
    if not low <= number <= high:
        raise ValueError(
            tr("{number} อยู่นอกช่วง พิมพ์ตัวเลข {low} ถึง {high}", number=plain, low=low, high=high)
        )
    smallest = Decimal(1).scaleb(-numbers.decimals)
    if number != number.quantize(smallest):
        raise ValueError(
            tr("{number} มีทศนิยมเกิน {most} ตำแหน่ง", number=plain, most=numbers.decimals)
        )
    return number.quantize(smallest)


def read_check(text: str) -> bool:
    """Parses a check mark in various notations; raises ValueError for other text."""
    word = key(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(tr("“{text}” ไม่ใช่เครื่องหมายถูก พิมพ์ 1 หรือ 0", text=one_line(text)[:40]))


def read_owners(choices: Sequence[ListChoice], text: str) -> tuple[CellOwner, ...]:
    """Parses names of owners separated by ; or , or line breaks, the lead first.

    Raises ValueError for an unknown name, suggesting the most similar choice.
    """
    owners: dict[str, CellOwner] = {}
    whole = text.translate(_BETWEEN_OWNERS)
    for name in filter(None, map(one_line, whole.split(";"))):
        chosen = find_choice(choices, name)
        if chosen is None or not isinstance(chosen.value, CellOwner):
            raise ValueError(_unknown(choices, name, tr("ในทะเบียนหน่วยและบุคคล")))
        owners.setdefault(chosen.value.id, chosen.value)
    return tuple(owners.values())


def find_choice(choices: Sequence[ListChoice], text: str) -> ListChoice | None:
    """Returns the choice named ``text``, ignoring spaces, case and kind of digits."""
    wanted = key(text)
    if isinstance(choices, Choices):
        return choices.by_name.get(wanted)
    for choice in choices:
        if key(choice.text) == wanted or any(key(other) == wanted for other in choice.also):
            return choice
    return None


def _unknown(choices: Sequence[ListChoice], text: str, where: str) -> str:
    from difflib import get_close_matches

    typed = one_line(text)[:60]
    near = get_close_matches(typed, [choice.text for choice in choices], n=1, cutoff=0.7)
    if near:
        return tr("ไม่มี “{text}” {where} หมายถึง {near} หรือไม่", text=typed, where=where, near=near[0])
    return tr("ไม่มี “{text}” {where} เลือกจากรายการ หรือเพิ่มก่อน", text=typed, where=where)
