"""Choices for the fields of a letter."""

from ita_desktop.domain.meetings.agenda import number_of
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.settings import today
from ita_desktop.ui.table.values import ListChoice


def units(data: YearData) -> list[ListChoice]:
    """Returns the units of the office."""
    return [ListChoice(unit.id, unit.name, "", (unit.short_name,)) for unit in data.units]


def meetings(data: YearData) -> list[ListChoice]:
    """Returns the year's meetings."""
    found = data.meetings
    return [
        ListChoice(meeting.id, tr("ครั้งที่ {number}", number=number_of(meeting, data.year)))
        for meeting in found
    ]


def orders(data: YearData) -> list[ListChoice]:
    """Returns the year's orders."""
    from ita_desktop.documents.wordings.values import order_number

    return [ListChoice(order.id, tr("คำสั่งที่ {number}", number=order_number(data, order, today())))
            for order in data.orders]  # fmt: skip
