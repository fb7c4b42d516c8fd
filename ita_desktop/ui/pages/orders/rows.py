"""Orders and their changes as shown in the pane of คณะกรรมการ."""

from datetime import date

from ita_desktop.documents.wordings.named_texts import filled
from ita_desktop.documents.wordings.values import of_order
from ita_desktop.domain.records import Member
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderChange, OrderChangeKind
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.roster import orders, roster
from ita_desktop.services.roster.people import listed_names, post_and_unit
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.widgets.lists.links import Linked
from ita_desktop.ui.widgets.marks import Mark


def order_words(data: YearData, order: AppointmentOrder) -> str:
    """Returns the name of an order in the current language."""
    return in_language(orders.display_name(data, order))


def order_lines(data: YearData, chosen: str, today: date) -> list[Linked]:
    """Returns the year's orders, newest first: name, date, and content."""
    return [
        Linked(
            appointment_order.id,
            order_words(data, appointment_order),
            _about(data, appointment_order, today),
            Mark.DONE if appointment_order.is_signed(today) else Mark.DOING,
            appointment_order.id == chosen,
        )
        for appointment_order in sorted(data.orders, key=lambda order: -order.position)
    ]


def _about(data: YearData, order: AppointmentOrder, today: date) -> str:
    day = tr("ยังไม่ลงนาม")
    if order.signed is not None:
        signed = order.signed <= today
        template = "ลงนาม {day}" if signed else "ลงวันที่ {day} ยังไม่ถึงวัน"
        day = tr(template, day=short_date(order.signed))
    if order.amends_id is None:
        bodies = data.bodies_of_order(order.id)
        what = tr("แต่งตั้ง {count} คณะ", count=len(bodies))
    else:
        what = tr("เปลี่ยนรายชื่อ {count} แถว", count=len(changes_of(data, order)))
    return f"{day} · {what}"


def changes_of(data: YearData, order: AppointmentOrder) -> list[OrderChange]:
    """The changes of an order; a replacement includes the removal of the person replaced."""
    rows = data.changes_of_order(order.id)
    replaced = {row.replaces_id for row in rows if row.replaces_id is not None}
    return [row for row in rows if row.member_id not in replaced]


def change_lines(data: YearData, order: AppointmentOrder) -> list[Linked]:
    """Returns the changes of an order, one per line."""
    names = {
        row.id: row.name or row.post for _, some in roster.rows(data, left=True) for row in some
    }
    lines = []
    for row in changes_of(data, order):
        member = data.member_by_id.get(row.member_id)
        if member is None:
            continue
        name = names.get(member.id, "") or tr("ยังไม่ใส่ชื่อ")
        body = data.body_by_id[member.body_id].name
        if row.kind is OrderChangeKind.REMOVED:
            what, icon = tr("พ้นจาก{body}", body=body), "minus"
        elif row.replaces_id is not None:
            old = names.get(row.replaces_id, "")
            what, icon = tr("แทน {name} ใน{body}", name=old, body=body), "users"
        else:
            what, icon = tr("เพิ่มใน{body}", body=body), "plus"
        lines.append(Linked(row.id, name, what, icon))
    return lines


def member_of_change(data: YearData, change_id: str) -> Member | None:
    """Returns the member that a change is about."""
    row = next((change for change in data.order_changes if change.id == change_id), None)
    return data.member_by_id.get(row.member_id) if row is not None else None


def usual_words(data: YearData, order: AppointmentOrder) -> dict[str, str]:
    """Returns the default texts of an order from the office's wordings."""
    kind = "order" if order.amends_id is None else "amendment"
    values = of_order(data, order)
    return {name: filled(data, f"{kind}-{name}", values) for name in ("title", "ground", "purpose")}


def signatory_choices(data: YearData) -> list[ListChoice]:
    """Returns the people of the register with position and unit."""
    names = listed_names(data)
    return [
        ListChoice(person.id, names[person.id], post_and_unit(data, person))
        for person in data.people
    ]
