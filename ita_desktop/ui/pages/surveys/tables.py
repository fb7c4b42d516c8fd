"""The tables of the surveys: respondents, counts, links, rules."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from ita_desktop.domain.surveys.groups import name_of_group
from ita_desktop.i18n import tr
from ita_desktop.services.surveys import counts, groups, links, rules
from ita_desktop.ui.pages.parts.list_table import ListTable, RowService
from ita_desktop.ui.pages.surveys.rows import (
    count_columns,
    count_rows,
    group_columns,
    group_rows,
    link_columns,
    rule_columns,
)
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.button import Button


class GroupTable(ListTable):
    """Who is asked, how many must answer, and how many did."""

    first = "kind"
    service = RowService(groups.add_many, groups.edit, groups.remove)
    outgoing = "respondents"

    def __init__(self, session: Session) -> None:
        note = tr("จำนวนคนที่ตอบได้ แยกตามหน่วยและประเภท ไม่เก็บชื่อผู้ตอบ")
        without = (
            tr("ยังไม่มีจำนวนผู้ตอบ"),
            tr("ใส่จำนวนบุคลากรแต่ละหน่วยตามประเภท โปรแกรมคิดให้ว่าต้องตอบกี่คนตามเกณฑ์ของปี และหน่วยใดยังไม่ครบ"),
        )
        columns = group_columns(lambda: session.data)
        super().__init__(session, columns, (tr("ผู้ตอบ"), tr("เพิ่มกลุ่ม"), note), without)

    def refresh(self, *, flash: bool) -> None:
        """Updates the groups from the session."""
        self.show_rows(group_rows(self.session.data), flash=flash)

    def blank(self) -> Mapping[str, Any]:
        return {"instrument": "IIT", "kind": tr("กลุ่มใหม่")}


class CountTable(ListTable):
    """How many had answered by the end of a day."""

    first = "answered"
    service = RowService(counts.add_many, counts.edit, counts.remove)

    def __init__(self, session: Session) -> None:
        note = tr("ยอดสะสมจากระบบ พิมพ์หรือวาง วันที่ กลุ่ม จำนวน")
        without = (
            tr("ยังไม่มียอดตอบ"),
            tr("คัดลอกยอดผู้ตอบจากระบบการประเมินมาวาง แต่ละแถวคือวันที่ กลุ่ม และจำนวนที่ตอบแล้วทั้งหมดถึงวันนั้น"),
        )
        columns = count_columns(lambda: session.data, session.year, lambda: session.today)
        super().__init__(session, columns, (tr("ยอดตอบ"), tr("เพิ่มยอด"), note), without)

    def refresh(self, *, flash: bool) -> None:
        """Updates the counts; ``flash`` is False for another year."""
        session = self.session
        if not flash:
            self.table.sheet.set_columns(
                count_columns(lambda: session.data, session.year, lambda: session.today)
            )
        self.show_rows(count_rows(session.data), flash=flash)

    def blank(self) -> Mapping[str, Any]:
        """Returns today, and the first group without a number of it."""
        data, today = self.session.data, self.session.today
        counted = {count.survey_group_id for count in data.survey_counts if count.day == today}
        left = [group for group in data.survey_groups if group.id not in counted]
        first = next(iter(left or data.survey_groups), None)
        name = name_of_group(data, first) if first is not None else ""
        return {"day": today, "group": name, "answered": 0}


class LinkTable(ListTable):
    """The addresses of the surveys, with posters and slips."""

    first = "url"
    service = RowService(links.add_many, links.edit, links.remove)
    poster_requested = Signal(str)
    """The poster of a link; carries its id."""

    def __init__(self, session: Session) -> None:
        note = tr("ลิงก์จากระบบการประเมิน ของแต่ละกลุ่มและช่วงเวลา")
        without = (
            tr("ยังไม่มีลิงก์แบบสำรวจ"),
            tr("คัดลอกลิงก์ IIT และ EIT จากระบบการประเมินมาใส่ แล้วพิมพ์โปสเตอร์และบัตรรหัส QR ได้ทันที"),
        )
        columns = link_columns(session.year, lambda: session.today)
        super().__init__(session, columns, (tr("ลิงก์แบบสำรวจ"), tr("เพิ่มลิงก์"), note), without)
        self.poster_button = Button(tr("พิมพ์โปสเตอร์"), icon_name="printer")
        self.poster_button.clicked.connect(self._ask_poster)
        self.add_leading(self.poster_button)

    def refresh(self, *, flash: bool) -> None:
        """Updates the links; ``flash`` is False for another year."""
        session = self.session
        if not flash:
            self.table.sheet.set_columns(link_columns(session.year, lambda: session.today))
        self.show_rows(session.data.survey_links, flash=flash)
        self.poster_button.setVisible(bool(session.data.survey_links))

    def blank(self) -> Mapping[str, Any]:
        """Returns the survey that has no link yet."""
        known = {link.instrument for link in self.session.data.survey_links}
        return {"instrument": "EIT" if known == {"IIT"} else "IIT"}

    def _ask_poster(self) -> None:
        """Asks for the poster of the current link, or of the first one."""
        row = self.table.current_row()
        known = self.session.data.survey_links
        if row is not None:
            self.poster_requested.emit(row.id)
        elif known:
            self.poster_requested.emit(known[0].id)

    def _add_to_menu(self, menu: QMenu) -> None:
        menu.addAction(self.poster_button.text(), self._ask_poster)
        super()._add_to_menu(menu)


class RuleTable(ListTable):
    """The sampling rules of the year."""

    first = "kind"
    service = RowService(rules.add_many, rules.edit, rules.remove)

    def __init__(self, session: Session) -> None:
        note = tr("ใช้ข้อแรกที่ตรงกับกลุ่มและหน่วย แก้ได้ตามหนังสือของปี")
        without = (
            tr("ปีนี้ไม่มีเกณฑ์ตัวอย่างพิมพ์ไว้"),
            tr("เอกสารของปีนี้ไม่ได้บอกว่าต้องตอบกี่คน ใส่เกณฑ์เอง หรือใช้เกณฑ์ที่พิมพ์ไว้ของปีก่อน"),
        )
        super().__init__(session, rule_columns(), (tr("เกณฑ์ตัวอย่าง"), tr("เพิ่มเกณฑ์"), note), without)
        self.printed_button = Button("", icon_name="copy")
        self.printed_button.clicked.connect(self._take_printed)
        self.add_leading(self.printed_button)

    def refresh(self, *, flash: bool) -> None:
        """Updates the rules, and offers those printed for an earlier year if there are none."""
        data = self.session.data
        rows = rules.rules_of(data)
        self.show_rows(rows, flash=flash)
        source = None if rows else rules.newest_printed(data.year)
        self.printed_button.setVisible(source is not None)
        if source is not None:
            self.printed_button.setText(tr("ใช้เกณฑ์ปี {year}", year=source))
            self.printed_button.block(self.session.locked)

    def _take_printed(self) -> None:
        source = rules.newest_printed(self.session.year)
        if source is not None and self.session.could_write(rules.take_printed, source):
            self.table.setFocus()

    def blank(self) -> Mapping[str, Any]:
        return {"instrument": "IIT", "percent": 100}
