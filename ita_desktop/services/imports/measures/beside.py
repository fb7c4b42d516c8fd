"""What few tables say of measures, and the preview shows only where it is said."""

from collections.abc import Iterator

from ita_desktop.domain.records import Measure


def beside(measure: Measure) -> Iterator[tuple[str, str]]:
    """Yield target, sign of success and budget with their headings; empty if not given."""
    yield "เป้าหมาย", measure.target
    yield "ตัวชี้วัดความสำเร็จ", measure.success
    yield "งบประมาณ", f"{measure.budget:,}" if measure.budget is not None else ""
