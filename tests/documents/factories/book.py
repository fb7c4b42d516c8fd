"""The year 2568 as two districts wrote it: analysis and measures of one, progress of the other."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import count
from typing import Any

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.records import (
    Measure,
    MeasureItem,
    MeasureKind,
    MeasureOwner,
    Unit,
    UnitKind,
)
from ita_desktop.domain.scores.results import Finding, FindingItem, MeasureFinding
from ita_desktop.domain.tracking.entries import Entry, Photo
from ita_desktop.domain.year import YearData
from tests.documents.factories.results import OFFICE, bare_year, year_2567
from tests.documents.factories.year import UNITS
from tests.support.places import FIXTURES

MORE_UNITS = tuple(
    Unit(id=name, name=name, kind=UnitKind.SECTION)
    for name in ("ฝ่ายรายได้", "ฝ่ายเทศกิจ", "ฝ่ายรักษาฯ", "ฝ่ายพัฒนาชุมชน")
)


class Rows:
    """Collects the records of a year's measures."""

    def __init__(self, data: YearData) -> None:
        self.data = replace(data, units=(*UNITS, *MORE_UNITS))
        self.measures: list[Measure] = []
        self.items: list[MeasureItem] = []
        self.owners: list[MeasureOwner] = []
        self.findings: list[Finding] = []
        self.finding_items: list[FindingItem] = []
        self.answers: list[MeasureFinding] = []
        self.entries: list[Entry] = []
        self.photos: list[Photo] = []
        self._ids = count(1)

    def _key(self, kind: str) -> str:
        return f"{kind}{next(self._ids)}"

    def measure(
        self,
        indicator: str,
        codes: tuple[str, ...],
        method: str,
        owners: str = "",
        kind: MeasureKind = MeasureKind.ITEM,
        **more: Any,
    ) -> Measure:
        """Adds a measure with its items and owners (separated by ``;``)."""
        key = self._key("m")
        year = self.data.fiscal_year.id
        one = Measure(id=key, year_id=year, indicator=indicator, method=method, kind=kind,
                      position=len(self.measures), **more)  # fmt: skip
        self.measures.append(one)
        for place, code in enumerate(codes):
            self.link(key, code, position=place)
        names = {unit.name: unit.id for unit in self.data.units}
        names |= {unit.label: unit.id for unit in self.data.units}
        for place, name in enumerate(part.strip() for part in owners.split(";") if part.strip()):
            unit = names.get(name)
            self.owners.append(
                MeasureOwner(id=self._key("o"), measure_id=key, unit_id=unit,
                             post="" if unit else name, position=place)
            )  # fmt: skip
        return one

    def link(self, measure_id: str, code: str, title: str = "", position: int = 0) -> None:
        self.items.append(
            MeasureItem(id=self._key("i"), measure_id=measure_id, item_code=code, title=title,
                        position=position)
        )  # fmt: skip

    def finding(self, indicator: str, codes: tuple[str, ...] = (), **texts: str) -> Finding:
        """Adds a finding of items, or of an indicator."""
        one = Finding(id=self._key("f"), year_id=self.data.fiscal_year.id, indicator=indicator,
                      position=len(self.findings), **texts)  # fmt: skip
        self.findings.append(one)
        self.finding_items += [
            FindingItem(id=self._key("fi"), finding_id=one.id, item_code=code, position=place)
            for place, code in enumerate(codes)
        ]
        return one

    def answer(self, measure: Measure, finding: Finding) -> None:
        self.answers.append(
            MeasureFinding(id=self._key("mf"), measure_id=measure.id, finding_id=finding.id)
        )

    def entry(self, measure: Measure, text: str, photos: int = 0, **more: Any) -> Entry:
        """Adds an entry with so many photographs."""
        one = Entry(id=self._key("e"), measure_id=measure.id, text=text, **more)
        self.entries.append(one)
        for place in range(photos):
            wide = (len(self.photos) % 3) != 2
            width, height = (800, 600) if wide else (600, 800)
            self.photos.append(
                Photo(id=self._key("p"), entry_id=one.id, media=f"picture {len(self.photos)}",
                      width=width, height=height, position=place,
                      caption="" if place else f"ภาพการดำเนินการ {len(self.photos) + 1}")
            )  # fmt: skip
        return one

    def year(self) -> YearData:
        return replace(
            self.data,
            measures=tuple(self.measures),
            measure_items=tuple(self.items),
            measure_owners=tuple(self.owners),
            findings=tuple(self.findings),
            finding_items=tuple(self.finding_items),
            measure_findings=tuple(self.answers),
            entries=tuple(self.entries),
            photos=tuple(self.photos),
        )


