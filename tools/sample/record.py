"""What the sample's current year did about its measures until the middle of March."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ita_desktop.domain.records import MeasureKind, MeasureStatus
from ita_desktop.domain.schedule import occurrences
from ita_desktop.domain.scores.results import SourceKind
from ita_desktop.domain.tracking.state import HALF_YEAR
from ita_desktop.domain.year import YearData
from ita_desktop.services import findings, measures, photos, tracking
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.measure_names import label_of
from ita_desktop.services.tracking import TimeKey
from ita_desktop.storage.workspace import Workspace
from tools.sample.pictures import photograph

YEAR = 2568
_HALF, _QUARTER, _JANUARY = date(2025, 3, 31), date(2024, 12, 31), date(2025, 1, 31)
_FEBRUARY = date(2025, 2, 28)
_OVER = (date(2024, 10, 31), date(2024, 11, 30), _QUARTER, _JANUARY, _FEBRUARY)
"""The last days of the times that are over by the middle of March."""
_LEFT_OPEN = {("I5", _FEBRUARY), ("O19", _FEBRUARY), ("O14", _JANUARY), ("O9", _QUARTER)}
"""Of February two are late; the others are told of in words."""

_OTHERS: tuple[Mapping[str, Any], ...] = (
    {
        "kind": MeasureKind.IMAGE,
        "method": "1. จัดจุดต้อนรับและป้ายบอกทางให้เห็นชัด\n2. เจ้าหน้าที่ติดป้ายชื่อขณะให้บริการ",
        "schedule": "ทุก 3 เดือน",
        "monitoring": "หัวหน้าฝ่ายปกครองตรวจจุดบริการและรายงานผู้อำนวยการเขต",
        "units": ("ฝ่ายปกครอง", "ฝ่ายทะเบียน"),
    },
    {
        "kind": MeasureKind.IMAGE,
        "method": "ทำสื่อแนะนำขั้นตอนบริการ เผยแพร่ทางเว็บไซต์และสื่อสังคมออนไลน์ของเขต",
        "schedule": "ทุก 6 เดือน",
        "monitoring": "ฝ่ายปกครองรายงานจำนวนผู้เข้าชมต่อผู้อำนวยการเขต",
        "units": ("ทุกฝ่าย",),
    },
    {
        "kind": MeasureKind.ONE_STOP,
        "method": "ประชาสัมพันธ์การยื่นคำขอผ่านศูนย์รับคำขออนุญาต (BMA OSS) ณ จุดบริการ",
        "schedule": "ทุกเดือน",
        "monitoring": "ฝ่ายโยธาสรุปจำนวนคำขอที่ยื่นออนไลน์เสนอผู้อำนวยการเขต",
        "units": ("ฝ่ายโยธา",),
    },
    {
        "kind": MeasureKind.ONE_STOP,
        "method": "อบรมเจ้าหน้าที่เรื่องการรับคำขอผ่าน BMA OSS",
        "schedule": "ทุก 6 เดือน",
        "monitoring": "ผู้อำนวยการเขตติดตามในการประชุมหัวหน้าฝ่าย",
        "units": ("ทุกฝ่าย",),
    },
)
"""Measures of the book's other chapters."""


class _Told(NamedTuple):
    """What was done about one time, in words, and pictures with what is written below them."""

    measure: str
    last: date
    day: date
    text: str
    result: str = ""
    participants: int | None = None
    links: str = ""
    pictures: tuple[tuple[str, str], ...] = ()


_TOLD = (
    _Told(
        "E1, E2, E3", _HALF, date(2025, 2, 5),
        "1. ทำป้ายขั้นตอนและระยะเวลาให้บริการทุกจุด\n2. วางคู่มือประชาชนไว้ ณ จุดบริการ",
        result="ผู้รับบริการเห็นขั้นตอนก่อนยื่นเรื่อง",
        pictures=(
            ("counter", "จุดบริการพร้อมป้ายบอกงาน"),
            ("steps", "แผนผังขั้นตอนและระยะเวลาให้บริการ"),
        ),
    ),
    _Told(
        "I4", _HALF, date(2025, 2, 12),
        "ประชุมชี้แจง**แผนการใช้จ่ายงบประมาณ**แก่ข้าราชการและลูกจ้าง",
        result="ผู้เข้าประชุมทราบแผนและช่องทางตรวจสอบ",
        participants=64,
        pictures=(("meeting", "ประชุมชี้แจงแผนการใช้จ่ายงบประมาณ"),),
    ),
    _Told(
        "I11, I12", _HALF, date(2025, 1, 15),
        "ผู้อำนวยการเขตประกาศนโยบายต่อต้านการรับสินบนและไม่รับของขวัญ",
        links="https://district.example/ita/2568/no-gift",
        pictures=(("poster", "ป้ายประกาศนโยบายไม่รับของขวัญ"),),
    ),
    _Told("O9", _QUARTER, date(2025, 1, 6), "เผยแพร่สถิติการจัดเก็บภาษีไตรมาสที่ 1 ทางเว็บไซต์"),
)  # fmt: skip
_ROUND = (
    ("O15", "เผยแพร่ประกาศและสรุปผลการจัดซื้อจัดจ้าง (สขร.1) ทุกเดือน", "เผยแพร่ครบทุกรายการ"),
    ("O17", "เผยแพร่ช่องทางและสถิติเรื่องร้องเรียนทุกเดือน", "ไม่มีเรื่องร้องเรียนการทุจริต"),
    (
        "O4",
        "1. ลงข่าวทางเว็บไซต์และสื่อสังคมออนไลน์ทุกเดือน\n2. ติดป้าย QR Code ตอบแบบ EIT ทุกจุดบริการ",
        "เผยแพร่ข่าว 42 เรื่อง",
    ),
)
"""What the round of six months tells: of which measure, what was done and what came of it."""


