"""What the command city prints: the table of a year, a district, an item."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from ita_desktop.cli.output import echo
from ita_desktop.documents.reports.city.handed_in import KINDS as SOURCE_KINDS
from ita_desktop.documents.reports.city.handed_in import NOTHING, day_phrase, use_phrase
from ita_desktop.documents.reports.city.plan import by_group, group_name
from ita_desktop.domain.city.districts import Blocked, City, District, DistrictYear, short_name
from ita_desktop.domain.city.handed_in import HandedIn, handed_in
from ita_desktop.domain.city.items import DistrictItemRow, ItemOver
from ita_desktop.domain.city.measures import Practice
from ita_desktop.domain.city.summary import (
    Summary,
    levels_phrase,
    moves_phrases,
    spread_phrase,
    summary_of,
    target_phrase,
    usual_target,
)
from ita_desktop.domain.city.tables import DistrictRow, standing_of, table_of_year
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.i18n import in_language, sentence, tr
from ita_desktop.settings import today

_MOST_LATE = 5


def print_table(city: City, year: int, target: Decimal | None = None) -> None:
    """Says the figures of all districts and groups in a year, then the districts by rank."""
    table = table_of_year(city, year, today())
    aim = target or usual_target(year)
    found = summary_of(table.rows, year, aim)
    echo(tr("ปี {year}  {count} เขต", year=year, count=found.present))
    lines = (spread_phrase(found), levels_phrase(found), target_phrase(found))
    for line in filter(None, (*lines, *moves_phrases(found, year))):
        echo(in_language(line))
    for group, rows in by_group(table.rows).items():
        echo(f"  {_group_line(group, summary_of(rows, year, aim))}")
    ranked = [row for row in table.rows if row.year is not None]
    for row in sorted(ranked, key=lambda row: (row.rank is None, row.rank or 0)):
        echo(f"  {_line(row)}")


def _group_line(group: str, found: Summary) -> str:
    """``กรุงเทพใต้  10 เขต  เฉลี่ย 90.22  กลาง 89.54  ถึงเป้าหมาย 8  ขึ้น 5 ลง 2``."""
    parts = [in_language(group_name(group)), tr("{count} เขต", count=found.present)]
    if found.total is not None:
        parts += [
            tr("เฉลี่ย {mean}", mean=found.total.mean),
            tr("กลาง {median}", median=found.total.median),
        ]
        if found.target is not None:
            parts.append(tr("ถึงเป้าหมาย {count}", count=found.reached))
    up, down = found.points.up, found.points.down
    if up or down or found.points.same:
        parts.append(tr("ขึ้น {up} ลง {down}", up=up, down=down))
    return "  ".join(parts)


def print_handed_in(city: City, year: int) -> None:
    """Says who has handed in what of a year, and when."""
    rows = handed_in(city, year)
    missing = [row for row in rows if not row.sources]
    echo(
        tr(
            "ปี {year}  มีข้อมูล {count} เขต  ไม่มี {missing} เขต",
            year=year,
            count=len(rows) - len(missing),
            missing=len(missing),
        )
    )
    for row in rows:
        for source in row.sources:
            echo(f"  {short_name(row.name)}  {_handed_in(source)}")
    if missing:
        names = " ".join(short_name(row.name) for row in missing)
        echo(f"{in_language(NOTHING)}: {names}")


def _handed_in(source: HandedIn) -> str:
    parts = [
        in_language(SOURCE_KINDS[source.kind]),
        Path(source.year.place).name,
        in_language(day_phrase(source)),
        tr("คะแนน {count} ข้อ", count=source.scores),
    ]
    if source.measures is not None:
        parts.append(tr("มาตรการ {count}", count=source.measures))
    parts.append(in_language(use_phrase(source)))
    if source.differs:
        parts.append(tr("ต่างจากที่ใช้ {count} ค่า", count=len(source.differs)))
    return "  ".join(parts)


def _line(row: DistrictRow) -> str:
    assert row.year is not None
    rank = "–" if row.rank is None else str(row.rank)
    total = "–" if row.total is None else f"{row.total:.2f}"
    parts = [f"{rank:>3}", f"{total:>6}", f"{_signed(row):>6}", row.district.short_name]
    parts += filter(None, (row.year.level, _blocked(row), _late(row), *_caveats(row.year)))
    return "  ".join(parts)


def _signed(row: DistrictRow) -> str:
    return "" if row.change is None else f"{row.change:+.2f}"


def _blocked(row: DistrictRow) -> str:
    missing = ", ".join(map(_missing_points, row.blocked_by))
    if not missing or row.year is None:
        return ""
    return tr("ยังไม่ถึง{level}: ขาด {lacks}", level=row.year.next_level, lacks=missing)


def _missing_points(block: Blocked) -> str:
    subject = tr("รวม") if block.subject == TOTAL else block.subject
    return f"{subject} {'–' if block.missing is None else block.missing}"


def _late(row: DistrictRow) -> str:
    if not row.late:
        return ""
    more = " …" if len(row.late) > _MOST_LATE else ""
    return tr("เลยกำหนด {codes}", codes=" ".join(row.late[:_MOST_LATE]) + more)


def _caveats(year: DistrictYear) -> list[str]:
    """What the reader has to know of a total: that it is our own, or rests on a draft."""
    caveats = []
    if year.total is not None and not year.is_official:
        caveats.append(tr("คำนวณเอง"))
    if year.total is not None and not year.is_complete:
        caveats.append(tr("รู้คะแนนแล้ว {known}%", known=int(year.known)))
    if year.is_draft:
        caveats.append(tr("กรอบร่าง"))
    return caveats


def print_district(city: City, district: District, year: int) -> None:
    """Says the place of a district among all, with the items that are farthest below the median."""
    standing = standing_of(city, district, year)
    if standing is None:
        echo(tr("{district} ไม่มีข้อมูลปี {year}", district=district.name, year=year))
        return
    echo(f"{district.name}  {year}")
    if standing.rank is not None:
        echo(
            tr(
                "อันดับ {rank} จาก {count} เขต  เปอร์เซ็นไทล์ {percentile}",
                rank=standing.rank,
                count=standing.of,
                percentile=standing.percentile,
            )
        )
    for part in standing.parts:
        if part.kind is not NodeKind.ITEM or part.is_below_median:
            median = "–" if part.spread is None else f"{part.spread.median:.2f}"
            score = "–" if part.score is None else f"{part.score:.2f}"
            echo(f"  {part.code:<5}{score:>7}  {tr('กลาง {median}', median=median)}  {part.name}")


def print_problems(city: City) -> None:
    for district in city.problems:
        if district.problem is not None:
            echo(
                tr(
                    "อ่านไม่ได้ {source}: {why}",
                    source=district.source,
                    why=sentence(district.problem),
                )
            )
    for note in city.notes:
        echo(tr("โปรดทราบ: {note}", note=sentence(note)))


def print_item(over: ItemOver, found: Mapping[int, Practice]) -> None:
    echo(f"{over.code} {over.name}")
    echo(
        tr(
            "ปี {year}  {count} เขต  ได้ 100: {full} เขต",
            year=over.fiscal_year,
            count=len(over.rows),
            full=len(over.full),
        )
    )
    numbered = sorted(
        enumerate(over.rows), key=lambda ranked: (ranked[1].rank is None, ranked[1].rank or 0)
    )
    for number, row in numbered:
        echo(f"  {_item_line(row)}")
        practice = found.get(number)
        for measure in practice.measures if practice is not None else ():
            units = ", ".join(measure.units)
            echo(f"      • {' '.join(measure.method.split())}{f' ({units})' if units else ''}")
        for evidence in practice.evidence if practice is not None else ():
            echo(f"      → {evidence.title}  {evidence.link or tr('ไม่มีข้อมูลที่ต้องเผยแพร่')}")


def _item_line(row: DistrictItemRow) -> str:
    score = "–" if row.score is None else f"{row.score:.2f}"
    change = "" if row.change is None else f"{row.change:+.2f}"
    return f"{score:>6}  {change:>7}  {row.district.short_name}"