def fixture(name: str) -> Iterator[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def lines(text: str) -> str:
    return text.replace(" | ", "\n")


def picture(key: str) -> bytes | None:
    """A small picture that is like no other: what documents get for the key of a photograph."""
    return _picture(key) if key.startswith("picture ") else None


@cache
def _picture(key: str) -> bytes:
    from PIL import Image

    number = int(key.removeprefix("picture "))
    color = (number * 37 % 256, number * 91 % 256, number % 256)
    made = BytesIO()
    Image.new("RGB", (80, 60) if number % 3 != 2 else (60, 80), color).save(made, "JPEG")
    return made.getvalue()


@cache
def book_year() -> YearData:
    """Analysis by indicator, measures by item, communication, image and permit centre."""
    rows = Rows(bare_year(2568, OFFICE))
    by_item: dict[str, Measure] = {}
    for row in fixture("measures_2568.csv"):
        if row["merged_with"]:
            first = by_item[row["merged_with"]]
            at = next(n for n, measure in enumerate(rows.measures) if measure.id == first.id)
            method = f"{rows.measures[at].method}\n{lines(row['method'])}".strip()
            rows.measures[at] = replace(rows.measures[at], method=method)
        else:
            first = rows.measure(row["indicator"], (), lines(row["method"]), row["owners"],
                                 schedule=row["period"])  # fmt: skip
        by_item[row["items"]] = first
        rows.link(first.id, row["items"], row["item_title"], len(rows.items))
    for row in fixture("analysis_2568.csv"):
        finding = rows.finding(row["indicator"], issue=lines(row["findings"]))
        followed = lines(row["monitoring"])
        measure = rows.measure(row["indicator"], (), lines(row["measures"]), row["owners"],
                               MeasureKind.INDICATOR, monitoring=followed)  # fmt: skip
        rows.answer(measure, finding)
    _communication(rows)
    image = rows.measure("", (), "สภาพแวดล้อมและจุดให้บริการ:\n- จัดที่นั่งพักคอย\n- จัดป้ายขั้นตอน",
                         "ฝ่ายปกครอง", MeasureKind.IMAGE)  # fmt: skip
    rows.measure("", (), "มาตรฐานการให้บริการ:\n- อบรมเจ้าหน้าที่", "ฝ่ายปกครอง", MeasureKind.IMAGE)
    rows.measure("", (), "จัดทำคู่มือ E-service", "ฝ่ายโยธา", MeasureKind.ONE_STOP)
    centre = rows.measure("", (), "เปิดช่องทางรับฟังความคิดเห็น", "ฝ่ายปกครอง", MeasureKind.ONE_STOP)
    rows.entry(image, "ติดตั้งป้าย", 3)
    rows.entry(centre, "เปิดช่องทางแล้ว", 2)
    return rows.year()


def _communication(rows: Rows) -> None:
    followed = "ผู้อำนวยการเขตติดตามในการประชุมผู้บริหารเขตเป็นประจำทุกเดือน"
    talk = rows.measure(
        "1", tuple(f"I{number}" for number in range(1, 13)),
        "หัวหน้าฝ่ายสื่อสารในการประชุมประจำเดือนของฝ่าย", "หัวหน้าฝ่าย ทุกฝ่าย",
        MeasureKind.COMMUNICATION, monitoring=followed,
        schedule="เดือนละ 1 ครั้ง ในระหว่างเดือน ตุลาคม 2567 - กันยายน 2568",
    )  # fmt: skip
    rows.measure("6", ("E1", "E2", "E3", "E5", "E6"), "เจ้าหน้าที่สื่อสารกับผู้รับบริการในแต่ละงาน",
                 "เจ้าหน้าที่ประจำจุดให้บริการ", MeasureKind.COMMUNICATION,
                 schedule="ทุกวันที่มีการให้บริการ", monitoring=followed)  # fmt: skip
    rows.measure("9", tuple(f"O{number}" for number in range(1, 23)), "เผยแพร่ข้อมูลบนเว็บไซต์",
                 "เจ้าหน้าที่ผู้ได้รับมอบหมาย", MeasureKind.COMMUNICATION,
                 schedule="ตุลาคม 2567 - กันยายน 2568", monitoring=followed)  # fmt: skip
    rows.entry(talk, "ประชุมแล้ว", 1)


@cache
def progress_year() -> YearData:
    """The measures of the other district with what it reported of the first six months."""
    rows = Rows(bare_year(2568, OFFICE))
    for number, row in enumerate(fixture("progress_2568.csv")):
        first, _, last = row["item"].partition("-")
        numbers = range(int(first[1:]), int((last or first)[1:]) + 1)
        codes = tuple(f"{first[0]}{number}" for number in numbers)
        measure = rows.measure(row["indicator"], codes, lines(row["measure"]), "ทุกฝ่าย",
                               finding=row["finding"], schedule="ทุก 6 เดือน")  # fmt: skip
        if row["progress"]:
            rows.entry(measure, lines(row["progress"]), (2, 3, 0, 1, 4)[number % 5],
                       round_id="half_year")  # fmt: skip
    return rows.year()


@cache
def reviewed_year() -> YearData:
    """An analysis item by item, as the form of seven columns has it."""
    rows = Rows(bare_year(2568, OFFICE))
    both = rows.finding("1", ("I1", "I2"), practice="ให้บริการตามลำดับ\nมีคู่มือ",
                        strength="มีมาตรฐาน", weakness="บางจุดล่าช้า", issue="ลดเวลา",
                        improvement="จัดเจ้าหน้าที่เพิ่ม")  # fmt: skip
    rows.finding("1", ("I3",), practice="มีช่องทางร้องเรียน", strength="ไม่มีเรื่องร้องเรียน")
    rows.finding("6", (), practice="สำรวจทุกปี", issue="คะแนนต่ำกว่าเป้า", improvement="อบรม")
    rows.finding("6", ("E2",), weakness="ผู้รับบริการไม่ทราบขั้นตอน")
    rows.finding("9.1", ("O1",), practice="เผยแพร่บนเว็บไซต์", strength="ครบถ้วน",
                 improvement="ปรับปรุงทุกเดือน")  # fmt: skip
    measure = rows.measure("1", ("I1",), "ปรับคู่มือ", "ฝ่ายปกครอง;ทุกฝ่าย",
                           schedule="ต.ค. 67 – มิ.ย. 68",
                           monitoring="ไม่มีเรื่องร้องเรียนเกี่ยวกับประเด็นที่เกี่ยวข้อง")  # fmt: skip
    rows.answer(measure, both)
    rows.measure("6", ("E2",), "ทำสื่อแนะนำขั้นตอน", "ฝ่ายทะเบียน", schedule="ทุก 3 เดือน")
    return rows.year()


def context(data: YearData, subject: str = "") -> ReportContext:
    """A year with the result of 2567 before it and its pictures."""
    return ReportContext(data, year_2567(), subject=subject, media=picture)
