"""What a district did and published for an item, read from its file when it is asked for."""

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.city.columns import CitySheet
from ita_desktop.ui.language import short_date
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.theme.columns import CityColumns as Width
from ita_desktop.ui.theme.tokens import Duration, Height, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import HairLine

if TYPE_CHECKING:
    from ita_desktop.domain.city.districts import DistrictYear, Practice

_ROWS: Final = 6
"""Height of the table in rows."""


class PracticeLine(NamedTuple):
    """A measure, or a piece of evidence."""

    id: str
    kind: str
    text: str
    when: str
    units: str
    link: str


class PracticePane(QWidget):
    """Measures and evidence of one item in one district; ``link_requested`` is emitted with the
    address of a piece of evidence on Enter or a double click."""

    link_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: tuple[str, DistrictYear, str] | None = None
        self._job: Job | None = None
        self.title = ThaiLabel("", self, style=Text.SECTION)
        self.summary = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2)
        self.table = CitySheet(_columns(), self, filters=False)
        self.table.setAccessibleName(tr("มาตรการและหลักฐาน"))
        self.table.entered.connect(self._enter)
        edge = Space.PAGE_EDGE
        vbox(
            HairLine(self),
            hbox(
                self.title, (self.summary, 1), margins=(edge, Space.S, edge, Space.XS), gap=Space.M
            ),
            (self.table, 1),
            on=self,
        )
        self.setFixedHeight(_ROWS * Height.ROW + Height.TABLE_HEADER + Height.SECTION)
        # Whoever walks through the rows reads none but the last.
        self._wait = QTimer(self, singleShot=True, interval=Duration.SETTLED)
        self._wait.timeout.connect(self._read)

    def show_practice(self, name: str, year: "DistrictYear", code: str) -> None:
        """Reads and shows what the district of that name did for an item in a year."""
        if (name, year, code) == self._asked:
            return
        self._asked = (name, year, code)
        self.title.setText(f"{name} · {code} · {year.fiscal_year}")
        self.summary.setText(tr("กำลังอ่าน"))
        self.table.sheet.show_other([], _columns())
        self._wait.start()

    def clear(self) -> None:
        """Shows nothing."""
        self._wait.stop()
        self._asked = self._job = None
        self.title.setText("")
        self.summary.setText(tr("เลือกเขตในตาราง"))
        self.table.sheet.show_other([], _columns())

    def _read(self) -> None:
        if self._asked is None:
            return
        _name, year, code = self._asked

        def work(_progress: Progress) -> "Practice":
            from ita_desktop.services.city.library import practice_of

            return practice_of(year, code)

        job = self._job = Job(work, self)
        job.done.connect(lambda found: self._show(job, found))
        job.failed.connect(lambda why: self._show_message(job, why))
        job.start()

    def _show_message(self, job: Job, why: str) -> None:
        if job is self._job:
            self.summary.setText(why)

    def _show(self, job: Job, found: "Practice") -> None:
        if job is not self._job:
            return
        lines = _lines(found)
        self.table.sheet.show_other(lines, _columns())
        words = tr(
            "{measures} มาตรการ · {evidence} หลักฐาน",
            measures=len(found.measures),
            evidence=len(found.evidence),
        )
        self.summary.setText(words if lines else tr("แหล่งข้อมูลนี้ไม่มีมาตรการและหลักฐานของข้อนี้"))

    def _enter(self, line: PracticeLine) -> None:
        if line.link:
            self.link_requested.emit(line.link)


def _lines(found: "Practice") -> list[PracticeLine]:
    measures = [
        PracticeLine(
            f"m{at}", tr("มาตรการ"), measure.method, measure.schedule, ", ".join(measure.units), ""
        )
        for at, measure in enumerate(found.measures)
    ]
    evidence = [
        PracticeLine(
            f"e{at}",
            tr("หลักฐาน"),
            evidence.title or (tr("แจ้งว่าไม่มี") if evidence.nothing else evidence.link),
            short_date(evidence.published) if evidence.published is not None else "",
            evidence.unit,
            evidence.link,
        )
        for at, evidence in enumerate(found.evidence)
    ]
    return [*measures, *evidence]


def _columns() -> list[Column[PracticeLine]]:
    return [
        Column("kind", tr("ชนิด"), lambda line: line.kind, Width.OFFICIAL),
        Column(
            "text",
            tr("สิ่งที่ทำหรือเผยแพร่"),
            lambda line: line.text,
            Width.TITLE,
            stretch=True,
            rich=True,
            lines=3,
        ),
        Column("when", tr("เมื่อใด"), lambda line: line.when, Width.LEVEL, lines=2),
        Column("units", tr("หน่วย"), lambda line: line.units, Width.NAME, lines=2),
        Column(
            "link",
            tr("ลิงก์"),
            lambda line: line.link,
            Width.SPREAD,
            tone=lambda _line: Tone.ACCENT,
            lines=1,
        ),
    ]
