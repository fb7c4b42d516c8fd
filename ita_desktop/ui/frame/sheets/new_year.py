"""The dialog for a new fiscal year: year, framework, and what to carry over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.forms.ui_new_year import Ui_NewYear
from ita_desktop.ui.frame.sheets.year_sheet import YearSheet
from ita_desktop.ui.theme.tokens import Width


@dataclass(frozen=True)
class NewYear:
    """The result: Buddhist fiscal year, framework code, and the parts to carry over."""

    year: int
    framework: str
    roster: bool
    owners: bool
    due: bool
    measures: bool
    extras: bool
    """Evidence links, notes of items, and findings."""


class NewYearSheet(YearSheet):
    """The dialog; everything is checked by default but what is about the earlier year's work."""

    about = "new-year"
    form: Ui_NewYear

    def __init__(
        self,
        years: Sequence[int],
        frameworks: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        drafts: Collection[int] = (),
    ) -> None:
        """``years`` are the possible years, the default first, ``drafts`` those without a framework
        of their own; ``frameworks`` are (code, title)."""
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, Width.NEW_YEAR_HEIGHT))
        self.form = Ui_NewYear()
        self._lay_out(years, drafts, frameworks)
        for box in (self.form.roster, self.form.owners, self.form.due, self.form.measures):
            box.setChecked(True)
        self.form.owners.toggled.connect(self.form.due.setEnabled)
        self.form.year.currentIndexChanged.connect(self._name)
        self.set_title(tr("ปีงบประมาณใหม่"))
        self.set_remark(tr("เลิกทำได้ภายหลัง"))
        self._name()
        self.form.year.setFocus()

    def set_source(self, year: int) -> None:
        """Sets the year to carry over from, and by how many years dates are moved."""
        self.form.carryTitle.set_title(tr("ยกมาจากปี {year}", year=year))
        step = int(self.form.year.currentData()) - year
        text = tr("กำหนดส่ง โดยเลื่อนไปหนึ่งปี")
        if step > 1:
            text = tr("กำหนดส่ง โดยเลื่อนไป {count} ปี", count=step)
        elif step < 0:
            text = tr("กำหนดส่ง โดยเลื่อนกลับ {count} ปี", count=-step)
        self.form.due.setText(text)

    def values(self) -> NewYear:
        """Returns the current input."""
        owners = self.form.owners.isChecked()
        return NewYear(
            int(self.form.year.currentData()),
            str(self.form.framework.currentData()),
            roster=self.form.roster.isChecked(),
            owners=owners,
            due=owners and self.form.due.isChecked(),
            measures=self.form.measures.isChecked(),
            extras=self.form.extras.isChecked(),
        )

    def _name(self) -> None:
        year = str(self.form.year.currentData() or "")
        self.set_accept(
            tr("เริ่มปี {year}", year=year),
            blocked="" if year else tr("ไม่มีปีที่เริ่มได้"),
        )