def decide(workspace: Workspace) -> None:
    """Rests the findings on their scores, lets measures answer them, and adds the measures of the
    book's other chapters."""
    data = workspace.year(YEAR)
    score = {
        finding.id: (findings.SourceRef(SourceKind.SCORE, finding.indicator),)
        for finding in data.findings
    }
    findings.edit(
        workspace, YEAR, [CellEdit(key, "sources", sources) for key, sources in score.items()]
    )
    found = {finding.indicator: finding.id for finding in data.findings}
    by_item = [measure for measure in data.measures if measure.kind is MeasureKind.ITEM]
    answers = [
        CellEdit(measure.id, "findings", (found[measure.indicator],))
        for measure in by_item
        if measure.indicator in found
    ]
    whole = [measure.id for measure in data.measures if measure.kind is MeasureKind.INDICATOR]
    begun = [CellEdit(measure, "status", MeasureStatus.DOING) for measure in whole]
    measures.edit(workspace, YEAR, [*answers, *begun])
    by_name = {unit.name: OwnerRef(unit_id=unit.id) for unit in data.units}
    measures.add(
        workspace,
        YEAR,
        [
            {name: value for name, value in other.items() if name != "units"}
            | {"owners": tuple(by_name[unit] for unit in other["units"])}
            for other in _OTHERS
        ],
    )


def record(workspace: Workspace) -> None:
    """Records what was done: nearly all times that are over, and some that are not yet."""
    data = workspace.year(YEAR)
    by_item = _by_label(data)
    for last in _OVER:
        times = [TimeKey(measure, last) for measure in _done_in(data, last)]
        tracking.mark_done(workspace, YEAR, times, last.replace(day=25))
    left_out = TimeKey(by_item["O14"], _JANUARY)
    tracking.skip(workspace, YEAR, [left_out], "เดือนนี้ไม่มีการโอนเงินอุดหนุน รวมไว้กับเดือนกุมภาพันธ์")
    for work in _TOLD:
        _tell(workspace, by_item[work.measure], work)
    news = next(
        entry.id
        for entry in workspace.year(YEAR).entries_of(by_item["O4"])
        if entry.occurrence == _FEBRUARY
    )
    words = {"text": "ลงข่าวงานของเขตทางเว็บไซต์ 9 เรื่อง", "links": "https://district.example/news"}
    tracking.edit(workspace, YEAR, [CellEdit(news, *item) for item in words.items()])
    for label, text, result in _ROUND:
        rounds = {round_.title: round_.id for round_ in workspace.year(YEAR).rounds}
        entry = tracking.record(
            workspace, YEAR, by_item[label],
            round_id=rounds.get("รอบ 6 เดือน", HALF_YEAR), text=text, result=result,
        )  # fmt: skip
        if label == "O4":
            _show(workspace, entry, "website", "หน้าข่าวของเว็บไซต์สำนักงานเขต")


def _by_label(data: YearData) -> dict[str, str]:
    """The measures by item, by the items that they are about."""
    by_item = [measure for measure in data.measures if measure.kind is MeasureKind.ITEM]
    return {label_of(data, measure): measure.id for measure in by_item}


def _done_in(data: YearData, last: date) -> Iterator[str]:
    """The measures that were done in their time that ends on this day, as nearly all were."""
    for measure in data.measures:
        if all(time.last != last for time in occurrences(measure, YEAR)):
            continue
        label = label_of(data, measure) if measure.kind is MeasureKind.ITEM else ""
        if (label, last) not in _LEFT_OPEN:
            yield measure.id


def _tell(workspace: Workspace, measure: str, described: _Told) -> None:
    entry = tracking.record(
        workspace,
        YEAR,
        measure,
        occurrence=described.last,
        day=described.day,
        text=described.text,
        result=described.result,
        participants=described.participants,
        links=described.links,
    )
    for name, caption in described.pictures:
        _show(workspace, entry, name, caption)


def _show(workspace: Workspace, entry: str, name: str, caption: str) -> None:
    """Puts a drawn photograph beside an entry."""
    given = [photos.NewPhoto(f"{name}.jpg", photograph(name))]
    (photo,) = photos.add(workspace, YEAR, entry, given).ids
    photos.caption(workspace, YEAR, photo, caption)
