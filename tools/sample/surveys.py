"""The surveys of the sample: respondents of some sections, links, answers of four weeks."""

from datetime import date, timedelta

from ita_desktop.services import surveys
from ita_desktop.storage.workspace import Workspace

YEAR = 2568
HEADS = {
    "ฝ่ายปกครอง": (14, 22),
    "ฝ่ายทะเบียน": (16, 9),
    "ฝ่ายโยธา": (18, 31),
    "ฝ่ายรายได้": (21, 12),
    "ฝ่ายรักษาความสะอาดและสวนสาธารณะ": (9, 412),
    "ฝ่ายการคลัง": (11, 6),
}
"""Officials and employees with a year of service."""
BEGIN = date(2025, 2, 17)
WEEKS = 4


def record(workspace: Workspace) -> None:
    """Enters the surveys of the present year, four weeks after they opened."""
    surveys.take_printed(workspace, YEAR, 2566)
    rows: list[dict[str, object]] = [
        {"unit": unit, "kind": kind, "population": number}
        for unit, heads in HEADS.items()
        for kind, number in zip(("ข้าราชการ", "ลูกจ้าง"), heads, strict=True)
    ]
    rows += [{"instrument": "EIT", "kind": kind} for kind in ("ผู้รับบริการ", "คู่ค้า คู่สัญญา")]
    made = surveys.add_groups(workspace, YEAR, rows)
    period = {"opens": BEGIN, "closes": date(2025, 4, 30)}
    address = "https://district.example/survey/2568"
    surveys.add_links(
        workspace,
        YEAR,
        [
            {"instrument": "IIT", "url": f"{address}/iit", **period},
            {"instrument": "EIT", "url": f"{address}/eit", **period},
        ],
    )
    surveys.add_counts(
        workspace,
        YEAR,
        [
            {"group": group, "day": BEGIN + timedelta(days=7 * week), "answered": _so_far(at, week)}
            for week in range(1, WEEKS)
            for at, group in enumerate(made)
        ],
    )


def _so_far(at: int, week: int) -> int:
    """Some groups are done, others have hardly begun."""
    most = [number for heads in HEADS.values() for number in heads]
    if at >= len(most):
        return 40 * week
    return min(most[at], most[at] * week * (1 + at % 3) // 6)
