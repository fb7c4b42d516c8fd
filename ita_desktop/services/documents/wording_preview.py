"""Previews a wording with the values of a year, while it is being edited."""

from ita_desktop.documents.wordings.templates import of_year
from ita_desktop.documents.wordings.values import Values, of_letter, of_meeting, of_order
from ita_desktop.domain.documents.wordings import fields_in, fill
from ita_desktop.domain.roster.committee import joined
from ita_desktop.domain.year import YearData
from ita_desktop.services.letters import letters
from ita_desktop.services.roster import roster
from ita_desktop.settings import today


def preview(data: YearData, words: str) -> str:
    """Return ``words`` filled in from the newest order, meeting and letter of the year; missing
    values become dotted lines."""
    return fill(words, example_values(data))


def unknown_fields(words: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the field names in ``words`` that are not in ``known``."""
    return tuple(field for field in fields_in(words) if field not in known)


def example_values(data: YearData) -> Values:
    """Return the value of every field in this year, if known."""
    values = of_year(data) | {"คณะ": joined(data.bodies)}
    order = max(data.orders, key=lambda order: order.position, default=None)
    first = next((order for order in data.orders if order.amends_id is None), None)
    for appointment_order in (first, order):
        if appointment_order is not None:
            values |= _known(of_order(data, appointment_order, today()))
    meeting = max(data.meetings, key=lambda meeting: meeting.number, default=None)
    if meeting is not None:
        values |= _known(of_meeting(data, meeting))
    values |= _of_members(data)
    return values | _of_letters(data)


def _known(values: Values) -> Values:
    return {name: text for name, text in values.items() if text}


def _of_members(data: YearData) -> Values:
    for body, rows in reversed(roster.rows(data)):
        if rows:
            last = rows[-1]
            who = " ".join(filter(None, (last.name, last.post)))
            return {"ชื่อคณะ": body.name, "ลำดับ": last.number, "รายชื่อ": who}
    return {"ชื่อคณะ": data.bodies[-1].name} if data.bodies else {}


def _of_letters(data: YearData) -> Values:
    """Values of the newest letter; of a letter for each unit, as sent to the first one."""
    letter = max(data.letters, key=lambda letter: letter.position, default=None)
    shares = letters.shares_of_all(data)
    if letter is not None:
        shares = letters.shares(data, letter) or shares
        share = shares[0] if shares else None
        if share is None:
            return _known(of_letter(data, letter))
        return _known(of_letter(data, letter, share.unit, share.codes))
    if not shares:
        return {}
    first = shares[0]
    return {
        "หน่วยงาน": first.unit.name,
        "ข้อ": " ".join(first.codes),
        "จำนวนข้อ": str(len(first.codes)),
    }
